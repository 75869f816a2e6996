/** Where a fine lies among those of like cases: a look at equal treatment (行政处罚法 5, 34), never a rule of its own. */

/** Fines in yuan; the median of an even number is the mean of its two middle ones. */
export interface Spread {
  count: number;
  min: number;
  median: number;
  max: number;
}

/** Null where there is nothing to compare with. */
export function spreadOf(fines: readonly number[]): Spread | null {
  const sorted = [...fines].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) return null;
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? max;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? min) + upper) / 2;
  return { count: sorted.length, min, median, max };
}

export type SpreadStanding = 'below' | 'within' | 'above';

export const standingIn = (fine: number, { min, max }: Spread): SpreadStanding => (fine < min ? 'below' : fine > max ? 'above' : 'within');
