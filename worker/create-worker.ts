import { type NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/activities.ts';
import type { FileStore } from '../activities/file-store.ts';
import type { Registers } from '../record/numbering.ts';
import type { Database } from '../prisma/database.ts';
import { dataConverter } from '../temporal/codec.ts';
import { clientOn } from '../temporal/connection.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';

export interface CaseWorkerParts {
  connection: NativeConnection;
  namespace: string;
  database: Database;
  registers: Registers;
  store: FileStore;
  /** Path of the prebuilt bundle (bundle.ts). */
  bundlePath: string;
  /** Cases kept ready in memory; each costs up to a megabyte. */
  cachedCases: number;
}

/** The worker of the cases: their workflows and the activities they ask for. */
export function createCaseWorker(parts: CaseWorkerParts): Promise<Worker> {
  const { connection, namespace, database, registers, store, bundlePath, cachedCases } = parts;
  const client = clientOn(connection, namespace);
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: bundlePath },
    activities: createActivities({ database, registers, client, store }),
    dataConverter,
    maxCachedWorkflows: cachedCases,
    // What was begun is finished: a projection takes milliseconds.
    shutdownGraceTime: '3s',
    shutdownForceTime: '8s',
  });
}
