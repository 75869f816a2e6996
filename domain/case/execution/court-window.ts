/**
 * When the court may be asked to enforce: after what the party could still do against the decision has run out unused, and
 * within three months from then (行政强制法 53); where time to pay was granted, from its end (行政处罚法 72(2)); a judgment
 * itself within two years (行政诉讼法 95, 法释〔2018〕1号 153). What runs out first follows from what really happened. The
 * term and the guard both count from here.
 */
import { addDays, dateOfDay, dayAt, instantOf } from '../../terms/instant.ts';
import { leadEnd } from '../../terms/lead.ts';
import type { Calendar, LeadStep, LegalDate } from '../../terms/model.ts';
import { monthsAfter, rolledForward } from '../../work/days.ts';
import type { CaseFile } from '../state.ts';

/** What runs out before the court may be asked, as the record keeps it. `judgment`: it is the judgment that is enforced. */
export interface CourtPath {
  of: 'decision' | 'judgment';
  from: LegalDate;
  steps: LeadStep[];
}

export interface CourtWindow {
  /** The last day on which the party could still go to review or court. */
  opensAfter: LegalDate;
  /** The last day to apply. */
  until: LegalDate;
}

const rolling = (length: number, unit: LeadStep['unit'], what: string, basis: string): LeadStep => ({
  length,
  unit,
  roll: 'next',
  what,
  basis,
});

const REVIEW = rolling(60, 'naturalDay', '申请行政复议的期限', '《行政复议法》第二十条：自知道或者应当知道之日起六十日内');
const SUIT = rolling(6, 'month', '提起行政诉讼的期限', '《行政诉讼法》第四十六条：自知道或者应当知道之日起六个月内');
const AFTER_REVIEW = rolling(
  15,
  'naturalDay',
  '不服复议决定起诉的期限',
  '《行政诉讼法》第四十五条：可以在收到复议决定书之日起十五日内起诉',
);

/** Whose law says that review comes before the court (行政复议法 23); null where the party may choose. */
export function reviewFirst({ decision, matter }: CaseFile): string | null {
  if (decision?.onTheSpot) return '《行政复议法》第二十三条第一款第一项';
  return matter?.reviewFirst ?? null;
}

/** The special suit term of the matter, where the decision orders what that law speaks of (行政诉讼法 46 “法律另有规定的除外”). */
export function specialSuit({ decision, matter }: CaseFile): { days: number; basis: string } | null {
  const term = matter?.suitTerm;
  return term?.ordered.some((kind) => decision?.others.includes(kind)) ? term : null;
}

/** Of a penalty given on the spot: review comes first, and nothing else runs (行政复议法 23(1)(一)). */
export const onTheSpotPath = (decidedOn: LegalDate): CourtPath => ({ of: 'decision', from: decidedOn, steps: [REVIEW] });

/** Before anybody went to review or court. */
function unused(file: CaseFile, effectiveOn: LegalDate): CourtPath {
  const special = specialSuit(file);
  const first = reviewFirst(file) !== null ? REVIEW : SUIT;
  // The special law has the agency apply once its own days have passed without a suit (土地管理法 83).
  const step = special ? rolling(special.days, 'naturalDay', '提起行政诉讼的期限（法律另有规定）', special.basis) : first;
  return { of: 'decision', from: effectiveOn, steps: [step] };
}

export const endOfPath = ({ from, steps }: CourtPath, calendar: Calendar): LegalDate =>
  dateOfDay(dayAt(leadEnd({ from: instantOf(from), steps }, calendar)));

const later = (one: CourtPath, other: CourtPath, calendar: Calendar): CourtPath =>
  endOfPath(other, calendar) > endOfPath(one, calendar) ? other : one;

type Remedy = Pick<CaseFile['litigation'][number], 'kind' | 'endedOn' | 'servedOn' | 'result'>;
type Ended = Remedy & { endedOn: LegalDate };

const hasEnded = (one: Remedy): one is Ended => one.endedOn !== null;

/** What a review or suit that ended leaves of the way to the court; null where nothing is left for this office to enforce. */
function afterwards(before: CourtPath, one: Ended, calendar: Calendar): CourtPath | null {
  const from = one.servedOn ?? one.endedOn;
  const now: CourtPath = { of: 'decision', from, steps: [] };
  switch (one.result) {
    case 'revoked':
    case 'void':
      return null;
    // 行政诉讼法 44, 45, 62: what was taken back leaves the former way, and adds no time to it.
    case 'withdrawn':
      return later(before, now, calendar);
    case 'rejected':
      return later(before, one.kind === 'review' ? { ...now, steps: [AFTER_REVIEW] } : now, calendar);
    case 'changed':
    case 'mediated':
      // 行政复议法 78(二)(三): a changed decision and a mediation are enforced by the body that reviewed.
      return one.kind === 'review' ? null : { ...now, of: 'judgment' };
    case 'illegal':
    case 'ordered':
      return one.kind === 'review' ? { ...now, steps: [AFTER_REVIEW] } : now;
    default:
      return one.kind === 'review' ? { ...now, steps: [AFTER_REVIEW] } : { ...now, of: 'judgment' };
  }
}

/** What that way became by the reviews and suits that ended; null where nothing is left for this office to enforce. */
export function pathAfter(first: CourtPath, remedies: readonly Remedy[], calendar: Calendar): CourtPath | null {
  let path: CourtPath | null = first;
  for (const one of remedies.filter(hasEnded)) path = path && afterwards(path, one, calendar);
  return path;
}

/** Of a decision that the party may take to review or to court as it chooses: six months to sue. */
export const suitPath = (effectiveOn: LegalDate): CourtPath => ({ of: 'decision', from: effectiveOn, steps: [SUIT] });

/** The way to the court of a decision that was served with effect from that day, as things stand. */
export function courtPath(file: CaseFile, effectiveOn: LegalDate, calendar: Calendar): CourtPath | null {
  const path = pathAfter(unused(file, effectiveOn), file.litigation, calendar);
  const { instalments } = file.execution;
  if (path === null || path.of === 'judgment' || instalments === null) return path;
  return later(path, { of: 'decision', from: instalments.until, steps: [] }, calendar);
}

/** 行政强制法 53: three months; 法释〔2018〕1号 153: two years of a judgment. Counted from the moved last day. */
export function courtWindow(path: CourtPath, calendar: Calendar): CourtWindow {
  const opensAfter = endOfPath(path, calendar);
  const months = path.of === 'judgment' ? 24 : 3;
  return {
    // The judgment itself may be enforced from the day it was served.
    opensAfter: path.of === 'judgment' ? addDays(opensAfter, -1) : opensAfter,
    until: rolledForward(calendar, monthsAfter(opensAfter, months)),
  };
}

/** As cases under earlier rules count: from the longest the party could ever have had, and from the unmoved day. */
export function courtWindowBefore(file: CaseFile, effectiveOn: LegalDate, calendar: Calendar): CourtWindow {
  const latest = (a: LegalDate, b: LegalDate): LegalDate => (a > b ? a : b);
  let remediesUntil = latest(addDays(effectiveOn, 60), monthsAfter(effectiveOn, 6));
  for (const { kind, endedOn } of file.litigation) {
    if (endedOn === null) continue;
    remediesUntil = latest(remediesUntil, kind === 'review' ? addDays(endedOn, 15) : endedOn);
  }
  const { instalments } = file.execution;
  const from = instalments ? latest(remediesUntil, instalments.until) : remediesUntil;
  return { opensAfter: rolledForward(calendar, from), until: rolledForward(calendar, monthsAfter(from, 3)) };
}
