/** The worker without the SDK's dear guards: workflows run as they do with them, and one that never ends is found. */
import { fileURLToPath } from 'node:url';
import type { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workerDataConverter } from '../../temporal/codec.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { boundWorkflowHeap, LeanWorker, stuckActivation } from '../../worker/lean-worker.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { quietRuntime } from '../support/workers.ts';

let server: TemporalServer;
let connection: NativeConnection;
let clientConnection: Connection;
let client: Client;
let workflowBundle: WorkflowBundleWithSourceMap;

beforeAll(async () => {
  quietRuntime();
  server = await startTemporalServer([]);
  connection = await NativeConnection.connect({ address: server.temporalAddress });
  clientConnection = await connectClient({ address: server.temporalAddress, namespace: 'default' });
  client = clientOn(clientConnection, 'default');
  workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../support/spinning-workflows.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
});
afterAll(async () => {
  await clientConnection?.close();
  await connection?.close().catch(() => undefined);
  await server?.stop();
});

/** Runs a waiting workflow on a worker of that kind; answers the stack that its query tells, and its result. */
async function waitsOn(kind: typeof Worker, name: string): Promise<{ stack: string; result: string }> {
  const worker = await kind.create({ connection, taskQueue: name, workflowBundle, dataConverter: workerDataConverter });
  return worker.runUntil(async () => {
    const handle = await client.workflow.start('waiting', { taskQueue: name, workflowId: name });
    const stack = await handle.query<string>('__stack_trace');
    await handle.signal('done');
    return { stack, result: (await handle.result()) as string };
  });
}

test('runs workflows as the SDK’s own does, without writing down the stack of every promise', async () => {
  const usual = await waitsOn(Worker, 'usual');
  const lean = await waitsOn(LeanWorker, 'lean');
  expect([usual.result, lean.result]).toEqual(['done', 'done']);
  expect(usual.stack).toContain('waiting');
  // Where this fails the SDK starts its threads in another way than worker/lean-worker.ts knows.
  expect(lean.stack.trim()).toBe('');
});

test('knows which workflow does not let go of its thread', async () => {
  boundWorkflowHeap(256);
  const worker = await LeanWorker.create({
    connection,
    taskQueue: 'spinning',
    workflowBundle,
    dataConverter: workerDataConverter,
    shutdownForceTime: '1s',
  });
  // A thread that spins can only be left behind: the process that has one ends.
  worker.run().catch(() => undefined);
  await client.workflow.start('spinning', { taskQueue: 'spinning', workflowId: 'spins' });
  await client.workflow.start('waiting', { taskQueue: 'spinning', workflowId: 'innocent' });
  await expect.poll(() => stuckActivation(2_000)?.workflowId, { timeout: 20_000 }).toBe('spins');
  expect(stuckActivation(60_000)).toBeNull();
  worker.shutdown();
});
