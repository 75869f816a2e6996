import type { LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import { inYuan } from '../../work/tell.ts';
import type { CashGround } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { CourtPath } from './court-window.ts';
import { courtPathTold } from './tell.ts';
import type { executionCommands } from './commands.ts';

export interface ExecutionEvents {
  /** Yuan. `finePaid`: fine and confiscation are paid in full; `settled`: and so is the surcharge. */
  PaymentRecorded: {
    amount: number;
    paidOn: LegalDate;
    channel: 'bank' | 'electronic' | 'cash';
    receipt: string;
    forSurcharge: boolean;
    cashGround: CashGround | null;
    /** Collected on the water, and the day it came ashore where that was known (行政处罚法 71). Absent elsewhere. */
    onWater?: boolean;
    landedOn?: LegalDate;
    finePaid: boolean;
    settled: boolean;
    /** The next instalment, where this payment covered one and nothing was missed. */
    nextDueOn?: LegalDate;
    /** Nothing of the decision is left to do. Absent in events from before it was recorded. */
    fulfilled?: boolean;
  };
  InstalmentsGranted: {
    appliedOn: LegalDate;
    until: LegalDate;
    plan: { dueOn: LegalDate; amount: number }[];
    reason: string;
    approvedBy: string;
    /** With a missed instalment the rest falls due. Absent in grants from before this was said. */
    restFallsDue?: boolean;
    court?: CourtPath | null;
  };
  PerformanceDemanded: {
    servedOn: LegalDate;
    method: ServiceMethod;
    recipient: string;
    receipt: string;
    text: string;
    serviceReason: string | null;
    /** Absent in events from before they were recorded. */
    witness?: string | null;
    recordingHash?: string | null;
    /** What is still owed in yuan, surcharge included, on the day of the demand. */
    amount: number;
  };
  CourtEnforcementApplied: { appliedOn: LegalDate; court: string; materials: string[]; approvedBy: string; lateReason: string | null };
  CourtAnswered: { on: LegalDate; answer: 'accepted' | 'refused' | 'ruled' | 'completed' | 'ended'; text: string };
  PerformanceRecorded: { on: LegalDate; what: string; result: string; complete: boolean; fulfilled?: boolean };
}

const approvedBy = { title: '批准人', names: 'person' } as const;

export const executionEvents: CaseEvents<ExecutionEvents, typeof executionCommands> = {
  PaymentRecorded: {
    label: '缴款',
    source: 'RecordPayment',
    titles: {
      finePaid: '罚没款已缴清',
      settled: '全部缴清',
      nextDueOn: '下一期期限',
      onWater: '在水上收缴',
      landedOn: '抵岸日期',
      fulfilled: '决定全部履行完毕',
    },
    recordOnly: ['cashGround', 'finePaid', 'nextDueOn', 'fulfilled'],
    evolve: (file, { at, data: { paidOn, amount, receipt, forSurcharge, channel, settled, onWater, landedOn = null } }) => {
      const paid = { at, paidOn, amount, receipt, forSurcharge, channel, water: onWater ? { landedOn } : null };
      return { ...file, execution: { ...file.execution, paid: [...file.execution.paid, paid], settled } };
    },
  },
  InstalmentsGranted: {
    label: '准予延期、分期缴纳',
    source: 'GrantInstalments',
    titles: { until: '最后期限', approvedBy, restFallsDue: '逾期一期的，其余立即到期', court: courtPathTold },
    recordOnly: ['court'],
    evolve: (file, { data: { court: _court, ...instalments } }) => ({ ...file, execution: { ...file.execution, instalments } }),
  },
  PerformanceDemanded: {
    label: '催告书送达',
    source: 'DemandPerformance',
    titles: { servedOn: '送达生效日', amount: inYuan('尚欠金额') },
    recordOnly: ['witness', 'recordingHash'],
    evolve: (file, { at, data: { witness: _witness, recordingHash: _recording, ...demand } }) => ({
      ...file,
      execution: { ...file.execution, demands: [...file.execution.demands, { at, ...demand }] },
    }),
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
    titles: { fulfilled: '决定全部履行完毕' },
    recordOnly: ['fulfilled'],
    evolve: (file, { at, data: { fulfilled: _fulfilled, ...data } }) => ({
      ...file,
      execution: { ...file.execution, performed: [...file.execution.performed, { at, ...data }] },
    }),
  },
};
