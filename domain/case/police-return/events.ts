import type { LegalDate } from '../../terms/model.ts';
import { STAGE_LABELS, type Stage } from '../../vocabulary.ts';
import { investigatedAnew } from '../closing/anew.ts';
import type { CaseEvents } from '../types.ts';
import type { policeReturnCommands, Return } from './commands.ts';

/** What became of the ninety days while the case was with the police. */
export type Standstill = 'suspended' | 'closed' | 'decided' | 'running' | 'not-begun';

export interface PoliceReturnEvents {
  /** `to`: where the work goes on; `clock` says what became of the ninety days (行政处罚法 60) meanwhile, and by which rule. */
  CaseReturnedByPolice: {
    how: Return;
    from: string;
    documentNumber: string;
    receivedOn: LegalDate;
    text: string;
    goods: string | null;
    to: Stage;
    standstill: Standstill;
    /** The case stood still for the police alone and goes on of itself. */
    resumes: boolean;
    clock: string;
    /** What was left of the ninety days when the case was closed; null where they were not ended by closing it. */
    daysLeft: number | null;
    opinionId: string | null;
    opinion: { number: string; demand: string; answerDueOn: LegalDate | null } | null;
  };
  ProcuratorAnswered: { opinionId: string; answeredOn: LegalDate; documentNumber: string; result: string };
}

const STANDSTILL_LABELS: Record<Standstill, string> = {
  suspended: '中止，不计入',
  closed: '已结案，不计入',
  decided: '已决定移送，不计入',
  running: '没有中止，照常计算',
  'not-begun': '尚未起算',
};

export const policeReturnEvents: CaseEvents<PoliceReturnEvents, typeof policeReturnCommands> = {
  CaseReturnedByPolice: {
    label: '公安退回案件',
    source: 'RecordPoliceReturn',
    titles: {
      to: { title: '继续办理的阶段', words: STAGE_LABELS },
      standstill: { title: '移送期间的办案期限', words: STANDSTILL_LABELS },
      resumes: '恢复办理',
      clock: '办案期限的计算',
      daysLeft: '办案期限剩余日数',
      opinionId: null,
    },
    recordOnly: ['daysLeft', 'resumes'],
    evolve: (file, { at, data: { to, opinion, opinionId, daysLeft: _days, resumes: _resumes, ...returned } }) => ({
      ...file,
      stage: to,
      criminalSuspected: false,
      ending: null,
      archive: null,
      ...(to === 'evidence' ? investigatedAnew(file) : {}),
      police: file.police && { ...file.police, returned: { at, ...returned } },
      procuratorOpinions:
        opinion && opinionId !== null
          ? [...file.procuratorOpinions, { id: opinionId, receivedOn: returned.receivedOn, ...opinion, answered: null }]
          : file.procuratorOpinions,
    }),
  },
  ProcuratorAnswered: {
    label: '回复检察意见',
    source: 'AnswerProcurator',
    titles: { opinionId: { title: '检察意见', names: 'thing' } },
    evolve: (file, { at, data: { opinionId, ...answer } }) => ({
      ...file,
      procuratorOpinions: file.procuratorOpinions.map((one) => (one.id === opinionId ? { ...one, answered: { at, ...answer } } : one)),
    }),
  },
};
