/**
 * Finding items by words. A word is found where it stands in an item's search text, as the writer of the record keeps it. The
 * index
 * over every sign, every two and every three in a row (`search_tokens`, prisma/migrations) finds seldom words at once; frequent
 * ones are found faster by walking the order that was asked for. Which it is, is measured on the order's own next rows.
 */
import { containing } from '../database/database.ts';
import type { Binder } from '../database/binder.ts';

const MOST_WORDS = 8;

/** As the search text is kept: lower-case, and never with a space in a word. */
export const wordsOf = (q: string | undefined): string[] =>
  (q ?? '').toLowerCase().split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);

/** What the index has of a word: itself up to three signs, then its threes. */
export function tokensOf(word: string): string[] {
  const signs = [...word];
  if (signs.length <= 3) return [word];
  return [...new Set(signs.slice(2).map((_, at) => signs.slice(at, at + 3).join('')))];
}

/** Over `work_search s`. */
export const containsAll = (words: readonly string[], { bind }: Binder): string =>
  words.map((word) => `s.text like ${bind(containing(word))}`).join(' and ');

/** The same, for the index. */
export const foundByTokens = (words: readonly string[], query: Binder): string =>
  `search_tokens(s.text) @> ${query.bind([...new Set(words.flatMap(tokensOf))])}::text[] and ${containsAll(words, query)}`;

/** So many rows of the order are looked through first: some milliseconds. */
export const FIRST_WALK = 2_000;
const LONGEST_WALK = 50_000;

/**
 * After `walked` rows of the order gave `found` of the `wanted`: how many rows to walk instead, or null where the index is
 * the shorter way. At a
 * share p of all rows a walk reads wanted / p of them, the index p × all. Three times as many are walked, for words are not
 * spread evenly.
 */
export function nextWalk(walk: { walked: number; found: number; wanted: number; all: number }): number | null {
  const share = walk.found / walk.walked;
  const needed = walk.wanted / share;
  return needed < share * walk.all && needed * 3 <= LONGEST_WALK ? Math.ceil(needed * 3) : null;
}
