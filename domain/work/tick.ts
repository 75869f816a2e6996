/**
 * What a work item does by itself when time has come: breaches are recorded, rungs of the ladder fire, what its kind has
 * dated happens. Run twice at one instant it does nothing the second time, because every event leaves its mark in the
 * record.
 */
import { dueBreaches, dueRungs } from '../terms/ladder.ts';
import { parseInstant, toShanghaiText } from '../terms/instant.ts';
import { allInstants } from '../terms/instants.ts';
import type { Instant, TermPolicy } from '../terms/model.ts';
import { viewOf } from '../terms/view.ts';
import { nextWakeUp, type WakeUp } from '../terms/wakeup.ts';
import type { WorkContext } from './context.ts';
import { type Head, type Outcome, recordSystem } from './execute.ts';
import { isOpened, type WorkFile, type WorkState } from './file.ts';
import type { Kind, NewOf } from './kind.ts';
import type { RecordedEvent, Sha256 } from './record.ts';
import { rungEvents } from './rungs.ts';

export interface TickContext<Policy extends TermPolicy = TermPolicy> {
  /** UTC milliseconds. */
  now: Instant;
  policy: Policy;
}

/** Something due: the instant it stood for, and the events that do it. */
interface Due<Event> {
  nominal: Instant;
  events: NewOf<Event>[];
}

/** An item never has so much to catch up with; a policy that feeds itself stops here instead of never. */
const MOST_STEPS = 500;

function breachedByNow<Event>(file: WorkFile, policy: TermPolicy, now: Instant): Due<Event>[] {
  return dueBreaches(policy, file.ledger, now).map(({ term, key, label, deadline }) => {
    const basis = policy.terms.find((definition) => definition.key === key)?.basis ?? '';
    const data = { term, label, deadline, why: `“${label}”已于${toShanghaiText(parseInstant(deadline))}届满，尚未办结` };
    return {
      nominal: parseInstant(deadline) + 1000,
      // Every kind has the events of the acts that any kind knows.
      events: [{ type: 'TermBreached', data, basis: basis === '' ? [] : [basis] }] as unknown as NewOf<Event>[],
    };
  });
}

function rungsByNow<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  policy: TermPolicy,
  now: Instant,
): Due<Event>[] {
  const due = dueRungs(policy, file.ledger, now);
  if (due.length === 0) return [];
  const instants = allInstants(policy, file.ledger);
  return due.flatMap((rung) => {
    const found = instants.find(({ record }) => record.term === rung.term);
    if (!found) return [];
    return [{ nominal: rung.nominal, events: rungEvents(kind, file, rung, viewOf(found, policy.calendar, now), now) }];
  });
}

/** The earliest thing that is due; what is dated stands before a breach, a breach before the rungs of its own instant. */
function firstDue<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  file: File,
  { policy, now }: TickContext,
): Due<Event> | null {
  const dated = kind
    .dated(file)
    .filter(({ at }) => at <= now)
    .map(({ at, events }) => ({ nominal: at, events }));
  const due = [...dated, ...breachedByNow<Event>(file, policy, now), ...rungsByNow(kind, file, policy, now)];
  return due.reduce<Due<Event> | null>((first, one) => (first === null || one.nominal < first.nominal ? one : first), null);
}

/**
 * Everything due at `now`, as events in the system's name, in the order of the instants they stood for. Each step is
 * decided on the item as the one before left it: a transfer that was just proposed pauses the terms it pauses.
 */
export function tick<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  head: Head<File>,
  context: TickContext<Context['policy']>,
  sha256: Sha256,
): Outcome<File, Event> {
  const events: Event[] = [];
  let current = head;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { state } = current;
    const due = isOpened(state) && !kind.final.includes(state.stage) ? firstDue(kind, state, context) : null;
    if (!due) break;
    const outcome = recordSystem(kind, current, due.events, context, sha256);
    if (!outcome.ok) return outcome;
    events.push(...outcome.events);
    current = outcome.head;
  }
  return { ok: true, events, head: current };
}

/**
 * The one timer of an item: the earliest instant (UTC milliseconds) at which `tick` has something to do, and what. Null
 * when nothing comes by itself. With `id` it is put off by that item's share of its term's window.
 */
export function nextAction<File extends WorkFile, Event extends RecordedEvent, Context extends WorkContext>(
  kind: Kind<File, Event, Context>,
  state: WorkState<File>,
  policy: TermPolicy,
  now: Instant,
  id?: string,
): WakeUp | null {
  if (!isOpened(state) || kind.final.includes(state.stage)) return null;
  let next = nextWakeUp(policy, state.ledger, now, id);
  for (const { at: dated, why } of kind.dated(state)) {
    const at = Math.max(dated, now);
    if (next === null || at < next.at) next = { at, why };
  }
  return next;
}
