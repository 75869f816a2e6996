/**
 * The case as the workflow holds it: the fold of its events. Sections appear as the case gets there, and a section
 * that is present was lawfully recorded: `decide` guards, `evolve` only writes down. Whatever changes here raises
 * CASE_STATE_VERSION and brings states from before into the new shape (upcast.ts).
 */
import type { LeftOut } from '../discretion/companions.ts';
import type { WeighedClause } from '../discretion/concurrence.ts';
import type { Enforcement, Matter, PenaltyStage } from '../lists/matters.ts';
import type { PersonRef, UnitRef } from '../people.ts';
import type { Circumstance } from '../routing/tier.ts';
import type { IsoInstant, LedgerEntry, LegalDate, PauseGround } from '../terms/model.ts';
import type { Asked, RelatedItem, WorkFile, WorkState } from '../work/file.ts';
import type { Channel, EvidenceKind, Outcome, Procedure, Stage, SubjectKind, Tier } from '../vocabulary.ts';
import type { AnyStageEvents } from './any-stage/events.ts';
import type { ClosingGround, TerminationCause } from './closing/commands.ts';
import type { ClosingEvents } from './closing/events.ts';
import type { PublicityLevel } from './closing/publication.ts';
import type { WithdrawalGround } from './closing/publishing-commands.ts';
import type { CoercionEvents } from './coercion/events.ts';
import type { DecisionEvents } from './decision/events.ts';
import type { DiscoveryEvents } from './discovery/events.ts';
import type { EvidenceEvents } from './evidence/events.ts';
import type { EnforcementEvents } from './enforcement/events.ts';
import type { ExecutionEvents } from './execution/events.ts';
import type { LitigationEvents, LitigationResult } from './litigation/events.ts';
import type { FilingEvents } from './filing/events.ts';
import type { PoliceReturnEvents } from './police-return/events.ts';
import type { ReferralEvents } from './referral/events.ts';
import type { ReviewEvents } from './review/events.ts';
import type { SeizureEvents } from './seizure/events.ts';
import type { SubstitutionCostEvents } from './substitution-cost/events.ts';
import type { StoppingEvents } from './stopping/events.ts';
import type { TransferEvents } from './transfer/events.ts';

/** What an event says, with the instant at which it was recorded. */
type Dated<Data> = { at: IsoInstant } & Data;

/** Fields that states from before did not keep; what was recorded then has none (upcast.ts). */
type Later<Data, Fields extends keyof Data> = Omit<Data, Fields> & { [Field in Fields]: Data[Field] | null };

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
  /** A suit term of its own (行政诉讼法 46 “法律另有规定的除外”). Absent where the law sets none. */
  suitTerm?: NonNullable<Matter['suitTerm']>;
  /** The article by which review comes before the court (行政复议法 23). Absent where the party may choose. */
  reviewFirst?: string;
  /** Ways of forced execution of its own; absent where there are none, and in events from before the list told them. */
  enforcement?: Enforcement[];
  /** The clause that punishes it; absent in what was recorded before the fourth rules. */
  clause?: string;
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

/** The clauses that one act falls under, and the one that is applied (行政处罚法 29). */
export interface Concurrence {
  act: string;
  clauses: (WeighedClause & { why: string | null })[];
  chosen: string;
  lines: Derivation['lines'];
}

export interface ProposedPenalty {
  kind: 'penalty' | 'order' | 'no-penalty' | 'not-established' | 'transfer' | 'police';
  money: Money;
  /** Penalties beside money: 警告, 责令停产停业, 吊销许可证件 … */
  others: string[];
  facts: string;
  factors: Record<string, string | number | boolean>;
  derivation: Derivation | null;
  deviation: { reason: string; approvedBy: string | null } | null;
  /** Penalties of the clause that are not proposed, and why; absent where there are none. */
  leftOut?: LeftOut[];
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
    number: string;
    checkedOn: LegalDate;
    legalReviewOn: LegalDate;
    sitePublished: boolean;
    publishedWhere: string;
    reviewers: PersonRef[];
    partyToldOn: LegalDate | null;
  } | null;
  excluded: { reason: string; basis: string } | null;
  /** Found true and usable (查证属实, 行政处罚法 46). */
  verified: boolean;
}

/** Something held that could be lost otherwise (行政处罚法 56). */
export type Preservation = Dated<Later<Omit<EvidenceEvents['EvidencePreserved'], 'preservationId'>, 'partyPresent'>> & {
  id: string;
  /** The head did not approve an urgent preservation: it has to be lifted at once. */
  approvalRefused: { at: IsoInstant; by: string; reason: string } | null;
  resolution: Dated<Pick<EvidenceEvents['PreservationResolved'], 'kind' | 'note'>> | null;
};

/** 查封、扣押 (行政强制法 22–28), from the request or the urgent act to what became of the goods. */
export interface Seizure {
  id: string;
  measure: SeizureEvents['SealedOrDetained']['measure'];
  /** null: urgent, carried out before it was approved (行政强制法 19). */
  request: Dated<Omit<SeizureEvents['SeizureRequested'], 'seizureId' | 'measure'>> | null;
  answer: (Dated<Omit<SeizureEvents['SeizureApproved'], 'seizureId'>> & { approved: boolean }) | null;
  carriedOut: Dated<Omit<SeizureEvents['SealedOrDetained'], 'seizureId' | 'measure'>> | null;
  extension: Dated<Omit<SeizureEvents['SeizureExtended'], 'seizureId'>> | null;
  custody: Dated<Omit<SeizureEvents['CustodyRecorded'], 'seizureId'>>[];
  resolution: Dated<Omit<SeizureEvents['SeizureResolved'], 'seizureId'>> | null;
}

/** 行政强制执行 by the office itself (行政强制法 34–38, 43, 44, 50–52). */
export interface Coercion {
  demands: Dated<CoercionEvents['ComplianceDemanded']>[];
  answers: Dated<CoercionEvents['DemandAnswered']>[];
  announcement: Dated<CoercionEvents['DemolitionAnnounced']> | null;
  decision: Dated<CoercionEvents['ForcedExecutionDecided']> | null;
  executions: Dated<CoercionEvents['ForcedExecutionDone']>[];
  substitutions: (Dated<CoercionEvents['SubstitutePerformanceDecided']> & {
    performed: Dated<Omit<CoercionEvents['SubstitutePerformed'], 'substitutionId'>> | null;
  })[];
}

/** What a substitute performance cost, as a debt (行政强制法 51(2)); `amount`: as decided, or as a review or judgment changed it. */
export type SubstitutionCost = Dated<SubstitutionCostEvents['SubstitutionCostDecided']> & {
  served: Dated<Omit<SubstitutionCostEvents['SubstitutionCostServed'], 'costId' | 'payDays'>> | null;
  paid: Dated<Omit<SubstitutionCostEvents['SubstitutionCostPaid'], 'costId' | 'settled'>>[];
  demands: Dated<Omit<SubstitutionCostEvents['SubstitutionCostDemanded'], 'costId'>>[];
  comments: Dated<Omit<SubstitutionCostEvents['SubstitutionCostCommented'], 'costId'>>[];
  remedies: (Omit<SubstitutionCostEvents['SubstitutionCostRemedyStarted'], 'costId'> & {
    answeredOn: LegalDate | null;
    endedOn: LegalDate | null;
    endReference: string | null;
    servedOn: LegalDate | null;
    result: LitigationResult | null;
  })[];
  court:
    | (Dated<Omit<SubstitutionCostEvents['SubstitutionCostCourtApplied'], 'costId'>> & {
        answers: Dated<Omit<SubstitutionCostEvents['SubstitutionCostCourtAnswered'], 'costId'>>[];
      })
    | null;
  ended: Dated<Omit<SubstitutionCostEvents['SubstitutionCostEnded'], 'costId'>> | null;
};

/** The lawful endings of a preservation within its 7 workdays (行政处罚法 56). */
export const PRESERVATION_ENDINGS = ['returned', 'appraised', 'transferred', 'confiscated', 'measures-lifted', 'sealed'] as const;
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
  'decision',
  'correction-order',
  'hearing-notice',
  'on-the-spot-decision',
  'instalment-decision',
  'transfer-letter',
  'coercion-decision',
  'other',
] as const;
export type ServedDocument = (typeof SERVED_DOCUMENTS)[number];

/** A paper that was served; `effectiveOn`: the day from which it counts (public notice: 30 days after the notice). */
export type Served = Dated<
  Later<Omit<DecisionEvents['DocumentServed'], 'fileHash' | 'fine' | 'payment' | 'remedies' | 'court'>, 'deliveredOn' | 'recipient'>
> & {
  /** When it counted as served; null while a public notice still runs. */
  tookEffectAt: IsoInstant | null;
};

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

  dispatch:
    | (Dated<Pick<DiscoveryEvents['CaseDispatched'], 'unit' | 'instruction'>> & {
        by: string;
        acceptedAt: IsoInstant | null;
        refusals: Dated<DiscoveryEvents['DispatchRefused']>[];
      })
    | null;
  verification: Dated<Pick<DiscoveryEvents['VerificationRecorded'], 'founded' | 'findings' | 'officers' | 'arrivedAt'>> | null;
  stopActions: Dated<StoppingEvents['StopActionRecorded']>[];
  /** `officers`: null where it was ordered with the penalty itself. */
  corrections: (Dated<Later<StoppingEvents['CorrectionOrdered'], 'officers'>> & {
    /** `result`: corrected in time, not corrected (refused or past the due date), or only looked at before the due date. */
    checks: Dated<Omit<StoppingEvents['CorrectionChecked'], 'id' | 'refusals'>>[];
  })[];
  /** The officers' application for filing; the head files. */
  filingRequest: (Dated<EvidenceEvents['FilingRequested']> & { by: string }) | null;
  /** Requests that the head sent back, and why nothing was filed. */
  filingReturns: Dated<FilingEvents['FilingRequestReturned']>[];
  noFiling: Dated<FilingEvents['FilingDeclined']> | null;
  filing:
    | (Dated<Omit<EvidenceEvents['CaseFiled'], 'circumstances' | 'competence' | 'paperNumber'>> & {
        /** Allotted by the county's register after the filing, without a gap. */
        number: string | null;
      })
    | null;
  evidence: Evidence[];
  /** Null where the act falls under one clause, as far as anybody said. */
  concurrence: (Concurrence & { at: IsoInstant }) | null;
  preservations: Preservation[];
  seizures: Seizure[];
  samplings: Dated<EvidenceEvents['SamplesTaken']>[];
  interviews: (Dated<Omit<EvidenceEvents['InterviewRecorded'], 'evidence'>> & { evidenceId: string })[];
  appraisals: (Later<Omit<EvidenceEvents['AppraisalRequested'], 'appraisalId'>, 'partyToldOn'> & {
    id: string;
    requestedAt: IsoInstant;
    result: (Dated<Omit<EvidenceEvents['AppraisalRecorded'], 'appraisalId' | 'evidence'>> & { evidenceId: string }) | null;
  })[];
  /** `evidenceIds`: what the facts stand on; an item excluded later no longer supports them. */
  conclusion: Dated<Omit<EvidenceEvents['InvestigationConcluded'], 'circumstances'>> | null;
  review:
    | (Later<ReviewEvents['SubmittedForReview'], 'statement'> & {
        submittedAt: IsoInstant;
        submittedBy: string;
        returns: {
          at: IsoInstant;
          by: string;
          from: ReviewEvents['ReturnedForSupplement']['from'] | null;
          opinions: { id: string; text: string; answer: string | null }[];
        }[];
        passed: Dated<ReviewEvents['ReviewPassed']> | null;
        /** Reviewed again after the hearing (行政处罚法 58). */
        afterHearing: Dated<ReviewEvents['HearingReviewed']> | null;
      })
    | null;
  notice:
    | (Dated<
        Later<
          Omit<
            DecisionEvents['ProposedDecisionNotified'],
            'facts' | 'reasons' | 'legalBasis' | 'rights' | 'announced' | 'witness' | 'recordingHash'
          >,
          'recipient'
        >
      > & {
        /** Served by public notice: from when to when, and when its end was recorded. Absent for other ways. */
        announced?: { on: LegalDate; until: LegalDate; endedAt: IsoInstant | null };
      })
    | null;
  statements: Dated<Omit<DecisionEvents['StatementRecorded'], 'waivesHearing'>>[];
  hearing: {
    requestedOn: LegalDate | null;
    waived: boolean;
    scheduled: Later<Omit<DecisionEvents['HearingScheduled'], 'heldOn'>, 'receipt'> | null;
    record: (Dated<Later<Omit<DecisionEvents['HearingRecorded'], 'ended' | 'attendance'>, 'heldOn'>> & { partyAbsent: boolean }) | null;
  } | null;
  collectiveDiscussion: Dated<Later<DecisionEvents['CollectiveDiscussionRecorded'], 'heldOn'>> | null;
  decision:
    | (Dated<Pick<DecisionEvents['Decided'], 'decidedOn' | 'kind' | 'money' | 'others' | 'by' | 'reasons' | 'education'>> & {
        documentNumber: string | null;
        onTheSpot: boolean;
        payment: 'bank' | 'cash' | 'none';
        /** The day a review, a suit or the agency itself took it back. */
        revokedOn: LegalDate | null;
      })
    | null;
  /** What an on-the-spot penalty needs beside the decision (行政处罚法 51, 52, 68–70). */
  onTheSpot:
    | (Pick<
        StoppingEvents['PenaltyDecidedOnTheSpot'],
        'formNumber' | 'officers' | 'facts' | 'statement' | 'signed' | 'signatureNote' | 'cash' | 'derivation'
      > & {
        /** Handed to the agency for the record (备案). */
        reported: (Dated<Later<StoppingEvents['OnTheSpotPenaltyReported'], 'to'>> & { by: string }) | null;
      })
    | null;
  served: Served[];
  /** 诉权期间: 复议、诉讼 that run against the decision. */
  litigation: (Later<Omit<LitigationEvents['LitigationStarted'], 'copyReceivedOn' | 'simplified'>, 'reference'> & {
    /** When the office received the copy of the application or complaint: its days to answer run from there. */
    copyReceivedOn: LegalDate | null;
    /** The simplified procedure of review (行政复议法 53). */
    simplified: boolean | null;
    /** Replies, defences and evidence handed in. */
    answers: Dated<Omit<LitigationEvents['LitigationAnswered'], 'kind'>>[];
    endedOn: LegalDate | null;
    /** When the review decision or judgment was served on the party; null where nobody wrote it down. */
    servedOn: LegalDate | null;
    result: LitigationResult | null;
  })[];
  execution: {
    paid: (Dated<
      Later<Pick<ExecutionEvents['PaymentRecorded'], 'paidOn' | 'amount' | 'receipt' | 'forSurcharge' | 'channel'>, 'channel'>
    > & {
      /** Cash collected on the water; `landedOn` null until it is ashore. */
      water: { landedOn: LegalDate | null } | null;
    })[];
    instalments: Later<Omit<ExecutionEvents['InstalmentsGranted'], 'court'>, 'appliedOn'> | null;
    demands: Dated<
      Later<Omit<ExecutionEvents['PerformanceDemanded'], 'witness' | 'recordingHash'>, 'method' | 'recipient' | 'receipt' | 'amount'>
    >[];
    /** What the party said to a demand, and what came of it (行政强制法 36). */
    comments: (Dated<EnforcementEvents['DemandCommentRecorded']> & {
      answer: Dated<Omit<EnforcementEvents['DemandCommentAnswered'], 'id'>> | null;
    })[];
    court:
      | (Later<ExecutionEvents['CourtEnforcementApplied'], 'materials' | 'approvedBy'> & {
          accepted: boolean | null;
          ended: { on: LegalDate; how: 'completed' | 'ended' } | null;
          /** Since states keep them; earlier ones stand in the record. */
          answers: ExecutionEvents['CourtAnswered'][];
        })
      | null;
    performed: Dated<Later<Omit<ExecutionEvents['PerformanceRecorded'], 'fulfilled'>, 'on'>>[];
    settled: boolean;
    /** The surcharge is not charged (行政处罚法 72(1) “可以”). */
    surchargeWaiver: Dated<EnforcementEvents['SurchargeWaived']> | null;
    /** The execution agreement (行政强制法 42). */
    agreement: Dated<EnforcementEvents['ExecutionAgreed']> | null;
    /** 中止执行 (行政强制法 39) that stands. */
    suspension: Dated<EnforcementEvents['ExecutionSuspended']> | null;
    /** 终结执行 (行政强制法 40). */
    ended: Dated<EnforcementEvents['ExecutionEnded']> | null;
    /** Cash on its way to the agency and to the bank (行政处罚法 71). */
    cash: Dated<EnforcementEvents['CashHandedOver']>[];
  };
  /** null: nobody has been forced to anything. */
  coercion: Coercion | null;
  substitutionCosts: SubstitutionCost[];
  police:
    | (ReferralEvents['ReferralToPoliceProposed'] & {
        proposedAt: IsoInstant;
        approved: Dated<ReferralEvents['ReferralToPoliceApproved']> | null;
        refused: Dated<ReferralEvents['ReferralToPoliceRefused']> | null;
        handedOver: Dated<Omit<ReferralEvents['ReferredToPolice'], 'copiedToProcurator' | 'goodsHandedOver'>> | null;
        copiedToProcurator: boolean;
        answer: Dated<Omit<ReferralEvents['PoliceAnswered'], 'waits'>> | null;
        /** Reconsideration by the police or supervision by the procurator, asked for after a refusal (移送规定 9). */
        objections: Dated<ReferralEvents['PoliceRefusalObjected']>[];
        goods: Dated<ReferralEvents['GoodsHandedToPolice']> | null;
        /** Given back after it had been taken: no prosecution, or no punishment (行政处罚法 27(1), 移送规定 13). */
        returned: Dated<Omit<PoliceReturnEvents['CaseReturnedByPolice'], 'opinion' | 'opinionId' | 'to' | 'daysLeft' | 'resumes'>> | null;
      })
    | null;
  /** 检察意见 that came with a decision not to prosecute, each to be answered (刑事诉讼法 177(3)). */
  procuratorOpinions: (NonNullable<PoliceReturnEvents['CaseReturnedByPolice']['opinion']> & {
    id: string;
    receivedOn: LegalDate;
    answered: Dated<Omit<PoliceReturnEvents['ProcuratorAnswered'], 'opinionId'>> | null;
  })[];
  agencyTransfer: Dated<DiscoveryEvents['TransferredToAgency']> | null;
  jurisdiction:
    | (ReferralEvents['JurisdictionDisputeRaised'] & {
        raisedAt: IsoInstant;
        /** `unit`: whose it is by agreement. */
        consulted: Dated<Omit<ReferralEvents['JurisdictionConsulted'], 'disputeId'>> | null;
        designated: Dated<Omit<ReferralEvents['JurisdictionDesignated'], 'disputeId' | 'moved'>> | null;
        /** Settled by agreement or by designation. */
        settledAt: IsoInstant | null;
      })
    | null;

  suspension: { at: IsoInstant; ground: PauseGround; reason: string; approvedBy: string } | null;
  /** Grounds that hold terms at the moment. */
  pausedBy: PauseGround[];
  /** `rule`: the tier rule behind it, where one fired; a rule that was refused once does not propose again. */
  transfer: (Omit<TransferEvents['TransferProposed'], 'lines' | 'rung'> & { proposedAt: IsoInstant; proposer: string }) | null;
  transfers: {
    at: IsoInstant;
    kind: 'up' | 'return';
    from: Tier;
    to: Tier;
    fromUnit: UnitRef;
    toUnit: UnitRef;
    accepted: boolean;
    by: string;
    reason: string;
    rule: string | null;
    custody: string[];
    /** What was said of the counting of the evidence. */
    custodyNote: string | null;
    /** What the town is to do with a case that is given back. */
    instruction: string | null;
    /** Who handled it before: the way back. */
    fromHandlers: PersonRef[];
  }[];
  /** Offered by a handler, not yet taken over. */
  handOver: WorkFile['handOver'];
  recusals: WorkFile['recusals'];
  urges: Asked[];
  supervisions: Asked[];
  links: AnyStageEvents['CasesLinked'][];
  /** Absent where there are none. */
  related?: RelatedItem[];
  notes: WorkFile['notes'];
  corrected: (Dated<Omit<AnyStageEvents['RecordCorrected'], 'party'>> & { by: string })[];
  publication: {
    publishedAt: IsoInstant;
    publishedOn: LegalDate;
    where: string | null;
    /** How long it stands by itself; null where it was published before the rules counted it, and of no penalty. */
    level: PublicityLevel | null;
    stoppableFrom: LegalDate | null;
    until: LegalDate | null;
    withdrawnAt: IsoInstant | null;
    withdrawnOn: LegalDate | null;
    ground: WithdrawalGround | 'stopped-early' | null;
    /** Why it was withdrawn, as the public was told. */
    reason: string | null;
  } | null;
  /** Whether the decision is to be public (行政处罚法 48), as found; null while nobody has found it. */
  publicationFinding:
    | (Dated<Pick<ClosingEvents['PublicationDecided'], 'socialImpact' | 'keptBack' | 'public' | 'reason'>> & { by: string })
    | null;
  /** No penalty for a first or a minor violation (行政处罚法 33); null also for those let off before states kept it. */
  exemption: Dated<StoppingEvents['FirstViolationExempted'] | StoppingEvents['MinorViolationExempted']> | null;

  /** `ground`, `cause`: as the head closed it; null where a step of its own ended the case. */
  ending: {
    at: IsoInstant;
    outcome: Outcome;
    ground: ClosingGround | null;
    cause: TerminationCause | null;
    reason: string;
    by: string;
    approvedBy: string | null;
  } | null;
  archive:
    | (Dated<Later<Pick<ClosingEvents['CaseArchived'], 'fileNumber' | 'retention' | 'pages'>, 'pages'>> & {
        items: number;
        by: string;
        /** What came in later. */
        late: Dated<ClosingEvents['LatePaperAdded']>[];
      })
    | null;
  reopened: (Dated<Later<Omit<ClosingEvents['CaseReopened'], 'published'>, 'from' | 'to' | 'legalBasis' | 'decisionRevoked'>> & {
    by: string;
  })[];

  /** Append-only ledger of the terms; every entry also stands in the event that caused it. */
  ledger: LedgerEntry[];
}
