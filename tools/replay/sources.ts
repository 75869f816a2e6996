/** Where histories come from: a server's cases, or files that were once kept of them. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Client } from '@temporalio/client';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { INSTALLATION_WORKFLOW } from '../../domain/installation.ts';
import type { History } from '../../temporal/history.ts';
import { kinds } from '../../domain/kinds.ts';
import { CALENDAR_REVISION_WORKFLOW } from '../../workflows/messages.ts';

/** One history, or why there is none. `name`: workflow id, with the run where it is not the only one; or the file. */
export type Source = { name: string; workflowId: string } & ({ history: History } | { unreadable: string });

/** What is known of a history before it is fetched. */
export interface Candidate {
  name: string;
  fetch: () => Promise<Source>;
}

const reason = (error: unknown): string =>
  (error as { details?: string }).details || (error instanceof Error ? error.message : String(error));

const attempt = async (name: string, workflowId: string, read: () => History | Promise<History>): Promise<Source> => {
  try {
    return { name, workflowId, history: await read() };
  } catch (error) {
    return { name, workflowId, unreadable: reason(error) };
  }
};

/** Every `*.json` and `*.json.gz` under the folder, as `npm run replay:record` and the archive keep them. */
export function historiesIn(folder: string): Candidate[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.json(\.gz)?$/.test(file))
    .sort();
  return files.map((file) => ({ name: file, fetch: () => attempt(file, file, () => readHistory(join(folder, file))) }));
}

function readHistory(path: string): History {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const json = JSON.parse(text) as { events?: unknown[] };
  if (!Array.isArray(json.events) || json.events.length === 0) throw new Error('文件里没有流程历史的 events');
  return historyFromJSON(json);
}

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Running workflows of ours first, the newest of each kind first; then those that ended within the days. */
export async function historiesOf(
  client: Client,
  { most, closedDays }: { most: number; closedDays: number },
): Promise<{ candidates: Candidate[]; more: boolean }> {
  const ours = `WorkflowType in ('${[...kinds.map(({ workflow }) => workflow.type), CALENDAR_REVISION_WORKFLOW, INSTALLATION_WORKFLOW].join("','")}')`;
  const since = new Date(Date.now() - closedDays * 86_400_000).toISOString();
  const candidates: Candidate[] = [];
  // To the server's SQL, what runs closes at the end of time.
  for (const which of [`ExecutionStatus = 'Running'`, `ExecutionStatus != 'Running' and CloseTime > '${since}'`]) {
    for await (const { workflowId, runId, status } of client.workflow.list({ query: `${ours} and ${which}` })) {
      if (candidates.length === most) return { candidates, more: true };
      const name = status.name === 'RUNNING' ? workflowId : `${workflowId}（${runId}）`;
      candidates.push({ name, fetch: () => attempt(name, workflowId, () => client.workflow.getHandle(workflowId, runId).fetchHistory()) });
    }
  }
  return { candidates, more: false };
}

/** Fetches so many at once ahead of whoever reads, and no more: histories are large. In order. */
export async function* fetched(candidates: readonly Candidate[], atOnce: number): AsyncGenerator<Source> {
  const under: Promise<Source>[] = [];
  let next = 0;
  for (;;) {
    for (let candidate = candidates[next]; candidate && under.length < atOnce; candidate = candidates[++next])
      under.push(candidate.fetch());
    const first = under.shift();
    if (!first) return;
    yield await first;
  }
}
