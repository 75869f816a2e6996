import type { RecordedEvent } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';

/** A case's record, oldest first, exactly as it was sealed. */
export async function recordedEvents(database: Database, caseId: string): Promise<RecordedEvent[]> {
  const rows = await database.caseEvent.findMany({ where: { caseId }, orderBy: { seq: 'asc' } });
  return rows.map(({ recordedAt: _, caseId: __, ...row }) => ({ ...row, at: row.at.toISOString() }) as unknown as RecordedEvent);
}
