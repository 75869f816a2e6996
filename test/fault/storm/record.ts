/** The record as it lies in PostgreSQL: what any query would show at that moment. */
import type pg from 'pg';
import type { Entered, RecordedEvent } from '../../../domain/work/record.ts';
import { withClient } from '../../../tools/stack/postgres.ts';
import type { History } from './history.ts';

export interface View {
  kind: string;
  id: string;
  version: number;
  head: string;
  stage: string;
}

/** Writes the last event of every item whose record has changed since the last look. */
export async function lookIntoRecord(databaseUrl: string, history: History, seen: Map<string, string>): Promise<void> {
  const asked = history.now();
  const rows = await withClient(databaseUrl, (client) =>
    client.query<{ caseId: string; seq: number; type: string; hash: string }>(
      `select distinct on (work_id) work_id as "caseId", seq, type, hash from work_event order by work_id, seq desc`,
    ),
  );
  for (const { caseId, seq, type, hash } of rows.rows) {
    if (seen.get(caseId) === hash) continue;
    seen.set(caseId, hash);
    history.write({ t: 'read', asked, by: 'record', what: 'record', case: caseId, version: seq, head: hash, tail: [[seq, type, hash]] });
  }
}

export async function readViews(client: pg.Client): Promise<View[]> {
  const { rows } = await client.query<View>('select kind, id, version, head, stage from work_view');
  return rows;
}

/** Every event of every item, in order. */
export async function readRecords(client: pg.Client): Promise<Map<string, RecordedEvent[]>> {
  const { rows } = await client.query<Omit<RecordedEvent, 'at' | 'entered'> & { caseId: string; at: Date; entered: Entered | null }>(
    `select work_id as "caseId", seq, type, at, actor, data, terms, basis, entered, hash from work_event order by work_id, seq`,
  );
  const records = new Map<string, RecordedEvent[]>();
  for (const { caseId, at, entered, ...event } of rows) {
    const events = records.get(caseId) ?? [];
    events.push({ ...event, at: at.toISOString(), ...(entered ? { entered } : {}) });
    records.set(caseId, events);
  }
  return records;
}
