import type { LegalDate } from '../../terms/model.ts';
import { type Outcome, OUTCOME_LABELS, STAGE_LABELS, type Stage } from '../../vocabulary.ts';
import type { CaseFile } from '../state.ts';
import type { CaseEvents } from '../types.ts';
import { investigatedAnew } from './anew.ts';
import { DECISION_KIND_LABELS } from '../decision/commands.ts';
import { type closingCommands, type ClosingGround, type TerminationCause, VOLUME_LABELS } from './commands.ts';
import { PUBLICITY_LEVEL_LABELS, type PublicityLevel } from './publication.ts';
import { KEPT_BACK_LABELS, type KeptBackGround, type WithdrawalGround } from './publishing-commands.ts';

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
  /**
   * Whether 行政处罚法 48 asks for this decision to be public: the finding, and what the terms read of the decision. `public`
   * without `keptBack`; a decision without social impact is not published and needs no other ground.
   */
  PublicationDecided: {
    socialImpact: boolean;
    keptBack: KeptBackGround | null;
    public: boolean;
    reason: string;
    kind: NonNullable<CaseFile['decision']>['kind'];
    decidedOn: LegalDate;
  };
  /** `until` and the two beside it since the rules' version 4, of a penalty: how long it stands (信用修复管理办法). */
  PenaltyPublished: {
    publishedOn: LegalDate;
    where: string;
    socialImpact: string;
    level?: PublicityLevel;
    stoppableFrom?: LegalDate;
    until?: LegalDate;
  };
  /** Before its longest time, on the party's application. */
  PublicityStopped: { appliedOn: LegalDate; stoppedOn: LegalDate; pledged: boolean; reason: string };
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
      ...(reopened.to === 'evidence' ? investigatedAnew(file) : {}),
    }),
  },
  PenaltyPublished: {
    label: '公示处罚决定',
    source: 'PublishPenalty',
    titles: { level: { title: '失信程度', words: PUBLICITY_LEVEL_LABELS }, stoppableFrom: '可以申请提前停止之日', until: '公示期最后一日' },
    recordOnly: ['socialImpact'],
    evolve: (file, { at, data: { publishedOn, where, level, stoppableFrom, until } }) => ({
      ...file,
      publication: {
        publishedAt: at,
        publishedOn,
        where,
        level: level ?? null,
        stoppableFrom: stoppableFrom ?? null,
        until: until ?? null,
        withdrawnAt: null,
        withdrawnOn: null,
        ground: null,
        reason: null,
      },
    }),
  },
  PublicationDecided: {
    label: '认定是否公开',
    source: 'DecidePublication',
    titles: {
      public: '应当公开',
      keptBack: { title: '有社会影响而不公开的依据', words: KEPT_BACK_LABELS },
      kind: { title: '决定种类', words: DECISION_KIND_LABELS },
      decidedOn: '决定日期',
    },
    recordOnly: ['kind', 'decidedOn'],
    evolve: (file, { at, actor, data: { socialImpact, keptBack, public: open, reason } }) => ({
      ...file,
      publicationFinding: { at, by: actor.id, socialImpact, keptBack, public: open, reason },
    }),
  },
  PublicityStopped: {
    label: '提前停止公示',
    source: 'StopPublicityEarly',
    titles: {},
    recordOnly: ['appliedOn', 'pledged'],
    evolve: (file, { at, data: { stoppedOn, reason } }) => ({
      ...file,
      publication: file.publication && { ...file.publication, withdrawnAt: at, withdrawnOn: stoppedOn, ground: 'stopped-early', reason },
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
