import type { PersonRef } from '../../people.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { RecordedEvent } from '../../work/record.ts';
import { byName } from '../../work/tell.ts';
import type { CourtPath } from '../execution/court-window.ts';
import { courtPathTold } from '../execution/tell.ts';
import type { CaseFile, CashGround, Derivation, Money } from '../state.ts';
import { derivation, money, PAYMENT_LABELS } from '../tell.ts';
import type { CaseEvents } from '../types.ts';
import { CASH_GROUND_LABELS, type stoppingCommands } from './commands.ts';

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
  CorrectionOrdered: { id: string; requirement: string; dueOn: LegalDate; documentNumber: string | null; officers: PersonRef[] };
  CorrectionChecked: {
    id: string;
    checkedOn: LegalDate;
    corrected: boolean;
    correctedOn: LegalDate | null;
    refused: boolean;
    result: 'met' | 'late' | 'unmet' | 'pending';
    /** How often the party has refused or let the date pass, this time included. */
    refusals: number;
    findings: string;
    officers: PersonRef[];
  };
  FirstViolationExempted: Exempted & { condition: string; earlier: number };
  MinorViolationExempted: Exempted;
  CorrectedCaseClosed: { correctedOn: LegalDate; reason: string; approvedBy: string };
  PenaltyDecidedOnTheSpot: {
    decidedOn: LegalDate;
    money: Money;
    others: string[];
    facts: string;
    officers: PersonRef[];
    by: PersonRef;
    statement: string | null;
    formNumber: string;
    signed: boolean;
    signatureNote: string | null;
    payment: 'bank' | 'cash' | 'none';
    /** `onWater`: its days to be handed over begin with the landing (行政处罚法 71). Absent elsewhere. */
    cash: { ground: CashGround; receipt: string; onWater?: boolean } | null;
    /** Ordered together with the penalty (行政处罚法 28); null where it was ordered before or corrected at once. */
    orderToCorrect: { id: string; requirement: string; dueOn: LegalDate } | null;
    derivation: Derivation;
    /** The document says that review comes before court (行政复议法 23). */
    remedies: string;
    /** What has to run out before the court is asked to enforce it; null where nothing is to be enforced. */
    court?: CourtPath | null;
    /** Made on paper: the form's own number is the decision's. Absent where the register allots one. */
    paperNumber?: string;
  };
  OnTheSpotPenaltyReported: { to: string };
}

const approvedBy = { title: '批准人', names: 'person' } as const;

/** The order that goes with a penalty. */
const orderToCorrect = { title: '责令改正', titles: { id: null, requirement: '改正要求', dueOn: '改正期限' } };

const exempted = (
  file: CaseFile,
  { at, actor, data }: RecordedEvent<string, StoppingEvents['FirstViolationExempted'] | StoppingEvents['MinorViolationExempted']>,
): CaseFile => ({
  ...file,
  stage: 'closed',
  exemption: { at, ...data },
  ending: { at, outcome: 'exempted', ground: null, cause: null, reason: data.finding, by: actor.id, approvedBy: data.approvedBy },
});

export const stoppingEvents: CaseEvents<StoppingEvents, typeof stoppingCommands> = {
  StopActionRecorded: {
    label: '现场制止',
    source: 'RecordStopAction',
    titles: { officers: byName('执法人员') },
    evolve: (file, { at, data }) => ({ ...file, stopActions: [...file.stopActions, { at, ...data }] }),
  },
  CorrectionOrdered: {
    label: '责令改正',
    source: 'OrderCorrection',
    titles: { id: null, officers: byName('执法人员') },
    evolve: (file, { at, data }) => ({ ...file, corrections: [...file.corrections, { at, ...data, checks: [] }] }),
  },
  CorrectionChecked: {
    label: '改正复查',
    source: 'RecordCorrectionCheck',
    titles: {
      id: { title: '责令改正', names: 'thing' },
      checkedOn: '复查日期',
      result: { title: '复查结果', words: { met: '按期改正', late: '逾期后改正', unmet: '未按要求改正', pending: '期限未到，尚未改正' } },
      refusals: '未按要求改正的次数',
      officers: byName('复查人员'),
    },
    recordOnly: ['refusals'],
    evolve: (file, { at, data: { id, refusals: _refusals, ...check } }) => ({
      ...file,
      corrections: file.corrections.map((correction) =>
        correction.id === id ? { ...correction, checks: [...correction.checks, { at, ...check }] } : correction,
      ),
    }),
  },
  FirstViolationExempted: {
    label: '首违不罚',
    source: 'ExemptFirstViolation',
    titles: { correctedOn: '改正日期', approvedBy, earlier: '此前案件数' },
    evolve: exempted,
  },
  MinorViolationExempted: {
    label: '轻微不罚',
    source: 'ExemptMinorViolation',
    titles: { correctedOn: '改正日期', approvedBy },
    evolve: exempted,
  },
  CorrectedCaseClosed: {
    label: '改正完毕结案',
    source: 'CloseCorrected',
    titles: { correctedOn: '改正日期', approvedBy },
    recordOnly: ['correctedOn'],
    evolve: (file, { at, actor, data }) => ({
      ...file,
      stage: 'closed',
      ending: { at, outcome: 'corrected', ground: null, cause: null, reason: data.reason, by: actor.id, approvedBy: data.approvedBy },
    }),
  },
  PenaltyDecidedOnTheSpot: {
    label: '当场处罚',
    source: 'DecideOnTheSpot',
    titles: {
      decidedOn: '决定日期',
      money: money('处罚金额'),
      others: '其他处罚',
      officers: byName('执法人员'),
      by: byName('决定人'),
      payment: { title: '缴纳方式', words: PAYMENT_LABELS },
      cash: {
        title: '当场收缴',
        titles: { ground: { title: '情形', words: CASH_GROUND_LABELS }, receipt: '票据号', onWater: '在水上收缴' },
      },
      orderToCorrect,
      derivation: derivation('裁量'),
      remedies: '救济途径',
      court: courtPathTold,
      paperNumber: '原决定书文号',
    },
    recordOnly: ['remedies', 'court', 'paperNumber'],
    evolve: (file, { at, data }) => ({
      ...file,
      stage: 'execution',
      procedure: 'simplified',
      corrections:
        data.orderToCorrect === null
          ? file.corrections
          : [...file.corrections, { at, ...data.orderToCorrect, documentNumber: data.formNumber, officers: data.officers, checks: [] }],
      decision: {
        at,
        decidedOn: data.decidedOn,
        kind: 'penalty',
        money: data.money,
        others: data.others,
        by: data.by,
        reasons: data.facts,
        documentNumber: data.formNumber,
        onTheSpot: true,
        payment: data.payment,
        education: null,
        revokedOn: null,
      },
      onTheSpot: {
        formNumber: data.formNumber,
        officers: data.officers,
        facts: data.facts,
        statement: data.statement,
        signed: data.signed,
        signatureNote: data.signatureNote,
        cash: data.cash,
        derivation: data.derivation,
        reported: null,
      },
      // Handed over on the spot (行政处罚法 52): served at once.
      served: [
        ...file.served,
        {
          id: `served-${data.formNumber}`,
          document: 'decision',
          method: 'direct',
          at,
          deliveredOn: data.decidedOn,
          effectiveOn: data.decidedOn,
          recipient: null,
          witness: null,
          reason: null,
          tookEffectAt: at,
          receipt: data.signed ? '当事人签收' : `当事人拒绝签收：${data.signatureNote ?? ''}`,
        },
      ],
      execution: {
        ...file.execution,
        paid:
          data.cash === null
            ? file.execution.paid
            : [
                ...file.execution.paid,
                {
                  at,
                  paidOn: data.decidedOn,
                  amount: data.money.fine,
                  receipt: data.cash.receipt,
                  forSurcharge: false,
                  channel: 'cash' as const,
                  water: data.cash.onWater ? { landedOn: null } : null,
                },
              ],
        settled: data.payment !== 'bank',
      },
    }),
  },
  OnTheSpotPenaltyReported: {
    label: '当场处罚备案',
    source: 'ReportOnTheSpotPenalty',
    titles: {},
    evolve: (file, { at, actor, data }) => ({
      ...file,
      onTheSpot: file.onTheSpot && { ...file.onTheSpot, reported: { at, by: actor.id, ...data } },
    }),
  },
};
