/**
 * The case as the workflow holds it: the fold of its events. Sections appear as the case gets there, and a section
 * that is present was lawfully recorded: `decide` guards, `evolve` only writes down.
 */
import type { PenaltyStage } from '../lists/matters.ts';
import type { PersonRef, UnitRef } from '../people.ts';
import type { Circumstance } from '../routing/tier.ts';
import type { IsoInstant, LedgerEntry, LegalDate, PauseGround } from '../terms/model.ts';
import type { RelatedItem, WorkState } from '../work/file.ts';
import type {
  Channel, EvidenceKind, Outcome, Procedure, ServiceMethod, Stage, SubjectKind, Tier,
} from '../vocabulary.ts';

export type CaseState = WorkState<CaseFile>;

/** Where the case came from. */
export interface CaseSource {
  leadId: string | null;
  channel: Channel;
  receivedAt: IsoInstant;
  text: string;
  /** A running paper case brought in mid-stage, with the reference of its paper file. */
  imported: { reference: string; reason: string } | null;
}

export interface CaseParty {
  /** The party record; null while unidentified. */
  partyId: string | null;
  name: string;
  kind: SubjectKind;
  /** Identity number or unified social credit code, as checked; null while unknown. */
  identifier: string | null;
  /** For Art. 30: age on the day of the conduct, where it matters. */
  birthDate: LegalDate | null;
  address: string | null;
  phone: string | null;
  /** Electronic service only with this signed confirmation (行政处罚法 61). */
  electronicServiceConsent: boolean;
}

/** The matter as it stood in the list version that was used. */
export interface MatterRef {
  code: string;
  name: string;
  listVersion: string;
  orderToCorrectFirst: boolean;
  major: boolean;
}

export interface Conduct {
  on: LegalDate;
  /** For continuous or continuing conduct: the day it ended; null while it goes on or where it was one act. */
  endedOn: LegalDate | null;
  continuing: boolean;
  place: string;
  /** 追责时效 (行政处罚法 36): 5 where life, health or financial safety is concerned and harm resulted, otherwise 2. */
  limitationYears: 2 | 5;
}

export interface Money {
  /** Whole yuan with at most two decimals. */
  fine: number;
  confiscation: number;
}

/** The discretion derivation a figure stands on; lines as shown to the reader. */
export interface Derivation {
  law: string;
  /** The stage of the clause it was asked for. */
  stage: PenaltyStage;
  tier: string;
  min: number | null;
  max: number | null;
  unit: string;
  benchmarkVersion: string | null;
  lines: { text: string; basis?: string }[];
}

export interface ProposedPenalty {
  kind: 'penalty' | 'no-penalty' | 'not-established' | 'transfer' | 'police';
  money: Money;
  /** Penalties beside money: 警告, 责令停产停业, 吊销许可证件 … */
  others: string[];
  facts: string;
  factors: Record<string, string | number | boolean>;
  derivation: Derivation | null;
  deviation: { reason: string; approvedBy: string | null } | null;
}

export interface Evidence {
  id: string;
  kind: EvidenceKind;
  title: string;
  /** SHA-256 of the file, where there is one; the store is content-addressed. */
  fileHash: string | null;
  fileName: string | null;
  original: boolean;
  collectors: PersonRef[];
  collectedAt: IsoInstant;
  place: string;
  /** Who gave it: the party, a witness, another agency; null where the officers made or found it. */
  provider: string | null;
  /** For a copy: where the original is kept and who checked it against the original. */
  copyNote: string | null;
  /** Off-site record: device and its double review (行政处罚法 41). */
  device: {
    number: string; checkedOn: LegalDate; legalReviewOn: LegalDate; sitePublished: boolean; publishedWhere: string;
    reviewers: PersonRef[]; partyToldOn: LegalDate | null;
  } | null;
  excluded: { reason: string; basis: string } | null;
  /** Found true and usable (查证属实, 行政处罚法 46). */
  verified: boolean;
}

export interface Preservation {
  id: string;
  items: { name: string; quantity: string; place: string }[];
  officers: PersonRef[];
  /** The head who approved it; null while an urgent preservation waits for its approval to be made good. */
  approvedBy: PersonRef | null;
  urgentReason: string | null;
  /** The head did not approve an urgent preservation: it has to be lifted at once. */
  approvalRefused: { at: IsoInstant; by: string; reason: string } | null;
  at: IsoInstant;
  resolution: { kind: PreservationEnding; at: IsoInstant; note: string } | null;
}

/** The lawful endings of a preservation within its 7 workdays (行政处罚法 56). */
export const PRESERVATION_ENDINGS = [
  'returned', 'appraised', 'transferred', 'confiscated', 'measures-lifted', 'sealed',
] as const;
export type PreservationEnding = (typeof PRESERVATION_ENDINGS)[number];

/** The only grounds to collect on the spot: 行政处罚法 68(1), 68(2) and 69. */
export const CASH_GROUNDS = ['small', 'hard-later', 'remote'] as const;
export type CashGround = (typeof CASH_GROUNDS)[number];

/** 检测、检验、检疫、鉴定: their time is not counted. */
export const APPRAISAL_KINDS = ['test', 'inspection', 'quarantine', 'appraisal'] as const;
export type AppraisalKind = (typeof APPRAISAL_KINDS)[number];

/** One paper of a referral to the police (移送规定 6). */
export interface ReferralPaper {
  kind: 'transfer-letter' | 'investigation-report' | 'goods-list' | 'expert-report' | 'other';
  title: string;
  evidenceId: string | null;
}

/** Papers that are served 送达. */
export const SERVED_DOCUMENTS = [
  'decision', 'correction-order', 'hearing-notice', 'on-the-spot-decision', 'instalment-decision', 'transfer-letter',
  'other',
] as const;
export type ServedDocument = (typeof SERVED_DOCUMENTS)[number];

export interface Served {
  id: string;
  /** What was served: the paper's kind. */
  document: ServedDocument;
  method: ServiceMethod;
  at: IsoInstant;
  /** The day from which it takes effect (public notice: 30 days after the notice). */
  effectiveOn: LegalDate;
  receipt: string;
  reason: string | null;
  /** When it counted as served; null while a public notice still runs. */
  tookEffectAt: IsoInstant | null;
}

export interface CaseFile {
  stage: Stage;
  caseId: string;
  /** Sequence number of the last event: the version of If-Match. */
  version: number;
  title: string;
  openedAt: IsoInstant;
  stageEnteredAt: IsoInstant;
  source: CaseSource;
  town: UnitRef;
  address: string;
  emergency: boolean;
  criminalSuspected: boolean;

  tier: Tier;
  /** Why it is on this tier: the rule that fired, in words and by key. */
  tierWhy: { rule: string; text: string; basis: string };
  procedure: Procedure | null;
  /** Recorded circumstances that the graded list looks at. */
  circumstances: Circumstance[];

  /** The unit that is responsible for the case now, and those that assist. */
  unit: UnitRef;
  assistingUnits: UnitRef[];
  /** Lead handler first. */
  handlers: PersonRef[];
  /** Everybody who ever handled it: nobody reviews or approves what they handled. */
  everHandled: string[];

  parties: CaseParty[];
  matter: MatterRef | null;
  conduct: Conduct | null;

  dispatch: {
    unit: UnitRef; by: string; at: IsoInstant; instruction: string; acceptedAt: IsoInstant | null;
    refusals: { unit: UnitRef; reason: string; at: IsoInstant }[];
  } | null;
  verification: {
    at: IsoInstant; founded: boolean; findings: string; officers: PersonRef[]; arrivedAt: IsoInstant | null;
  } | null;
  stopActions: { at: IsoInstant; action: string; result: string; corrected: boolean; officers: PersonRef[] }[];
  corrections: {
    id: string; at: IsoInstant; requirement: string; dueOn: LegalDate; documentNumber: string | null;
    checks: {
      at: IsoInstant; checkedOn: LegalDate; corrected: boolean; correctedOn: LegalDate | null; refused: boolean;
      /** corrected in time, not corrected (refused or past the due date), or only looked at before the due date. */
      result: 'met' | 'unmet' | 'pending'; findings: string; officers: PersonRef[];
    }[];
  }[];
  /** The officers' application for filing; the head files. */
  filingRequest: { at: IsoInstant; by: string; officers: PersonRef[]; reason: string } | null;
  filing: {
    at: IsoInstant; filedOn: LegalDate; officers: PersonRef[]; approvedBy: string; reason: string;
    /** Last day on which the conduct could be found out (行政处罚法 36); null while it goes on. */
    limitationUntil: LegalDate | null;
    /** Allotted by the county's register after the filing, without a gap. */
    number: string | null;
  } | null;
  evidence: Evidence[];
  preservations: Preservation[];
  samplings: {
    id: string; at: IsoInstant; takenOn: LegalDate; from: string; samples: { name: string; quantity: string }[];
    method: string; partyPresent: boolean; witness: string | null; officers: PersonRef[];
  }[];
  interviews: {
    id: string; at: IsoInstant; person: string; role: 'party' | 'witness' | 'other'; officers: PersonRef[];
    place: string; summary: string; evidenceId: string; signed: boolean; signatureNote: string | null;
  }[];
  appraisals: {
    id: string; kind: AppraisalKind; subject: string; body: string; requestedAt: IsoInstant;
    expectedOn: LegalDate | null; partyToldAt: IsoInstant | null;
    result: { at: IsoInstant; opinion: string; evidenceId: string; partyToldOn: LegalDate } | null;
  }[];
  conclusion: {
    at: IsoInstant; proposed: ProposedPenalty; report: string; by: string[];
    /** The evidence that the facts stand on; an item excluded later no longer supports them. */
    evidenceIds: string[];
    openPreservations: { id: string; reason: string }[];
  } | null;
  review: {
    submittedAt: IsoInstant; submittedBy: string; reviewerUnit: 'town' | 'bureau'; mandatory: string[];
    returns: { at: IsoInstant; by: string; opinions: { id: string; text: string; answer: string | null }[] }[];
    passed: { at: IsoInstant; by: PersonRef; opinion: string } | null;
    /** Reviewed again after the hearing (行政处罚法 58). */
    afterHearing: { at: IsoInstant; by: PersonRef; opinion: string } | null;
  } | null;
  notice: {
    at: IsoInstant; servedOn: LegalDate; proposed: ProposedPenalty; hearingRight: boolean; hearingWhy: string;
    method: ServiceMethod; receipt: string;
    /** Last days that the notice tells the party. */
    statementUntil: LegalDate; hearingUntil: LegalDate | null;
    /** Served by public notice: from when to when, and when its end was recorded. Absent for other ways. */
    announced?: { on: LegalDate; until: LegalDate; endedAt: IsoInstant | null };
  } | null;
  statements: {
    at: IsoInstant; kind: 'statement' | 'defence' | 'waiver' | 'no-answer'; receivedOn: LegalDate; text: string;
    points: { argument: string; adopted: boolean; answer: string }[];
  }[];
  hearing: {
    requestedOn: LegalDate | null; waived: boolean;
    scheduled: { heldAt: IsoInstant; noticeOn: LegalDate; place: string; chair: PersonRef; public: boolean } | null;
    record: {
      at: IsoInstant; chair: PersonRef; summary: string; opinion: string; partyAbsent: boolean; signed: boolean;
    } | null;
  } | null;
  collectiveDiscussion: { at: IsoInstant; members: PersonRef[]; minutes: string; conclusion: string } | null;
  decision: {
    at: IsoInstant; decidedOn: LegalDate; kind: ProposedPenalty['kind']; money: Money; others: string[];
    by: PersonRef; reasons: string; documentNumber: string | null; onTheSpot: boolean;
    payment: 'bank' | 'cash' | 'none'; education: string | null;
    /** The day a review, a suit or the agency itself took it back. */
    revokedOn: LegalDate | null;
  } | null;
  /** What an on-the-spot penalty needs beside the decision (行政处罚法 51, 52, 68–70). */
  onTheSpot: {
    formNumber: string; officers: PersonRef[]; facts: string; statement: string | null;
    signed: boolean; signatureNote: string | null;
    cash: { ground: CashGround; receipt: string } | null; derivation: ProposedPenalty['derivation'];
    /** Handed to the agency for the record (备案). */
    reported: { at: IsoInstant; by: string } | null;
  } | null;
  served: Served[];
  /** 诉权期间: 复议、诉讼 that run against the decision. */
  litigation: {
    kind: 'review' | 'suit'; startedOn: LegalDate; endedOn: LegalDate | null; stopsExecution: boolean;
    result: 'upheld' | 'changed' | 'revoked' | 'withdrawn' | null;
  }[];
  execution: {
    paid: { at: IsoInstant; paidOn: LegalDate; amount: number; receipt: string; forSurcharge: boolean }[];
    instalments: {
      until: LegalDate; plan: { dueOn: LegalDate; amount: number }[]; reason: string; approvedBy: string;
    } | null;
    demands: { at: IsoInstant; servedOn: LegalDate; text: string }[];
    court: {
      appliedOn: LegalDate; court: string; accepted: boolean | null;
      ended: { on: LegalDate; how: 'completed' | 'ended' } | null;
    } | null;
    performed: { at: IsoInstant; what: string; result: string; complete: boolean }[];
    settled: boolean;
  };
  police: {
    proposedAt: IsoInstant; team: PersonRef[]; crime: string; grounds: string; files: ReferralPaper[];
    approved: { at: IsoInstant; by: PersonRef } | null;
    refused: { at: IsoInstant; by: PersonRef; reason: string } | null;
    handedOver: { at: IsoInstant; to: string; receipt: string; custody: string[] } | null;
    copiedToProcurator: boolean;
    answer: { at: IsoInstant; receivedOn: LegalDate; filed: boolean; text: string } | null;
    /** Reconsideration by the police or supervision by the procurator, asked for after a refusal (移送规定 9). */
    objections: { at: IsoInstant; to: 'police' | 'procurator'; grounds: string }[];
    goods: { at: IsoInstant; items: string; receipt: string } | null;
  } | null;
  agencyTransfer: { at: IsoInstant; agency: string; reason: string; receipt: string | null } | null;
  jurisdiction: {
    disputeId: string; raisedAt: IsoInstant; with: UnitRef; reason: string;
    consulted: { at: IsoInstant; agreed: boolean; result: string } | null;
    designated: { at: IsoInstant; unit: UnitRef; by: PersonRef; document: string } | null;
    /** Settled by agreement or by designation. */
    settledAt: IsoInstant | null;
  } | null;

  suspension: { at: IsoInstant; ground: PauseGround; reason: string; approvedBy: string } | null;
  /** Grounds that hold terms at the moment. */
  pausedBy: PauseGround[];
  transfer: {
    proposedAt: IsoInstant; from: Tier; to: Tier;
    /** null: the bureau that the tier names, whoever answers for it. */
    toUnit: UnitRef | null;
    by: 'person' | 'rule' | 'ladder'; proposer: string; reasons: string;
    /** The tier rule behind it, where one fired; a rule that was refused once does not propose again. */
    rule: string | null;
    answerDueAt: IsoInstant | null;
  } | null;
  transfers: {
    at: IsoInstant; kind: 'up' | 'return'; from: Tier; to: Tier; fromUnit: UnitRef; toUnit: UnitRef; accepted: boolean;
    by: string;
    reason: string; rule: string | null; custody: string[];
    /** Who handled it before: the way back. */
    fromHandlers: PersonRef[];
  }[];
  /** Offered by a handler, not yet taken over. */
  handOver: { at: IsoInstant; from: PersonRef; to: PersonRef; papers: string[]; reason: string } | null;
  recusals: {
    id: string; personId: string; name: string; head: boolean; at: IsoInstant; reason: string; by: 'self' | 'party';
    decided: { at: IsoInstant; granted: boolean; by: string; reason: string } | null;
  }[];
  /** `to`: people or units by id; empty where nobody is named. */
  urges: {
    id: string; at: IsoInstant; by: string; to: string[]; text: string; answerDueAt: IsoInstant;
    answeredAt: IsoInstant | null; answer: string | null;
  }[];
  supervisions: {
    id: string; at: IsoInstant; by: string; to: string[]; text: string; answerDueAt: IsoInstant;
    answeredAt: IsoInstant | null; answer: string | null;
  }[];
  /** Work items of any kind; absent in cases from before, and where no link was made. */
  related?: RelatedItem[];
  links: { caseId: string; kind: 'parallel' | 'linked' | 'merged-into' | 'dispute'; reason: string }[];
  notes: { at: IsoInstant; by: string; text: string }[];
  corrected: {
    at: IsoInstant; seq: number; field: string; before: string; after: string; reason: string; by: string;
  }[];
  publication: {
    publishedAt: IsoInstant; publishedOn: LegalDate; withdrawnAt: IsoInstant | null; reason: string | null;
  } | null;

  ending: { at: IsoInstant; outcome: Outcome; reason: string; by: string; approvedBy: string | null } | null;
  archive: { at: IsoInstant; fileNumber: string; retention: string; items: number; by: string } | null;
  reopened: { at: IsoInstant; reason: string; by: string }[];

  /** Append-only ledger of the terms; every entry also stands in the event that caused it. */
  ledger: LedgerEntry[];
}
