/** 公示 (行政处罚法 48): what the public is told of the decision, and for how long. */
import { monthsAfter } from '../../work/days.ts';
import type { LegalDate } from '../../terms/model.ts';
import { heavyPenalties } from '../../routing/tier.ts';
import type { CasePolicy } from '../policy.ts';
import type { CaseFile } from '../state.ts';

type Publication = NonNullable<CaseFile['publication']>;
type Decision = NonNullable<CaseFile['decision']>;

/**
 * The publication that stands on that day; null while there is none, where it was withdrawn or stopped, and once its longest
 * time is over: it ends by itself, also in a case that is closed and archived.
 */
export function publishedNow({ publication }: CaseFile, on: LegalDate): Publication | null {
  if (publication?.withdrawnAt !== null) return null;
  return publication.until !== null && on > publication.until ? null : publication;
}

/** 信用修复管理办法 (国家发展改革委令第36号, in force 2026-04-01): how grave what was published is. */
export const PUBLICITY_LEVELS = ['minor', 'general', 'serious'] as const;
export type PublicityLevel = (typeof PUBLICITY_LEVELS)[number];
export const PUBLICITY_LEVEL_LABELS: Record<PublicityLevel, string> = { minor: '轻微', general: '一般', serious: '严重' };

/** Months from the day of the decision: before the first nobody may ask for it to be stopped, after the last it is over. */
const MONTHS: Record<PublicityLevel, { least: number; most: number }> = {
  minor: { least: 0, most: 3 },
  general: { least: 3, most: 12 },
  serious: { least: 12, most: 36 },
};

export const PUBLICITY_RULE = '《信用修复管理办法》（国家发展和改革委员会令第36号）';

const RESTRICTS = /吊销|限制从业|限制开展生产经营/;

/**
 * Minor: the simple procedure, or nothing but a warning or a notice of criticism. Serious: licences taken, business or
 * profession restricted, or a fine that is huge; the county reads “huge” as what it hears the party on (行政处罚法 63).
 */
export function publicityLevel(decision: Decision, file: CaseFile, { thresholds }: CasePolicy): PublicityLevel {
  const { money, others, onTheSpot } = decision;
  const paid = money.fine + money.confiscation > 0;
  if (onTheSpot || (!paid && others.every((other) => /警告|通报批评/.test(other)))) return 'minor';
  const { hearingFine, individualBusinessAs } = thresholds;
  const limits = file.parties.map(({ kind }) => hearingFine[kind === 'individual-business' ? individualBusinessAs : kind]);
  const huge = money.fine >= Math.min(...limits, hearingFine.organisation);
  return huge || heavyPenalties(others).some((other) => RESTRICTS.test(other)) ? 'serious' : 'general';
}

export interface Publicity {
  level: PublicityLevel;
  /** Before this day it is not stopped on application. */
  stoppableFrom: LegalDate;
  /** Its last day. */
  until: LegalDate;
}

/** The publicity of a penalty, counted from the day of its decision. */
export function publicityOf(decision: Decision, file: CaseFile, policy: CasePolicy): Publicity {
  const level = publicityLevel(decision, file, policy);
  const { least, most } = MONTHS[level];
  return { level, stoppableFrom: monthsAfter(decision.decidedOn, least), until: monthsAfter(decision.decidedOn, most) };
}
