/**
 * A naive second opinion: walks days with the platform's UTC calendar and minutes one by one. Slow, obvious, and
 * sharing no code with the engine (only the calendar's data).
 */
import type { Calendar } from '../../../domain/terms/model.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
const SHANGHAI = 8 * 3_600_000;

export const dateAt = (instant: number): string => new Date(instant + SHANGHAI).toISOString().slice(0, 10);
export const midnight = (date: string): number => Date.parse(`${date}T00:00:00Z`) - SHANGHAI;
export const nextDate = (date: string, by = 1): string => dateAt(midnight(date) + by * DAY);

export function naiveWorkday(calendar: Calendar, date: string): boolean {
  const override = calendar.overrides.find((day) => day.date === date);
  if (override) return override.workday;
  for (const year of calendar.years) {
    if (year.off.some((day) => day.date === date)) return false;
    if (year.makeUp.some((day) => day.date === date)) return true;
  }
  const announced = calendar.years.some(({ year }) => date.startsWith(String(year)));
  if (!announced && calendar.fixed?.some((holiday) => date.endsWith(holiday.date))) return false;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

export interface NaiveAsk {
  unit: 'workday' | 'naturalDay' | 'month' | 'year' | 'workHour' | 'hour' | 'minute';
  /** With extensions. */
  length: number;
  anchor: number;
  roll: 'none' | 'next' | 'previous';
  pauses: { from: number; to: number | null }[];
}

const lastSecond = (date: string) => midnight(nextDate(date)) - 1000;

/** Is some pause standing in the last moment of the date? */
function stillAtEnd(ask: NaiveAsk, date: string): boolean {
  const end = midnight(nextDate(date)) - 1;
  return ask.pauses.some(({ from, to }) => from <= end && (to === null || to > end));
}

function monthsLater(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const candidate = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(candidate.getUTCFullYear(), candidate.getUTCMonth() + 1, 0)).getUTCDate();
  candidate.setUTCDate(Math.min(day, last));
  return candidate.toISOString().slice(0, 10);
}

/** The deadline in UTC milliseconds; null where a pause without an end stands before it. */
export function naiveDeadline(ask: NaiveAsk, calendar: Calendar): number | null {
  const { unit, length, roll } = ask;
  const openFrom = Math.min(...ask.pauses.filter(({ to }) => to === null).map(({ from }) => from), Infinity);
  if (unit === 'hour' || unit === 'minute' || unit === 'workHour') {
    const minutes = unit === 'minute' ? length : length * 60;
    let counted = 0;
    let at = ask.anchor;
    while (counted < minutes) {
      if (at >= openFrom) return null;
      const paused = ask.pauses.some(({ from, to }) => from <= at && (to === null || at < to));
      let works = true;
      if (unit === 'workHour') {
        const clock = new Date(at + SHANGHAI).toISOString().slice(11, 16);
        works = naiveWorkday(calendar, dateAt(at)) && calendar.workingHours.some(({ from, to }) => from <= clock && clock < to);
      }
      if (!paused && works) counted += 1;
      at += MINUTE;
    }
    return at;
  }
  let date = dateAt(ask.anchor);
  let days = length;
  if (unit === 'month' || unit === 'year') {
    const end = monthsLater(date, unit === 'year' ? length * 12 : length);
    days = (midnight(end) - midnight(date)) / DAY;
  }
  for (let counted = 0; counted < days;) {
    date = nextDate(date);
    if (midnight(date) > openFrom) return null;
    if (!stillAtEnd(ask, date) && (unit !== 'workday' || naiveWorkday(calendar, date))) counted += 1;
  }
  if (naiveWorkday(calendar, date) || roll === 'none') return lastSecond(date);
  do {
    date = nextDate(date, roll === 'next' ? 1 : -1);
    if (roll === 'next' && midnight(date) > openFrom) return null;
  } while (!naiveWorkday(calendar, date) || (roll === 'next' && stillAtEnd(ask, date)));
  return lastSecond(date);
}

/** Whole days counted by `now`. */
export function naiveConsumed(ask: NaiveAsk, calendar: Calendar, now: number): number {
  let counted = 0;
  for (let date = nextDate(dateAt(ask.anchor)); lastSecond(date) + 1000 <= now; date = nextDate(date)) {
    if (!stillAtEnd(ask, date) && (ask.unit !== 'workday' || naiveWorkday(calendar, date))) counted += 1;
  }
  return counted;
}
