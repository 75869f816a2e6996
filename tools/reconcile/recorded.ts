import type { RecordedEvent } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';

/** An item's record, oldest first, exactly as it was sealed. */
export async function recordedEvents(database: Database, id: string): Promise<RecordedEvent[]> {
  const rows = await database.workEvent.findMany({ where: { workId: id }, orderBy: { seq: 'asc' } });
  return rows.map(
    ({ seq, type, at, actor, data, terms, basis, entered, hash }) =>
      ({ seq, type, at: at.toISOString(), actor, data, terms, basis, ...(entered ? { entered } : {}), hash }) as unknown as RecordedEvent,
  );
}
