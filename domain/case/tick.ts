/**
 * What a case does by itself when time has come: breaches are recorded, rungs of the ladder fire, a public notice
 * counts as served. Run twice at one instant it does nothing the second time, because every event leaves its mark in
 * the record.
 */
import { dueBreaches, dueRungs } from '../terms/ladder.ts';
import { dayStart, dayOf, legalDateOf, parseInstant, toShanghaiText } from '../terms/instant.ts';
import { allInstants } from '../terms/instants.ts';
import type { CasePolicy } from './policy.ts';
import type { Instant, LegalDate } from '../terms/model.ts';
import { viewOf } from '../terms/view.ts';
import { nextWakeUp, type WakeUp } from '../terms/wakeup.ts';
import type { CaseEvent, NewCaseEvent } from './events.ts';
import { type Head, type Outcome, recordSystem } from './execute.ts';
import { rungEvents } from './supervision/ladder-events.ts';
import type { Sha256 } from '../work/record.ts';
import type { CaseFile, CaseState } from './state.ts';

export interface TickContext {
  caseId: string;
  /** UTC milliseconds. */
  now: Instant;
  policy: CasePolicy;
}

/** Something due: the instant it stood for, and the events that do it. */
interface Due {
  nominal: Instant;
  events: NewCaseEvent[];
}

/** A case never has so much to catch up with; a policy that feeds itself stops here instead of never. */
const MOST_STEPS = 500;

// 民事诉讼法 95: thirty days after the public notice the paper counts as served.
function servedByNow(file: CaseFile, now: Instant): Due[] {
  const today = legalDateOf(now);
  return file.served
    .filter(({ tookEffectAt, effectiveOn }) => tookEffectAt === null && effectiveOn <= today)
    .map(({ id, document, effectiveOn }) => ({
      nominal: dayStart(dayOf(effectiveOn)),
      events: [{ type: 'ServiceTookEffect' as const, data: { id, document, effectiveOn }, basis: ['《民事诉讼法》第九十五条'] }],
    }));
}

/** A public notice of what is proposed, that still runs. */
function announcement({ stage, notice }: CaseFile): { on: LegalDate; until: LegalDate } | null {
  return stage === 'decision' && notice?.announced?.endedAt === null ? notice.announced : null;
}

function announcedByNow(file: CaseFile, now: Instant): Due[] {
  const running = announcement(file);
  if (!running || running.until > legalDateOf(now)) return [];
  return [
    {
      nominal: dayStart(dayOf(running.until)),
      events: [{ type: 'NoticeTookEffect', data: { effectiveOn: running.until }, basis: ['《民事诉讼法》第九十五条'] }],
    },
  ];
}

function breachedByNow(file: CaseFile, policy: CasePolicy, now: Instant): Due[] {
  return dueBreaches(policy, file.ledger, now).map(({ term, key, label, deadline }) => {
    const basis = policy.terms.find((definition) => definition.key === key)?.basis ?? '';
    return {
      nominal: parseInstant(deadline) + 1000,
      events: [
        {
          type: 'TermBreached' as const,
          data: { term, label, deadline, why: `“${label}”已于${toShanghaiText(parseInstant(deadline))}届满，尚未办结` },
          basis: basis === '' ? [] : [basis],
        },
      ],
    };
  });
}

function rungsByNow(file: CaseFile, policy: CasePolicy, now: Instant): Due[] {
  const due = dueRungs(policy, file.ledger, now);
  if (due.length === 0) return [];
  const instants = allInstants(policy, file.ledger);
  return due.flatMap((rung) => {
    const found = instants.find(({ record }) => record.term === rung.term);
    if (!found) return [];
    return [{ nominal: rung.nominal, events: rungEvents(file, rung, viewOf(found, policy.calendar, now), now) }];
  });
}

/** The earliest thing that is due; a breach stands before the rungs of its own instant. */
function firstDue(file: CaseFile, { policy, now }: TickContext): Due | null {
  const due = [...servedByNow(file, now), ...announcedByNow(file, now), ...breachedByNow(file, policy, now), ...rungsByNow(file, policy, now)];
  return due.reduce<Due | null>((first, one) => (first === null || one.nominal < first.nominal ? one : first), null);
}

/**
 * Everything due at `now`, as events in the system's name, in the order of the instants they stood for. Each step is
 * decided on the case as the one before left it: a transfer that was just proposed pauses the terms it pauses.
 */
export function tick(head: Head, context: TickContext, sha256: Sha256): Outcome {
  const events: CaseEvent[] = [];
  let current = head;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { state } = current;
    const due = state.stage === 'unopened' || state.stage === 'archived' ? null : firstDue(state, context);
    if (!due) break;
    const outcome = recordSystem(current, due.events, context, sha256);
    if (!outcome.ok) return outcome;
    events.push(...outcome.events);
    current = outcome.head;
  }
  return { ok: true, events, head: current };
}

/**
 * The one timer of a case: the earliest instant (UTC milliseconds) at which `tick` has something to do, and what. Null
 * when nothing comes by itself. With `caseId` it is put off by that case's share of its term's window.
 */
export function nextAction(
  state: CaseState, policy: CasePolicy, now: Instant, caseId?: string,
): WakeUp | null {
  if (state.stage === 'unopened' || state.stage === 'archived') return null;
  let next = nextWakeUp(policy, state.ledger, now, caseId);
  const announced = announcement(state);
  const served = state.served.filter(({ tookEffectAt }) => tookEffectAt === null);
  for (const effectiveOn of [...served.map((paper) => paper.effectiveOn), ...(announced ? [announced.until] : [])]) {
    const at = Math.max(dayStart(dayOf(effectiveOn)), now);
    if (next === null || at < next.at) next = { at, why: '公告送达期满' };
  }
  return next;
}
