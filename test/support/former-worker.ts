/**
 * A worker of before docs/adr/0026, as today's sources still replay it: it never moves a run to today's shape, so what it
 * runs is written within the workflow task. That its histories are those of the former code is what the corpus proves.
 */
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../../activities/activities.ts';
import { folderStore } from '../../activities/file-store.ts';
import { policiesOf } from '../../activities/policies.ts';
import type { ProjectionBatch } from '../../activities/projection.ts';
import { writeRecord } from '../../activities/write-record.ts';
import { createDatabase } from '../../prisma/database.ts';
import { readDemoRegisters } from './registers.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter } from '../../record/writer.ts';
import { workerDataConverter } from '../../temporal/codec.ts';
import { clientOn } from '../../temporal/connection.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { policy } from './cases.ts';
import { quietRuntime } from './workers.ts';

const root = join(import.meta.dirname, '..', '..');

/** The workflows, with a `patched` that does not know the patch. */
async function formerBundle(folder: string): Promise<string> {
  const real = createRequire(import.meta.url).resolve('@temporalio/workflow');
  const shim = join(folder, 'workflow.mjs');
  writeFileSync(
    shim,
    `export * from ${JSON.stringify(real)};
    import { patched as known } from ${JSON.stringify(real)};
    export const patched = (id) => id !== 'durable-first' && known(id);`,
  );
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'all.ts'),
    preloadModules: [join(root, 'workflows', 'shared.ts')],
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, alias: { ...(config.resolve?.alias as object), '@temporalio/workflow$': shim } },
    }),
  });
  const path = join(folder, 'former.cjs');
  writeFileSync(path, code);
  return path;
}

export interface FormerWorker {
  stop(): Promise<void>;
}

export async function startFormerWorker(where: { temporalAddress: string; namespace: string; databaseUrl: string }): Promise<FormerWorker> {
  quietRuntime();
  const folder = mkdtempSync(join(tmpdir(), 'caselight-former-'));
  mkdirSync(join(folder, 'store'));
  const database = createDatabase(where.databaseUrl, { connectWithinMs: 1_500, statementWithinMs: 8_000 });
  const [connection, codePath] = await Promise.all([NativeConnection.connect({ address: where.temporalAddress }), formerBundle(folder)]);
  const registers = readDemoRegisters;
  const writer = createRecordWriter({ query: queryOn(database.$pool), registers, policyOf: policiesOf(database) });
  const worker = await Worker.create({
    connection,
    namespace: where.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath },
    dataConverter: workerDataConverter,
    shutdownGraceTime: '1s',
    shutdownForceTime: '3s',
    activities: {
      ...createActivities({
        database,
        registers,
        client: clientOn(connection, where.namespace),
        store: folderStore(join(folder, 'store')),
      }),
      // The former batch said itself which policy it was under.
      projectCase: (batch: ProjectionBatch) => writeRecord(writer, { ...batch, policyHash: policy.hash }),
    },
  });
  const finished = worker.run();
  return {
    stop: async () => {
      worker.shutdown();
      await finished;
      await Promise.all([connection.close(), database.$disconnect()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
