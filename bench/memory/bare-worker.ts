/** The bare workflow's worker as a process of its own, in the shape of ours: SDK, bundle, connection, nothing else. */
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { workerDataConverter } from '../../temporal/codec.ts';
import { BARE_QUEUE } from './queue.ts';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  shutdownSignals: [],
});
const workflowsPath = fileURLToPath(new URL('../shared/bare-workflow.ts', import.meta.url));
const [connection, workflowBundle] = await Promise.all([
  NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '' }),
  bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }),
]);
const worker = await Worker.create({
  connection,
  namespace: process.env.TEMPORAL_NAMESPACE ?? 'default',
  taskQueue: BARE_QUEUE,
  workflowBundle,
  dataConverter: workerDataConverter,
  maxCachedWorkflows: Number(process.env.CASELIGHT_WORKER_CACHE),
});
process.on('SIGTERM', () => worker.shutdown());
const finished = worker.run();
pino({ name: 'bare-worker' }).info('ready');
await finished;
await connection.close();
