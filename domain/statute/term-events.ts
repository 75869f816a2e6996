/** Triggers that many definitions share. Events are named as the record names them. */
import type { TermTrigger } from '../terms/model.ts';

export const on = (event: string, more: Omit<TermTrigger, 'event'> = {}): TermTrigger => ({ event, ...more });

/** The investigation is over without a decision on a penalty, or the whole case is. */
export const CASE_ENDS: TermTrigger[] = [
  on('LeadFoundUnfounded'), on('TransferredToAgency'), on('FirstViolationExempted'), on('CaseClosed'), on('CaseArchived'),
];

export const ARCHIVED: TermTrigger[] = [on('CaseArchived')];

/** The decision document was served; `effectiveOn` is the day it counts as received (行政处罚法 61, 民事诉讼法 87–95). */
export const decisionServed = (more: Omit<TermTrigger, 'event'> = {}): TermTrigger => {
  const { when, ...rest } = more;
  const own = { path: 'data.document', in: ['decision'] };
  return on('DocumentServed', {
    anchor: 'data.effectiveOn', ...rest, when: [own, ...(when === undefined ? [] : Array.isArray(when) ? when : [when])],
  });
};

/** A decision with a fine to be paid at the bank; `fine` may stand in the event itself or in its money. */
export const WITH_FINE = [
  { path: 'data.fine', notIn: [0, null, false] },
  { path: 'data.money.fine', notIn: [0, null] },
  { path: 'data.payment', notIn: ['cash', 'none'] },
];

export const SETTLED: TermTrigger[] = [
  on('PaymentRecorded', { when: { path: 'data.settled', in: [true] } }),
];
