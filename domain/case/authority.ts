/**
 * Whose the act is in a case: authority belongs to the unit that it is with (行政处罚法 17, 移送规定 5 「本机关」, 行政强制法 55).
 * Every command says which units its heads, reviewers and officers may be of; there is no command that says nothing.
 */
import { GRADED } from './internal-rules.ts';
import type { UnitRef } from '../people.ts';
import { TIER_LABELS } from '../vocabulary.ts';
import { type Authorities, type Authority as AuthorityAt, from, OWN, type Place } from '../work/authority.ts';
import type { CommandName } from './catalogue.ts';
import { concernedUnits } from './concerned.ts';
import type { CommandContext } from './context.ts';
import type { CasePolicy } from './policy.ts';
import type { CaseFile } from './state.ts';

/**
 * `own`: the unit in charge. `assisting`: those that assist it. `reviews`: the body that reviews at the case's tier.
 * `above`: the bureau that towns answer to, or the bureau itself where it is in charge. `asked`: whom a transfer asks.
 * `disputing`: with whom jurisdiction is disputed. `concerned`: any of these, and the town of the place.
 * `free`: the command's own rule says.
 */
type Where = 'own' | 'assisting' | 'reviews' | 'above' | 'asked' | 'disputing' | 'concerned' | 'free';
type Authority = AuthorityAt<Where>;

const HEAD: Authority = { heads: ['own'] };
const HEAD_OR_HANDLER: Authority = { heads: ['own'], handlers: ['free'] };
const BY_HANDLER: Authority = { handlers: ['free'] };
const REVIEWER: Authority = { reviewers: ['reviews'] };
const ANYBODY: Authority = { heads: ['free'], reviewers: ['free'], handlers: ['free'] };

export const AUTHORITY: Record<Exclude<CommandName, 'OpenCase'>, Authority> = {
  DispatchCase: HEAD,
  AcceptDispatch: { heads: ['own'], handlers: ['own'] },
  RefuseDispatch: { heads: ['own'], handlers: ['own'] },
  RecordVerification: BY_HANDLER,
  CloseUnfounded: HEAD,
  TransferToAgency: HEAD,

  RecordStopAction: BY_HANDLER,
  OrderCorrection: BY_HANDLER,
  RecordCorrectionCheck: BY_HANDLER,
  ExemptFirstViolation: HEAD,
  ExemptMinorViolation: HEAD,
  DecideOnTheSpot: BY_HANDLER,
  ReportOnTheSpotPenalty: BY_HANDLER,
  CloseCorrected: HEAD,

  RequestFiling: BY_HANDLER,
  FileCase: HEAD,
  ReturnFilingRequest: HEAD,
  DeclineFiling: HEAD,
  IdentifyParties: BY_HANDLER,
  AddEvidence: BY_HANDLER,
  RecordOffSiteEvidence: BY_HANDLER,
  VerifyEvidence: BY_HANDLER,
  ExcludeEvidence: { heads: ['own'], reviewers: ['own', 'reviews'], handlers: ['free'] },
  PreserveEvidence: HEAD_OR_HANDLER,
  ApprovePreservation: HEAD,
  ResolvePreservation: HEAD_OR_HANDLER,
  RequestSeizure: BY_HANDLER,
  ApproveSeizure: HEAD,
  SealOrDetain: BY_HANDLER,
  ExtendSeizure: HEAD,
  RecordCustody: BY_HANDLER,
  ResolveSeizure: HEAD_OR_HANDLER,
  RecordInterview: BY_HANDLER,
  RecordSampling: BY_HANDLER,
  RequestAppraisal: BY_HANDLER,
  RecordAppraisal: BY_HANDLER,
  ConcludeInvestigation: BY_HANDLER,
  WeighClauses: BY_HANDLER,
  DecideDeviation: { heads: ['above'] },

  SubmitForReview: BY_HANDLER,
  ReturnForSupplement: { heads: ['own'], reviewers: ['reviews'] },
  AnswerOpinions: BY_HANDLER,
  PassReview: REVIEWER,
  ReviewAfterHearing: REVIEWER,

  NotifyProposedDecision: BY_HANDLER,
  RecordStatement: BY_HANDLER,
  RequestHearing: BY_HANDLER,
  ScheduleHearing: { heads: ['own', 'reviews'], reviewers: ['own', 'reviews'] },
  RecordHearing: ANYBODY,
  RecordCollectiveDiscussion: HEAD,
  Decide: HEAD,
  RecheckStatement: BY_HANDLER,
  ServeDocument: BY_HANDLER,

  RecordPayment: BY_HANDLER,
  GrantInstalments: HEAD,
  DemandPerformance: BY_HANDLER,
  ApplyCourtEnforcement: HEAD,
  RecordCourtAnswer: BY_HANDLER,
  RecordPerformance: BY_HANDLER,
  DemandCompliance: BY_HANDLER,
  RecordDemandAnswer: BY_HANDLER,
  AnnounceDemolition: BY_HANDLER,
  DecideForcedExecution: HEAD,
  RecordForcedExecution: BY_HANDLER,
  DecideSubstitutePerformance: HEAD,
  DecideSubstitutionCost: HEAD,
  ServeSubstitutionCost: BY_HANDLER,
  RecordSubstitutionCostPayment: BY_HANDLER,
  DemandSubstitutionCost: BY_HANDLER,
  AnswerSubstitutionCostComment: BY_HANDLER,
  RecordSubstitutionCostRemedy: BY_HANDLER,
  ApplyCourtForSubstitutionCost: HEAD,
  RecordSubstitutionCostCourtAnswer: BY_HANDLER,
  EndSubstitutionCost: HEAD,
  RecordSubstitutePerformance: { heads: ['own'], reviewers: ['own', 'reviews'], handlers: ['own'] },
  HandOverCash: BY_HANDLER,
  RecordLanding: BY_HANDLER,
  RecordDemandComment: BY_HANDLER,
  AnswerDemandComment: BY_HANDLER,
  WaiveSurcharge: HEAD,
  AgreeExecution: HEAD,
  SuspendExecution: HEAD,
  ResumeExecution: HEAD,
  EndExecution: HEAD,
  RecordLitigationAnswer: { heads: ['own'], reviewers: ['own', 'reviews'], handlers: ['own'] },
  RecordLitigation: { heads: ['own'], reviewers: ['own', 'reviews'], handlers: ['own'] },

  CloseCase: HEAD,
  ArchiveCase: BY_HANDLER,
  AddLatePaper: BY_HANDLER,
  // The county's own rule puts it before the bureau's head.
  ReopenCase: { heads: ['above'] },
  PublishPenalty: HEAD,
  WithdrawPublication: HEAD,
  DecidePublication: HEAD,
  StopPublicityEarly: HEAD,

  AddNote: ANYBODY,
  ReassignHandler: { heads: ['own'], county: 'none' },
  HandOver: BY_HANDLER,
  AcceptHandOver: BY_HANDLER,
  DeclineHandOver: BY_HANDLER,
  Recuse: ANYBODY,
  DecideRecusal: HEAD,
  LinkItem: ANYBODY,
  TakeLink: ANYBODY,
  SuspendCase: HEAD,
  ResumeCase: HEAD,
  ExtendTerm: HEAD,
  ReviseCalendar: ANYBODY,
  Urge: { heads: ['own', 'above'] },
  AnswerUrge: ANYBODY,
  IssueSupervision: ANYBODY,
  AnswerSupervision: HEAD,

  LinkCases: { heads: ['own', 'above'], handlers: ['own', 'assisting'] },
  CorrectRecord: { heads: ['own'], handlers: ['own', 'assisting'] },
  MarkCriminalSuspicion: { heads: ['own', 'above'], reviewers: ['own', 'reviews'], handlers: ['own', 'assisting'] },
  // Which rules hold in the county is the bureau's to say, of whatever case.
  RebindPolicy: ANYBODY,

  ProposeTransfer: { heads: ['own', 'above'], handlers: ['free'], code: 'not-your-unit' },
  // Where nothing is asked there is nobody to be of the right unit.
  AcceptTransfer: { heads: ['asked'], handlers: ['asked'], code: 'not-your-unit' },
  RefuseTransfer: { heads: ['asked'], code: 'not-your-unit' },
  ReturnToTown: ANYBODY,

  ReferToPolice: BY_HANDLER,
  ApproveReferral: HEAD,
  RefuseReferral: HEAD,
  HandOverToPolice: BY_HANDLER,
  RecordPoliceAnswer: BY_HANDLER,
  ObjectToPolice: HEAD,
  HandOverGoodsToPolice: BY_HANDLER,
  RaiseJurisdictionDispute: HEAD,
  // 行政处罚法 25: what two sides agreed on, either of them writes down.
  RecordConsultation: { heads: ['free'] },
  DesignateJurisdiction: ANYBODY,

  RecordPoliceReturn: HEAD_OR_HANDLER,
  AnswerProcurator: HEAD_OR_HANDLER,
};

/** Those at the spot, be they its handlers or of a unit that assists it: what is found is written down by who found it. */
const AT_THE_SPOT: Authority = { handlers: ['own', 'assisting'], code: 'not-your-case' };
const HEAD_OR_AT_THE_SPOT: Authority = { ...AT_THE_SPOT, heads: ['own'] };

/**
 * Since the sixth rules whose unit has nothing to do with a case writes nothing into it, and which rules hold for it is its own
 * bureau's to say. Where a command also asks for a handler or a chair that is asked beside.
 */
const SINCE_SIXTH: typeof AUTHORITY = {
  ...AUTHORITY,
  RecordStopAction: AT_THE_SPOT,
  RecordCorrectionCheck: AT_THE_SPOT,
  AddEvidence: AT_THE_SPOT,
  RecordOffSiteEvidence: AT_THE_SPOT,
  ExcludeEvidence: { heads: ['own'], reviewers: ['own', 'reviews'], handlers: ['own', 'assisting'] },
  PreserveEvidence: HEAD_OR_AT_THE_SPOT,
  ResolvePreservation: HEAD_OR_AT_THE_SPOT,
  SealOrDetain: AT_THE_SPOT,
  RecordCustody: AT_THE_SPOT,
  ResolveSeizure: HEAD_OR_AT_THE_SPOT,
  RecordInterview: AT_THE_SPOT,
  RecordSampling: AT_THE_SPOT,
  RecordHearing: from('concerned'),
  AddNote: from('concerned'),
  Recuse: from('concerned'),
  LinkItem: from('concerned'),
  AnswerUrge: { ...from('concerned'), code: 'not-addressed' },
  ProposeTransfer: { heads: ['own', 'above'], handlers: ['own'], code: 'not-your-unit' },
  RebindPolicy: { heads: ['above'] },
  RecordConsultation: { heads: ['own', 'disputing'], code: 'not-a-side' },
  RecordPoliceReturn: { heads: ['own'], handlers: ['own'] },
  AnswerProcurator: { heads: ['own'], handlers: ['own'] },
};

/** The bureau that the case's unit answers to: the one its policy names, and itself where a bureau has the case. null: any. */
export const bureauAbove = ({ unit }: Pick<CaseFile, 'unit'>, { bureau }: Pick<CasePolicy, 'bureau'>): UnitRef | null =>
  unit.kind === 'bureau' ? unit : (bureau ?? null);

const isBureau = (unit: UnitRef, bureau: UnitRef | null): boolean => (bureau ? unit.id === bureau.id : unit.kind === 'bureau');

/** The body that reviews: the town what it closes itself, the bureau above everything else (三级分级办案). */
export const reviewsHere = (file: Pick<CaseFile, 'unit' | 'tier'>, unit: UnitRef, policy: Pick<CasePolicy, 'bureau'>): boolean =>
  file.tier === 'town-closes' ? unit.id === file.unit.id : isBureau(unit, bureauAbove(file, policy));

const askedBy = (file: CaseFile, policy: CasePolicy): UnitRef | null => file.transfer?.toUnit ?? bureauAbove(file, policy);
const bureauName = (unit: UnitRef | null): string => unit?.name ?? '县综合行政执法局';

type CasePlace = Place<CaseFile, CommandContext>;
const OTHERS: Record<Exclude<Where, 'free' | 'own' | 'concerned'>, CasePlace> = {
  assisting: { holds: ({ assistingUnits }, unit) => assistingUnits.some(({ id }) => id === unit.id), name: () => '协助单位' },
  reviews: {
    holds: reviewsHere,
    name: (file, policy) => (file.tier === 'town-closes' ? file.unit.name : bureauName(askedBy(file, policy))),
  },
  above: {
    holds: (file, unit, policy) => isBureau(unit, bureauAbove(file, policy)),
    name: (file, policy) => bureauName(askedBy(file, policy)),
  },
  // Where nothing is asked there is nobody to be of the right unit.
  asked: {
    holds: (file, unit, policy) => !file.transfer || isBureau(unit, askedBy(file, policy)),
    name: (file, policy) => bureauName(askedBy(file, policy)),
  },
  disputing: {
    holds: ({ jurisdiction }, unit) => jurisdiction?.with.id === unit.id,
    name: ({ jurisdiction }) => jurisdiction?.with.name ?? '',
  },
};

const CONCERNED: CasePlace = {
  holds: (file, unit, policy) =>
    [file.unit.id, file.town.id, ...concernedUnits(file)].includes(unit.id) || OTHERS.above.holds(file, unit, policy),
  name: (file, policy) => `${file.unit.name}、${bureauName(bureauAbove(file, policy))}或者与本案有关的单位`,
};

// 行政处罚法 17: a body acts within its own powers; who decides, files, assigns, refers or applies to court is of that body.
const ART_17 = '《行政处罚法》第十七条';

export const caseAuthority: Authorities<CaseFile, CommandContext> = {
  rows: (rules) => (rules < 4 ? null : rules < 6 ? AUTHORITY : SINCE_SIXTH),
  places: { own: OWN, ...OTHERS, concerned: CONCERNED },
  standing: ({ tier, unit }) => `本案“${TIER_LABELS[tier]}”，承办单位为${unit.name}`,
  basis: (where, { basis }) => [
    ...(where.some((one) => one === 'reviews' || one === 'above' || one === 'asked') ? GRADED : [ART_17]),
    ...basis.filter((one) => one.startsWith('《行政强制法》') || one.includes('移送涉嫌犯罪')),
  ],
};
