import type { NotificationRow } from '../../contract/work.ts';
import type { Person } from '../../domain/people.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';

/**
 * A person's notices: unread ones first, then the newest. Of an item that the person sees no more (recused, no longer of the
 * unit) the notices from before are not shown either, for they tell of it.
 */
export async function readNotifications(database: Database, person: Person, limit: number): Promise<NotificationRow[]> {
  const { values, bind } = binder();
  const rows = await database.rows<Omit<NotificationRow, 'at' | 'readAt'> & { at: Date; readAt: Date | null }>(
    `select id, case_id as "caseId", work_kind as "itemKind", kind, text, at, read_at as "readAt" from notification
     where person_id = ${bind(person.id)} and (not exists (select from work_view c where c.id = case_id)
       or exists (select from work_view c where c.id = case_id and ${visibleCases(person, bind)}))
     order by (read_at is not null), at desc, id limit ${bind(limit)}`,
    values,
  );
  return rows.map((row) => ({ ...row, at: iso(row.at), readAt: iso(row.readAt) }));
}
