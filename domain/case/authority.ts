/**
 * Whose the act is: authority belongs to the unit that the case is with (行政处罚法 17, 移送规定 5 「本机关」, 行政强制法 55).
 * Every command says which units its heads, reviewers and officers may be of; there is no command that says nothing.
 * What depends on a person rather than on a unit (its handlers, the chair, whom an urge names) is the command's own rule.
 */
import { GRADED } from './internal-rules.ts';
import type { Person, UnitRef } from '../people.ts';
import { refuse, type Refusal } from '../result.ts';
import { HANDLERS, HEADS, hasRole, REVIEWERS } from '../roles.ts';
import { ROLE_LABELS, type Role, TIER_LABELS } from '../vocabulary.ts';
import { type CommandName, specOf } from './catalogue.ts';
import type { CasePolicy } from './policy.ts';
import type { CaseFile } from './state.ts';
import type { ReadyContext } from './types.ts';

/**
 * `own`: the unit in charge. `assisting`: those that assist it. `reviews`: the body that reviews at the case's tier.
 * `above`: the bureau that towns answer to, or the bureau itself where it is in charge. `asked`: whom a transfer asks.
 * `free`: the command's own rule says who.
 */
type Where = 'own' | 'assisting' | 'reviews' | 'above' | 'asked' | 'free';

interface Authority {
  heads?: readonly Where[];
  reviewers?: readonly Where[];
  handlers?: readonly Where[];
  /** Those who act for the county; `free` where the command asks their role alone. */
  county?: 'free' | 'none';
  /** Where the refusal has a code of its own. */
  code?: string;
}

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

/** The bureau that the case's unit answers to: the one its policy names, and itself where a bureau has the case. null: any. */
export const bureauAbove = ({ unit }: Pick<CaseFile, 'unit'>, { bureau }: Pick<CasePolicy, 'bureau'>): UnitRef | null =>
  unit.kind === 'bureau' ? unit : (bureau ?? null);

const isBureau = (unit: UnitRef, bureau: UnitRef | null): boolean => (bureau ? unit.id === bureau.id : unit.kind === 'bureau');

/** The body that reviews: the town what it closes itself, the bureau above everything else (三级分级办案). */
export const reviewsHere = (file: Pick<CaseFile, 'unit' | 'tier'>, unit: UnitRef, policy: Pick<CasePolicy, 'bureau'>): boolean =>
  file.tier === 'town-closes' ? unit.id === file.unit.id : isBureau(unit, bureauAbove(file, policy));

function isThere(file: CaseFile, { unit }: Person, where: Where, policy: CasePolicy): boolean {
  switch (where) {
    case 'own':
      return unit.id === file.unit.id;
    case 'assisting':
      return file.assistingUnits.some(({ id }) => id === unit.id);
    case 'reviews':
      return reviewsHere(file, unit, policy);
    case 'above':
      return isBureau(unit, bureauAbove(file, policy));
    case 'asked':
      return !file.transfer || isBureau(unit, file.transfer.toUnit ?? bureauAbove(file, policy));
    case 'free':
      return true;
  }
}

const unitInWords = (file: CaseFile, where: readonly Where[], policy: CasePolicy): string => {
  const bureau = (file.transfer?.toUnit ?? bureauAbove(file, policy))?.name ?? '县综合行政执法局';
  const reviewing = file.tier === 'town-closes' ? file.unit.name : bureau;
  const names = where.map(
    (one) => ({ own: file.unit.name, assisting: '协助单位', reviews: reviewing, above: bureau, asked: bureau, free: '' })[one],
  );
  return [...new Set(names)].filter(Boolean).join('或者');
};

const GROUPS = [
  { key: 'heads', roles: HEADS, who: '负责人', code: 'head-required' },
  { key: 'reviewers', roles: REVIEWERS, who: '法制审核员', code: 'wrong-reviewer' },
  { key: 'handlers', roles: HANDLERS, who: '执法人员', code: 'not-your-unit' },
] as const;

// 行政处罚法 17: a body acts within its own powers; who decides, files, assigns, refers or applies to court is of that body.
const ART_17 = '《行政处罚法》第十七条';

/** Why this person may not, by whose the act is; null where one of the roles has it here. Since the fourth rules. */
export function authorised(name: keyof typeof AUTHORITY, file: CaseFile, { actor, policy, rules, told }: ReadyContext): Refusal | null {
  if (rules < 4 || told) return null;
  const authority = AUTHORITY[name];
  const { label, roles, basis } = specOf(name);
  const mine = GROUPS.filter((group) => group.roles.some((role) => roles.includes(role) && hasRole(actor, role)));
  const others = roles.filter((role) => !([...HEADS, ...REVIEWERS, ...HANDLERS] as readonly Role[]).includes(role));
  if (authority.county !== 'none' && hasRole(actor, ...others)) return null;
  const groups = mine.map((group) => ({ ...group, where: authority[group.key] ?? [] }));
  if (groups.some(({ where }) => where.some((one) => isThere(file, actor, one, policy)))) return null;
  const asked = groups[0] ?? { ...GROUPS[0], where: authority.heads ?? ['own' as const] };
  const unit = unitInWords(file, asked.where, policy);
  const graded = asked.where.some((one) => one === 'reviews' || one === 'above' || one === 'asked');
  return refuse(
    authority.code ?? asked.code,
    `${label}由${unit}${asked.who}进行，${actor.unit.name}${rolesOf(actor)}不能办理（本案“${TIER_LABELS[file.tier]}”，承办单位为${file.unit.name}）`,
    [`由${unit}${asked.who}${label}`],
    [...(graded ? GRADED : [ART_17]), ...basis.filter((one) => one.startsWith('《行政强制法》') || one.includes('移送涉嫌犯罪'))],
  );
}

const rolesOf = ({ roles }: Person): string => roles.map((role) => ROLE_LABELS[role]).join('、');
