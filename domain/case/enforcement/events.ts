import type { LegalDate } from '../../terms/model.ts';
import { inYuan } from '../../work/tell.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { CASH_STEPS, EXECUTION_ENDINGS, EXECUTION_SUSPENSIONS, enforcementCommands } from './commands.ts';

/** Dates without a field of their own are the day of the decision. */
export interface EnforcementEvents {
  CashHandedOver: { receipt: string; step: (typeof CASH_STEPS)[number]; on: LegalDate; proof: string };
  /** Cash collected on the water came ashore: its two days begin (行政处罚法 71). */
  CashLanded: { receipt: string; landedOn: LegalDate };
  DemandCommentRecorded: { id: string; receivedOn: LegalDate; text: string };
  DemandCommentAnswered: { id: string; adopted: boolean; findings: string };
  SurchargeWaived: { decidedOn: LegalDate; reason: string; approvedBy: string };
  /** `surcharge`: what is to be paid of it, yuan, as long as the agreement is kept. */
  ExecutionAgreed: {
    agreedOn: LegalDate;
    performBy: LegalDate;
    surcharge: number;
    remedy: string | null;
    text: string;
    approvedBy: string;
  };
  ExecutionSuspended: { suspendedOn: LegalDate; ground: (typeof EXECUTION_SUSPENSIONS)[number]; reason: string; approvedBy: string };
  ExecutionResumed: { reason: string };
  ExecutionEnded: { endedOn: LegalDate; ground: (typeof EXECUTION_ENDINGS)[number]; reason: string; approvedBy: string };
}

const approvedBy = { title: '批准人', names: 'person' } as const;

const inExecution = (file: CaseFile, part: Partial<CaseFile['execution']>): CaseFile => ({
  ...file,
  execution: { ...file.execution, ...part },
});

export const enforcementEvents: CaseEvents<EnforcementEvents, typeof enforcementCommands> = {
  CashHandedOver: {
    label: '当场收缴的罚款上缴',
    source: 'HandOverCash',
    titles: {},
    evolve: (file, { at, data }) => inExecution(file, { cash: [...file.execution.cash, { at, ...data }] }),
  },
  CashLanded: {
    label: '水上当场收缴的罚款抵岸',
    source: 'RecordLanding',
    titles: {},
    evolve: (file, { data: { receipt, landedOn } }) =>
      inExecution(file, { paid: file.execution.paid.map((one) => (one.receipt === receipt ? { ...one, water: { landedOn } } : one)) }),
  },
  DemandCommentRecorded: {
    label: '对催告的陈述、申辩',
    source: 'RecordDemandComment',
    titles: { id: null },
    evolve: (file, { at, data }) => inExecution(file, { comments: [...file.execution.comments, { at, ...data, answer: null }] }),
  },
  DemandCommentAnswered: {
    label: '对催告意见的复核',
    source: 'AnswerDemandComment',
    titles: { id: null },
    evolve: (file, { at, data: { id, ...answer } }) =>
      inExecution(file, { comments: file.execution.comments.map((one) => (one.id === id ? { ...one, answer: { at, ...answer } } : one)) }),
  },
  SurchargeWaived: {
    label: '不加处罚款',
    source: 'WaiveSurcharge',
    titles: { decidedOn: '决定日期', approvedBy },
    evolve: (file, { at, data }) => inExecution(file, { surchargeWaiver: { at, ...data } }),
  },
  ExecutionAgreed: {
    label: '执行协议',
    source: 'AgreeExecution',
    titles: { agreedOn: '达成日期', surcharge: inYuan('约定缴纳的加处罚款'), approvedBy },
    evolve: (file, { at, data }) => inExecution(file, { agreement: { at, ...data } }),
  },
  ExecutionSuspended: {
    label: '中止执行',
    source: 'SuspendExecution',
    titles: { suspendedOn: '中止日期', approvedBy },
    evolve: (file, { at, data }) => inExecution(file, { suspension: { at, ...data } }),
  },
  ExecutionResumed: {
    label: '恢复执行',
    source: 'ResumeExecution',
    titles: {},
    recordOnly: ['reason'],
    evolve: (file) => inExecution(file, { suspension: null }),
  },
  ExecutionEnded: {
    label: '终结执行',
    source: 'EndExecution',
    titles: { endedOn: '终结日期', approvedBy },
    evolve: (file, { at, data }) => inExecution(file, { ended: { at, ...data }, suspension: null }),
  },
};
