import type { PersonRef } from '../../people.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile, CashGround, Derivation, Money } from '../state.ts';
import type { Evolvers } from '../types.ts';

/** No penalty, and the party educated instead (行政处罚法 33). */
interface Exempted {
  finding: string;
  correctedOn: LegalDate;
  education: string;
  educatedOn: LegalDate;
  approvedBy: string;
}

export interface StoppingEvents {
  StopActionRecorded: { action: string; result: string; corrected: boolean; officers: PersonRef[] };
  CorrectionOrdered: {
    id: string; requirement: string; dueOn: LegalDate; documentNumber: string | null; officers: PersonRef[];
  };
  CorrectionChecked: {
    id: string; checkedOn: LegalDate; corrected: boolean; correctedOn: LegalDate | null; refused: boolean;
    result: 'met' | 'unmet' | 'pending';
    /** How often the party has refused or let the date pass, this time included. */
    refusals: number;
    findings: string; officers: PersonRef[];
  };
  FirstViolationExempted: Exempted & { condition: string; earlier: number };
  MinorViolationExempted: Exempted;
  CorrectedCaseClosed: { correctedOn: LegalDate; reason: string; approvedBy: string };
  PenaltyDecidedOnTheSpot: {
    decidedOn: LegalDate; money: Money; others: string[]; facts: string; officers: PersonRef[]; by: PersonRef;
    statement: string | null;
    formNumber: string; signed: boolean; signatureNote: string | null;
    payment: 'bank' | 'cash' | 'none'; cash: { ground: CashGround; receipt: string } | null;
    /** Ordered together with the penalty (行政处罚法 28); null where it was ordered before or corrected at once. */
    orderToCorrect: { id: string; requirement: string; dueOn: LegalDate } | null;
    derivation: Derivation;
    /** The document says that review comes before court (行政复议法 23). */
    remedies: string;
    /** Made on paper: the form's own number is the decision's. Absent where the register allots one. */
    paperNumber?: string;
  };
  OnTheSpotPenaltyReported: { to: string };
}

const closed = (file: CaseFile, at: string, by: string, data: Exempted): CaseFile => ({
  ...file,
  stage: 'closed',
  ending: { at, outcome: 'exempted', reason: data.finding, by, approvedBy: data.approvedBy },
});

export const evolveStopping: Evolvers<StoppingEvents> = {
  StopActionRecorded: (file, { at, data }) => ({
    ...file,
    stopActions: [
      ...file.stopActions,
      { at, action: data.action, result: data.result, corrected: data.corrected, officers: data.officers },
    ],
  }),
  CorrectionOrdered: (file, { at, data }) => ({
    ...file,
    corrections: [
      ...file.corrections,
      {
        id: data.id, at, requirement: data.requirement, dueOn: data.dueOn, documentNumber: data.documentNumber,
        checks: [],
      },
    ],
  }),
  CorrectionChecked: (file, { at, data }) => ({
    ...file,
    corrections: file.corrections.map((correction) =>
      (correction.id === data.id
        ? {
          ...correction,
          checks: [
            ...correction.checks,
            {
              at, checkedOn: data.checkedOn, corrected: data.corrected, correctedOn: data.correctedOn,
              refused: data.refused,
              result: data.result, findings: data.findings, officers: data.officers,
            },
          ],
        }
        : correction)),
  }),
  FirstViolationExempted: (file, { at, actor, data }) => closed(file, at, actor.id, data),
  MinorViolationExempted: (file, { at, actor, data }) => closed(file, at, actor.id, data),
  CorrectedCaseClosed: (file, { at, actor, data }) => ({
    ...file,
    stage: 'closed',
    ending: { at, outcome: 'corrected', reason: data.reason, by: actor.id, approvedBy: data.approvedBy },
  }),
  PenaltyDecidedOnTheSpot: (file, { at, data }) => ({
    ...file,
    stage: 'execution',
    procedure: 'simplified',
    corrections: data.orderToCorrect === null
      ? file.corrections
      : [...file.corrections, { ...data.orderToCorrect, at, documentNumber: data.formNumber, checks: [] }],
    decision: {
      at, decidedOn: data.decidedOn, kind: 'penalty', money: data.money, others: data.others, by: data.by,
      reasons: data.facts,
      documentNumber: data.formNumber, onTheSpot: true, payment: data.payment, education: null, revokedOn: null,
    },
    onTheSpot: {
      formNumber: data.formNumber, officers: data.officers, facts: data.facts, statement: data.statement,
      signed: data.signed, signatureNote: data.signatureNote,
      cash: data.cash, derivation: data.derivation, reported: null,
    },
    // Handed over on the spot (行政处罚法 52): served at once.
    served: [
      ...file.served,
      {
        id: `served-${data.formNumber}`, document: 'decision', method: 'direct', at, effectiveOn: data.decidedOn,
        receipt: data.signed ? '当事人签收' : `当事人拒绝签收：${data.signatureNote ?? ''}`, reason: null, tookEffectAt: at,
      },
    ],
    execution: {
      ...file.execution,
      paid: data.cash === null
        ? file.execution.paid
        : [
          ...file.execution.paid,
          { at, paidOn: data.decidedOn, amount: data.money.fine, receipt: data.cash.receipt, forSurcharge: false },
        ],
      settled: data.payment !== 'bank',
    },
  }),
  OnTheSpotPenaltyReported: (file, { at, actor }) => ({
    ...file,
    onTheSpot: file.onTheSpot && { ...file.onTheSpot, reported: { at, by: actor.id } },
  }),
};
