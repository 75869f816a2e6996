/**
 * Disputes over jurisdiction as they ran before they were work items: a workflow of their own with notices of its own.
 * Only replayed; a run of this shape that is still under way goes on as a work item with its next task. Nothing here is
 * kept in step with the rules of today.
 */
import { condition, continueAsNew, defineQuery, defineSignal, patched, proxyActivities, setHandler } from '@temporalio/workflow';
import type { WorkActivities } from '../activities/activities.ts';
import { kindOf } from '../domain/kinds.ts';
import { SYSTEM_ACTOR, type UnitRef } from '../domain/people.ts';
import { nextWorkingInstant, nthWorkdayAfter, nthWorkdayBefore, workingHoursOf } from '../domain/terms/calendar.ts';
import { dateOfDay, dayAt, type DayNumber, dayStart, instantOf } from '../domain/terms/instant.ts';
import type { Calendar, Instant, IsoInstant } from '../domain/terms/model.ts';
import type { Told } from '../domain/work/execute.ts';
import { policyOfKind } from '../domain/work/policy.ts';
import { RUN_SHAPE, TOLD_SIGNAL, type WorkInput, type WorkResult } from './messages.ts';
import { sha256 } from './sha256.ts';

export interface Dispute {
  disputeId: string;
  caseId: string;
  title: string;
  /** Whoever has the case, and whoever it is disputed with. */
  sides: [UnitRef, UnitRef];
  raisedAt: IsoInstant;
  /** When the consultation was recorded as failed; the superior's term counts from there. */
  failedAt: IsoInstant | null;
  /** When and how it ended; null while it goes on. */
  over: { at: IsoInstant; how: DisputeEnd } | null;
}

type DisputeEnd = 'agreed' | 'designated' | 'case-ended';
type DisputePhase = 'consulting' | 'designating' | 'over';

interface DisputeTerms {
  calendar: Calendar;
  /** Workdays for the two sides, and for the superior. */
  consultation: number;
  designation: number;
}

interface DisputeNotice {
  at: Instant;
  kind: 'JurisdictionDisputeOpen' | 'JurisdictionDisputeDue' | 'JurisdictionDisputeOverdue';
  /** The heads of the two sides, or those who act for the common superior. */
  to: 'sides' | 'superior';
  text: string;
}

export interface DisputeInput {
  dispute: Dispute;
  terms: DisputeTerms;
}

const phaseOf = ({ over, failedAt }: Dispute): DisputePhase => (over ? 'over' : failedAt === null ? 'consulting' : 'designating');

function lastDay(dispute: Dispute, { calendar, consultation, designation }: DisputeTerms): DayNumber {
  return dispute.failedAt === null
    ? nthWorkdayAfter(calendar, dayAt(instantOf(dispute.raisedAt)), consultation)
    : nthWorkdayAfter(calendar, dayAt(instantOf(dispute.failedAt)), designation);
}

/** Every workday in the first week past the term, once a week after that. */
const DAILY = 5;
const overdueDays = (k: number): number => (k <= DAILY ? k : DAILY + (k - DAILY) * 5);

/**
 * The `told`-th notice of the present phase, from 0: at once, two workdays before the end, on the last day, and then
 * again and again until it is settled. At the opening of the office.
 */
function disputeNotice(dispute: Dispute, terms: DisputeTerms, told: number): DisputeNotice {
  const { calendar } = terms;
  const last = lastDay(dispute, terms);
  const opening = (day: DayNumber): Instant => dayStart(day) + workingHoursOf(calendar)[0]!.from;
  const consulting = dispute.failedAt === null;
  const to = consulting ? 'sides' : 'superior';
  const names = dispute.sides.map(({ name }) => name).join('与');
  const what = consulting ? `${names}对管辖有争议，请协商并记录结果` : `${names}协商未达成一致，请共同的上一级机关指定管辖`;
  const due = dateOfDay(last);
  if (told === 0) {
    const at = nextWorkingInstant(calendar, instantOf(dispute.failedAt ?? dispute.raisedAt));
    return { at, kind: 'JurisdictionDisputeOpen', to, text: `${what}，期限到${due}` };
  }
  if (told === 1) {
    return { at: opening(nthWorkdayBefore(calendar, last, 2)), kind: 'JurisdictionDisputeDue', to, text: `${what}，${due}到期` };
  }
  if (told === 2) return { at: opening(last), kind: 'JurisdictionDisputeDue', to, text: `${what}，今天到期` };
  const days = overdueDays(told - 2);
  return {
    at: opening(nthWorkdayAfter(calendar, last, days)),
    kind: 'JurisdictionDisputeOverdue',
    to,
    text: `${what}，${due}已到期，超过${days}个工作日`,
  };
}

/** The newest notice that is due, from `told` on: after an outage, or for a paper case, the ones before it are no news. */
function newestDue(dispute: Dispute, terms: DisputeTerms, told: number, now: Instant): number {
  let newest = told;
  while (disputeNotice(dispute, terms, newest + 1).at <= now) newest++;
  return newest;
}

const changed = defineSignal<[Dispute]>('disputeChanged');
const toldSignal = defineSignal<[Told]>(TOLD_SIGNAL);
const answer = defineQuery<{ dispute: Dispute; phase: DisputePhase }>('dispute');

const { tellDispute } = proxyActivities<WorkActivities>({
  startToCloseTimeout: '15s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' },
});

/** The work item that this dispute goes on as: raised as it was, and told what has been told since. */
function asItem({ disputeId, caseId, title, sides, raisedAt, failedAt }: Dispute, { calendar }: DisputeTerms, heard: Told[]): WorkInput {
  const kind = kindOf('dispute');
  const payload = { caseId, title, sides, raisedAt, reason: '', failedAt };
  const from = { kind: 'case', id: caseId, title };
  const at = new Date(Date.now()).toISOString();
  return {
    caseId: disputeId,
    policy: policyOfKind(kind, { calendar }, sha256),
    rules: kind.currentRules,
    shape: RUN_SHAPE,
    searchable: true,
    opening: { from, command: 'RaiseDispute', payload, actor: SYSTEM_ACTOR, at },
    heard,
  };
}

export async function disputeBefore({ dispute: raised, terms }: DisputeInput): Promise<{ how: DisputeEnd }> {
  let dispute = raised;
  /** Notices of the present phase. */
  let told = 0;
  const heard: Told[] = [];

  setHandler(changed, (now) => {
    if (now.disputeId !== dispute.disputeId || dispute.over) return;
    if (phaseOf(now) !== phaseOf(dispute)) told = 0;
    dispute = now;
  });
  setHandler(toldSignal, (one) => void heard.push(one));
  setHandler(answer, () => ({ dispute, phase: phaseOf(dispute) }));

  for (;;) {
    if (dispute.over) return { how: dispute.over.how };
    if (patched('dispute-is-a-work-item')) await continueAsNew<(input: WorkInput) => Promise<WorkResult>>(asItem(dispute, terms, heard));
    const seen = dispute;
    told = newestDue(dispute, terms, told, Date.now());
    const notice = disputeNotice(dispute, terms, told);
    const wait = notice.at - Date.now();
    if (wait > 0 && (await condition(() => dispute !== seen, wait))) continue;
    const phase = phaseOf(seen);
    await tellDispute({ dispute: seen, notice, ordinal: phase === 'consulting' ? told + 1 : 1001 + told });
    // A phase that ended meanwhile has begun its own count.
    if (phaseOf(dispute) === phase) told++;
  }
}
