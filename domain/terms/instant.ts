/**
 * The one module that knows Asia/Shanghai: UTC+8, no daylight saving since 1991. Everything is arithmetic on UTC
 * milliseconds and day numbers (days since 1970-01-01), so results are the same on any machine, in any process
 * time zone and inside a sandbox without Intl.
 */
import type { Instant, IsoInstant, LegalDate } from './model.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const OFFSET = 8 * HOUR;

/** A day in Asia/Shanghai as days since 1970-01-01. */
export type DayNumber = number;

const DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT_PATTERN = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})$/;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number of a civil date, by arithmetic (proleptic Gregorian). Month 1–12. */
export function dayFromCivil(year: number, month: number, day: number): DayNumber {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

export function civilFromDay(number: DayNumber): CivilDate {
  const z = number + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** Day number of `YYYY-MM-DD`, 1800 to 2999; null for anything else, also for days that do not exist (2026-02-30). */
export function parseDay(date: string): DayNumber | null {
  const match = DATE_PATTERN.exec(date);
  if (!match) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (year < 1800 || year > 2999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return dayFromCivil(year, month, day);
}

export function isLegalDate(text: string): text is LegalDate {
  return parseDay(text) !== null;
}

/** Day number of a date already known to be valid. Throws on an invalid one: that is a programming error. */
export function dayOf(date: LegalDate): DayNumber {
  const day = parseDay(date);
  if (day === null) throw new Error(`not a legal date: ${date}`);
  return day;
}

export function dateOfDay(day: DayNumber): LegalDate {
  const civil = civilFromDay(day);
  return `${pad(civil.year, 4)}-${pad(civil.month, 2)}-${pad(civil.day, 2)}`;
}

/** The Shanghai day that an instant falls on. */
export function dayAt(instant: Instant): DayNumber {
  return Math.floor((instant + OFFSET) / DAY);
}

/** 00:00:00.000 of the day in Shanghai, as an instant. */
export function dayStart(day: DayNumber): Instant {
  return day * DAY - OFFSET;
}

/** 23:59:59.000 of the day in Shanghai: the last second, as deadlines are written. */
export function dayEnd(day: DayNumber): Instant {
  return dayStart(day + 1) - SECOND;
}

export function legalDateOf(instant: Instant): LegalDate {
  return dateOfDay(dayAt(instant));
}

export function startOfDay(date: LegalDate): Instant {
  return dayStart(dayOf(date));
}

/** The date's last second, …T23:59:59+08:00. */
export function endOfDay(date: LegalDate): Instant {
  return dayEnd(dayOf(date));
}

/** Milliseconds since Shanghai's midnight. */
export function timeOfDay(instant: Instant): number {
  return instant - dayStart(dayAt(instant));
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOfDay(day: DayNumber): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function weekday(date: LegalDate): number {
  return weekdayOfDay(dayOf(date));
}

export const WEEKDAY_LABELS = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

export function addDays(date: LegalDate, days: number): LegalDate {
  return dateOfDay(dayOf(date) + days);
}

/** The same-numbered day `months` later (negative: earlier), or that month's last where there is none. */
export function addMonthsToDay(day: DayNumber, months: number): DayNumber {
  const civil = civilFromDay(day);
  const index = civil.year * 12 + (civil.month - 1) + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return dayFromCivil(year, month, Math.min(civil.day, daysInMonth(year, month)));
}

/** ISO 8601 with offset (`Z` or ±hh:mm); null for anything else, including clock times and days that do not exist. */
export function instantOrNull(iso: string): Instant | null {
  const match = INSTANT_PATTERN.exec(iso);
  if (!match) return null;
  const day = parseDay(match[1]!);
  const hours = Number(match[2]);
  const minutes = Number(match[3]);
  const seconds = Number(match[4] ?? '0');
  if (day === null || hours > 23 || minutes > 59 || seconds > 59) return null;
  const millis = match[5] === undefined ? 0 : Number(match[5].slice(0, 3).padEnd(3, '0'));
  const zone = match[6]!;
  let offset = 0;
  if (zone !== 'Z') {
    const zoneHours = Number(zone.slice(1, 3));
    const zoneMinutes = Number(zone.slice(4, 6));
    if (zoneHours > 14 || zoneMinutes > 59) return null;
    offset = (zoneHours * HOUR + zoneMinutes * MINUTE) * (zone[0] === '-' ? -1 : 1);
  }
  return day * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND + millis - offset;
}

/** An instant, or a legal date taken as its first moment in Shanghai; null for anything else. */
export function momentOrNull(text: string): Instant | null {
  const day = parseDay(text);
  return day === null ? instantOrNull(text) : dayStart(day);
}

/** An ISO instant that was checked on its way in. Throws RangeError on text that is none. */
export function parseInstant(iso: IsoInstant): Instant {
  const instant = instantOrNull(iso);
  if (instant === null) throw new RangeError(`not an ISO 8601 instant with offset: ${iso}`);
  return instant;
}

/** An instant or a legal date that was checked on its way in. Throws RangeError on text that is neither. */
export function instantOf(text: string): Instant {
  const instant = momentOrNull(text);
  if (instant === null) throw new RangeError(`neither an instant nor a legal date: ${text}`);
  return instant;
}

/** `2026-03-05T23:59:59+08:00`; milliseconds only when they are not zero. */
export function toShanghaiIso(instant: Instant): IsoInstant {
  const day = dayAt(instant);
  const ms = instant - dayStart(day);
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = Math.floor((ms % MINUTE) / SECOND);
  const millis = Math.floor(ms % SECOND);
  const fraction = millis === 0 ? '' : `.${pad(millis, 3)}`;
  return `${dateOfDay(day)}T${pad(hours, 2)}:${pad(minutes, 2)}:${pad(seconds, 2)}${fraction}+08:00`;
}

/** `2026-03-05 09:30` (seconds only when they are not zero), for the words of an explanation. */
export function toShanghaiText(instant: Instant): string {
  const iso = toShanghaiIso(instant);
  const clock = iso.slice(11, 19);
  return `${iso.slice(0, 10)} ${clock.endsWith(':00') ? clock.slice(0, 5) : clock}`;
}
