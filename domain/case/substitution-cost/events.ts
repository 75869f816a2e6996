import type { PersonRef } from '../../people.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import { byName, inYuan, yuanWords } from '../../work/tell.ts';
import type { COURT_ANSWERS } from '../execution/commands.ts';
import type { CourtPath } from '../execution/court-window.ts';
import { courtPathTold } from '../execution/tell.ts';
import type { LitigationResult } from '../litigation/events.ts';
import type { CaseFile, SubstitutionCost } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { COST_ENDINGS, REMEDY_KINDS, substitutionCostCommands } from './commands.ts';

interface Service {
  servedOn: LegalDate;
  method: ServiceMethod;
  recipient: string;
  receipt: string;
  witness: string | null;
  recordingHash: string | null;
  serviceReason: string | null;
}

type RemedyKind = (typeof REMEDY_KINDS)[number];

/** `costId`: the debt that it is about. Yuan. */
export interface SubstitutionCostEvents {
  SubstitutionCostDecided: {
    costId: string;
    substitutionId: string;
    decidedOn: LegalDate;
    by: PersonRef;
    items: { what: string; amount: number }[];
    amount: number;
    overBudget: string | null;
    /** The law by which somebody else bears it (行政强制法 51(2) “法律另有规定的除外”); null: the party does. */
    otherwise: string | null;
    payDays: number;
    documentNumber: string;
    lines: { text: string; basis?: string }[];
  };
  SubstitutionCostServed: Service & { costId: string; payDays: number; court: CourtPath };
  SubstitutionCostPaid: { costId: string; amount: number; paidOn: LegalDate; receipt: string; settled: boolean };
  SubstitutionCostDemanded: Service & { costId: string; text: string; amount: number };
  SubstitutionCostCommented: { costId: string; receivedOn: LegalDate; text: string; adopted: boolean; answer: string };
  SubstitutionCostRemedyStarted: { costId: string; kind: RemedyKind; startedOn: LegalDate; reference: string; copyReceivedOn: LegalDate };
  SubstitutionCostRemedyAnswered: { costId: string; kind: RemedyKind; submittedOn: LegalDate; reference: string };
  /** `court`: what has to run out before the court is asked; null where this office has nothing left to enforce. */
  SubstitutionCostRemedyEnded: {
    costId: string;
    kind: RemedyKind;
    endedOn: LegalDate;
    reference: string;
    result: LitigationResult;
    amount: number | null;
    servedOn: LegalDate;
    court: CourtPath | null;
  };
  SubstitutionCostCourtApplied: {
    costId: string;
    appliedOn: LegalDate;
    court: string;
    amount: number;
    lateReason: string | null;
    approvedBy: string;
  };
  SubstitutionCostCourtAnswered: { costId: string; on: LegalDate; answer: (typeof COURT_ANSWERS)[number]; text: string };
  SubstitutionCostEnded: { costId: string; endedOn: LegalDate; ground: (typeof COST_ENDINGS)[number]; reason: string; approvedBy: string };
}

const approvedBy = { title: '批准人', names: 'person' } as const;
const costId = { title: '代履行费用决定', names: 'thing' } as const;
const servedOn = '送达生效日';
const settled = '全部缴清';

const changed = (file: CaseFile, id: string, patch: (before: SubstitutionCost) => Partial<SubstitutionCost>): CaseFile => ({
  ...file,
  substitutionCosts: file.substitutionCosts.map((one) => (one.costId === id ? { ...one, ...patch(one) } : one)),
});

export const substitutionCostEvents: CaseEvents<SubstitutionCostEvents, typeof substitutionCostCommands> = {
  SubstitutionCostDecided: {
    label: '代履行费用决定',
    source: 'DecideSubstitutionCost',
    titles: {
      costId: null,
      substitutionId: { title: '代履行决定', names: 'thing' },
      decidedOn: '决定日期',
      by: byName('决定人'),
      items: { title: '成本', say: ({ what, amount }) => `${what}${yuanWords(amount)}` },
      amount: inYuan('费用'),
      lines: { title: '计算', say: ({ text }) => text },
    },
    evolve: (file, { at, data }) => ({
      ...file,
      substitutionCosts: [
        ...file.substitutionCosts,
        { at, ...data, served: null, paid: [], demands: [], comments: [], remedies: [], court: null, ended: null },
      ],
    }),
  },
  SubstitutionCostServed: {
    label: '代履行费用决定送达',
    source: 'ServeSubstitutionCost',
    titles: { costId, servedOn, recordingHash: null, payDays: '缴纳期限（日）', court: courtPathTold },
    recordOnly: ['payDays'],
    evolve: (file, { at, data: { costId: id, payDays: _payDays, ...data } }) => changed(file, id, () => ({ served: { at, ...data } })),
  },
  SubstitutionCostPaid: {
    label: '代履行费用缴纳',
    source: 'RecordSubstitutionCostPayment',
    titles: { costId, settled },
    recordOnly: ['settled'],
    evolve: (file, { at, data: { costId: id, settled: _settled, ...data } }) =>
      changed(file, id, ({ paid }) => ({ paid: [...paid, { at, ...data }] })),
  },
  SubstitutionCostDemanded: {
    label: '代履行费用催告书送达',
    source: 'DemandSubstitutionCost',
    titles: { costId, servedOn, recordingHash: null, amount: inYuan('尚欠金额') },
    evolve: (file, { at, data: { costId: id, ...data } }) =>
      changed(file, id, ({ demands }) => ({ demands: [...demands, { at, ...data }] })),
  },
  SubstitutionCostCommented: {
    label: '对费用催告的陈述、申辩',
    source: 'AnswerSubstitutionCostComment',
    titles: { costId },
    evolve: (file, { at, data: { costId: id, ...data } }) =>
      changed(file, id, ({ comments }) => ({ comments: [...comments, { at, ...data }] })),
  },
  SubstitutionCostRemedyStarted: {
    label: '对费用决定的复议、诉讼受理',
    source: 'RecordSubstitutionCostRemedy',
    titles: { costId, startedOn: '受理日期' },
    evolve: (file, { data: { costId: id, ...data } }) =>
      changed(file, id, ({ remedies }) => ({
        remedies: [...remedies, { ...data, answeredOn: null, endedOn: null, endReference: null, servedOn: null, result: null }],
      })),
  },
  SubstitutionCostRemedyAnswered: {
    label: '对费用决定的答复、答辩',
    source: 'RecordSubstitutionCostRemedy',
    titles: { costId, submittedOn: '提交日期' },
    recordOnly: ['reference'],
    evolve: (file, { data: { costId: id, kind, submittedOn } }) =>
      changed(file, id, ({ remedies }) => ({
        remedies: remedies.map((one) => (one.kind === kind && one.endedOn === null ? { ...one, answeredOn: submittedOn } : one)),
      })),
  },
  SubstitutionCostRemedyEnded: {
    label: '对费用决定的复议、诉讼终结',
    source: 'RecordSubstitutionCostRemedy',
    titles: { costId, endedOn: '终结日期', amount: inYuan('变更后的费用'), court: courtPathTold },
    recordOnly: ['court'],
    evolve: (file, { data: { costId: id, kind, endedOn, reference, result, amount, servedOn: served } }) =>
      changed(file, id, (before) => ({
        amount: amount ?? before.amount,
        remedies: before.remedies.map((one) =>
          one.kind === kind && one.endedOn === null ? { ...one, endedOn, endReference: reference, result, servedOn: served } : one,
        ),
      })),
  },
  SubstitutionCostCourtApplied: {
    label: '申请法院强制执行代履行费用',
    source: 'ApplyCourtForSubstitutionCost',
    titles: { costId, amount: inYuan('尚欠金额'), approvedBy },
    evolve: (file, { at, data: { costId: id, ...data } }) => changed(file, id, () => ({ court: { at, ...data, answers: [] } })),
  },
  SubstitutionCostCourtAnswered: {
    label: '法院对费用申请的答复',
    source: 'RecordSubstitutionCostCourtAnswer',
    titles: { costId },
    evolve: (file, { at, data: { costId: id, ...data } }) =>
      changed(file, id, ({ court }) => ({ court: court && { ...court, answers: [...court.answers, { at, ...data }] } })),
  },
  SubstitutionCostEnded: {
    label: '终结追缴代履行费用',
    source: 'EndSubstitutionCost',
    titles: { costId, endedOn: '终结日期', approvedBy },
    evolve: (file, { at, data: { costId: id, ...data } }) => changed(file, id, () => ({ ended: { at, ...data } })),
  },
};
