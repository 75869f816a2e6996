/** What somebody still has in hand: the items of whatever kind that have not ended and name him as a handler. */
import type { OpenItem } from '../../contract/staffing.ts';
import type { Queries } from '../database/database.ts';

export async function countOpen(queries: Queries, personId: string): Promise<number> {
  const row = await queries.first<{ open: number }>(
    'select count(*)::int as open from work_view where handler_ids @> array[$1]::text[] and not ended',
    [personId],
  );
  return row?.open ?? 0;
}

/** The same for many at once. */
export async function countOpenOf(queries: Queries, personIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await queries.rows<{ id: string; open: number }>(
    `select h.id, count(*)::int as open from work_view w cross join unnest(w.handler_ids) as h (id)
      where w.handler_ids && $1::text[] and not w.ended and h.id = any($1) group by h.id`,
    [personIds],
  );
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** Most urgent first, 200 at the most; titles only, for who administers people sees no case. */
export const readOpen = (queries: Queries, personId: string): Promise<OpenItem[]> =>
  queries.rows<OpenItem>(
    `select w.id, w.kind, w.title, w.stage, u.name as "unitName" from work_view w join unit u on u.id = w.unit_id
      where w.handler_ids @> array[$1]::text[] and not w.ended order by w.red_at nulls last, w.id limit 200`,
    [personId],
  );
