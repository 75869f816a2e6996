/** As many bare timers due at one instant: how fast this machine's Temporal drains them. */
import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type InjectedSinks, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pMap from 'p-map';
import type { StormSinks } from './bare-workflow.ts';
import { type Drained, drainedOf } from './drained.ts';

const TASK_QUEUE = 'bench-storm-bare';

export interface BareTimers {
  /** Starts `count` of them due at `at`; resolves when all have fired. */
  storm(count: number, at: number): Promise<Drained>;
  close(): Promise<void>;
}

export async function startBareTimers(where: { temporalAddress: string; namespace: string; cached: number }): Promise<BareTimers> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
  const { temporalAddress: address, namespace } = where;
  const fired: number[] = [];
  const sinks: InjectedSinks<StormSinks> = { storm: { fired: { callDuringReplay: false, fn: () => void fired.push(Date.now()) } } };
  const [connection, clientConnection, workflowBundle] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    bundleWorkflowCode({ workflowsPath: new URL('./bare-workflow.ts', import.meta.url).pathname, logger: new DefaultLogger('ERROR') }),
  ]);
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle,
    sinks,
    maxCachedWorkflows: where.cached,
  });
  const running = worker.run();
  const client = new Client({ connection: clientConnection, namespace });
  return {
    storm: async (count, at) => {
      fired.length = 0;
      const started: string[] = [];
      await pMap(
        Array.from({ length: count }),
        async () => {
          const workflowId = `storm-${randomUUID()}`;
          await client.workflow.start('bareTimerWorkflow', { taskQueue: TASK_QUEUE, workflowId, args: [at] });
          started.push(workflowId);
        },
        { concurrency: 24 },
      );
      if (Date.now() > at) throw new Error(`the timers were not all set in time (${count} in ${Date.now() - at} ms too many)`);
      while (fired.length < count) {
        if (Date.now() > at + 600_000) throw new Error(`${fired.length} of ${count} bare timers fired in ten minutes`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const drained = drainedOf(fired, at);
      await pMap(
        started,
        (workflowId) =>
          client.workflow
            .getHandle(workflowId)
            .terminate()
            .then(() => undefined),
        { concurrency: 24 },
      );
      return drained;
    },
    close: async () => {
      worker.shutdown();
      await running;
      await Promise.all([connection.close(), clientConnection.close()]);
    },
  };
}
