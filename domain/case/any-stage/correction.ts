/** What the orders to correct have come to (行政处罚法 28). */
import { legalDateOf, instantOf } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CaseFile } from '../state.ts';

type Correction = CaseFile['corrections'][number];
export type CheckResult = Correction['checks'][number]['result'];

/**
 * A check's result: put right within the time given, put right too late, not put right (refused, or still not on a later
 * day), or only looked at while the time still runs. Before the fourth rules what was late counted as not put right.
 */
export function checkResult(
  dueOn: LegalDate,
  check: { checkedOn: LegalDate; corrected: boolean; correctedOn: LegalDate | null; refused: boolean },
  rules: number,
): CheckResult {
  if (check.corrected) return (check.correctedOn ?? check.checkedOn) <= dueOn ? 'met' : rules >= 4 ? 'late' : 'unmet';
  return check.refused || check.checkedOn > dueOn ? 'unmet' : 'pending';
}

const lastResult = (correction: Correction): CheckResult | null => correction.checks.at(-1)?.result ?? null;

/** Times it was found not put right, over all orders: repeated refusal 屡次拒不改正. What was put right late is none. */
export const refusals = (file: CaseFile): number =>
  file.corrections.reduce((sum, { checks }) => sum + checks.filter(({ result }) => result === 'unmet').length, 0);

/** Whether an order was not met by its day: what a clause asks for before it punishes (拒不改正、逾期不改正). */
export const correctionUnmet = (file: CaseFile): boolean =>
  file.corrections.some(({ checks }) => checks.some(({ result }) => result === 'unmet' || result === 'late'));

/** The day everything had been put right in time; null where something was not, or nothing was asked. */
export function correctedInTime(file: CaseFile): LegalDate | null {
  if (file.corrections.length > 0) {
    if (file.corrections.some((correction) => lastResult(correction) !== 'met') || correctionUnmet(file)) return null;
    const days = file.corrections.map(({ checks }) => checks.at(-1)?.correctedOn ?? checks.at(-1)?.checkedOn ?? '');
    return days.reduce((latest, day) => (day > latest ? day : latest));
  }
  const atOnce = file.stopActions.findLast(({ corrected }) => corrected);
  return atOnce ? legalDateOf(instantOf(atOnce.at)) : null;
}
