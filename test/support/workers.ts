import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { folderStore } from '../../activities/file-store.ts';
import { readDemoRegisters } from './registers.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { clientOn } from '../../temporal/connection.ts';
import { buildWorkflowBundle } from '../../worker/bundle.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter } from '../../record/writer.ts';
import { policiesOf } from '../../activities/policies.ts';
import { timeOf, writesThrough } from './pen.ts';
import { createCaseWorker, createSlowWorker, type WorkerParts } from '../../worker/create-worker.ts';

let installed = false;
export function quietRuntime(): void {
  if (installed) return;
  installed = true;
  const level = process.env.CASELIGHT_DEBUG ? 'INFO' : 'ERROR';
  Runtime.install({
    logger: new DefaultLogger(level),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
}

export interface TestWorker {
  client: Client;
  database: Database;
  storeFolder: string;
  /** Stops the worker alone; the next `start` begins with an empty cache. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/** A case worker in this process. `databaseUrl` may name a database that is away. */
export async function startTestWorker(
  where: { temporalAddress: string; namespace: string; databaseUrl: string },
  options: { cachedCases?: number; identity?: string; version?: WorkerParts['version'] } = {},
): Promise<TestWorker> {
  quietRuntime();
  const { temporalAddress: address, namespace, databaseUrl } = where;
  const database = createDatabase(databaseUrl, { connectWithinMs: 1_500, statementWithinMs: 8_000 });
  const storeFolder = mkdtempSync(join(tmpdir(), 'caselight-store-'));
  const [connection, clientConnection, bundlePath] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    buildWorkflowBundle(),
  ]);
  const client: Client = clientOn(clientConnection, namespace, () => timeOf(client));
  const writer = createRecordWriter({ query: queryOn(database.$pool), registers: readDemoRegisters, policyOf: policiesOf(database) });
  writesThrough(client, { writer, database });
  let running: { finished: Promise<unknown>; shutdown: () => void } | null = null;
  const start = async (): Promise<void> => {
    const { identity, version } = options;
    const parts = {
      connection,
      namespace,
      database,
      registers: readDemoRegisters,
      store: folderStore(storeFolder),
      version,
      ...(identity === undefined ? {} : { identity }),
    };
    const workers = [
      await createCaseWorker({ ...parts, bundlePath, cachedCases: options.cachedCases ?? 100 }),
      await createSlowWorker(parts),
    ];
    running = {
      finished: Promise.all(workers.map((worker) => worker.run())),
      shutdown: () => workers.forEach((worker) => worker.shutdown()),
    };
  };
  const stop = async (): Promise<void> => {
    running?.shutdown();
    await running?.finished;
    running = null;
  };
  await start();
  return {
    client,
    database,
    storeFolder,
    start,
    stop,
    close: async () => {
      await stop();
      await Promise.all([connection.close(), clientConnection.close(), database.$disconnect()]);
      rmSync(storeFolder, { recursive: true, force: true });
    },
  };
}
