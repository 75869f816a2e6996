import { type Clause, clauseLabel } from '../../lists/fields.ts';
import { ENFORCEMENT_WAY_LABELS, type EnforcementWay } from '../../lists/matters.ts';
import type { PersonRef } from '../../people.ts';
import type { IsoInstant, LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import { byName, inYuan } from '../../work/tell.ts';
import type { CaseFile, Coercion } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { coercionCommands, Harm, PublicPlace } from './commands.ts';

interface OnSite {
  startedAt: IsoInstant;
  endedAt: IsoInstant;
  urgentReason: string | null;
  utilitiesKept: boolean;
  partyPresent: boolean;
  witness: string | null;
  signed: boolean;
  result: string;
  complete: boolean;
  cost: number;
  recordingHash: string | null;
  recordingNote: string | null;
}

export interface CoercionEvents {
  ComplianceDemanded: {
    correctionId: string;
    servedOn: LegalDate;
    dueOn: LegalDate;
    text: string;
    method: ServiceMethod;
    recipient: string;
    receipt: string;
    witness: string | null;
    recordingHash: string | null;
    serviceReason: string | null;
  };
  DemandAnswered: { receivedOn: LegalDate; text: string; adopted: boolean; answer: string };
  DemolitionAnnounced: { announcedOn: LegalDate; where: string; removeBy: LegalDate; text: string };
  ForcedExecutionDecided: {
    correctionId: string;
    way: EnforcementWay;
    decidedOn: LegalDate;
    by: PersonRef;
    reasons: string;
    manner: string;
    plannedOn: LegalDate;
    commission: string | null;
    documentNumber: string;
    /** The law that gives the power, and why this unit has it (行政强制法 13). */
    clause: Clause;
    competence: string | null;
  };
  ForcedExecutionDone: OnSite & { officers: PersonRef[]; partyNotifiedOn: LegalDate; belongings: string };
  SubstitutePerformanceDecided: {
    id: string;
    correctionId: string | null;
    decidedOn: LegalDate;
    by: PersonRef;
    object: string;
    harm: Harm | null;
    atOnce: boolean;
    place: PublicPlace | null;
    partyUnable: boolean;
    reasons: string;
    manner: string;
    performOn: LegalDate;
    performer: string;
    budget: number;
    documentNumber: string;
  };
  SubstitutePerformed: OnSite & { substitutionId: string; supervisors: PersonRef[]; partyToldOn: LegalDate | null };
}

const NOTHING_YET: Coercion = { demands: [], answers: [], announcement: null, decision: null, executions: [], substitutions: [] };

const changed = (file: CaseFile, patch: (before: Coercion) => Partial<Coercion>): CaseFile => {
  const before = file.coercion ?? NOTHING_YET;
  return { ...file, coercion: { ...before, ...patch(before) } };
};

const theOrder = { title: '责令改正', names: 'thing' } as const;
const clause = { title: '依据', say: clauseLabel };

export const coercionEvents: CaseEvents<CoercionEvents, typeof coercionCommands> = {
  ComplianceDemanded: {
    label: '催告书送达（强制执行前）',
    source: 'DemandCompliance',
    titles: { correctionId: theOrder, servedOn: '送达生效日', recordingHash: null },
    evolve: (file, { at, data }) => changed(file, ({ demands }) => ({ demands: [...demands, { at, ...data }] })),
  },
  DemandAnswered: {
    label: '对强制执行催告的陈述、申辩',
    source: 'RecordDemandAnswer',
    titles: {},
    evolve: (file, { at, data }) => changed(file, ({ answers }) => ({ answers: [...answers, { at, ...data }] })),
  },
  DemolitionAnnounced: {
    label: '公告限期自行拆除',
    source: 'AnnounceDemolition',
    titles: {},
    evolve: (file, { at, data }) => changed(file, () => ({ announcement: { at, ...data } })),
  },
  ForcedExecutionDecided: {
    label: '强制执行决定',
    source: 'DecideForcedExecution',
    titles: {
      correctionId: theOrder,
      way: { title: '执行方式种类', words: ENFORCEMENT_WAY_LABELS },
      decidedOn: '决定日期',
      by: byName('决定人'),
      clause,
      competence: '权限依据',
    },
    evolve: (file, { at, data }) => changed(file, () => ({ decision: { at, ...data } })),
  },
  ForcedExecutionDone: {
    label: '强制执行',
    source: 'RecordForcedExecution',
    titles: { officers: byName('执法人员'), recordingHash: null, cost: inYuan('费用') },
    evolve: (file, { at, data }) => changed(file, ({ executions }) => ({ executions: [...executions, { at, ...data }] })),
  },
  SubstitutePerformanceDecided: {
    label: '代履行决定',
    source: 'DecideSubstitutePerformance',
    titles: { id: null, correctionId: theOrder, decidedOn: '决定日期', by: byName('决定人'), budget: inYuan('费用预算') },
    evolve: (file, { at, data }) =>
      changed(file, ({ substitutions }) => ({ substitutions: [...substitutions, { at, ...data, performed: null }] })),
  },
  SubstitutePerformed: {
    label: '代履行',
    source: 'RecordSubstitutePerformance',
    titles: {
      substitutionId: { title: '代履行决定', names: 'thing' },
      supervisors: byName('到场监督人员'),
      recordingHash: null,
      cost: inYuan('费用'),
    },
    evolve: (file, { at, data: { substitutionId, ...performed } }) =>
      changed(file, ({ substitutions }) => ({
        substitutions: substitutions.map((one) => (one.id === substitutionId ? { ...one, performed: { at, ...performed } } : one)),
      })),
  },
};
