import type { LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import type { Evolvers } from '../types.ts';

/** How a review or suit ended for the decision. */
export type LitigationResult = 'upheld' | 'changed' | 'revoked' | 'withdrawn';

export interface ExecutionEvents {
  /** Yuan. `finePaid`: fine and confiscation are paid in full; `settled`: and so is the surcharge. */
  PaymentRecorded: {
    amount: number; paidOn: LegalDate; channel: 'bank' | 'electronic' | 'cash'; receipt: string; forSurcharge: boolean;
    cashGround: string | null; finePaid: boolean; settled: boolean;
  };
  InstalmentsGranted: {
    appliedOn: LegalDate; until: LegalDate; plan: { dueOn: LegalDate; amount: number }[]; reason: string;
    approvedBy: string;
  };
  PerformanceDemanded: {
    servedOn: LegalDate; method: ServiceMethod; recipient: string; receipt: string; text: string;
    serviceReason: string | null;
    /** What is still owed in yuan, surcharge included, on the day of the demand. */
    amount: number;
  };
  CourtEnforcementApplied: {
    appliedOn: LegalDate; court: string; materials: string[]; approvedBy: string; lateReason: string | null;
  };
  CourtAnswered: { on: LegalDate; answer: 'accepted' | 'refused' | 'ruled' | 'completed' | 'ended'; text: string };
  PerformanceRecorded: { on: LegalDate; what: string; result: string; complete: boolean };
  LitigationStarted: { kind: 'review' | 'suit'; startedOn: LegalDate; reference: string; stopsExecution: boolean };
  /** `fine`: the amount a changed decision sets, yuan; null where the fine stays. */
  LitigationEnded: {
    kind: 'review' | 'suit'; endedOn: LegalDate; result: LitigationResult; text: string; fine: number | null;
    /** A changed or revoked decision stands published and is to be withdrawn within 3 workdays (行政处罚法 48(2)). */
    published: boolean;
  };
}

export const evolveExecution: Evolvers<ExecutionEvents> = {
  PaymentRecorded: (file, { at, data }) => ({
    ...file,
    execution: {
      ...file.execution,
      paid: [
        ...file.execution.paid,
        { at, paidOn: data.paidOn, amount: data.amount, receipt: data.receipt, forSurcharge: data.forSurcharge },
      ],
      settled: data.settled,
    },
  }),
  InstalmentsGranted: (file, { data }) => ({
    ...file,
    execution: {
      ...file.execution,
      instalments: { until: data.until, plan: data.plan, reason: data.reason, approvedBy: data.approvedBy },
    },
  }),
  PerformanceDemanded: (file, { at, data }) => ({
    ...file,
    execution: {
      ...file.execution, demands: [...file.execution.demands, { at, servedOn: data.servedOn, text: data.text }],
    },
  }),
  CourtEnforcementApplied: (file, { data }) => ({
    ...file,
    execution: {
      ...file.execution, court: { appliedOn: data.appliedOn, court: data.court, accepted: null, ended: null },
    },
  }),
  CourtAnswered: (file, { data }) => {
    const court = file.execution.court;
    if (!court) return file;
    const accepted = data.answer === 'refused' ? false : true;
    const ended =
      data.answer === 'completed' || data.answer === 'ended' ? { on: data.on, how: data.answer } : court.ended;
    return { ...file, execution: { ...file.execution, court: { ...court, accepted, ended } } };
  },
  PerformanceRecorded: (file, { at, data }) => ({
    ...file,
    execution: {
      ...file.execution,
      performed: [...file.execution.performed, { at, what: data.what, result: data.result, complete: data.complete }],
    },
  }),
  LitigationStarted: (file, { data }) => ({
    ...file,
    litigation: [
      ...file.litigation,
      { kind: data.kind, startedOn: data.startedOn, endedOn: null, stopsExecution: data.stopsExecution, result: null },
    ],
  }),
  LitigationEnded: (file, { data }) => ({
    ...file,
    litigation: file.litigation.map((one) =>
      (one.kind === data.kind && one.endedOn === null ? { ...one, endedOn: data.endedOn, result: data.result } : one)),
    decision: file.decision && {
      ...file.decision,
      money: data.fine === null ? file.decision.money : { ...file.decision.money, fine: data.fine },
      revokedOn: data.result === 'revoked' ? data.endedOn : file.decision.revokedOn,
    },
  }),
};
