/** The bare side of the comparison: one update, then one commit in the same PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { Client as TemporalClient, Connection, type WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import pg from 'pg';

export interface Bare {
  open(): Promise<WorkflowHandle>;
  /** One command: durable in Temporal, then in PostgreSQL. */
  command(handle: WorkflowHandle): Promise<void>;
  close(): Promise<void>;
}

const TASK_QUEUE = 'bench-bare';

export async function startBare(where: { temporalAddress: string; namespace: string; databaseUrl: string }): Promise<Bare> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const { temporalAddress: address, namespace, databaseUrl: connectionString } = where;
  const pool = new pg.Pool({ connectionString, max: 16 });
  await pool.query('create table if not exists bench_commit (id text primary key, body jsonb not null)');
  const [connection, clientConnection, workflowBundle] = await Promise.all([
    NativeConnection.connect({ address }),
    Connection.connect({ address }),
    bundleWorkflowCode({ workflowsPath: new URL('./bare-workflow.ts', import.meta.url).pathname, logger: new DefaultLogger('ERROR') }),
  ]);
  const worker = await Worker.create({ connection, namespace, taskQueue: TASK_QUEUE, workflowBundle });
  const running = worker.run();
  const client = new TemporalClient({ connection: clientConnection, namespace });
  return {
    open: () => client.workflow.start('bareWorkflow', { taskQueue: TASK_QUEUE, workflowId: `bare-${randomUUID()}` }),
    command: async (handle) => {
      const count = await handle.executeUpdate<number, []>('bump');
      await pool.query('insert into bench_commit (id, body) values ($1, $2)', [
        `${handle.workflowId}-${count}`,
        JSON.stringify({ count, text: '备注' }),
      ]);
    },
    close: async () => {
      worker.shutdown();
      await running;
      await Promise.all([pool.query('drop table bench_commit').finally(() => pool.end()), connection.close(), clientConnection.close()]);
    },
  };
}
