/**
 * The official working-day calendar: published holidays and make-up days by year (国务院办公厅放假通知), a county's own overrides, and
 * its working hours. A year without a published notice is counted as plain weekdays, but for the holidays that have the same
 * date every year by law, and marked provisional; it is never guessed. So are the last days of a published year: the next
 * year's notice may still name them.
 */
import {
  DAY,
  HOUR,
  MINUTE,
  WEEKDAY_LABELS,
  civilFromDay,
  dayAt,
  dayFromCivil,
  dayOf,
  dayStart,
  weekdayOfDay,
  type DayNumber,
} from './instant.ts';
import type { Calendar, Instant, LegalDate } from './model.ts';

export interface DayKind {
  workday: boolean;
  /** No notice, or not every notice that may name it, is in: a plain weekday or weekend by the week alone. */
  provisional: boolean;
  /** Chinese: 周六, 国庆节放假, 春节调休上班 … */
  why: string;
}

/** Numbers made once per calendar object, so that counting is arithmetic rather than a walk over days. */
interface CalendarIndex {
  named: Map<DayNumber, { workday: boolean; why: string }>;
  /** Days whose kind differs from the plain week, ascending, and the running sum of +1 / -1 up to each. */
  deviations: DayNumber[];
  sums: number[];
  published: Set<number>;
  /** Working windows as milliseconds of the day, and their sum. */
  windows: { from: number; to: number }[];
  dayLength: number;
}

const indexes = new WeakMap<Calendar, CalendarIndex>();

/** Milliseconds of the day for `HH:MM` (24:00 allowed as an end); null for anything else. */
export function parseClock(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const ms = Number(match[1]) * HOUR + Number(match[2]) * MINUTE;
  return Number(match[2]) > 59 || ms > DAY ? null : ms;
}

/** Longer than any term that is counted. */
const YEARS_AHEAD = 30;

/** The holidays of fixed date in years after the last notice. */
function unannounced({ years, fixed = [] }: Calendar): [day: DayNumber, name: string][] {
  const last = Math.max(...years.map(({ year }) => year));
  return Array.from({ length: YEARS_AHEAD }, (_, index) => last + 1 + index).flatMap((year) =>
    Number.isFinite(year) ? fixed.map(({ date, name }): [DayNumber, string] => [dayOf(`${year}-${date}`), name]) : [],
  );
}

function buildIndex(calendar: Calendar): CalendarIndex {
  const named: CalendarIndex['named'] = new Map();
  // In their order: of two notices that name one day, the later speaks.
  for (const year of calendar.years.toSorted((a, b) => a.year - b.year)) {
    for (const { date, name } of year.off) named.set(dayOf(date), { workday: false, why: `${name}放假` });
    for (const { date, name } of year.makeUp) named.set(dayOf(date), { workday: true, why: `${name}调休上班` });
  }
  for (const [day, name] of unannounced(calendar)) named.set(day, { workday: false, why: `${name}（法定节假日，当年放假通知尚未公布）` });
  for (const { date, workday, reason } of calendar.overrides) {
    named.set(dayOf(date), { workday, why: `本县调整为${workday ? '工作日' : '非工作日'}：${reason}` });
  }
  const deviations = [...named.keys()].filter((day) => named.get(day)!.workday !== weekdayOfDay(day) <= 5).sort((a, b) => a - b);
  let sum = 0;
  const sums = deviations.map((day) => (sum += named.get(day)!.workday ? 1 : -1));
  const windows = calendar.workingHours.map(({ from, to }) => ({ from: parseClock(from)!, to: parseClock(to)! }));
  return {
    named,
    deviations,
    sums,
    published: new Set(calendar.years.map(({ year }) => year)),
    windows,
    dayLength: windows.reduce((total, { from, to }) => total + to - from, 0),
  };
}

function indexOf(calendar: Calendar): CalendarIndex {
  let index = indexes.get(calendar);
  if (!index) {
    index = buildIndex(calendar);
    indexes.set(calendar, index);
  }
  return index;
}

export function isPublished(calendar: Calendar, year: number): boolean {
  return indexOf(calendar).published.has(year);
}

/**
 * New Year's Day has drawn 29 December into its notice (2018-12-29, worked for 31 December); a make-up day lies on the
 * weekend beside its holiday, so a whole week is open until the next year's notice is in.
 */
const OPEN_DAYS = 7;

/** Whether every notice that may say what kind of day it is has come. */
export function isKnown(calendar: Calendar, day: DayNumber): boolean {
  const { named, published } = indexOf(calendar);
  if (named.has(day)) return true;
  const date = civilFromDay(day);
  return published.has(date.year) && (published.has(date.year + 1) || !isOpen(date));
}

/** Of the last days of its year. */
const isOpen = ({ month, day }: { month: number; day: number }): boolean => month === 12 && day > 31 - OPEN_DAYS;

/** Whether every year from one day's to another's is published. */
export function arePublished(calendar: Calendar, from: DayNumber, to: DayNumber): boolean {
  const published = indexOf(calendar).published;
  const last = civilFromDay(to).year;
  for (let year = civilFromDay(from).year; year <= last; year++) if (!published.has(year)) return false;
  return true;
}

/** Whether every day from one to another is known. */
export function areKnown(calendar: Calendar, from: DayNumber, to: DayNumber): boolean {
  if (!arePublished(calendar, from, to)) return false;
  // Years on the way have the next one beside them; only the end of the last may be open.
  if (!isOpen(civilFromDay(to))) return true;
  for (let day = Math.max(from, to - OPEN_DAYS + 1); day <= to; day++) if (!isKnown(calendar, day)) return false;
  return true;
}

export function dayKindOf(calendar: Calendar, day: DayNumber): DayKind {
  const index = indexOf(calendar);
  const named = index.named.get(day);
  if (named) return { workday: named.workday, provisional: false, why: named.why };
  const weekdayNumber = weekdayOfDay(day);
  return { workday: weekdayNumber <= 5, provisional: !isKnown(calendar, day), why: WEEKDAY_LABELS[weekdayNumber]! };
}

/** What kind of day a legal date is in this calendar, and why. */
export function dayKind(calendar: Calendar, date: LegalDate): DayKind {
  return dayKindOf(calendar, dayOf(date));
}

export function isWorkday(calendar: Calendar, day: DayNumber): boolean {
  return indexOf(calendar).named.get(day)?.workday ?? weekdayOfDay(day) <= 5;
}

/** Weekdays Monday to Friday up to and including the day, from a fixed origin (day 4, 1970-01-05, a Monday). */
function weekdaysThrough(day: DayNumber): number {
  const sinceMonday = day - 4;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
}

function deviationThrough(index: CalendarIndex, day: DayNumber): number {
  let low = 0;
  let high = index.deviations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (index.deviations[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : index.sums[low - 1]!;
}

function workdaysThrough(index: CalendarIndex, day: DayNumber): number {
  return weekdaysThrough(day) + deviationThrough(index, day);
}

/** Workdays after `after`, up to and including `through`; 0 when `through` is not later. */
export function countWorkdays(calendar: Calendar, after: DayNumber, through: DayNumber): number {
  if (through <= after) return 0;
  const index = indexOf(calendar);
  return workdaysThrough(index, through) - workdaysThrough(index, after);
}

/** The first day on which the running number of workdays reaches `target`. */
function firstDayReaching(index: CalendarIndex, target: number, near: DayNumber): DayNumber {
  let day = near;
  for (let missing = target - workdaysThrough(index, day); missing > 0;) {
    day += missing;
    missing = target - workdaysThrough(index, day);
  }
  while (workdaysThrough(index, day - 1) >= target) day--;
  return day;
}

/** The n-th workday after a day, the day itself not counted; n ≥ 1. */
export function nthWorkdayAfter(calendar: Calendar, day: DayNumber, n: number): DayNumber {
  const index = indexOf(calendar);
  return firstDayReaching(index, workdaysThrough(index, day) + n, day + n);
}

/** The n-th workday before a day, the day itself not counted; n ≥ 1. */
export function nthWorkdayBefore(calendar: Calendar, day: DayNumber, n: number): DayNumber {
  const index = indexOf(calendar);
  return firstDayReaching(index, workdaysThrough(index, day - 1) - n + 1, day - Math.floor(n * 1.5));
}

/** Milliseconds of the day's working windows that lie before `time` (milliseconds of the day). */
function windowTimeBefore(index: CalendarIndex, time: number): number {
  let total = 0;
  for (const window of index.windows) {
    if (time <= window.from) break;
    total += Math.min(time, window.to) - window.from;
  }
  return total;
}

/** Working time between two instants, in milliseconds, inside the county's hours on workdays. */
export function workingTime(calendar: Calendar, from: Instant, to: Instant): number {
  if (to <= from) return 0;
  const index = indexOf(calendar);
  const through = (instant: Instant) => {
    const day = dayAt(instant);
    const today = isWorkday(calendar, day) ? windowTimeBefore(index, instant - dayStart(day)) : 0;
    return workdaysThrough(index, day - 1) * index.dayLength + today;
  };
  return through(to) - through(from);
}

/** The earliest instant by which `length` milliseconds (> 0) of working time have passed since `from`. */
export function addWorkingTime(calendar: Calendar, from: Instant, length: number): Instant {
  if (length <= 0) return from;
  const index = indexOf(calendar);
  const firstDay = dayAt(from);
  const used = isWorkday(calendar, firstDay) ? windowTimeBefore(index, from - dayStart(firstDay)) : 0;
  const fromMidnight = used + length;
  const fullDays = Math.ceil(fromMidnight / index.dayLength) - 1;
  const day = nthWorkdayAfter(calendar, firstDay - 1, fullDays + 1);
  let rest = fromMidnight - fullDays * index.dayLength;
  for (const window of index.windows) {
    const width = window.to - window.from;
    if (rest <= width) return dayStart(day) + window.from + rest;
    rest -= width;
  }
  throw new Error('working hours exhausted');
}

/** The instant itself when it lies inside working hours, otherwise the next opening. */
export function nextWorkingInstant(calendar: Calendar, instant: Instant): Instant {
  const index = indexOf(calendar);
  const day = dayAt(instant);
  if (isWorkday(calendar, day)) {
    const time = instant - dayStart(day);
    for (const window of index.windows) {
      if (time < window.from) return dayStart(day) + window.from;
      if (time < window.to) return instant;
    }
  }
  return dayStart(nthWorkdayAfter(calendar, day, 1)) + index.windows[0]!.from;
}

/** First and last moments of a workday's working hours, as milliseconds of the day. */
export function workingHoursOf(calendar: Calendar): { from: number; to: number }[] {
  return indexOf(calendar).windows;
}

/** Workdays of a whole published year. */
export function workdaysInYear(calendar: Calendar, year: number): number {
  return countWorkdays(calendar, dayFromCivil(year, 1, 1) - 1, dayFromCivil(year, 12, 31));
}
