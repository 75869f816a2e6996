/** What the county already knows of the parties: earlier violations, and fines for perhaps the same act. */
import { addMonthsToDay, dateOfDay, dayOf } from '../terms/instant.ts';
import type { EarlierViolation } from './context.ts';
import type { CaseFile } from './state.ts';

const ESTABLISHED = new Set<string | null>(['penalty', 'ordered', 'no-penalty', 'exempted']);

/** Cases in which a violation was established; a lead found unfounded or a running case is none. */
export const establishedEarlier = (file: Pick<CaseFile, 'caseId'>, history: readonly EarlierViolation[]): EarlierViolation[] =>
  history.filter((one) => one.caseId !== file.caseId && ESTABLISHED.has(one.outcome));

export const describeEarlier = (one: EarlierViolation): string =>
  `${one.number ?? one.caseId}（${one.town}，${one.matterName}${one.conductOn ? `，${one.conductOn}` : ''}）`;

/** Established violations of the same matter in the year up to the conduct, this one not among them. */
export const alikeWithinYear = (
  file: Pick<CaseFile, 'caseId' | 'conduct' | 'matter'>,
  history: readonly EarlierViolation[],
): EarlierViolation[] => alikeWithin(file, history, 12);

/** The same within so many months up to the conduct; null: ever, one of an unknown day among them. */
export function alikeWithin(
  file: Pick<CaseFile, 'caseId' | 'conduct' | 'matter'>,
  history: readonly EarlierViolation[],
  months: number | null,
): EarlierViolation[] {
  const { conduct, matter } = file;
  if (!conduct || !matter) return [];
  const from = months === null ? null : dateOfDay(addMonthsToDay(dayOf(conduct.on), -months));
  return establishedEarlier(file, history).filter((one) => {
    const day = one.conductOn ?? one.decidedOn;
    if (one.matterCode !== matter.code) return false;
    return day === null ? from === null : (from === null || day > from) && day <= conduct.on;
  });
}

/** How often within the year up to the conduct, this time included: the benchmark's 一年内同类违法次数. */
export function timesWithinYear(
  file: Pick<CaseFile, 'caseId' | 'conduct' | 'matter'>,
  history: readonly EarlierViolation[],
): number | null {
  return file.conduct && file.matter ? alikeWithinYear(file, history).length + 1 : null;
}

/** Earlier fines for what may be the same act: the same matter, with a day of conduct in common. */
export function finesForSameAct(
  file: Pick<CaseFile, 'caseId' | 'conduct' | 'matter'>,
  history: readonly EarlierViolation[],
): EarlierViolation[] {
  const { conduct, matter } = file;
  if (!conduct || !matter) return [];
  const until = conduct.endedOn ?? conduct.on;
  return establishedEarlier(file, history).filter(
    ({ fine, matterCode, conductOn }) =>
      (fine ?? 0) > 0 && matterCode === matter.code && conductOn !== null && conductOn >= conduct.on && conductOn <= until,
  );
}
