/** Lists of cases: filters, keyset pages of any depth at the same cost, counts that are capped and say so. */
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { CappedCount, Page } from '../../contract/page.ts';
import type { Light, Stage, Tier } from '../../domain/vocabulary.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder, type Binder } from '../database/binder.ts';
import { containing, type Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { CASE_ROW_COLUMNS, CASE_ROW_JOINS, caseRowOf, type CaseRowRecord } from './case-row.ts';
import { lightCondition, stuckCondition } from './light-condition.ts';
import { type Order, ORDERS, type OrderName } from './list-order.ts';

export interface CaseFilters {
  stage?: readonly Stage[] | undefined;
  tier?: readonly Tier[] | undefined;
  /** `stuck`: running, with nothing due and no stated reason. */
  light?: readonly (Light | 'stuck')[] | undefined;
  town?: string | undefined;
  unit?: string | undefined;
  handler?: string | undefined;
  matter?: string | undefined;
  lead?: string | undefined;
  /** Every word must occur: number, title, party, address. */
  q?: string | undefined;
  openedFrom?: string | undefined;
  openedBefore?: string | undefined;
  /** Running cases only. */
  open?: boolean | undefined;
}

export interface ListRequest {
  person: Person;
  filters: CaseFilters;
  sort: OrderName;
  cursor: string | undefined;
  limit: number;
  now: Instant;
}

const COUNT_CAP = 1_000;

/** What is asked for and may be seen, as one condition over `work_view c` and `case_detail d`. */
export function caseCondition(person: Person, filters: CaseFilters, now: Instant, { bind }: Binder): string {
  const conditions = [`c.kind = 'case'`, visibleCases(person, bind)];
  const any = (column: string, values: readonly string[] | undefined) => {
    if (values && values.length > 0)
      conditions.push(values.length === 1 ? `${column} = ${bind(values[0])}` : `${column} = any(${bind(values)})`);
  };
  any('c.stage', filters.stage);
  any('c.tier', filters.tier);
  any('c.town_id', filters.town === undefined ? undefined : [filters.town]);
  any('c.unit_id', filters.unit === undefined ? undefined : [filters.unit]);
  any('d.matter_code', filters.matter === undefined ? undefined : [filters.matter]);
  any('d.lead_id', filters.lead === undefined ? undefined : [filters.lead]);
  if (filters.handler !== undefined) conditions.push(`c.handler_ids @> array[${bind(filters.handler)}]::text[]`);
  if (filters.open) conditions.push('c.closed_at is null');
  if (filters.openedFrom !== undefined) conditions.push(`c.opened_at >= ${bind(filters.openedFrom)}::timestamptz`);
  if (filters.openedBefore !== undefined) conditions.push(`c.opened_at < ${bind(filters.openedBefore)}::timestamptz`);
  for (const word of (filters.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8))
    conditions.push(`c.search_text ilike ${bind(containing(word))}`);
  if (filters.light && filters.light.length > 0) {
    const instant = `${bind(new Date(now))}::timestamptz`;
    conditions.push(
      `(${filters.light.map((light) => (light === 'stuck' ? stuckCondition(instant) : lightCondition(light, instant))).join(' or ')})`,
    );
  }
  return conditions.join(' and ');
}

/** One page. Where the order's key may be missing, rows without it follow after the last that has it. */
export async function listCases(database: Database, request: ListRequest): Promise<Page<CaseRow>> {
  const { person, filters, sort, limit, now } = request;
  const order: Order = ORDERS[sort];
  const position = decodeCursor(sort, request.cursor, order.nullable ? 'instantOrNone' : 'instant');
  const read = (phase: 'keyed' | 'keyless', take: number) => {
    const query = binder();
    const conditions = [caseCondition(person, filters, now, query)];
    const direction = order.descending ? 'desc' : 'asc';
    const after = order.descending ? '<' : '>';
    if (order.nullable) conditions.push(`${order.column} is ${phase === 'keyless' ? 'null' : 'not null'}`);
    if (position !== null && phase === 'keyed') {
      const key = `${query.bind(position.key)}::${order.cast}`;
      // The first half alone can use the index where key and id lie in two tables.
      conditions.push(`${order.column} ${after}= ${key} and (${order.column}, c.id) ${after} (${key}, ${query.bind(position.id)})`);
    } else if (position?.key === null) {
      conditions.push(`c.id ${after} ${query.bind(position.id)}`);
    }
    const by = `${phase === 'keyless' ? '' : `${order.column} ${direction}, `}c.id ${direction}`;
    const chosen =
      `select c.*, ${order.column} as sort_key from ${order.source ?? 'work_view c'} join case_detail d on d.id = c.id` +
      ` where ${conditions.join(' and ')} order by ${by} limit ${query.bind(take)}`;
    return database.rows<CaseRowRecord & { sortKey: string | null }>(
      `select ${CASE_ROW_COLUMNS}, to_json(c.sort_key) #>> '{}' as "sortKey" from (${chosen}) c ${CASE_ROW_JOINS}` +
        ` order by c.sort_key ${direction}, c.id ${direction}`,
      query.values,
    );
  };
  const keyed = position?.key === null ? [] : await read('keyed', limit + 1);
  const rows =
    order.nullable && keyed.length <= limit
      ? [...keyed, ...(await read('keyless', limit + 1 - keyed.length))]
      : keyed;
  const page = pageOf(rows, limit, (row) => encodeCursor(sort, { key: row.sortKey, id: row.id }));
  return { items: page.items.map((row) => caseRowOf(row, now)), nextCursor: page.nextCursor };
}

/** How many there are, up to a thousand. */
export async function countCases(
  database: Database,
  request: Pick<ListRequest, 'person' | 'filters' | 'now'>,
): Promise<CappedCount> {
  const query = binder();
  const condition = caseCondition(request.person, request.filters, request.now, query);
  const row = await database.first<{ count: number }>(
    `select count(*)::int as count from (select 1 from work_view c join case_detail d on d.id = c.id where ${condition} limit ${query.bind(COUNT_CAP + 1)}) as found`,
    query.values,
  );
  const count = row?.count ?? 0;
  return { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP };
}
