/** A case's terms, light and next own action at one instant; all of it derived, nothing kept. */
import type { CasePolicy } from './policy.ts';
import type { Instant, IsoInstant } from '../terms/model.ts';
import { caseLight, deriveTerms, lightIndex, type LightIndex, type TermView } from '../terms/view.ts';
import type { WakeUp } from '../terms/wakeup.ts';
import type { Light } from '../vocabulary.ts';
import type { CaseState } from './state.ts';
import { nextAction } from './tick.ts';
import { waitingReason } from './waiting.ts';

export interface Outlook {
  terms: TermView[];
  light: Light;
  index: LightIndex;
  next: WakeUp | null;
  /** Why nothing comes by itself; null where something does, and where nobody can say why (stuck). */
  waiting: string | null;
}

/** `now`: UTC milliseconds. */
export function outlookOf(caseId: string, state: CaseState, policy: CasePolicy, now: Instant): Outlook {
  const terms = state.stage === 'unopened' ? [] : deriveTerms(policy, state.ledger, now);
  const next = nextAction(state, policy, now, caseId);
  return {
    terms,
    light: caseLight(terms).light,
    index: lightIndex(terms),
    next,
    waiting: next === null ? statedReason(state, policy, now) : null,
  };
}

/** Nobody's reason is no reason: with neither this nor a next action the case is stuck, an alarm on the supervisor's board. */
function statedReason(state: CaseState, policy: CasePolicy, now: Instant): string | null {
  const waiting = waitingReason(state, policy, now);
  return waiting === null || waiting.code === 'stuck' ? null : waiting.text;
}

export const wakeUpAnswer = (next: WakeUp | null): { at: IsoInstant; why: string } | null =>
  next && { at: new Date(next.at).toISOString(), why: next.why };
