/** Work items of any kind as PostgreSQL shows them: who may see one, and where it stands. */
import type { ItemRow } from '../../contract/items.ts';
import type { Page } from '../../contract/page.ts';
import type { Person } from '../../domain/people.ts';
import type { Instant, IsoInstant } from '../../domain/terms/model.ts';
import type { Light } from '../../domain/vocabulary.ts';
import type { WorkFile, WorkState } from '../../domain/work/file.ts';
import type { AnyKind } from '../../domain/work/kind.ts';
import { maySeeCase, visibleCases } from '../access/visibility.ts';
import { lightCondition, stuckCondition } from '../cases/light-condition.ts';
import { lightOf } from '../cases/case-row.ts';
import { namingTerm, type OpenTerm } from '../cases/naming-term.ts';
import { binder } from '../database/binder.ts';
import { containing, type Database } from '../database/database.ts';
import { decodeCursor, encodeCursor, pageOf } from '../http/cursor.ts';
import { notFound } from '../http/problem.ts';

export interface ItemStanding {
  kind: string;
  id: string;
  title: string;
  stage: string;
  version: number;
  head: string;
  policyHash: string;
  townId: string;
  unitId: string;
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  handlerIds: string[];
  state: WorkFile;
}

const COLUMNS = `c.kind, c.id, c.title, c.stage, c.version, c.head, c.policy_hash as "policyHash", c.town_id as "townId", c.unit_id as "unitId",
  c.concerned_unit_ids as "concernedUnitIds", c.concerned_person_ids as "concernedPersonIds", c.handler_ids as "handlerIds"`;

const ID = /^[\x21-\x7e]{1,140}$/;

export const noSuchItem = (kind: Pick<AnyKind, 'label'>) => notFound(`没有这件${kind.label}，或者您无权查看`, 'item-not-found');

/** The item, for one who may see it; the 404 for everybody else. */
export async function itemVisibleTo(database: Database, kind: AnyKind, person: Person, id: string): Promise<ItemStanding> {
  const row = ID.test(id)
    ? await database.first<ItemStanding & { state: WorkState; stateVersion: number }>(
        `select ${COLUMNS}, c.state, c.state_version as "stateVersion" from work_view c where c.id = $1 and c.kind = $2`, [id, kind.name], 'item-standing',
      )
    : undefined;
  if (!row || !maySeeCase(person, row)) throw noSuchItem(kind);
  const { stateVersion, ...standing } = row;
  return { ...standing, state: kind.upcast(row.state, stateVersion) as WorkFile };
}

/** Those of the ids that the person may see, with kind and title. */
export async function itemsVisibleTo(database: Database, person: Person, ids: readonly string[]): Promise<Map<string, { kind: string; id: string; title: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await database.rows<Omit<ItemStanding, 'state'>>(`select ${COLUMNS} from work_view c where c.id = any($1)`, [ids]);
  return new Map(rows.filter((row) => maySeeCase(person, row)).map(({ kind, id, title }) => [id, { kind, id, title }]));
}

export interface ItemFilters {
  stage?: readonly string[] | undefined;
  light?: readonly (Light | 'stuck')[] | undefined;
  ended?: boolean | undefined;
  /** For those who handle it or are of its unit. */
  handler?: string | undefined;
  q?: string | undefined;
}

interface RowRecord {
  kind: string; id: string; title: string; stage: string; unitId: string; unitName: string; openedAt: Date; stageEnteredAt: Date; yellowAt: Date | null;
  redAt: Date | null; paused: boolean; terms: OpenTerm[]; waiting: string | null; ended: boolean; version: number; sortKey: string;
  handlers: { id: string; name: string }[];
}

const iso = (at: Date): IsoInstant => at.toISOString();

export const itemRowOf = (row: RowRecord, now: Instant): ItemRow => {
  const light = lightOf(row, now);
  return {
    kind: row.kind, id: row.id, title: row.title, stage: row.stage, light, term: namingTerm(row.terms, light, now), unit: { id: row.unitId, name: row.unitName }, handlers: row.handlers,
    openedAt: iso(row.openedAt), stageEnteredAt: iso(row.stageEnteredAt), waiting: row.waiting, ended: row.ended, version: row.version,
  };
};

/** A page of one kind, or of all kinds but `except`; the newest first. */
export async function listItems(
  database: Database,
  request: { person: Person; kind?: string; except?: string; filters: ItemFilters; cursor: string | undefined; limit: number; now: Instant },
): Promise<Page<ItemRow>> {
  const { person, kind, except, filters, limit, now } = request;
  const query = binder();
  const conditions = [visibleCases(person, query.bind)];
  if (kind !== undefined) conditions.push(`c.kind = ${query.bind(kind)}`);
  if (except !== undefined) conditions.push(`c.kind <> ${query.bind(except)}`);
  if (filters.stage && filters.stage.length > 0) conditions.push(`c.stage = any(${query.bind(filters.stage)})`);
  if (filters.ended !== undefined) conditions.push(filters.ended ? 'c.ended' : 'not c.ended');
  if (filters.handler !== undefined) conditions.push(`c.handler_ids @> array[${query.bind(filters.handler)}]::text[]`);
  for (const word of (filters.q ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) conditions.push(`c.search_text ilike ${query.bind(containing(word))}`);
  if (filters.light && filters.light.length > 0) {
    const instant = `${query.bind(new Date(now))}::timestamptz`;
    conditions.push(`(${filters.light.map((light) => (light === 'stuck' ? stuckCondition(instant) : lightCondition(light, instant))).join(' or ')})`);
  }
  const position = decodeCursor('opened', request.cursor, 'instant');
  if (position) conditions.push(`(c.opened_at, c.id) < (${query.bind(position.key)}::timestamptz, ${query.bind(position.id)})`);
  const rows = await database.rows<RowRecord>(
    `select c.kind, c.id, c.title, c.stage, c.unit_id as "unitId", coalesce(u.name, c.unit_id) as "unitName", c.opened_at as "openedAt",
       c.stage_entered_at as "stageEnteredAt", c.yellow_at as "yellowAt", c.red_at as "redAt", c.paused, c.terms, c.ended, c.version,
       case when c.next_wake_up_at is null then c.waiting end as waiting, to_json(c.opened_at) #>> '{}' as "sortKey",
       coalesce(c.state -> 'handlers', '[]'::jsonb) as handlers
     from (select c.* from work_view c where ${conditions.join(' and ')} order by c.opened_at desc, c.id desc limit ${query.bind(limit + 1)}) c
     left join unit u on u.id = c.unit_id order by c.opened_at desc, c.id desc`,
    query.values,
  );
  const page = pageOf(rows, limit, (row) => encodeCursor('opened', { key: row.sortKey, id: row.id }));
  return { items: page.items.map((row) => itemRowOf({ ...row, handlers: row.handlers.map(({ id, name }) => ({ id, name })) }, now)), nextCursor: page.nextCursor };
}
