import type { Span } from './words.ts';

/**
 * Where in the text the statistics found what they found: grams are laid over the text, and stretches where they
 * are dense are shown, so that a reader sees 往小瓶里过气 and not 瓶往, 里过 and 过气.
 */

const DENSE = 0.4;
const LONGEST = 10;
const PLACES_OF_ONE_GRAM = 5;

/** The heaviest stretches, in order of weight; each at least two characters and at most ten. */
export function stretches(clean: string, grams: readonly { gram: string; weight: number }[], most: number): Span[] {
  const density = new Float64Array(clean.length);
  for (const { gram, weight } of grams) {
    if (weight <= 0) continue;
    let at = clean.indexOf(gram);
    for (let place = 0; at >= 0 && place < PLACES_OF_ONE_GRAM; place++) {
      for (let i = at; i < at + gram.length; i++) density[i] = (density[i] ?? 0) + weight / gram.length;
      at = clean.indexOf(gram, at + 1);
    }
  }
  const limit = DENSE * Math.max(0, ...density);
  if (limit === 0) return [];
  const found: { span: Span; sum: number }[] = [];
  for (let start = 0; start < clean.length; start++) {
    if ((density[start] ?? 0) < limit) continue;
    let end = start;
    let sum = 0;
    while (end < clean.length && end - start < LONGEST && (density[end] ?? 0) >= limit) sum += density[end++] ?? 0;
    if (end - start >= 2) found.push({ span: [start, end], sum });
    start = end - 1;
  }
  return found
    .sort((a, b) => b.sum - a.sum || a.span[0] - b.span[0])
    .slice(0, most)
    .map(({ span }) => span);
}
