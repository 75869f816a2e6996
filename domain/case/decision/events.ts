import type { LeftOut } from '../../discretion/companions.ts';
import type { PersonRef } from '../../people.ts';
import type { IsoInstant, LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import { byName, inYuan } from '../../work/tell.ts';
import type { CourtPath } from '../execution/court-window.ts';
import type { Remedies } from '../execution/remedies.ts';
import { courtPathTold, remediesTold } from '../execution/tell.ts';
import type { CaseFile, Derivation, Money, ProposedPenalty, ServedDocument } from '../state.ts';
import { derivation, money, PAYMENT_LABELS, proposal } from '../tell.ts';
import type { CaseEvents } from '../types.ts';
import { type decisionCommands, DOCUMENT_LABELS } from './commands.ts';

export interface DecisionEvents {
  /** Facts, reasons, basis, proposed penalty and rights told (行政处罚法 44, 62). Dates are legal dates. */
  ProposedDecisionNotified: {
    proposed: ProposedPenalty;
    facts: string;
    reasons: string;
    legalBasis: string;
    rights: string[];
    /** The day from which the notice took effect: where the party's terms begin. */
    servedOn: LegalDate;
    method: ServiceMethod;
    recipient: string;
    receipt: string;
    serviceReason: string | null;
    /** Absent in events from before they were recorded. */
    witness?: string | null;
    recordingHash?: string | null;
    /** Last day for statement and defence, as the notice says. */
    statementUntil: LegalDate;
    hearingRight: boolean;
    hearingWhy: string;
    /** Last day to ask for a hearing; null without the right. */
    hearingUntil: LegalDate | null;
    /** A public notice: issued on, counts as served on (民事诉讼法 95); that time is not counted. Absent for other ways. */
    announced?: { on: LegalDate; until: LegalDate };
  };
  /** The public notice of the proposed decision has run its 30 days. Recorded by the clock. */
  NoticeTookEffect: { effectiveOn: LegalDate };
  StatementRecorded: {
    kind: 'statement' | 'defence' | 'waiver' | 'no-answer';
    receivedOn: LegalDate;
    text: string;
    points: { argument: string; adopted: boolean; answer: string }[];
    waivesHearing: boolean;
  };
  /** The office's written answer to what the party said before, point by point (行政处罚法 45(1)). */
  StatementRechecked: { points: { argument: string; adopted: boolean; answer: string }[] };
  HearingRequested: { requestedOn: LegalDate; text: string };
  HearingScheduled: {
    heldAt: IsoInstant;
    heldOn: LegalDate;
    noticeOn: LegalDate;
    receipt: string;
    place: string;
    chair: PersonRef;
    public: boolean;
    closedReason: string | null;
  };
  /** `ended`: held to the end, or ended because the party did not come or left (行政处罚法 64(六)): a waiver. */
  HearingRecorded: {
    heldOn: LegalDate;
    ended: 'held' | 'absent' | 'left';
    chair: PersonRef;
    attendance: string;
    summary: string;
    opinion: string;
    signed: boolean;
    signatureNote: string | null;
  };
  /** The party gives its hearing up after asking for one. */
  HearingWaived: { waivedOn: LegalDate; text: string };
  CollectiveDiscussionRecorded: { heldOn: LegalDate; members: PersonRef[]; minutes: string; conclusion: string };
  Decided: {
    kind: ProposedPenalty['kind'];
    decidedOn: LegalDate;
    money: Money;
    others: string[];
    by: PersonRef;
    reasons: string;
    /** 责令改正, with every penalty (行政处罚法 28); null where there is none. */
    orderToCorrect: { id: string; requirement: string; dueOn: LegalDate } | null;
    education: string | null;
    /** The agency a case is transferred to; null for every other kind. */
    agency: string | null;
    derivation: Derivation | null;
    /** An earlier fine for perhaps the same act, and why this is another act (行政处罚法 29). */
    sameAct: { caseIds: string[]; reason: string } | null;
    /** Why illegal gains were not confiscated (行政处罚法 28(2)). */
    gainsReason: string | null;
    /** Penalties of the clause that were proposed or owed and are not imposed, and why; absent where there are none. */
    leftOut?: LeftOut[];
    onTheSpot: false;
    payment: 'bank' | 'none';
    /** The number of a decision made on paper, kept as it is; absent in events from before it was asked for. */
    paperNumber?: string | null;
    /** What was in force at the conduct, where the list does not say it (行政处罚法 37). */
    lawNote?: string;
  };
  /** The gapless number the county's register allotted to the decision. */
  DecisionNumberAllotted: { number: string };
  DocumentServed: {
    id: string;
    document: ServedDocument;
    method: ServiceMethod;
    deliveredOn: LegalDate;
    /** The day it counts as received; in the future for a public notice (民事诉讼法 95: 30 days). */
    effectiveOn: LegalDate;
    recipient: string;
    receipt: string;
    witness: string | null;
    fileHash: string | null;
    reason: string | null;
    /** What the decision orders to be paid, yuan, and how; the 15 days begin with the service (行政处罚法 67). */
    fine: number;
    payment: 'bank' | 'cash' | 'none';
    /** What the party may do against the decision, and what has to run out before the court is asked to enforce it. */
    remedies?: Remedies;
    court?: CourtPath | null;
  };
  /** A public notice has run its 30 days: the paper counts as served. Recorded by the clock. */
  ServiceTookEffect: { id: string; document: ServedDocument; effectiveOn: LegalDate };
}

/** The party said something, and nobody has looked into it yet. */
export const awaitsRecheck = ({ kind, points }: CaseFile['statements'][number]): boolean =>
  (kind === 'statement' || kind === 'defence') && points.length === 0;

const document = { title: '文书', words: { ...DOCUMENT_LABELS, 'on-the-spot-decision': '当场处罚决定书' } };

export const decisionEvents: CaseEvents<DecisionEvents, typeof decisionCommands> = {
  ProposedDecisionNotified: {
    label: '处罚事先告知送达',
    source: 'NotifyProposedDecision',
    titles: {
      proposed: proposal('拟处理'),
      rights: '告知的权利',
      servedOn: '送达生效日',
      statementUntil: '陈述申辩期限至',
      hearingRight: '有听证权利',
      hearingWhy: '听证权利的理由',
      hearingUntil: '申请听证期限至',
      announced: { title: '公告送达', titles: { on: '公告日期', until: '视为送达日期' } },
    },
    recordOnly: ['facts', 'reasons', 'legalBasis', 'rights', 'witness', 'recordingHash'],
    evolve: (
      file,
      {
        at,
        data: {
          facts: _facts,
          reasons: _reasons,
          legalBasis: _basis,
          rights: _rights,
          witness: _witness,
          recordingHash: _recording,
          announced,
          ...told
        },
      },
    ) => ({
      ...file,
      // A new notice opens its own hearing; what was heard on the old one stays in the record.
      hearing: null,
      notice: { at, ...told, ...(announced ? { announced: { ...announced, endedAt: null } } : {}) },
    }),
  },
  NoticeTookEffect: {
    label: '告知书公告期满',
    source: null,
    titles: { effectiveOn: '视为送达日期' },
    // As the notice foretold.
    recordOnly: ['effectiveOn'],
    evolve: (file, { at }) => ({
      ...file,
      notice: file.notice?.announced ? { ...file.notice, announced: { ...file.notice.announced, endedAt: at } } : file.notice,
    }),
  },
  StatementRecorded: {
    label: '陈述申辩',
    source: 'RecordStatement',
    titles: {},
    evolve: (file, { at, data: { waivesHearing, ...statement } }) => ({
      ...file,
      statements: [...file.statements, { at, ...statement }],
      hearing: waivesHearing && !file.hearing ? { requestedOn: null, waived: true, scheduled: null, record: null } : file.hearing,
    }),
  },
  StatementRechecked: {
    label: '复核陈述申辩',
    source: 'RecheckStatement',
    titles: {},
    evolve: (file, { data: { points } }) => ({
      ...file,
      statements: file.statements.map((one) => (awaitsRecheck(one) ? { ...one, points } : one)),
    }),
  },
  HearingRequested: {
    label: '申请听证',
    source: 'RequestHearing',
    titles: {},
    recordOnly: ['text'],
    evolve: (file, { data: { requestedOn } }) => ({ ...file, hearing: { requestedOn, waived: false, scheduled: null, record: null } }),
  },
  HearingScheduled: {
    label: '确定听证时间',
    source: 'ScheduleHearing',
    titles: { heldOn: null, chair: byName('主持人') },
    // The day of `heldAt`, which the terms count from.
    recordOnly: ['heldOn'],
    evolve: (file, { data: { heldOn: _heldOn, ...scheduled } }) => ({ ...file, hearing: file.hearing && { ...file.hearing, scheduled } }),
  },
  HearingRecorded: {
    label: '举行听证',
    source: 'RecordHearing',
    titles: { chair: byName('主持人') },
    recordOnly: ['attendance'],
    evolve: (file, { at, data: { ended, attendance: _attendance, ...record } }) => ({
      ...file,
      hearing: file.hearing && { ...file.hearing, waived: ended !== 'held', record: { at, ...record, partyAbsent: ended !== 'held' } },
    }),
  },
  HearingWaived: {
    label: '放弃听证',
    source: 'RecordStatement',
    titles: { waivedOn: '放弃日期' },
    recordOnly: 'all',
    evolve: (file) => ({ ...file, hearing: file.hearing && { ...file.hearing, waived: true, scheduled: null } }),
  },
  CollectiveDiscussionRecorded: {
    label: '集体讨论',
    source: 'RecordCollectiveDiscussion',
    titles: { members: byName('参加人员') },
    evolve: (file, { at, data }) => ({ ...file, collectiveDiscussion: { at, ...data } }),
  },
  Decided: {
    label: '作出决定',
    source: 'Decide',
    titles: {
      decidedOn: '决定日期',
      money: money('处罚金额'),
      by: byName('决定人'),
      orderToCorrect: { title: '责令改正', titles: { id: null, requirement: '改正要求', dueOn: '改正期限' } },
      derivation: derivation('裁量'),
      leftOut: { title: '不并处的处罚', titles: { kind: '处罚', reason: '理由' } },
      sameAct: { title: '不是同一违法行为', titles: { caseIds: { title: '此前案件', names: 'item' }, reason: '理由' } },
      onTheSpot: null,
      payment: { title: '缴纳方式', words: PAYMENT_LABELS },
    },
    recordOnly: ['derivation', 'sameAct', 'gainsReason', 'leftOut', 'lawNote'],
    evolve: (file, { at, data }) => ({
      ...file,
      // A referral to the police may come back (移送规定 8): the decision stays open until it is answered.
      stage: data.kind === 'police' ? file.stage : 'execution',
      criminalSuspected: data.kind === 'police' ? true : file.criminalSuspected,
      agencyTransfer: data.agency === null ? file.agencyTransfer : { at, agency: data.agency, reason: data.reasons, receipt: null },
      corrections:
        data.orderToCorrect === null
          ? file.corrections
          : [...file.corrections, { at, ...data.orderToCorrect, documentNumber: null, officers: null, checks: [] }],
      decision: {
        at,
        decidedOn: data.decidedOn,
        kind: data.kind,
        money: data.money,
        others: data.others,
        by: data.by,
        reasons: data.reasons,
        documentNumber: data.paperNumber ?? null,
        onTheSpot: data.onTheSpot,
        payment: data.payment,
        education: data.education,
        revokedOn: null,
      },
    }),
  },
  DecisionNumberAllotted: {
    label: '编定决定书文号',
    source: null,
    titles: { number: '决定书文号' },
    evolve: (file, { data }) => ({ ...file, decision: file.decision && { ...file.decision, documentNumber: data.number } }),
  },
  DocumentServed: {
    label: '文书送达',
    source: 'ServeDocument',
    titles: {
      id: null,
      document,
      effectiveOn: '生效日期',
      fileHash: null,
      reason: '采用该方式的理由',
      fine: inYuan('罚没款'),
      payment: { title: '缴纳方式', words: PAYMENT_LABELS },
      remedies: remediesTold,
      court: courtPathTold,
    },
    // What is to be paid stands with the decision; the terms count from what is said of it here.
    recordOnly: ['fileHash', 'fine', 'payment', 'remedies', 'court'],
    evolve: (
      file,
      { at, data: { fileHash: _fileHash, fine: _fine, payment: _payment, remedies: _remedies, court: _court, ...paper } },
    ) => ({ ...file, served: [...file.served, { at, ...paper, tookEffectAt: paper.method === 'public-notice' ? null : at }] }),
  },
  ServiceTookEffect: {
    label: '公告送达期满',
    source: null,
    titles: { id: null, document, effectiveOn: '视为送达日期' },
    // As the service foretold.
    recordOnly: ['document', 'effectiveOn'],
    evolve: (file, { at, data }) => ({
      ...file,
      served: file.served.map((paper) => (paper.id === data.id ? { ...paper, tookEffectAt: at } : paper)),
    }),
  },
};
