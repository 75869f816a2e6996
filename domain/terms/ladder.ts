/**
 * The ladder 催办督办: remind → tell the supervisor → urge → supervise → transfer. A rung stands for a nominal instant
 * (counted from the light's change) and is delivered inside working hours. Each fires once per ledger epoch; after an
 * outage the missed ones are due at once, in the order of their nominal instants.
 */
import { addWorkingTime, nextWorkingInstant, nthWorkdayAfter, nthWorkdayBefore, workingHoursOf, workingTime } from './calendar.ts';
import { HOUR, dayAt, dayStart, timeOfDay, toShanghaiIso } from './instant.ts';
import { isPausedAt } from './count.ts';
import type { RungReference } from './clockwork.ts';
import type { Calendar, TermPolicy, Instant, IsoInstant, LedgerEntry, Rung, RungAction } from './model.ts';
import { allInstants, type TermInstants } from './instants.ts';

export const RUNG_LABELS: Record<RungAction, string> = {
  remind: '提醒承办人',
  'notify-supervisor': '报告督办员',
  urge: '催办',
  supervise: '督办',
  transfer: '提级移送',
};

type Policy = Pick<TermPolicy, 'terms' | 'ladders' | 'calendar'>;

/** Working time before or after an instant. Workdays keep the hour; a start outside work moves to its opening. */
export function offsetInWork(calendar: Calendar, from: Instant, after: Rung['after']): Instant {
  const { length, unit } = after;
  if (length === 0) return from;
  if (unit === 'workHour') {
    const time = Math.abs(length) * HOUR;
    return length > 0 ? addWorkingTime(calendar, from, time) : subtractWorkingTime(calendar, from, time);
  }
  if (length > 0) {
    const start = nextWorkingInstant(calendar, from);
    return dayStart(nthWorkdayAfter(calendar, dayAt(start), length)) + timeOfDay(start);
  }
  return dayStart(nthWorkdayBefore(calendar, dayAt(from), -length)) + workingHoursOf(calendar)[0]!.from;
}

/** The latest instant from which `length` milliseconds of working time lead to `from`. */
function subtractWorkingTime(calendar: Calendar, from: Instant, length: number): Instant {
  let day = dayAt(from);
  while (workingTime(calendar, dayStart(day), from) < length) day = nthWorkdayBefore(calendar, day, 1);
  return addWorkingTime(calendar, dayStart(day), workingTime(calendar, dayStart(day), from) - length);
}

/** A rung of an open term that has not fired in the present epoch. */
export interface PendingRung {
  term: string;
  key: string;
  label: string;
  ladder: string;
  /** Its words name the class of the term. */
  saysClass: boolean;
  rung: number;
  epoch: number;
  action: RungAction;
  automatic: boolean;
  receiver: Rung['receiver'] | null;
  /** What it stood for. */
  nominal: Instant;
  /** The first moment in working hours from there; the nominal one where any hour will do. */
  deliverAt: Instant;
  anyHour: boolean;
  answerWithin: Rung['answerWithin'] | null;
  basis: string;
}

export interface DueRung extends PendingRung {
  /** When an answer is due, counted from the delivery at `now`; null where none is asked. */
  answerDueAt: IsoInstant | null;
  /** To be recorded in the event's `data.rung`: it keeps the rung from firing again. */
  reference: RungReference;
}

function pendingOf(policy: Policy, instants: TermInstants, now: Instant): PendingRung[] {
  const { record, definition, yellowAt, redAt, epoch, epochAt, pauses } = instants;
  if (record.end !== null || definition.ladder === undefined) return [];
  const ladder = policy.ladders.find(({ key }) => key === definition.ladder);
  if (!ladder) return [];
  const passed = redAt !== null && now >= redAt;
  if (!passed && isPausedAt(pauses, now)) return [];
  const pending: PendingRung[] = [];
  ladder.rungs.forEach((rung, index) => {
    if (record.rungs.some((fired) => fired.rung === index && fired.epoch === epoch)) return;
    const from = rung.at === 'yellow' ? yellowAt : redAt;
    if (from === null) return;
    // Yellow on a window is no warning: it has no fault to warn of.
    if (definition.window && rung.at === 'yellow') return;
    // A rung cannot stand for an instant before its epoch, nor before the term itself.
    const nominal = Math.max(offsetInWork(policy.calendar, from, rung.after), epochAt);
    pending.push({
      term: record.term,
      key: record.key,
      label: definition.label,
      ladder: ladder.key,
      saysClass: ladder.saysClass ?? false,
      rung: index,
      epoch,
      action: rung.action,
      automatic: rung.automatic ?? false,
      receiver: rung.receiver ?? null,
      nominal,
      deliverAt: rung.anyHour ? nominal : nextWorkingInstant(policy.calendar, nominal),
      anyHour: rung.anyHour ?? false,
      answerWithin: rung.answerWithin ?? null,
      basis: rung.basis,
    });
  });
  return pending;
}

const inOrder = (a: PendingRung, b: PendingRung) =>
  a.nominal - b.nominal || a.rung - b.rung || (a.term < b.term ? -1 : a.term > b.term ? 1 : 0);

/** Every rung that has yet to fire, in the order in which they will. Rungs of paused terms wait for the resumption. */
export function pendingRungs(policy: Policy, ledger: readonly LedgerEntry[], now: Instant): PendingRung[] {
  return rungsAhead(policy, allInstants(policy, ledger), now);
}

/** The same from instants already derived. */
export function rungsAhead(policy: Policy, terms: readonly TermInstants[], now: Instant): PendingRung[] {
  return terms.flatMap((instants) => pendingOf(policy, instants, now)).sort(inOrder);
}

/** Rungs to be delivered at `now`, in order. Outside working hours only those that may come at any hour. */
export function dueRungs(policy: Policy, ledger: readonly LedgerEntry[], now: Instant): DueRung[] {
  const open = nextWorkingInstant(policy.calendar, now) === now;
  return pendingRungs(policy, ledger, now)
    .filter(({ deliverAt, anyHour }) => deliverAt <= now && (open || anyHour))
    .map((rung) => ({
      ...rung,
      answerDueAt: rung.answerWithin ? toShanghaiIso(offsetInWork(policy.calendar, now, rung.answerWithin)) : null,
      reference: { term: rung.term, rung: rung.rung, epoch: rung.epoch, nominal: toShanghaiIso(rung.nominal) },
    }));
}

/**
 * Rungs that stood for an instant before `now`, but for the highest of each term: what a case that is only entered now
 * has behind it. Told one by one they would flood people with what is long known; the highest says it all.
 */
export function rungsBehind(policy: Policy, ledger: readonly LedgerEntry[], now: Instant): PendingRung[] {
  const behind = pendingRungs(policy, ledger, now).filter(({ nominal }) => nominal < now);
  const highest = new Map<string, number>();
  for (const { term, rung } of behind) highest.set(term, Math.max(rung, highest.get(term) ?? rung));
  return behind.filter(({ term, rung }) => rung !== highest.get(term));
}

export interface DueBreach {
  term: string;
  key: string;
  label: string;
  deadline: IsoInstant;
}

/** Open terms past their deadline, their breach not recorded yet (event TermBreached `{term, why}`); never windows. */
export function dueBreaches(policy: Policy, ledger: readonly LedgerEntry[], now: Instant): DueBreach[] {
  return allInstants(policy, ledger)
    .filter(
      ({ record, definition, redAt }) =>
        record.end === null && !definition.window && record.breachedAt === null && redAt !== null && now >= redAt,
    )
    .map(({ record, definition, deadline }) => ({
      term: record.term,
      key: record.key,
      label: definition.label,
      deadline: toShanghaiIso(deadline!.at),
    }));
}
