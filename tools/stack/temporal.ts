import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Child, startChild, untilReady } from './child.ts';
import { connectClient } from '../../temporal/connection.ts';
import { attributeArguments, ensureSearchAttributes } from '../../temporal/search-attributes.ts';
import type { TemporalSettings } from '../../temporal/settings.ts';
import { localEnvironment } from './environment.ts';

/**
 * The development server's defaults leave half its speed unused: a rollback journal (each commit flushed twice) and
 * queues asked 20 times a second. Commits stay flushed: `synchronous=2` is SQLite's FULL.
 */
const sqlitePragmas = ['journal_mode=wal', 'synchronous=2'];
const dynamicConfig = ['history.transferProcessorMaxPollRPS=2000', 'history.timerProcessorMaxPollRPS=2000'];

export interface TemporalStart {
  cli: string;
  dbFile: string;
  port: number;
  uiPort: number;
  logFile: string;
  onSpawn: (child: Child) => void;
}

/** Starts Temporal's development server and waits until its namespace `default` answers. */
export async function startTemporal(start: TemporalStart): Promise<Child> {
  mkdirSync(dirname(start.dbFile), { recursive: true, mode: 0o700 });
  const args = ['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn', '--log-format', 'json'];
  args.push('--port', String(start.port), '--ui-port', String(start.uiPort), '--db-filename', start.dbFile);
  for (const pragma of sqlitePragmas) args.push('--sqlite-pragma', pragma);
  for (const value of dynamicConfig) args.push('--dynamic-config-value', value);
  for (const attribute of attributeArguments()) args.push('--search-attribute', attribute);
  const child = await startChild({ command: start.cli, args, env: localEnvironment() }, start.logFile);
  start.onSpawn(child);
  const settings = { address: `127.0.0.1:${start.port}`, namespace: 'default' };
  await untilReady('Temporal 服务', child, () => namespaceAnswers(settings), 60_000);
  // The command line is heard when the file is made; one from an earlier release lacks what came since.
  await registerIn(settings);
  return child;
}

/** Whether a Temporal server answers for this namespace; throws with the reason when it does not. */
export async function namespaceAnswers(settings: TemporalSettings): Promise<boolean> {
  const connection = await connectClient(settings, { connectTimeout: '3s' });
  try {
    await connection.withDeadline(Date.now() + 3_000, () =>
      connection.workflowService.listWorkflowExecutions({ namespace: settings.namespace, pageSize: 1 }),
    );
    return true;
  } finally {
    await connection.close();
  }
}

async function registerIn(settings: TemporalSettings): Promise<void> {
  const connection = await connectClient(settings, { connectTimeout: '3s' });
  try {
    await ensureSearchAttributes(connection, settings.namespace);
  } finally {
    await connection.close();
  }
}
