/**
 * Finding items by words. A word is found where it stands in an item's search text, as the writer of the record keeps it. The
 * index
 * over every sign, every two and every three in a row (`search_tokens`, prisma/migrations) finds seldom words at once; frequent
 * ones are found faster by walking the order that was asked for. PostgreSQL, which has counted the frequent ones, is asked first;
 * where it does not say seldom, it is measured on the order's own next rows.
 */
import { type Database, containing } from '../database/database.ts';
import { type Binder, binder } from '../database/binder.ts';

const MOST_WORDS = 8;

/** As the search text is kept: lower-case, and never with a space in a word. */
export const wordsOf = (q: string | undefined): string[] => (q ?? '').toLowerCase().split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);

/** What the index has of a word: itself up to three signs, then its threes. */
export function tokensOf(word: string): string[] {
  const signs = [...word];
  if (signs.length <= 3) return [word];
  return [...new Set(signs.slice(2).map((_, at) => signs.slice(at, at + 3).join('')))];
}

/** Over `work_search s`. */
export const containsAll = (words: readonly string[], { bind }: Binder): string =>
  words.map((word) => `s.text like ${bind(containing(word))}`).join(' and ');

const hasTokens = (words: readonly string[], { bind }: Binder): string =>
  `search_tokens(s.text) @> ${bind([...new Set(words.flatMap(tokensOf))])}::text[]`;

/** The same, for the index. */
export const foundByTokens = (words: readonly string[], query: Binder): string =>
  `${hasTokens(words, query)} and ${containsAll(words, query)}`;

/**
 * What PostgreSQL has not counted among the frequent it takes for one in two hundred; whatever it takes for more is no seldom
 * word.
 */
const SELDOM = 1 / 180;
/** In a small county that is next to nothing. */
const NEXT_TO_NOTHING = 100;
/** So many are looked up one by one within some milliseconds. */
const FEW = 3_000;

/** What PostgreSQL has counted changes slowly. */
const ASKED_AGAIN_MS = 60_000;
const REMEMBERED = 500;
const remembered = new WeakMap<Database, Map<string, { seldom: Promise<boolean>; until: number }>>();

/** Whether PostgreSQL takes the words for seldom; asked once for a list and its count, and for its next pages. */
function isSeldom(database: Database, words: readonly string[]): Promise<boolean> {
  const known = remembered.get(database) ?? new Map<string, { seldom: Promise<boolean>; until: number }>();
  remembered.set(database, known);
  const key = words.join(' ');
  const before = known.get(key);
  if (before && before.until > Date.now()) return before.seldom;
  if (known.size >= REMEMBERED) known.clear();
  const seldom = askWhetherSeldom(database, words);
  known.set(key, { seldom, until: Date.now() + ASKED_AGAIN_MS });
  seldom.catch(() => known.delete(key));
  return seldom;
}

async function askWhetherSeldom(database: Database, words: readonly string[]): Promise<boolean> {
  const query = binder();
  const [expected, size] = await Promise.all([
    database.first<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
      `explain (format json) select from work_search s where ${hasTokens(words, query)}`,
      query.values,
    ),
    database.first<{ all: number }>(`select greatest(reltuples, 0)::float8 as all from pg_class where oid = 'work_search'::regclass`),
  ]);
  return (
    expected !== undefined &&
    size !== undefined &&
    expected['QUERY PLAN'][0].Plan['Plan Rows'] <= Math.max(NEXT_TO_NOTHING, size.all * SELDOM)
  );
}

/** The ids of all items with the words where there are few; null where there are many, or perhaps. */
export async function fewWith(database: Database, words: readonly string[]): Promise<string[] | null> {
  if (!(await isSeldom(database, words))) return null;
  const query = binder();
  const row = await database.first<{ ids: string[] }>(
    `select array(select s.id from work_search s where ${foundByTokens(words, query)} limit ${FEW + 1}) as ids`,
    query.values,
  );
  return row === undefined || row.ids.length > FEW ? null : row.ids;
}

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
