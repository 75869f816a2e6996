/**
 * What somebody still has in hand: the items of whatever kind that have not ended and name him as a handler, and the keys of
 * machines that he answers for.
 */
import type { OpenItem } from '../../contract/staffing.ts';
import type { Queries } from '../database/database.ts';

/** A key that is in use or waits for its approval, as `api_key k`. */
const KEY_IN_HAND = 'k.revoked_at is null and k.approved is not false and k.expires_at > now()';

export async function countOpen(queries: Queries, personId: string): Promise<number> {
  return (await countOpenOf(queries, [personId])).get(personId) ?? 0;
}

/** The same for many at once. */
export async function countOpenOf(queries: Queries, personIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await queries.rows<{ id: string; open: number }>(
    `select id, count(*)::int as open from (
       select h.id from work_view w cross join unnest(w.handler_ids) as h (id)
        where w.handler_ids && $1::text[] and not w.ended and h.id = any($1)
       union all select k.owner_id from api_key k where k.owner_id = any($1) and ${KEY_IN_HAND}
     ) as in_hand group by id`,
    [personIds],
  );
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** Most urgent first, keys last, 200 at the most; titles only, for who administers people sees no case. */
export const readOpen = (queries: Queries, personId: string): Promise<OpenItem[]> =>
  queries.rows<OpenItem>(
    `select id, kind, title, stage, "unitName" from (
       select w.id, w.kind, w.title, w.stage, u.name as "unitName", w.red_at as due, 0 as place from work_view w join unit u on u.id = w.unit_id
        where w.handler_ids @> array[$1]::text[] and not w.ended
       union all
       select k.id, 'api-key', '接口密钥：' || k.name, '', u.name, k.expires_at, 1 from api_key k
         join person p on p.id = k.owner_id join unit u on u.id = p.unit_id where k.owner_id = $1 and ${KEY_IN_HAND}
     ) as in_hand order by place, due nulls last, id limit 200`,
    [personId],
  );
