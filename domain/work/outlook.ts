/** A work item's terms, light and next own action at one instant; all of it derived, nothing kept. */
import type { Instant, IsoInstant, TermPolicy } from '../terms/model.ts';
import { caseLight, deriveTerms, lightIndex, type LightIndex, type TermView } from '../terms/view.ts';
import type { WakeUp } from '../terms/wakeup.ts';
import type { Light } from '../vocabulary.ts';
import type { WorkContext } from './context.ts';
import { isOpened, type WorkFile, type WorkState } from './file.ts';
import type { Kind, Waiting } from './kind.ts';
import type { RecordedEvent } from './record.ts';
import { nextAction } from './tick.ts';

export interface Outlook {
  terms: TermView[];
  light: Light;
  index: LightIndex;
  next: WakeUp | null;
  /** Why nothing comes by itself; null where something does, and where nobody can say why (stuck). */
  waiting: string | null;
}

/** `now`: UTC milliseconds. */
export function outlookOf<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  id: string,
  state: WorkState<File>,
  policy: TermPolicy,
  now: Instant,
): Outlook {
  const terms = isOpened(state) ? deriveTerms(policy, state.ledger, now) : [];
  const next = nextAction(kind, state, policy, now, id);
  return {
    terms,
    light: caseLight(terms).light,
    index: lightIndex(terms),
    next,
    waiting: next === null ? statedReason(kind, state, policy, now) : null,
  };
}

/**
 * Null while the item has something to do by itself, or is not running. Otherwise why it waits; `stuck` where nobody
 * can say, which is an alarm for the supervisor. `now`: UTC milliseconds.
 */
export function waitingReason<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  policy: TermPolicy,
  now: Instant,
): Waiting | null {
  if (!isOpened(state) || kind.final.includes(state.stage) || nextAction(kind, state, policy, now) !== null) return null;
  for (const rule of kind.waits) {
    const waiting = rule(state, now, policy);
    if (waiting) return waiting;
  }
  return { code: 'stuck', text: '没有到期事项，也没有等待理由' };
}

/** Nobody's reason is no reason: with neither this nor a next action the item is stuck, an alarm on the supervisor's board. */
function statedReason<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  policy: TermPolicy,
  now: Instant,
): string | null {
  const waiting = waitingReason(kind, state, policy, now);
  return waiting === null || waiting.code === 'stuck' ? null : waiting.text;
}

export const wakeUpAnswer = (next: WakeUp | null): { at: IsoInstant; why: string } | null =>
  next && { at: new Date(next.at).toISOString(), why: next.why };
