/**
 * Counting a term, per unit. Two families:
 *
 * - day units (workday, naturalDay, month, year): whole Shanghai days. The anchor's day is not counted; a day counts
 *   if the term is running at its end, so the day a pause begins does not count and the day it resumes does. The
 *   deadline is the last counted day's last second. A month or year term ends on the same-numbered day (or the month's
 *   last) and is moved by the paused natural days, which is to count its natural days with the paused ones left out.
 * - clock units (workHour, hour, minute): milliseconds, working hours only inside the county's hours; paused by the
 *   clock.
 *
 * Extensions lengthen the term before the roll: length and extensions are counted as one, and the last day is rolled
 * once, at the end.
 * Basis: 民事诉讼法 85 (starting day not counted), 行政处罚法 85 and 行政强制法 69 (workdays).
 */
import { addWorkingTime, areKnown, countWorkdays, isWorkday, nthWorkdayAfter, nthWorkdayBefore, workingTime } from './calendar.ts';
import { HOUR, MINUTE, SECOND, addMonthsToDay, dayAt, dayEnd, dayStart, type DayNumber } from './instant.ts';
import type { Calendar, Instant, Roll, TermUnit } from './model.ts';

export interface Pause {
  from: Instant;
  /** null: still standing. */
  to: Instant | null;
}

/** Everything the count depends on, besides the calendar. `length` includes the extensions. */
export interface Counting {
  unit: TermUnit;
  length: number;
  roll: Roll;
  anchor: Instant;
  /** In order of `from`; may overlap. */
  pauses: readonly Pause[];
}

export type CountUnit = 'workday' | 'naturalDay' | 'workHour' | 'hour' | 'minute';

/** What the term is counted in: months and years are counted out in natural days. */
export function countUnitOf(unit: TermUnit): CountUnit {
  return unit === 'month' || unit === 'year' ? 'naturalDay' : unit;
}

export function isDayUnit(unit: TermUnit): boolean {
  return unit === 'workday' || unit === 'naturalDay' || unit === 'month' || unit === 'year';
}

const UNIT_LENGTH = { workHour: HOUR, hour: HOUR, minute: MINUTE } as const;

/** Milliseconds of a clock unit. */
export function clockLength(unit: TermUnit): number {
  return unit === 'minute' ? UNIT_LENGTH.minute : UNIT_LENGTH.hour;
}

/** Months of a month or year term; a part of a year in whole months. */
function monthsOf(unit: 'month' | 'year', length: number): number {
  return Math.floor(unit === 'year' ? length * 12 : length);
}

/** The term's whole length in its count unit: days for day units, milliseconds for clock units. */
export function amountOf(counting: Counting): number {
  const { unit, length, anchor } = counting;
  switch (unit) {
    case 'workday':
    case 'naturalDay':
      return length;
    case 'month':
    case 'year': {
      const start = dayAt(anchor);
      return addMonthsToDay(start, monthsOf(unit, length)) - start;
    }
    default:
      return Math.round(length * clockLength(unit));
  }
}

/** A remainder written in the term's own unit, as an amount: the days (or milliseconds) before the unpaused end. */
export function remainderAmount(counting: Counting, remaining: number): number {
  const { unit, anchor, length } = counting;
  if (unit === 'month' || unit === 'year') {
    const end = addMonthsToDay(dayAt(anchor), monthsOf(unit, length));
    return end - addMonthsToDay(end, -monthsOf(unit, remaining));
  }
  return isDayUnit(unit) ? remaining : Math.round(remaining * clockLength(unit));
}

interface Span {
  from: number;
  /** Exclusive; Infinity while the pause stands. */
  to: number;
}

function merge(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = merged[merged.length - 1];
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from: span.from, to: span.to });
  }
  return merged;
}

const NO_SPANS: Span[] = [];

/** Days at whose end the term stands still. */
function pausedDays(pauses: readonly Pause[]): Span[] {
  if (pauses.length === 0) return NO_SPANS;
  return merge(
    pauses.map(({ from, to }) => ({ from: dayAt(from), to: to === null ? Infinity : dayAt(to) })).filter(({ from, to }) => to > from),
  );
}

/** Instants at which the term stands still. */
function pausedTime(pauses: readonly Pause[]): Span[] {
  if (pauses.length === 0) return NO_SPANS;
  return merge(pauses.map(({ from, to }) => ({ from, to: to ?? Infinity })).filter(({ from, to }) => to > from));
}

export function isPausedAt(pauses: readonly Pause[], now: Instant): boolean {
  return pauses.some(({ from, to }) => from <= now && (to === null || now < to));
}

function countDays(unit: TermUnit, calendar: Calendar, after: DayNumber, through: DayNumber): number {
  if (through <= after) return 0;
  return unit === 'workday' ? countWorkdays(calendar, after, through) : through - after;
}

function nthDayAfter(unit: TermUnit, calendar: Calendar, day: DayNumber, n: number): DayNumber {
  if (n === 0) return day;
  return unit === 'workday' ? nthWorkdayAfter(calendar, day, n) : day + n;
}

/** The day at whose end `amount` days have been counted; null when a standing pause comes first. */
function dayReaching(counting: Counting, calendar: Calendar, amount: number): DayNumber | null {
  const anchor = dayAt(counting.anchor);
  if (amount <= 0) return anchor;
  const { unit } = counting;
  let position = anchor;
  let missing = amount;
  for (const span of pausedDays(counting.pauses)) {
    if (span.to <= position + 1) continue;
    const running = countDays(unit, calendar, position, span.from - 1);
    if (running >= missing) break;
    missing -= running;
    if (span.to === Infinity) return null;
    position = span.to - 1;
  }
  return nthDayAfter(unit, calendar, position, missing);
}

/** The instant by which `amount` milliseconds have been counted; null when a standing pause comes first. */
function instantReaching(counting: Counting, calendar: Calendar, amount: number): Instant | null {
  const { unit } = counting;
  const working = unit === 'workHour';
  const elapsed = (from: Instant, to: Instant) => (to <= from ? 0 : working ? workingTime(calendar, from, to) : to - from);
  if (amount <= 0) return counting.anchor;
  let position = counting.anchor;
  let missing = amount;
  for (const span of pausedTime(counting.pauses)) {
    if (span.to <= position) continue;
    const running = elapsed(position, span.from);
    if (running >= missing) break;
    missing -= running;
    if (span.to === Infinity) return null;
    position = Math.max(position, span.to);
  }
  return working ? addWorkingTime(calendar, position, missing) : position + missing;
}

/**
 * The first instant at which `amount` has been used up: midnight after the day that completes it, or the instant itself
 * for clock units. The anchor for 0; null when a standing pause comes first.
 */
export function reachedAt(counting: Counting, calendar: Calendar, amount: number): Instant | null {
  if (amount <= 0) return counting.anchor;
  if (!isDayUnit(counting.unit)) return instantReaching(counting, calendar, amount);
  const day = dayReaching(counting, calendar, amount);
  return day === null ? null : dayStart(day + 1);
}

/** Days (or milliseconds) counted by `now`, without limit: it goes on past the deadline. */
export function amountUsed(counting: Counting, calendar: Calendar, now: Instant): number {
  const { unit, anchor, pauses } = counting;
  if (now <= anchor) return 0;
  if (isDayUnit(unit)) {
    const start = dayAt(anchor);
    const last = dayAt(now) - 1;
    let used = countDays(unit, calendar, start, last);
    for (const span of pausedDays(pauses)) {
      used -= countDays(unit, calendar, Math.max(start, span.from - 1), Math.min(last, span.to - 1));
    }
    return used;
  }
  const elapsed = (from: Instant, to: Instant) => (to <= from ? 0 : unit === 'workHour' ? workingTime(calendar, from, to) : to - from);
  let used = elapsed(anchor, now);
  for (const span of pausedTime(pauses)) used -= elapsed(Math.max(anchor, span.from), Math.min(now, span.to));
  return used;
}

export interface Deadline {
  /** The last moment in time: the last day's last second, or the clock's instant. Red is one second later. */
  at: Instant;
  /** Before the roll, for day units; equal to `lastDay` where nothing moved. */
  unrolledDay: DayNumber | null;
  lastDay: DayNumber | null;
  /** May still move once a notice is in that has not come yet. */
  provisional: boolean;
}

/**
 * Moves a last day that is no workday. `next` also passes days at whose end the term stands still, null when that pause
 * has no end yet; `previous` goes back to the nearest workday.
 */
function rolled(day: DayNumber, roll: Roll, calendar: Calendar, pauses: readonly Pause[]): DayNumber | null {
  if (roll === 'none' || isWorkday(calendar, day)) return day;
  if (roll === 'previous') return nthWorkdayBefore(calendar, day, 1);
  let last = nthWorkdayAfter(calendar, day, 1);
  for (const span of pausedDays(pauses)) {
    if (span.from > last || span.to <= day + 1) continue;
    if (span.to === Infinity) return null;
    if (last < span.to) last = isWorkday(calendar, span.to) ? span.to : nthWorkdayAfter(calendar, span.to, 1);
  }
  return last;
}

/** The deadline; null while a pause without an end stands before it. */
export function deadlineOf(counting: Counting, calendar: Calendar): Deadline | null {
  const { unit, roll, anchor, pauses } = counting;
  const amount = amountOf(counting);
  if (!isDayUnit(unit)) {
    const at = instantReaching(counting, calendar, amount);
    if (at === null) return null;
    const provisional = unit === 'workHour' && !areKnown(calendar, dayAt(anchor), dayAt(at));
    return { at, unrolledDay: null, lastDay: null, provisional };
  }
  const unrolledDay = dayReaching(counting, calendar, amount);
  if (unrolledDay === null) return null;
  const lastDay = rolled(unrolledDay, roll, calendar, pauses);
  if (lastDay === null) return null;
  const provisional = isProvisional(calendar, counting, unrolledDay, lastDay);
  return { at: dayEnd(lastDay), unrolledDay, lastDay, provisional };
}

/**
 * Workdays are provisional over the whole way counted. Natural days, months and years end where they end, whatever kind of
 * day that is: only where the last day rolls may a notice move it.
 */
function isProvisional(
  calendar: Calendar,
  { unit, roll, anchor }: Pick<Counting, 'unit' | 'roll' | 'anchor'>,
  unrolledDay: DayNumber,
  lastDay: DayNumber,
): boolean {
  const [first, last] = [Math.min(unrolledDay, lastDay), Math.max(unrolledDay, lastDay)];
  if (unit !== 'workday') return roll !== 'none' && !areKnown(calendar, first, last);
  const start = dayAt(anchor);
  // Counted back, the way leads from the last day to the one before the anchor.
  return !areKnown(calendar, Math.min(start + 1, first), Math.max(start - 1, last));
}

/**
 * Counting back: the last day on which an act is still at least `length` units before the anchor's day (the hearing is
 * notified at least 7 workdays before it). The anchor's day is not counted; the n-th day before it is the last to act.
 * Day units only. Null for clock units.
 */
export function deadlineBack(counting: Pick<Counting, 'unit' | 'length' | 'roll' | 'anchor'>, calendar: Calendar): Deadline | null {
  const { unit, length, roll, anchor } = counting;
  const start = dayAt(anchor);
  let unrolledDay: DayNumber;
  switch (unit) {
    case 'workday':
      unrolledDay = length === 0 ? start : nthWorkdayBefore(calendar, start, length);
      break;
    case 'naturalDay':
      unrolledDay = start - length;
      break;
    case 'month':
    case 'year':
      unrolledDay = addMonthsToDay(start, -monthsOf(unit, length));
      break;
    default:
      return null;
  }
  const lastDay = rolled(unrolledDay, roll, calendar, []) ?? unrolledDay;
  const provisional = isProvisional(calendar, { unit, roll, anchor }, unrolledDay, lastDay);
  return { at: dayEnd(lastDay), unrolledDay, lastDay, provisional };
}

/** Red from here: the second after the deadline. */
export function redFrom(deadline: Instant): Instant {
  return deadline + SECOND;
}
