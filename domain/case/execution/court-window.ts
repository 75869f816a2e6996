/**
 * When the court may be asked to enforce: after the terms of review and suit have run out unused (行政强制法 53), and
 * within three months from then; where time to pay was granted, from its end (行政处罚法 72(2)).
 */
import { addDays } from '../../terms/instant.ts';
import type { Calendar, LegalDate } from '../../terms/model.ts';
import { monthsAfter, rolledForward } from '../../work/days.ts';
import type { CaseFile } from '../state.ts';

const REVIEW_DAYS = 60; // 行政复议法 20
const SUIT_MONTHS = 6; // 行政诉讼法 46
const SUIT_AFTER_REVIEW_DAYS = 15; // 行政诉讼法 45
const COURT_MONTHS = 3; // 行政强制法 53

export interface CourtWindow {
  /** The last day on which the party could still go to review or court. */
  opensAfter: LegalDate;
  /** The last day to apply. */
  until: LegalDate;
}

const later = (a: LegalDate, b: LegalDate): LegalDate => (a > b ? a : b);

/**
 * Of a decision that was served with effect from that day. Last days that are no workdays move on (民事诉讼法 85,
 * 行政诉讼法 101). Ended reviews and suits move the start; running ones are the caller's to refuse.
 */
export function courtWindow(file: CaseFile, effectiveOn: LegalDate, calendar: Calendar): CourtWindow {
  let remediesUntil = later(addDays(effectiveOn, REVIEW_DAYS), monthsAfter(effectiveOn, SUIT_MONTHS));
  for (const { kind, endedOn } of file.litigation) {
    if (endedOn === null) continue;
    remediesUntil = later(remediesUntil, kind === 'review' ? addDays(endedOn, SUIT_AFTER_REVIEW_DAYS) : endedOn);
  }
  const instalments = file.execution.instalments;
  const from = instalments ? later(remediesUntil, instalments.until) : remediesUntil;
  return { opensAfter: rolledForward(calendar, from), until: rolledForward(calendar, monthsAfter(from, COURT_MONTHS)) };
}
