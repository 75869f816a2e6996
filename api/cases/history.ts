/** Temporal's own event history of a case: every run, live where Temporal still has it, from the archive otherwise. */
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Response } from 'express';
import { historyText } from '../../temporal/history.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import type { Database } from '../database/database.ts';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { notFound, unavailable } from '../http/problem.ts';
import type { Gateway } from '../temporal/gateway.ts';

export interface HistoryServices {
  database: Database;
  gateway: Gateway;
  evidence: EvidenceStore;
}

interface StoredRun {
  runId: string;
  hash: string;
  complete: boolean;
}

/** A case has one run after another; more than this never were. */
const MOST_RUNS = 200;

type Live = { json: string; previous: string | null };

/** Writes the answer run by run: the whole of a long case never lies in memory at once. */
export async function sendHistory(services: HistoryServices, caseId: string, response: Response): Promise<void> {
  const stored = await services.database.rows<StoredRun>(
    'select run_id as "runId", hash, complete from case_history where case_id = $1 order by ordinal',
    [caseId],
  );
  const newest = await services.gateway.lastRun(caseId).catch(() => 'away' as const);
  // Without Temporal the archive alone is no answer for a case that may still run.
  if (newest === 'away' && stored.every(({ complete }) => !complete))
    throw unavailable('temporal-away', '办案引擎暂时没有回答，请稍后再查');
  const order = await runsInOrder(services, caseId, newest === 'away' ? null : newest, stored);
  if (order.length === 0) throw notFound('没有这个案件的流程历史', 'no-history');
  response.status(200).type('application/json');
  response.write(`{"caseId":${JSON.stringify(caseId)},"workflowId":${JSON.stringify(workflowIdOf(caseId))},"runs":[`);
  const missing: string[] = [];
  let written = 0;
  for (const runId of order) {
    const run = await readRun(services, caseId, runId, stored);
    if (run) {
      response.write(`${written > 0 ? ',' : ''}{"runId":${JSON.stringify(runId)},"source":"${run.source}","history":${run.json}}`);
      written += 1;
    } else missing.push(runId);
  }
  response.end(`],"missing":${JSON.stringify(missing)}}`);
}

/** Oldest first: what was stored, then from the newest back what Temporal tells of its predecessors. */
async function runsInOrder(
  services: HistoryServices,
  caseId: string,
  newest: string | null,
  stored: readonly StoredRun[],
): Promise<string[]> {
  const known = stored.map(({ runId }) => runId);
  const later: string[] = [];
  for (let runId = newest; runId !== null && !known.includes(runId) && later.length < MOST_RUNS;) {
    later.unshift(runId);
    runId = (await readLive(services, caseId, runId))?.previous ?? null;
  }
  return [...known, ...later];
}

async function readRun(
  services: HistoryServices,
  caseId: string,
  runId: string,
  stored: readonly StoredRun[],
): Promise<{ source: 'live' | 'archive'; json: string } | null> {
  const filed = stored.find((run) => run.runId === runId);
  if (!filed?.complete) {
    const live = await readLive(services, caseId, runId);
    if (live) return { source: 'live', json: live.json };
  }
  const file = filed && (await services.evidence.read(filed.hash));
  if (!file) return null;
  return { source: 'archive', json: (await promisify(gunzip)(await buffer(file.stream()))).toString('utf8') };
}

/** Null when Temporal no longer has the run, or does not answer; the answer then names the run as missing. */
async function readLive({ gateway }: HistoryServices, caseId: string, runId: string): Promise<Live | null> {
  try {
    const history = await gateway.client.withDeadline(Date.now() + 8_000, () =>
      gateway.client.workflow.getHandle(workflowIdOf(caseId), runId).fetchHistory(),
    );
    const previous = history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId;
    return { json: await historyText(history), previous: previous ? previous : null };
  } catch {
    return null;
  }
}
