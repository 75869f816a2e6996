import type { PersonRef } from '../../people.ts';
import type { IsoInstant, LegalDate } from '../../terms/model.ts';
import type { ServiceMethod } from '../../vocabulary.ts';
import type { Derivation, Money, ProposedPenalty, ServedDocument } from '../state.ts';
import type { Evolvers } from '../types.ts';

export interface DecisionEvents {
  /** Facts, reasons, basis, proposed penalty and rights told (行政处罚法 44, 62). Dates are legal dates. */
  ProposedDecisionNotified: {
    proposed: ProposedPenalty; facts: string; reasons: string; legalBasis: string; rights: string[];
    /** The day from which the notice took effect: where the party's terms begin. */
    servedOn: LegalDate; method: ServiceMethod; recipient: string; receipt: string; serviceReason: string | null;
    /** Last day for statement and defence, as the notice says. */
    statementUntil: LegalDate;
    hearingRight: boolean; hearingWhy: string;
    /** Last day to ask for a hearing; null without the right. */
    hearingUntil: LegalDate | null;
    /** A public notice: issued on, counts as served on (民事诉讼法 95); that time is not counted. Absent for other ways. */
    announced?: { on: LegalDate; until: LegalDate };
  };
  /** The public notice of the proposed decision has run its 30 days. Recorded by the clock. */
  NoticeTookEffect: { effectiveOn: LegalDate };
  StatementRecorded: {
    kind: 'statement' | 'defence' | 'waiver' | 'no-answer'; receivedOn: LegalDate; text: string;
    points: { argument: string; adopted: boolean; answer: string }[];
    waivesHearing: boolean;
  };
  HearingRequested: { requestedOn: LegalDate; text: string };
  HearingScheduled: {
    heldAt: IsoInstant; heldOn: LegalDate; noticeOn: LegalDate; receipt: string; place: string; chair: PersonRef;
    public: boolean; closedReason: string | null;
  };
  /** `ended`: held to the end, or ended because the party did not come or left (行政处罚法 64(六)): a waiver. */
  HearingRecorded: {
    heldOn: LegalDate; ended: 'held' | 'absent' | 'left'; chair: PersonRef; attendance: string; summary: string;
    opinion: string;
    signed: boolean; signatureNote: string | null;
  };
  /** The party gives its hearing up after asking for one. */
  HearingWaived: { waivedOn: LegalDate; text: string };
  CollectiveDiscussionRecorded: { heldOn: LegalDate; members: PersonRef[]; minutes: string; conclusion: string };
  Decided: {
    kind: ProposedPenalty['kind']; decidedOn: LegalDate; money: Money; others: string[]; by: PersonRef; reasons: string;
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
    onTheSpot: false;
    payment: 'bank' | 'none';
    /** The number of a decision made on paper, kept as it is; absent in events from before it was asked for. */
    paperNumber?: string | null;
  };
  /** The gapless number the county's register allotted to the decision. */
  DecisionNumberAllotted: { number: string };
  DocumentServed: {
    id: string; document: ServedDocument; method: ServiceMethod; deliveredOn: LegalDate;
    /** The day it counts as received; in the future for a public notice (民事诉讼法 95: 30 days). */
    effectiveOn: LegalDate;
    recipient: string; receipt: string; witness: string | null; fileHash: string | null; reason: string | null;
    /** What the decision orders to be paid, yuan, and how; the 15 days begin with the service (行政处罚法 67). */
    fine: number; payment: 'bank' | 'cash' | 'none';
  };
  /** A public notice has run its 30 days: the paper counts as served. Recorded by the clock. */
  ServiceTookEffect: { id: string; document: ServedDocument; effectiveOn: LegalDate };
}

export const evolveDecision: Evolvers<DecisionEvents> = {
  ProposedDecisionNotified: (file, { at, data }) => ({
    ...file,
    // A new notice opens its own hearing; what was heard on the old one stays in the record.
    hearing: null,
    notice: {
      at, servedOn: data.servedOn, proposed: data.proposed, hearingRight: data.hearingRight,
      hearingWhy: data.hearingWhy,
      method: data.method, receipt: data.receipt, statementUntil: data.statementUntil, hearingUntil: data.hearingUntil,
      ...(data.announced ? { announced: { ...data.announced, endedAt: null } } : {}),
    },
  }),
  NoticeTookEffect: (file, { at }) => ({
    ...file,
    notice: file.notice?.announced
      ? { ...file.notice, announced: { ...file.notice.announced, endedAt: at } }
      : file.notice,
  }),
  StatementRecorded: (file, { at, data }) => ({
    ...file,
    statements: [
      ...file.statements,
      { at, kind: data.kind, receivedOn: data.receivedOn, text: data.text, points: data.points },
    ],
    hearing: data.waivesHearing && !file.hearing
      ? { requestedOn: null, waived: true, scheduled: null, record: null }
      : file.hearing,
  }),
  HearingRequested: (file, { data }) => ({
    ...file,
    hearing: { requestedOn: data.requestedOn, waived: false, scheduled: null, record: null },
  }),
  HearingScheduled: (file, { data }) => ({
    ...file,
    hearing: file.hearing && {
      ...file.hearing,
      scheduled: {
        heldAt: data.heldAt, noticeOn: data.noticeOn, place: data.place, chair: data.chair, public: data.public,
      },
    },
  }),
  HearingRecorded: (file, { at, data }) => ({
    ...file,
    hearing: file.hearing && {
      ...file.hearing,
      waived: data.ended !== 'held',
      record: {
        at, chair: data.chair, summary: data.summary, opinion: data.opinion, partyAbsent: data.ended !== 'held',
        signed: data.signed,
      },
    },
  }),
  HearingWaived: (file) => ({
    ...file,
    hearing: file.hearing && { ...file.hearing, waived: true, scheduled: null },
  }),
  CollectiveDiscussionRecorded: (file, { at, data }) => ({
    ...file,
    collectiveDiscussion: { at, members: data.members, minutes: data.minutes, conclusion: data.conclusion },
  }),
  Decided: (file, { at, data }) => ({
    ...file,
    // A referral to the police may come back (移送规定 8): the decision stays open until it is answered.
    stage: data.kind === 'police' ? file.stage : 'execution',
    criminalSuspected: data.kind === 'police' ? true : file.criminalSuspected,
    agencyTransfer: data.agency === null
      ? file.agencyTransfer
      : { at, agency: data.agency, reason: data.reasons, receipt: null },
    corrections: data.orderToCorrect === null
      ? file.corrections
      : [
        ...file.corrections,
        {
          id: data.orderToCorrect.id, at, requirement: data.orderToCorrect.requirement,
          dueOn: data.orderToCorrect.dueOn,
          documentNumber: null, checks: [],
        },
      ],
    decision: {
      at, decidedOn: data.decidedOn, kind: data.kind, money: data.money, others: data.others, by: data.by,
      reasons: data.reasons, documentNumber: data.paperNumber ?? null, onTheSpot: data.onTheSpot, payment: data.payment,
      education: data.education, revokedOn: null,
    },
  }),
  DecisionNumberAllotted: (file, { data }) => ({
    ...file,
    decision: file.decision && { ...file.decision, documentNumber: data.number },
  }),
  DocumentServed: (file, { at, data }) => ({
    ...file,
    served: [
      ...file.served,
      {
        id: data.id, document: data.document, method: data.method, at, effectiveOn: data.effectiveOn,
        receipt: data.receipt, reason: data.reason, tookEffectAt: data.method === 'public-notice' ? null : at,
      },
    ],
  }),
  ServiceTookEffect: (file, { at, data }) => ({
    ...file,
    served: file.served.map((paper) => (paper.id === data.id ? { ...paper, tookEffectAt: at } : paper)),
  }),
};
