/** Legal days that decisions compare: today in Shanghai, and terms of the law counted on the item's calendar. */
import { isWorkday, nthWorkdayAfter, nthWorkdayBefore } from '../terms/calendar.ts';
import { addMonthsToDay, dateOfDay, dayOf, legalDateOf } from '../terms/instant.ts';
import type { Calendar, Instant, LegalDate } from '../terms/model.ts';
import { refuse, type Refusal } from '../result.ts';

export const today = (context: { now: Instant }): LegalDate => legalDateOf(context.now);

/** The last day of a term of `count` workdays whose first day is the one after `from`. */
export const workdaysAfter = (calendar: Calendar, from: LegalDate, count: number): LegalDate =>
  dateOfDay(nthWorkdayAfter(calendar, dayOf(from), count));

/** The last day that still leaves `count` workdays before `until`. */
export const workdaysBefore = (calendar: Calendar, until: LegalDate, count: number): LegalDate =>
  dateOfDay(nthWorkdayBefore(calendar, dayOf(until), count));

/** The same-numbered day `months` later, or that month's last. */
export const monthsAfter = (from: LegalDate, months: number): LegalDate => dateOfDay(addMonthsToDay(dayOf(from), months));

/** The day itself, or the next workday where it is none (民事诉讼法 85(3)). */
export const rolledForward = (calendar: Calendar, date: LegalDate): LegalDate =>
  isWorkday(calendar, dayOf(date)) ? date : workdaysAfter(calendar, date, 1);

/** What is recorded has happened: not after today, and not before what it follows. */
export function dayBetween(
  date: LegalDate,
  title: string,
  context: { now: Instant },
  after: { date: LegalDate; what: string } | null = null,
): Refusal | null {
  if (date > today(context)) return refuse('in-the-future', `${title}${date}晚于今天`, [`更正${title}`]);
  if (after && date < after.date) {
    return refuse('before-its-cause', `${title}${date}早于${after.what}（${after.date}）`, [`更正${title}`]);
  }
  return null;
}

/** A day that is still to come and that somebody sets: a slip of the pen is not a term of a hundred years. */
export function notTooFar(date: LegalDate, title: string, context: { now: Instant; rules: number }, years: number): Refusal | null {
  const last = monthsAfter(today(context), years * 12);
  return context.rules >= 5 && date > last
    ? refuse('too-far-ahead', `${title}${date}距今超过${years}年`, [`更正${title}，不晚于${last}`])
    : null;
}
