import { hostname } from 'node:os';
import { type NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities/activities.ts';
import type { FileStore } from '../activities/file-store.ts';
import type { ReadRegisters } from '../record/numbering.ts';
import type { Database } from '../prisma/database.ts';
import { workerDataConverter } from '../temporal/codec.ts';
import { clientOn } from '../temporal/connection.ts';
import { SLOW_TASK_QUEUE } from '../temporal/names.ts';
import { identityOf } from '../workflows/capability.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { sealedActivities } from './sealed-activities.ts';
import { LeanWorker } from './lean-worker.ts';
import { SLOW, type Tuning, tuningOptions, USUAL } from './tuning.ts';

export interface WorkerParts {
  connection: NativeConnection;
  namespace: string;
  database: Database;
  registers: ReadRegisters;
  store: FileStore;
  /** Worker versioning: this build of that deployment. Without it the worker takes tasks of every build. */
  version?: { deploymentName: string; buildId: string };
  /** Who it is at Temporal, and what its code can carry; for tests. */
  identity?: string;
  /** What a traced worker is given besides (tracing.ts). */
  traced?: Pick<WorkerOptions, 'interceptors'>;
}

export interface CaseWorkerParts extends WorkerParts {
  /** Path of the prebuilt bundle (bundle.ts). */
  bundlePath: string;
  /** Cases kept ready in memory; each costs up to a megabyte. */
  cachedCases: number;
  tuning?: Tuning;
  /** False: with the SDK's own guards around every call (lean-worker.ts). */
  lean?: boolean;
}

/** A running case moves to the version that is current with its next task: it may run for years. */
const deployment = (version: WorkerParts['version']): Pick<WorkerOptions, 'workerDeploymentOptions'> =>
  version ? { workerDeploymentOptions: { version, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' } } : {};

const guarded = (traced: WorkerOptions['interceptors']): NonNullable<WorkerOptions['interceptors']> => ({
  ...traced,
  activity: [...(traced?.activity ?? []), sealedActivities],
});

const shared = ({ connection, namespace, database, registers, store, version, identity, traced }: WorkerParts) =>
  ({
    connection,
    namespace,
    identity: identity ?? identityOf(`${process.pid}@${hostname()}`),
    activities: createActivities({ database, registers, client: clientOn(connection, namespace), store }),
    dataConverter: workerDataConverter,
    ...deployment(version),
    interceptors: guarded(traced?.interceptors),
    // What was begun is finished: a projection takes milliseconds.
    shutdownGraceTime: '3s',
    shutdownForceTime: '8s',
  }) as const;

/** The worker of the cases: their workflows and the activities they ask for. */
export function createCaseWorker(parts: CaseWorkerParts): Promise<Worker> {
  const { bundlePath, cachedCases, tuning = USUAL, lean = true } = parts;
  return (lean ? LeanWorker : Worker).create({
    ...shared(parts),
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: bundlePath },
    maxCachedWorkflows: cachedCases,
    ...tuningOptions(tuning),
  });
}

/** The worker of what may take long and may wait. Activities only: what asks for them runs beside the cases. */
export function createSlowWorker(parts: WorkerParts, tuning: Tuning = SLOW): Promise<Worker> {
  const { maxConcurrentActivityTaskExecutions, maxConcurrentActivityTaskPolls } = tuningOptions(tuning);
  return Worker.create({
    ...shared(parts),
    taskQueue: SLOW_TASK_QUEUE,
    maxConcurrentActivityTaskExecutions,
    maxConcurrentActivityTaskPolls,
  });
}
