import type { LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import { inYuan } from '../../work/tell.ts';
import type { CashGround } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { executionCommands } from './commands.ts';

/** How a review or suit ended for the decision. */
export type LitigationResult = 'upheld' | 'changed' | 'revoked' | 'withdrawn';

export interface ExecutionEvents {
  /** Yuan. `finePaid`: fine and confiscation are paid in full; `settled`: and so is the surcharge. */
  PaymentRecorded: {
    amount: number;
    paidOn: LegalDate;
    channel: 'bank' | 'electronic' | 'cash';
    receipt: string;
    forSurcharge: boolean;
    cashGround: CashGround | null;
    finePaid: boolean;
    settled: boolean;
  };
  InstalmentsGranted: {
    appliedOn: LegalDate;
    until: LegalDate;
    plan: { dueOn: LegalDate; amount: number }[];
    reason: string;
    approvedBy: string;
  };
  PerformanceDemanded: {
    servedOn: LegalDate;
    method: ServiceMethod;
    recipient: string;
    receipt: string;
    text: string;
    serviceReason: string | null;
    /** What is still owed in yuan, surcharge included, on the day of the demand. */
    amount: number;
  };
  CourtEnforcementApplied: { appliedOn: LegalDate; court: string; materials: string[]; approvedBy: string; lateReason: string | null };
  CourtAnswered: { on: LegalDate; answer: 'accepted' | 'refused' | 'ruled' | 'completed' | 'ended'; text: string };
  PerformanceRecorded: { on: LegalDate; what: string; result: string; complete: boolean };
  LitigationStarted: { kind: 'review' | 'suit'; startedOn: LegalDate; reference: string; stopsExecution: boolean };
  /** `fine`: the amount a changed decision sets, yuan; null where the fine stays. */
  LitigationEnded: {
    kind: 'review' | 'suit';
    endedOn: LegalDate;
    result: LitigationResult;
    text: string;
    fine: number | null;
    /** A changed or revoked decision stands published and is to be withdrawn within 3 workdays (行政处罚法 48(2)). */
    published: boolean;
  };
}

const approvedBy = { title: '批准人', names: 'person' } as const;

export const executionEvents: CaseEvents<ExecutionEvents, typeof executionCommands> = {
  PaymentRecorded: {
    label: '缴款',
    source: 'RecordPayment',
    titles: { finePaid: '罚没款已缴清', settled: '全部缴清' },
    recordOnly: ['channel', 'cashGround', 'finePaid'],
    evolve: (file, { at, data: { paidOn, amount, receipt, forSurcharge, settled } }) => ({
      ...file,
      execution: { ...file.execution, paid: [...file.execution.paid, { at, paidOn, amount, receipt, forSurcharge }], settled },
    }),
  },
  InstalmentsGranted: {
    label: '准予延期、分期缴纳',
    source: 'GrantInstalments',
    titles: { until: '最后期限', approvedBy },
    evolve: (file, { data }) => ({ ...file, execution: { ...file.execution, instalments: data } }),
  },
  PerformanceDemanded: {
    label: '催告书送达',
    source: 'DemandPerformance',
    titles: { servedOn: '送达生效日', amount: inYuan('尚欠金额') },
    evolve: (file, { at, data }) => ({ ...file, execution: { ...file.execution, demands: [...file.execution.demands, { at, ...data }] } }),
  },
  CourtEnforcementApplied: {
    label: '申请法院强制执行',
    source: 'ApplyCourtEnforcement',
    titles: { approvedBy },
    evolve: (file, { data }) => ({
      ...file,
      execution: { ...file.execution, court: { ...data, accepted: null, ended: null, answers: [] } },
    }),
  },
  CourtAnswered: {
    label: '法院答复',
    source: 'RecordCourtAnswer',
    titles: {},
    evolve: (file, { data }) => {
      const court = file.execution.court;
      if (!court) return file;
      const { on, answer } = data;
      const ended = answer === 'completed' || answer === 'ended' ? { on, how: answer } : court.ended;
      const answers = [...court.answers, data];
      return { ...file, execution: { ...file.execution, court: { ...court, accepted: answer !== 'refused', ended, answers } } };
    },
  },
  PerformanceRecorded: {
    label: '履行',
    source: 'RecordPerformance',
    titles: {},
    evolve: (file, { at, data }) => ({
      ...file,
      execution: { ...file.execution, performed: [...file.execution.performed, { at, ...data }] },
    }),
  },
  LitigationStarted: {
    label: '复议、诉讼受理',
    source: 'RecordLitigation',
    titles: { startedOn: '受理日期' },
    evolve: (file, { data }) => ({ ...file, litigation: [...file.litigation, { ...data, endedOn: null, result: null }] }),
  },
  LitigationEnded: {
    label: '复议、诉讼终结',
    source: 'RecordLitigation',
    titles: { endedOn: '终结日期', published: '此前已公示' },
    recordOnly: ['text', 'published'],
    evolve: (file, { data: { kind, endedOn, result, fine } }) => ({
      ...file,
      litigation: file.litigation.map((one) => (one.kind === kind && one.endedOn === null ? { ...one, endedOn, result } : one)),
      decision: file.decision && {
        ...file.decision,
        money: fine === null ? file.decision.money : { ...file.decision.money, fine },
        revokedOn: result === 'revoked' ? endedOn : file.decision.revokedOn,
      },
    }),
  },
};
