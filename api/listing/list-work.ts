/** Lists of work items: filters, keyset pages of any depth at the same cost, counts that are capped and say so. */
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { ItemRow } from '../../contract/items.ts';
import type { CappedCount, Page } from '../../contract/page.ts';
import { type Binder, binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf, type Position } from '../http/cursor.ts';
import { wanted, type WorkFilters } from './filters.ts';
import { type Order, ORDERS, type OrderName } from './list-order.ts';
import { containsAll, fewWith, FIRST_WALK, foundByTokens, nextWalk, wordsOf } from './search.ts';
import { ITEM_ROW_COLUMNS, ITEM_ROW_JOINS, itemRowOf, type ItemRowRecord } from './item-row.ts';

export interface ListRequest {
  person: Person;
  filters: WorkFilters;
  sort: OrderName;
  cursor: string | undefined;
  limit: number;
  now: Instant;
}

const COUNT_CAP = 1_000;
const COUNT_WALK = 5_000;

type Keyed = ItemRowRecord & { sortKey: string | null };

/** Where the order's key may be missing, rows without it follow after the last that has it. */
type Phase = 'keyed' | 'keyless';

interface Reading extends Pick<ListRequest, 'person' | 'filters' | 'now'> {
  order: Order;
  position: Position | null;
  /** The only ones that are asked about; null where any may be. */
  among: readonly string[] | null;
}

/** One page. */
export async function listWork(database: Database, request: ListRequest): Promise<Page<ItemRow>> {
  const { person, filters, sort, limit, now } = request;
  const order: Order = ORDERS[sort];
  const position = decodeCursor(sort, request.cursor, order.nullable ? 'instantOrNone' : 'instant');
  const words = wordsOf(filters.q);
  const among = words.length === 0 ? null : await fewWith(database, words);
  const reading: Reading = { person, filters, now, order, position, among };
  const read = (phase: Phase, take: number) => (words.length === 0 || among ? inOrder : searched)(database, reading, phase, take);
  const keyed = position?.key === null ? [] : await read('keyed', limit + 1);
  const rows = order.nullable && keyed.length <= limit ? [...keyed, ...(await read('keyless', limit + 1 - keyed.length))] : keyed;
  const page = pageOf(rows, limit, (row) => encodeCursor(sort, { key: row.sortKey, id: row.id }));
  return { items: page.items.map((row) => itemRowOf(row, now)), nextCursor: page.nextCursor };
}

/** How many there are, up to a thousand. */
export async function countWork(database: Database, request: Pick<ListRequest, 'person' | 'filters' | 'now'>): Promise<CappedCount> {
  const words = wordsOf(request.filters.q);
  const capped = (count: number): CappedCount => ({ count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP });
  const reading: Reading = {
    ...request,
    order: ORDERS['-openedAt'],
    position: null,
    among: words.length === 0 ? null : await fewWith(database, words),
  };
  const query = binder();
  // In order of age, as the list is read: without an order PostgreSQL reads the table from its first row, which is the oldest.
  if ((words.length === 0 && !isNarrow(request.filters)) || reading.among)
    return capped(await countOf(database, following(reading, 'keyed', query), query));
  // What is asked for beside the words is perhaps little, and then looked through.
  if (words.length > 0 && isNarrowed(request.filters)) {
    const { ids, walked } = await walkAlong(database, reading, 'keyed', COUNT_CAP + 1, COUNT_WALK);
    if (walked < COUNT_WALK || ids.length > COUNT_CAP) return capped(ids.length);
  }
  const { join, condition } = wanted(request.person, request.filters, request.now, query);
  const found = words.length === 0 ? '' : ` join work_search s on s.id = c.id and ${foundByTokens(words, query)}`;
  return capped(await countOf(database, `from work_view c${join}${found} where ${condition}`, query));
}

/** So little that its own index is read at once. */
const isNarrow = ({ light = [], handler, town, unit, open, ended }: WorkFilters): boolean =>
  (light.length > 0 && !light.includes('green')) ||
  handler !== undefined ||
  ((open === true || ended === false) && (town ?? unit) !== undefined);

/** Anything beside the words and the kind. */
const isNarrowed = ({ q: _words, kind: _kind, ...others }: WorkFilters): boolean =>
  Object.values(others).some((asked) => (Array.isArray(asked) ? asked.length > 0 : asked !== undefined && asked !== false));

async function countOf(database: Database, from: string, query: Binder): Promise<number> {
  const row = await database.first<{ count: number }>(
    `select count(*)::int as count from (select 1 ${from} limit ${query.bind(COUNT_CAP + 1)}) as found`,
    query.values,
  );
  return row?.count ?? 0;
}

const directionOf = ({ descending }: Order): 'asc' | 'desc' => (descending ? 'desc' : 'asc');

/**
 * What a phase has of the order's instant. By red, what a light says of it says that it is there; what is not red stands
 * behind all
 * that is, and the walk begins there. A condition more than needed would make PostgreSQL expect too few rows and sort them all.
 */
function dated({ column }: Order, phase: Phase, { light = [] }: WorkFilters, now: () => string): string[] {
  if (phase === 'keyless') return [`${column} is null`];
  if (column !== 'c.red_at' || light.length === 0 || light.includes('stuck')) return [`${column} is not null`];
  if (light.every((one) => one === 'red')) return [];
  return light.includes('red') ? [`${column} is not null`] : [`${column} > ${now()}`];
}

/** `from … where … order by …` of what follows after the position. */
function following({ person, filters, now, order, position, among }: Reading, phase: Phase, query: Binder, found = ''): string {
  const { join, condition } = wanted(person, filters, now, query);
  const conditions = [condition];
  if (among) conditions.push(`c.id = any(${query.bind(among)}::text[])`);
  const after = order.descending ? '<' : '>';
  if (order.nullable) conditions.push(...dated(order, phase, filters, () => `${query.bind(new Date(now))}::timestamptz`));
  if (position !== null && phase === 'keyed') {
    const key = `${query.bind(position.key)}::${order.cast}`;
    // Where key and id lie in two tables, the key alone can use its index.
    if (order.source) conditions.push(`${order.column} ${after}= ${key}`);
    conditions.push(`(${order.column}, c.id) ${after} (${key}, ${query.bind(position.id)})`);
  } else if (position?.key === null) {
    conditions.push(`c.id ${after} ${query.bind(position.id)}`);
  }
  const by = `${phase === 'keyless' ? '' : `${order.column} ${directionOf(order)}, `}c.id ${directionOf(order)}`;
  return `from ${order.source ?? 'work_view c'}${join}${found} where ${conditions.join(' and ')} order by ${by}`;
}

const rowsOf = (database: Database, order: Order, chosen: string, query: Binder): Promise<Keyed[]> =>
  database.rows<Keyed>(
    `select ${ITEM_ROW_COLUMNS}, to_json(c.sort_key) #>> '{}' as "sortKey" from (${chosen}) c ${ITEM_ROW_JOINS}` +
      ` order by c.sort_key ${directionOf(order)}, c.id ${directionOf(order)}`,
    query.values,
  );

function inOrder(database: Database, reading: Reading, phase: Phase, take: number): Promise<Keyed[]> {
  const query = binder();
  const chosen = `select c.*, ${reading.order.column} as sort_key ${following(reading, phase, query)} limit ${query.bind(take)}`;
  return rowsOf(database, reading.order, chosen, query);
}

/** First a walk along the order; then, by how much it found, a longer one or the index. */
async function searched(database: Database, reading: Reading, phase: Phase, take: number): Promise<Keyed[]> {
  for (let walk: number | null = FIRST_WALK, last = false; walk !== null;) {
    const { ids, walked, all } = await walkAlong(database, reading, phase, take, walk);
    if (ids.length === take || walked < walk) return rowsOfIds(database, reading.order, ids);
    walk = last ? null : nextWalk({ walked, found: ids.length, wanted: take, all });
    last = true;
  }
  const query = binder();
  const found = `with found as materialized (select s.id from work_search s where ${foundByTokens(wordsOf(reading.filters.q), query)})`;
  const chosen = following(reading, phase, query, ' join found f on f.id = c.id');
  return rowsOf(
    database,
    reading.order,
    `${found} select c.*, ${reading.order.column} as sort_key ${chosen} limit ${query.bind(take)}`,
    query,
  );
}

/**
 * Which of the order's next rows have the words; `all`: how many rows there are, as PostgreSQL last counted them. Rows are
 * read until enough
 * are found: the walk is not sorted again, for a lateral keeps the order of what it goes through. How many were walked is
 * counted only where
 * that was all of them.
 */
async function walkAlong(
  database: Database,
  reading: Reading,
  phase: Phase,
  take: number,
  walk: number,
): Promise<{ ids: string[]; walked: number; all: number }> {
  const query = binder();
  const next = `select c.id ${following(reading, phase, query)} limit ${query.bind(walk)}`;
  const found = `select w.id from walked w cross join lateral (select text from work_search where id = w.id offset 0) s
     where ${containsAll(wordsOf(reading.filters.q), query)} limit ${query.bind(take)}`;
  const row = await database.first<{ ids: string[]; walked: number | null; all: number }>(
    `with walked as materialized (${next}), found as materialized (select array(${found}) as ids)
     select ids, case when cardinality(ids) < ${query.bind(take)} then (select count(*)::int from walked) end as walked,
       (select reltuples from pg_class where oid = 'work_view'::regclass)::float8 as all from found`,
    query.values,
  );
  return row ? { ...row, walked: row.walked ?? walk } : { ids: [], walked: 0, all: 0 };
}

function rowsOfIds(database: Database, order: Order, ids: readonly string[]): Promise<Keyed[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const query = binder();
  return rowsOf(
    database,
    order,
    `select c.*, ${order.column} as sort_key from ${order.source ?? 'work_view c'} where c.id = any(${query.bind(ids)})`,
    query,
  );
}
