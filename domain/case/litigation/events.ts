import type { LegalDate } from '../../terms/model.ts';
import type { CourtPath } from '../execution/court-window.ts';
import { courtPathTold } from '../execution/tell.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import type { LITIGATION_RESULTS, litigationCommands } from './commands.ts';

/** How a review or suit ended for the decision. */
export type LitigationResult = (typeof LITIGATION_RESULTS)[number];

export interface LitigationEvents {
  /** `copyReceivedOn`, `simplified`: absent under the rules from before they were asked. */
  LitigationStarted: {
    kind: 'review' | 'suit';
    startedOn: LegalDate;
    reference: string;
    stopsExecution: boolean;
    copyReceivedOn?: LegalDate;
    simplified?: boolean;
  };
  LitigationAnswered: { kind: 'review' | 'suit'; submittedOn: LegalDate; reference: string; materials: string[] };
  /** `fine`: the amount a changed decision sets, yuan; null where the fine stays. */
  LitigationEnded: {
    kind: 'review' | 'suit';
    endedOn: LegalDate;
    result: LitigationResult;
    text: string;
    fine: number | null;
    /** A changed or revoked decision stands published and is to be withdrawn within 3 workdays (行政处罚法 48(2)). */
    published: boolean;
    /** Absent, as the next three are, under the rules from before they were asked. */
    reference?: string;
    servedOn?: LegalDate;
    oppositeRequest?: boolean;
    /** What has to run out now before the court may be asked; null where nothing is left to enforce. */
    court?: CourtPath | null;
  };
}

/** A file that was put away is taken out again, and nothing of the case is reopened: what belongs to the party goes on. */
const takenOut = (file: CaseFile): Pick<CaseFile, 'stage' | 'archive'> =>
  file.stage === 'archived' ? { stage: 'closed', archive: null } : { stage: file.stage, archive: file.archive };

const running = (one: CaseFile['litigation'][number], kind: string): boolean => one.kind === kind && one.endedOn === null;

export const litigationEvents: CaseEvents<LitigationEvents, typeof litigationCommands> = {
  LitigationStarted: {
    label: '复议、诉讼受理',
    source: 'RecordLitigation',
    titles: { startedOn: '受理日期' },
    evolve: (file, { data: { copyReceivedOn = null, simplified = null, ...started } }) => ({
      ...file,
      ...takenOut(file),
      litigation: [
        ...file.litigation,
        { ...started, copyReceivedOn, simplified, answers: [], endedOn: null, servedOn: null, result: null },
      ],
    }),
  },
  LitigationAnswered: {
    label: '复议答复、诉讼答辩',
    source: 'RecordLitigationAnswer',
    titles: {},
    evolve: (file, { at, data: { kind, ...answer } }) => ({
      ...file,
      litigation: file.litigation.map((one) => (running(one, kind) ? { ...one, answers: [...one.answers, { at, ...answer }] } : one)),
    }),
  },
  LitigationEnded: {
    label: '复议、诉讼终结',
    source: 'RecordLitigation',
    titles: { endedOn: '终结日期', published: '此前已公示', court: courtPathTold },
    recordOnly: ['text', 'published', 'reference', 'oppositeRequest', 'court'],
    evolve: (file, { data: { kind, endedOn, result, fine, servedOn = null } }) => ({
      ...file,
      ...takenOut(file),
      litigation: file.litigation.map((one) => (running(one, kind) ? { ...one, endedOn, result, servedOn } : one)),
      decision: file.decision && {
        ...file.decision,
        money: fine === null ? file.decision.money : { ...file.decision.money, fine },
        revokedOn: result === 'revoked' || result === 'void' ? endedOn : file.decision.revokedOn,
      },
    }),
  },
};
