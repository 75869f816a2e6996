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

/**
 * The decision is gone: the agency took it back (行政处罚法 75), or a review or suit revoked it or found it void. Nothing runs
 * from it any more.
 */
export const DECISION_REVOKED: TermTrigger[] = [
  on('CaseReopened', { when: { path: 'data.decisionRevoked', in: [true] } }),
  on('LitigationEnded', { anchor: 'data.endedOn', when: { path: 'data.result', in: ['revoked', 'void'] } }),
];

/** 终结执行 (行政强制法 40): nothing of the decision is enforced any more. */
export const EXECUTION_ENDED = on('ExecutionEnded', { anchor: 'data.endedOn' });

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

/** What is recorded leaves nothing of the decision to do; events from before it was recorded do not say. */
const NOTHING_LEFT: TriggerCondition = { path: 'data.fulfilled', notIn: [false] };

/** No money is owed any more, nor anything else. */
export const SETTLED = on('PaymentRecorded', { anchor: 'data.paidOn', when: [{ path: 'data.settled', in: [true] }, NOTHING_LEFT] });

export const PERFORMED = on('PerformanceRecorded', { anchor: 'data.on', when: [{ path: 'data.complete', in: [true] }, NOTHING_LEFT] });
