import { sha256 } from '../../activities/sha256.ts';
import { type ChainCheck, type RecordedEvent, verifyChain } from '../../domain/work/record.ts';
import type { Database } from '../../prisma/database.ts';

/** A case's events as PostgreSQL holds them, in order. */
export async function recordedEvents(database: Database, caseId: string): Promise<RecordedEvent[]> {
  const rows = await database.workEvent.findMany({ where: { workId: caseId }, orderBy: { seq: 'asc' } });
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }) as unknown as RecordedEvent);
}

export const chainOf = async (database: Database, caseId: string): Promise<ChainCheck> =>
  verifyChain(caseId, await recordedEvents(database, caseId), sha256);
