import type { LegalDate } from '../../terms/model.ts';
import { type Outcome, OUTCOME_LABELS, STAGE_LABELS, type Stage } from '../../vocabulary.ts';
import { NOTHING_EXECUTED } from '../execution/nothing.ts';
import type { CaseEvents } from '../types.ts';
import { type closingCommands, type ClosingGround, type TerminationCause, VOLUME_LABELS, type WithdrawalGround } from './commands.ts';

export interface ClosingEvents {
  CaseClosed: {
    outcome: Outcome;
    ground: ClosingGround;
    cause: TerminationCause | null;
    reason: string;
    uncorrectedReason: string | null;
    approvedBy: string;
  };
  CaseArchived: {
    fileNumber: string;
    retention: string;
    /** The file list in order: what is in the file and its pages. */
    papers: { title: string; volume: 'main' | 'secondary'; pages: number }[];
    pages: number;
  };
  /** What came in after the file was put away; nothing is reopened for it. */
  LatePaperAdded: { title: string; volume: 'main' | 'secondary'; pages: number; receivedOn: LegalDate; reason: string };
  /**
   * `decisionRevoked`: the agency takes its own decision back (行政处罚法 75); what was `published` of it is then to be
   * withdrawn within 3 workdays (行政处罚法 48(2)).
   */
  CaseReopened: {
    from: 'closed' | 'archived';
    to: Stage;
    reason: string;
    legalBasis: string;
    decisionRevoked: boolean;
    published: boolean;
  };
  PenaltyPublished: { publishedOn: LegalDate; where: string; socialImpact: string };
  PublicationWithdrawn: { withdrawnOn: LegalDate; ground: WithdrawalGround; explanation: string };
}

export const closingEvents: CaseEvents<ClosingEvents, typeof closingCommands> = {
  CaseClosed: {
    label: '结案',
    source: 'CloseCase',
    titles: { outcome: { title: '结果', words: OUTCOME_LABELS }, approvedBy: { title: '批准人', names: 'person' } },
    recordOnly: ['uncorrectedReason'],
    evolve: (file, { at, actor, data: { uncorrectedReason: _uncorrected, ...ending } }) => ({
      ...file,
      stage: 'closed',
      ending: { at, by: actor.id, ...ending },
    }),
  },
  CaseArchived: {
    label: '归档',
    source: 'ArchiveCase',
    titles: {
      retention: '保管期限',
      papers: { title: '卷内目录', titles: { title: '材料', volume: { title: '卷别', words: VOLUME_LABELS }, pages: '页数' } },
      pages: '总页数',
    },
    recordOnly: ['papers'],
    evolve: (file, { at, actor, data: { papers, ...archive } }) => ({
      ...file,
      stage: 'archived',
      archive: { at, by: actor.id, ...archive, items: papers.length, late: [] },
    }),
  },
  LatePaperAdded: {
    label: '补入归档材料',
    source: 'AddLatePaper',
    titles: {},
    evolve: (file, { at, data }) => ({
      ...file,
      archive: file.archive && { ...file.archive, late: [...file.archive.late, { at, ...data }] },
    }),
  },
  CaseReopened: {
    label: '重新办理',
    source: 'ReopenCase',
    titles: { from: { title: '原阶段', words: STAGE_LABELS }, to: { title: '回到阶段', words: STAGE_LABELS }, published: '此前已公示' },
    recordOnly: ['published'],
    evolve: (file, { at, actor, data: { published: _published, ...reopened } }) => ({
      ...file,
      stage: reopened.to,
      ending: null,
      archive: null,
      reopened: [...file.reopened, { at, by: actor.id, ...reopened }],
      // What was decided and done stays in the record; the work after it starts anew.
      ...(reopened.to === 'evidence'
        ? {
            conclusion: null,
            notice: null,
            hearing: null,
            collectiveDiscussion: null,
            decision: null,
            litigation: [],
            review: file.review && { ...file.review, passed: null, afterHearing: null },
            execution: NOTHING_EXECUTED,
          }
        : {}),
    }),
  },
  PenaltyPublished: {
    label: '公示处罚决定',
    source: 'PublishPenalty',
    titles: {},
    recordOnly: ['socialImpact'],
    evolve: (file, { at, data: { publishedOn, where } }) => ({
      ...file,
      publication: { publishedAt: at, publishedOn, where, withdrawnAt: null, withdrawnOn: null, ground: null, reason: null },
    }),
  },
  PublicationWithdrawn: {
    label: '撤回公示',
    source: 'WithdrawPublication',
    titles: {},
    evolve: (file, { at, data: { explanation, ...withdrawn } }) => ({
      ...file,
      publication: file.publication && { ...file.publication, withdrawnAt: at, ...withdrawn, reason: explanation },
    }),
  },
};
