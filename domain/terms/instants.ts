/**
 * The numbers behind a term's view: deadline, yellow and red as instants, and the ladder epoch. Everything that acts on
 * terms (view, ladder, wake-up, explanation) starts from here.
 */
import { countWorkdays } from './calendar.ts';
import { deadlineBack, deadlineOf, redFrom, type Counting, type Deadline } from './count.ts';
import { dayAt } from './instant.ts';
import { leadEnd } from './lead.ts';
import { foldLedger, shapeOf, type GroundPause, type TermRecord, type TermShape } from './ledger.ts';
import { isWorse, lightAt, yellowFrom } from './light.ts';
import type { Calendar, TermPolicy, Instant, LedgerEntry, TermDefinition } from './model.ts';

export interface TermInstants {
  record: TermRecord;
  definition: TermDefinition;
  /** What is counted; for a term counted back, the way from arming to its last day. */
  counting: Counting;
  deadline: Deadline | null;
  yellowAt: Instant | null;
  redAt: Instant | null;
  pauses: readonly GroundPause[];
  epoch: number;
  /** When the present epoch began; the arming for epoch 0. */
  epochAt: Instant;
}

const countingOf = (shape: TermShape, pauses: readonly GroundPause[]): Counting => ({
  unit: shape.unit,
  length: shape.length + shape.extended,
  roll: shape.roll,
  anchor: shape.anchor,
  pauses,
});

interface Derived {
  counting: Counting;
  deadline: Deadline | null;
  yellowAt: Instant | null;
  redAt: Instant | null;
}

function derive(definition: TermDefinition, counting: Counting, armedAt: Instant, calendar: Calendar): Derived {
  if (definition.direction === 'back') {
    const deadline = deadlineBack(counting, calendar);
    if (deadline === null) throw new Error(`${definition.key} counts back in a clock unit`);
    // From here it is a term like any other, from its arming to that day.
    const armedDay = dayAt(armedAt);
    const length =
      counting.unit === 'workday' ? countWorkdays(calendar, armedDay, deadline.lastDay!) : Math.max(0, deadline.lastDay! - armedDay);
    const unit = counting.unit === 'workday' ? ('workday' as const) : ('naturalDay' as const);
    const forward: Counting = { unit, length, roll: 'none', anchor: armedAt, pauses: [] };
    const yellowAt = yellowFrom(forward, definition.yellow, calendar, deadline.at);
    return { counting: forward, deadline, yellowAt, redAt: redFrom(deadline.at) };
  }
  const deadline = deadlineOf(counting, calendar);
  const yellowAt = yellowFrom(counting, definition.yellow, calendar, deadline?.at ?? null);
  return { counting, deadline, yellowAt, redAt: deadline === null ? null : redFrom(deadline.at) };
}

const NO_PAUSES: readonly GroundPause[] = [];

/**
 * What holds a term. One that has ended is held by nothing that came later: a pause from after its end is none of its, and
 * one that was standing then has no end for it, so that its deadline stays what it was when it ended.
 */
function pausesFor(definition: TermDefinition, record: TermRecord, casePauses: readonly GroundPause[]): readonly GroundPause[] {
  const own = casePauses.filter(({ ground }) => definition.pausedBy.includes(ground));
  if (own.length === 0 && record.pauses.length === 0) return NO_PAUSES;
  const all = own.length === 0 ? record.pauses : [...record.pauses, ...own].sort((a, b) => a.from - b.from);
  const { end } = record;
  if (end === null) return all;
  return all.filter(({ from }) => from < end.at).map((pause) => (pause.to !== null && pause.to > end.at ? { ...pause, to: null } : pause));
}

/**
 * Epochs: the light before and after each extension, re-anchoring or redefinition, leaving pauses aside (a pause and
 * its end give no time back that was used, so they never improve a light beyond what it was).
 */
function epochOf(
  definition: TermDefinition,
  record: TermRecord,
  pauses: readonly GroundPause[],
  calendar: Calendar,
): { epoch: number; epochAt: Instant } {
  let epoch = 0;
  let epochAt = record.armedAt;
  record.turns.forEach((turn, index) => {
    if (turn.improved !== null) {
      if (!turn.improved) return;
      epoch += 1;
      epochAt = turn.at;
      return;
    }
    const after = record.turns[index + 1]?.before ?? shapeOf(record);
    const light = (shape: TermShape) => {
      const derived = derive(definition, countingOf(shape, pauses), record.armedAt, calendar);
      return lightAt({ ...derived, paused: false }, turn.at);
    };
    if (isWorse(light(turn.before), light(after))) {
      epoch += 1;
      epochAt = turn.at;
    }
  });
  return { epoch, epochAt };
}

/** A definition for a term that the policy no longer has, so that its record can still be read. */
function bareDefinition(record: TermRecord): TermDefinition {
  return {
    key: record.key,
    label: record.key,
    effect: 'internal',
    length: record.length,
    unit: record.unit,
    roll: record.roll,
    pausedBy: [],
    extensions: [],
    armedBy: [],
    metBy: [],
    cancelledBy: [],
    yellow: { share: 1, remaining: 0 },
    duty: 'handler',
    basis: '',
  };
}

export function instantsOf(
  definition: TermDefinition,
  armed: TermRecord,
  casePauses: readonly GroundPause[],
  calendar: Calendar,
): TermInstants {
  const record = armed.lead === null ? armed : { ...armed, anchor: leadEnd(armed.lead, calendar) };
  const pauses = pausesFor(definition, record, casePauses);
  const derived = derive(definition, countingOf(shapeOf(record), pauses), record.armedAt, calendar);
  const { epoch, epochAt } =
    record.turns.length === 0 ? { epoch: 0, epochAt: record.armedAt } : epochOf(definition, record, pauses, calendar);
  return { record, definition, ...derived, pauses, epoch, epochAt };
}

type TermsAndCalendar = Pick<TermPolicy, 'terms' | 'calendar'>;

/** Ledgers only grow, and most events leave a case its ledger as it is: what was derived of one of this length holds. */
const derivedOf = new WeakMap<readonly LedgerEntry[], TermsAndCalendar & { length: number; instants: readonly TermInstants[] }>();

/** Every term of a ledger with its instants, in the order of arming. */
export function allInstants({ terms, calendar }: TermsAndCalendar, ledger: readonly LedgerEntry[]): readonly TermInstants[] {
  const known = derivedOf.get(ledger);
  if (known?.length === ledger.length && known.terms === terms && known.calendar === calendar) return known.instants;
  const { records, pauses } = foldLedger(ledger);
  const instants = records.map((record) => {
    const definition = terms.find(({ key }) => key === record.key) ?? bareDefinition(record);
    return instantsOf(definition, record, pauses, calendar);
  });
  derivedOf.set(ledger, { terms, calendar, length: ledger.length, instants });
  return instants;
}
