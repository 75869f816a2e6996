/** The natural course of a case: which commands come next by nature, the most pressing first, whoever may do them. */
import type { CommandName } from './catalogue.ts';
import { unreachable } from '../result.ts';
import { atSea, cashUnderWay } from './enforcement/cash.ts';
import { servedDecision } from './execution/ordered.ts';
import { forced, orderOfDecision, ordersRemoval, ownWay, performedByParty } from './coercion/standing.ts';
import { outstanding, outstandingSurcharge, owedCorrections, unperformed } from './execution/owed.ts';
import { openOpinions, reliesOnNothingExcluded } from './review/rules.ts';
import { today } from '../work/days.ts';
import { collectiveNeeded } from './decision/hearing-right.ts';
import {
  currentDiscussion,
  currentNotice,
  hearingDone,
  hearingReviewed,
  noticeServed,
  openStatement,
  statementsHeard,
  statementsSinceNotice,
} from './decision/notice.ts';
import { costDueOn, costOpen, costUndecided } from './substitution-cost/owed.ts';
import { overdueSince } from './execution/surcharge.ts';
import type { CaseFile } from './state.ts';
import { countedBy } from './terms-of.ts';
import { isRefusal, type ReadyContext } from './types.ts';

/** What somebody waits for, in any stage. */
function answersFirst(file: CaseFile, { actor }: ReadyContext): CommandName[] {
  const steps: CommandName[] = [];
  if (file.handOver?.to.id === actor.id) steps.push('AcceptHandOver');
  if (file.recusals.some(({ decided }) => decided === null)) steps.push('DecideRecusal');
  if (file.supervisions.some(({ answeredAt }) => answeredAt === null)) steps.push('AnswerSupervision');
  if (file.urges.some(({ answeredAt }) => answeredAt === null)) steps.push('AnswerUrge');
  if (file.transfer) steps.push('AcceptTransfer');
  if (file.jurisdiction?.settledAt === null) steps.push('RecordConsultation', 'DesignateJurisdiction');
  if (file.litigation.some(({ endedOn, answers }) => endedOn === null && answers.length === 0)) steps.push('RecordLitigationAnswer');
  if (file.execution.paid.some(atSea)) steps.push('RecordLanding');
  if (cashUnderWay(file).length > 0) steps.push('HandOverCash');
  steps.push(...police(file), ...seized(file));
  // 刑事诉讼法 177(3): the procurator is told of what was decided, not of what is still looked into.
  if (file.decision && file.procuratorOpinions.some(({ answered }) => answered === null)) steps.push('AnswerProcurator');
  if (file.suspension) steps.push('ResumeCase');
  return steps;
}

/** What is asked for or held under 查封、扣押 waits for nobody. */
function seized(file: CaseFile): CommandName[] {
  const steps: CommandName[] = [];
  const open = file.seizures.filter(({ resolution }) => resolution === null);
  if (open.some(({ answer }) => answer === null)) steps.push('ApproveSeizure');
  if (open.some(({ answer, carriedOut }) => answer?.approved && !carriedOut)) steps.push('SealOrDetain');
  const lift = open.some(({ answer, carriedOut }) => carriedOut && (answer?.approved === false || file.decision !== null));
  if (lift) steps.push('ResolveSeizure');
  return steps;
}

function police({ police: referral, criminalSuspected }: CaseFile): CommandName[] {
  if (!criminalSuspected) return [];
  if (!referral || referral.refused || referral.returned) return ['ReferToPolice'];
  if (!referral.approved) return ['ApproveReferral'];
  if (!referral.handedOver) return ['HandOverToPolice'];
  return referral.answer ? ['CloseCase'] : ['RecordPoliceAnswer'];
}

function discovery(file: CaseFile): CommandName[] {
  const { dispatch, verification } = file;
  if (file.handlers.length === 0 && !dispatch) return ['DispatchCase'];
  if (dispatch && !dispatch.acceptedAt) {
    const refused = dispatch.refusals.some(({ unit }) => unit.id === dispatch.unit.id);
    return refused ? ['DispatchCase'] : ['AcceptDispatch', 'RefuseDispatch'];
  }
  if (!verification) return ['RecordVerification', 'DispatchCase'];
  return verification.founded ? ['OrderCorrection'] : ['CloseUnfounded'];
}

function stopping(file: CaseFile, context: ReadyContext): CommandName[] {
  // What the officers asked for is answered first: filed, returned or not filed.
  if (file.filingRequest) return ['FileCase', 'ReturnFilingRequest', 'DeclineFiling'];
  const last = file.corrections.at(-1);
  if (!last) {
    return file.matter?.orderToCorrectFirst
      ? ['OrderCorrection', 'FileCase']
      : ['RecordStopAction', 'OrderCorrection', 'FileCase', 'DecideOnTheSpot'];
  }
  switch (last.checks.at(-1)?.result ?? 'pending') {
    case 'pending':
      return last.dueOn <= today(context) ? ['RecordCorrectionCheck'] : ['RecordCorrectionCheck', 'RecordStopAction'];
    case 'met':
      return ['ExemptFirstViolation', 'ExemptMinorViolation', 'CloseCorrected', 'FileCase', 'RequestFiling'];
    default:
      return ['FileCase', 'RequestFiling', 'DecideOnTheSpot'];
  }
}

/** Somebody was to have put it right by now, and nobody has looked. */
const recheckDue = (file: CaseFile, context: ReadyContext): boolean =>
  file.corrections.some(({ dueOn, checks }) => dueOn < today(context) && (checks.at(-1)?.result ?? 'pending') === 'pending');

function evidence(file: CaseFile, context: ReadyContext): CommandName[] {
  if (recheckDue(file, context)) return ['RecordCorrectionCheck', ...investigation(file)];
  return investigation(file);
}

function investigation(file: CaseFile): CommandName[] {
  if (openOpinions(file).length > 0) return ['AnswerOpinions', 'AddEvidence'];
  if (file.evidence.length === 0) return ['AddEvidence', 'RecordInterview'];
  if (!file.conclusion || reliesOnNothingExcluded(file)) {
    return file.evidence.some(({ verified, excluded }) => !verified && !excluded)
      ? ['VerifyEvidence', 'AddEvidence']
      : ['ConcludeInvestigation'];
  }
  const { deviation } = file.conclusion.proposed;
  if (deviation && deviation.approvedBy === null) return ['DecideDeviation', 'SubmitForReview'];
  return ['SubmitForReview'];
}

function decision(file: CaseFile, context: ReadyContext): CommandName[] {
  const proposed = file.conclusion?.proposed;
  if (!proposed || reliesOnNothingExcluded(file)) return ['ReturnForSupplement'];
  if (proposed.kind !== 'penalty' && proposed.kind !== 'order') return ['Decide'];
  const on = today(context);
  if (!currentNotice(file)) return ['NotifyProposedDecision'];
  if (isRefusal(noticeServed(file, on))) return [];
  const steps: CommandName[] = [];
  const { hearing } = file;
  if (hearing?.requestedOn && !hearing.waived && !hearing.record) steps.push(hearing.scheduled ? 'RecordHearing' : 'ScheduleHearing');
  if (hearingReviewed(file)) steps.push('ReviewAfterHearing');
  if (statementsSinceNotice(file).length === 0) steps.push('RecordStatement');
  if (openStatement(file)) steps.push('RecheckStatement');
  const together = collectiveNeeded(file, proposed, context.policy).required;
  if (together && !currentDiscussion(file)) steps.push('RecordCollectiveDiscussion');
  const heard = statementsHeard(file, on, countedBy(context)) ?? hearingDone(file, on, countedBy(context));
  if (!heard && steps.length === 0) return ['Decide'];
  return [...steps, 'RequestHearing', 'RecordStatement'];
}

function execution(file: CaseFile, context: ReadyContext): CommandName[] {
  const on = today(context);
  if (file.decision?.kind === 'transfer') return ['ServeDocument', 'CloseCase'];
  if (!servedDecision(file)) return ['ServeDocument'];
  const by = countedBy(context);
  if (file.execution.ended) return ['CloseCase'];
  const steps: CommandName[] = [];
  if (file.execution.comments.some(({ answer }) => answer === null)) steps.push('AnswerDemandComment');
  if (file.execution.suspension) return [...steps, 'ResumeExecution', 'RecordPayment'];
  if (outstanding(file) > 0 || outstandingSurcharge(file, on, by) > 0) {
    if (file.execution.court && !file.execution.court.ended) steps.push('RecordCourtAnswer');
    else if (overdueSince(file, on, by) !== null)
      steps.push(file.execution.demands.length > 0 ? 'ApplyCourtEnforcement' : 'DemandPerformance');
    steps.push('RecordPayment');
  }
  steps.push(...coercion(file, on));
  if (unperformed(file).length > 0) steps.push('RecordPerformance');
  if (owedCorrections(file).length > 0) steps.push('RecordCorrectionCheck');
  if (file.onTheSpot && !file.onTheSpot.reported) steps.push('ReportOnTheSpotPenalty');
  if (steps.length === 0) steps.push('CloseCase');
  return [...steps, ...publication(file, context)];
}

/** Whether it is to be public is found once it is decided; a penalty given on the spot is as a rule not asked about. */
function publication({ decision, publicationFinding, publication: published }: CaseFile, { rules }: ReadyContext): CommandName[] {
  if (rules < 4 || decision?.kind !== 'penalty' || decision.revokedOn !== null || published !== null) return [];
  if (publicationFinding === null) return decision.onTheSpot ? [] : ['DecidePublication'];
  return publicationFinding.public ? ['PublishPenalty'] : [];
}

/** Demand, announcement, decision, service, execution (行政强制法 35, 44, 37, 38). */
function coercion(file: CaseFile, on: string): CommandName[] {
  const order = orderOfDecision(file);
  const own = ownWay(file);
  if (!order || !ordersRemoval(file) || performedByParty(order) || forced(file)) return [];
  if (order.checks.at(-1)?.result !== 'unmet') return order.dueOn < on ? ['RecordCorrectionCheck'] : [];
  if (!own) return [];
  if (!file.coercion?.demands.length) return ['DemandCompliance'];
  if (own.way === 'demolition' && !file.coercion.announcement) return ['AnnounceDemolition'];
  const { decision } = file.coercion;
  if (!decision) return ['DecideForcedExecution'];
  const served = file.served.some(({ document, at }) => document === 'coercion-decision' && at >= decision.at);
  return [served ? 'RecordForcedExecution' : 'ServeDocument'];
}

function inStage(file: CaseFile, context: ReadyContext): CommandName[] {
  switch (file.stage) {
    case 'discovery':
      return discovery(file);
    case 'stopping':
      return stopping(file, context);
    case 'evidence':
      return evidence(file, context);
    case 'review':
      return file.conclusion && !reliesOnNothingExcluded(file) ? ['PassReview', 'ReturnForSupplement'] : ['ReturnForSupplement'];
    case 'decision':
      return decision(file, context);
    case 'execution':
      return execution(file, context);
    case 'closed':
      return [...publication(file, context), 'ArchiveCase'];
    case 'archived':
      return [];
    default:
      return unreachable(file.stage);
  }
}

/** What is still to be done about the cost of a substitute performance, whatever else the case is at (行政强制法 51(2), 53, 54). */
function substitutionCosts(file: CaseFile, context: ReadyContext): CommandName[] {
  const by = countedBy(context);
  const steps: CommandName[] = costUndecided(file).length > 0 ? ['DecideSubstitutionCost'] : [];
  for (const cost of file.substitutionCosts.filter(costOpen)) {
    const due = costDueOn(file, cost, by, context.policy.calendar);
    if (due === null) steps.push('ServeSubstitutionCost');
    else if (cost.remedies.some(({ endedOn }) => endedOn === null)) steps.push('RecordSubstitutionCostRemedy');
    else if (cost.court) steps.push('RecordSubstitutionCostCourtAnswer');
    else if (due < today(context)) steps.push(cost.demands.length > 0 ? 'ApplyCourtForSubstitutionCost' : 'DemandSubstitutionCost');
    if (due !== null) steps.push('RecordSubstitutionCostPayment');
  }
  return [...new Set(steps)];
}

/** Command names, the most natural first. */
export const mainline = (file: CaseFile, context: ReadyContext): CommandName[] => [
  ...answersFirst(file, context),
  ...(file.stage === 'archived' ? [] : substitutionCosts(file, context)),
  ...inStage(file, context),
];
