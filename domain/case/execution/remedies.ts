/** What the party may do against a decision and in which time, as the served paper says it (行政处罚法 59(1)(五)). */
import type { Calendar, LegalDate } from '../../terms/model.ts';
import type { CaseFile } from '../state.ts';
import { type CourtPath, courtPath, reviewFirst, specialSuit } from './court-window.ts';
import { outstanding, unperformed } from './owed.ts';

export interface Remedies {
  /** Review comes before the court (行政复议法 23). */
  reviewFirst: boolean;
  /** A suit term of its own, natural days; null for the six months of 行政诉讼法 46. */
  suitDays: number | null;
}

/** With a decision served with effect from that day: the remedies, and the way to the court where anything is to be enforced. */
export function remediesOf(file: CaseFile, effectiveOn: LegalDate, calendar: Calendar): { remedies: Remedies; court: CourtPath | null } {
  const owes = outstanding(file) > 0 || unperformed(file).length > 0;
  return {
    remedies: { reviewFirst: reviewFirst(file) !== null, suitDays: specialSuit(file)?.days ?? null },
    court: owes ? courtPath(file, effectiveOn, calendar) : null,
  };
}
