import type { NotificationRow } from '../../contract/work.ts';
import { type Database, iso } from '../database/database.ts';

/** A person's notices: unread ones first, then the newest. */
export async function readNotifications(database: Database, personId: string, limit: number): Promise<NotificationRow[]> {
  const rows = await database.rows<Omit<NotificationRow, 'at' | 'readAt'> & { at: Date; readAt: Date | null }>(
    `select id, case_id as "caseId", work_kind as "itemKind", kind, text, at, read_at as "readAt" from notification where person_id = $1
     order by (read_at is not null), at desc, id limit $2`,
    [personId, limit],
  );
  return rows.map((row) => ({ ...row, at: iso(row.at), readAt: iso(row.readAt) }));
}
