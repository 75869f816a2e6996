/**
 * What was called provisional before the rules' version 4, for the differences that the record of a running case keeps: by the
 * year alone, so that a date which could not move was provisional too, and the last days of a published year were not.
 */
import { arePublished, isPublished } from './calendar.ts';
import { isDayUnit } from './count.ts';
import { civilFromDay, dayAt } from './instant.ts';
import { allInstants, type TermInstants } from './instants.ts';
import type { Calendar, Instant, LedgerEntry, TermPolicy } from './model.ts';
import { deriveTerms, type TermView, viewOf } from './view.ts';

function wasProvisional({ record, definition, deadline }: TermInstants, calendar: Calendar): boolean {
  if (deadline === null) return false;
  const { unit, anchor } = record;
  const start = dayAt(anchor);
  const end = deadline.lastDay ?? dayAt(deadline.at);
  const inPublished = (day: number) => isPublished(calendar, civilFromDay(day).year);
  if (definition.direction === 'back') return unit === 'workday' ? !arePublished(calendar, end, start) : !inPublished(end);
  if (!isDayUnit(unit)) return !arePublished(calendar, unit === 'workHour' ? start : end, end);
  if (unit === 'workday') return !arePublished(calendar, Math.min(start + 1, end), Math.max(start + 1, end));
  return !inPublished(deadline.unrolledDay ?? end) || !inPublished(end);
}

/** The terms as a decision under these rules sees them. */
export function termsUnder(
  rules: number,
  policy: Pick<TermPolicy, 'terms' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  now: Instant,
): TermView[] {
  if (rules >= 4) return deriveTerms(policy, ledger, now);
  return allInstants(policy, ledger).map((instants) => ({
    ...viewOf(instants, policy.calendar, now),
    provisional: wasProvisional(instants, policy.calendar),
  }));
}
