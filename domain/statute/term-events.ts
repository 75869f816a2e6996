/** Triggers that many definitions share. Events are named as the record names them. */
import type { TermTrigger, TriggerCondition } from '../terms/model.ts';

export const on = (event: string, more: Omit<TermTrigger, 'event'> = {}): TermTrigger => ({ event, ...more });

/** The investigation is over without a decision on a penalty, or the whole case is. */
export const CASE_ENDS: TermTrigger[] = [
  on('LeadFoundUnfounded'),
  on('FilingDeclined'),
  on('TransferredToAgency'),
  on('FirstViolationExempted'),
  on('MinorViolationExempted'),
  on('CorrectedCaseClosed'),
  on('CaseClosed'),
  on('CaseArchived'),
];

export const ARCHIVED: TermTrigger[] = [on('CaseArchived')];

/** The agency took its decision back (行政处罚法 75): nothing runs from it any more. */
export const DECISION_REVOKED = on('CaseReopened', { when: { path: 'data.decisionRevoked', in: [true] } });

const conditions = (when: TermTrigger['when']): TriggerCondition[] => (when === undefined ? [] : Array.isArray(when) ? when : [when]);

/**
 * The party received the decision: served, on the day the service takes effect (行政处罚法 61, 民事诉讼法 87–95), or handed
 * over on the spot (行政处罚法 52).
 */
export const decisionReceived = (more: Omit<TermTrigger, 'event'> = {}): TermTrigger[] => {
  const { when, ...rest } = more;
  return [
    on('DocumentServed', { anchor: 'data.effectiveOn', ...rest, when: [{ path: 'data.document', in: ['decision'] }, ...conditions(when)] }),
    on('PenaltyDecidedOnTheSpot', { anchor: 'data.decidedOn', ...rest, when: conditions(when) }),
  ];
};

/** There is a fine, and it was not collected on the spot. */
export const WITH_FINE: TriggerCondition[] = [
  { path: 'data.fine', notIn: [0] },
  { path: 'data.money.fine', notIn: [0] },
  { path: 'data.payment', notIn: ['cash', 'none'] },
];

/** Fine and confiscation are paid in full; a surcharge may still be owed. */
export const FINE_PAID = on('PaymentRecorded', { anchor: 'data.paidOn', when: { path: 'data.finePaid', in: [true] } });

/** Nothing is owed any more. */
export const SETTLED = on('PaymentRecorded', { anchor: 'data.paidOn', when: { path: 'data.settled', in: [true] } });

export const PERFORMED = on('PerformanceRecorded', { anchor: 'data.on', when: { path: 'data.complete', in: [true] } });
