/** What a number's format says it is: a day, a time, a figure with zeros in front. */

export interface NumberFormat {
  kind: 'number' | 'date' | 'timed';
  /** How many figures it is filled up to with zeros in front. */
  zeros?: number;
}

const PLAIN: NumberFormat = { kind: 'number' };

/** Formats that have no words in the file (ECMA-376 part 1, 18.8.30), the East Asian ones among them. */
const BUILT_IN_DATES = [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
const BUILT_IN_TIMED = [18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56];

export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) {
    if (BUILT_IN_TIMED.includes(id)) return { kind: 'timed' };
    return BUILT_IN_DATES.includes(id) ? { kind: 'date' } : PLAIN;
  }
  // Words in quotes, escaped signs, colours and locales say nothing; `[h]` counts hours.
  const signs = (code.split(';')[0] ?? '')
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^0+$/.test(signs)) return signs.length > 1 ? { kind: 'number', zeros: signs.length } : PLAIN;
  if (signs.includes('general')) return PLAIN;
  if (/[hs]|am\/pm|上午/.test(signs)) return { kind: 'timed' };
  return /[yd]|m/.test(signs) ? { kind: 'date' } : PLAIN;
}
