import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Database } from '../prisma/database.ts';
import { historyText } from '../temporal/history.ts';
import type { FileStore } from './file-store.ts';

export interface HistoriesToFile {
  caseId: string;
  workflowId: string;
  /** Runs in their order. */
  runIds: string[];
}

const ENDINGS = ['Completed', 'Failed', 'TimedOut', 'Canceled', 'Terminated', 'ContinuedAsNew'].map(
  (end) => `workflowExecution${end}EventAttributes`,
);

/**
 * Stores Temporal's own history of these runs beyond its retention: gzip of the SDK's history JSON, which replays. A run
 * that has not ended is stored as far as it goes, and again when it has. One that Temporal no longer has is left out
 * and named in the answer.
 */
export async function fileHistories(
  client: Pick<Client, 'workflow'>,
  database: Database,
  store: FileStore,
  request: HistoriesToFile,
): Promise<{ missing: string[] }> {
  const missing: string[] = [];
  for (const runId of request.runIds) {
    const filed = await database.caseHistory.findUnique({ where: { caseId_runId: { caseId: request.caseId, runId } } });
    if (filed?.complete) continue;
    let history;
    try {
      history = await client.workflow.getHandle(request.workflowId, runId).fetchHistory();
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      missing.push(runId);
      continue;
    }
    const events = history.events ?? [];
    const last = (events.at(-1) ?? {}) as Record<string, unknown>;
    const complete = ENDINGS.some((ending) => Boolean(last[ending]));
    const hash = await store.put(await promisify(gzip)(await historyText(history)));
    await database.$executeRaw`
      insert into case_history (case_id, run_id, ordinal, hash, events, complete)
      select ${request.caseId}, ${runId}, coalesce(max(ordinal), 0) + 1, ${hash}, ${events.length}, ${complete}
        from case_history where case_id = ${request.caseId}
      on conflict (case_id, run_id) do update
        set hash = excluded.hash, events = excluded.events, complete = excluded.complete, stored_at = now()
        where not case_history.complete`;
  }
  return { missing };
}
