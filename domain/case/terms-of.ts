/**
 * The case's own terms for its guards: a guard and the light must say the same day, also after the calendar was corrected,
 * so both read it from the ledger.
 */
import { dateOfDay } from '../terms/instant.ts';
import { allInstants, type TermInstants } from '../terms/instants.ts';
import type { LegalDate, TermPolicy } from '../terms/model.ts';
import type { CaseFile } from './state.ts';

/** Under which terms and calendar days are counted. Null for cases under rules from before guards asked the terms. */
export type CountedBy = Pick<TermPolicy, 'terms' | 'calendar'> | null;

export const countedBy = ({ rules, policy }: { rules: number; policy: TermPolicy }): CountedBy => (rules >= 4 ? policy : null);

/** The last armed term of that key, open or ended; of those told apart by a reference, the one that is named. */
export function termOf(
  { ledger }: CaseFile,
  by: CountedBy,
  key: string,
  fits: (term: TermInstants) => boolean = () => true,
): TermInstants | null {
  if (by === null) return null;
  return allInstants(by, ledger).findLast((term) => term.record.key === key && fits(term)) ?? null;
}

/** Its last day; null where the term was never armed, or stands still. */
export function lastDayOf(file: CaseFile, by: CountedBy, key: string, fits?: (term: TermInstants) => boolean): LegalDate | null {
  const last = termOf(file, by, key, fits)?.deadline?.lastDay ?? null;
  return last === null ? null : dateOfDay(last);
}
