/**
 * A dispute over jurisdiction 管辖争议 (行政处罚法 25): the two units consult, and where they do not agree their common
 * superior designates. Who is told of it when, derived from the policy's terms; nothing is kept but how often.
 */
import type { UnitRef } from '../people.ts';
import { nextWorkingInstant, nthWorkdayAfter, nthWorkdayBefore, workingHoursOf } from '../terms/calendar.ts';
import { dateOfDay, dayAt, type DayNumber, dayStart, instantOf } from '../terms/instant.ts';
import type { CasePolicy } from './policy.ts';
import type { Calendar, Instant, IsoInstant, LegalDate } from '../terms/model.ts';
import type { CaseFile } from './state.ts';

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

export type DisputeEnd = 'agreed' | 'designated' | 'case-ended';
export type DisputePhase = 'consulting' | 'designating' | 'over';

export interface DisputeTerms {
  calendar: Calendar;
  /** Workdays for the two sides, and for the superior. */
  consultation: number;
  designation: number;
}

export interface DisputeNotice {
  at: Instant;
  kind: 'JurisdictionDisputeOpen' | 'JurisdictionDisputeDue' | 'JurisdictionDisputeOverdue';
  /** The heads of the two sides, or those who act for the common superior. */
  to: 'sides' | 'superior';
  text: string;
}

/** 市场监督管理行政处罚程序规定 13, 16, as an example that local rules may replace: seven workdays each. */
const EXAMPLE_WORKDAYS = 7;

export function disputeTerms({ terms, calendar }: Pick<CasePolicy, 'terms' | 'calendar'>): DisputeTerms {
  const length = (key: string) => terms.find((term) => term.key === key)?.length ?? EXAMPLE_WORKDAYS;
  return { calendar, consultation: length('jurisdiction-consultation'), designation: length('jurisdiction-designation') };
}

/** The dispute of a case as it stands; null where there is none. A closed case has nothing left to dispute. */
export function disputeOf(file: CaseFile): Dispute | null {
  const { jurisdiction, caseId, title, unit } = file;
  if (!jurisdiction) return null;
  const { disputeId, raisedAt, consulted, designated, settledAt } = jurisdiction;
  const ended = file.stage === 'closed' || file.stage === 'archived';
  return {
    disputeId, caseId, title, sides: [unit, jurisdiction.with], raisedAt,
    failedAt: consulted && !consulted.agreed ? consulted.at : null,
    over: settledAt !== null
      ? { at: settledAt, how: designated ? 'designated' : 'agreed' }
      : ended ? { at: file.ending?.at ?? file.stageEnteredAt, how: 'case-ended' } : null,
  };
}

export const phaseOf = ({ over, failedAt }: Dispute): DisputePhase =>
  (over ? 'over' : failedAt === null ? 'consulting' : 'designating');

/** Last day of the present phase. */
export function disputeDeadline(dispute: Dispute, terms: DisputeTerms): LegalDate {
  return dateOfDay(lastDay(dispute, terms));
}

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
export function disputeNotice(dispute: Dispute, terms: DisputeTerms, told: number): DisputeNotice {
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
    at: opening(nthWorkdayAfter(calendar, last, days)), kind: 'JurisdictionDisputeOverdue', to,
    text: `${what}，${due}已到期，超过${days}个工作日`,
  };
}

/** The newest notice that is due, from `told` on: after an outage, or for a paper case, the ones before it are no news. */
export function newestDue(dispute: Dispute, terms: DisputeTerms, told: number, now: Instant): number {
  let newest = told;
  while (disputeNotice(dispute, terms, newest + 1).at <= now) newest++;
  return newest;
}
