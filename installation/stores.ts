/** The three places where an installation's tick is kept, each read and written. Whoever calls has a deadline of its own. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import type pg from 'pg';
import {
  type Copies,
  INSTALLATION_WORKFLOW,
  INSTALLATION_WORKFLOW_ID,
  type Marks,
  mergeMarks,
  type Tick,
  TICK_MEMO,
  TICK_UPDATE,
} from '../domain/installation.ts';
import { sendUpdate } from '../temporal/updates.ts';
import { putOnce, putWhole } from './whole-file.ts';

export interface Stores {
  pool: Pick<pg.Pool, 'query' | 'connect'>;
  client: Client;
  /** The cases' task queue: its workers run the installation's workflow too. */
  taskQueue: string;
  /** The evidence store. */
  folder: string;
}

type Queries = Pick<pg.Pool, 'query'>;

export const ENGINE_WITHIN_MS = 5_000;
const within = <Answer>({ client }: Stores, work: () => Promise<Answer>): Promise<Answer> =>
  client.withDeadline(Date.now() + ENGINE_WITHIN_MS, work);

// ---------------------------------------------------------------- PostgreSQL

interface Row {
  id: string;
  tick: number;
  at: Date;
  marks: Marks;
}

/** The database's own row; made with an id of its own where there is none. */
export async function readRow(queries: Queries): Promise<Tick> {
  const read = () => queries.query<Row>('select id, tick, ticked_at as at, marks from installation');
  let [row] = (await read()).rows;
  if (!row) {
    await queries.query('insert into installation (id) values ($1) on conflict do nothing', [randomUUID()]);
    [row] = (await read()).rows;
  }
  if (!row) throw new Error('the installation has no row');
  return { installationId: row.id, tick: row.tick, at: row.at.toISOString(), marks: row.marks };
}

export async function writeRow(queries: Queries, { installationId, tick, at, marks }: Tick): Promise<void> {
  await queries.query('update installation set tick = $2, ticked_at = $3, marks = $4 where id = $1 and tick <= $2', [
    installationId,
    tick,
    at,
    JSON.stringify(marks),
  ]);
}

/** A number that was given is in the register for good, so that the highest of each year only grows. */
export async function registerMarks(queries: Queries): Promise<Marks> {
  const { rows } = await queries.query<{ register: string; n: number }>(
    `select 'case/' || year as register, max(n)::int as n from case_number group by year
     union all select series || '/' || year, max(n)::int from decision_number group by series, year`,
  );
  return Object.fromEntries(rows.map(({ register, n }) => [register, n]));
}

// ---------------------------------------------------------------- Temporal

export interface EngineCopy {
  tick: Tick;
  /** False where somebody has ended the workflow; Temporal still knows it. */
  running: boolean;
}

/** From the memo: known before any worker runs. Null where the namespace has no installation. */
export async function readEngine(stores: Stores): Promise<EngineCopy | null> {
  try {
    const handle = stores.client.workflow.getHandle(INSTALLATION_WORKFLOW_ID);
    const { memo, status } = await within(stores, () => handle.describe());
    const tick = memo?.[TICK_MEMO] as Tick | undefined;
    if (!tick) throw new Error(`workflow ${INSTALLATION_WORKFLOW_ID} is not an installation’s`);
    return { tick, running: status.name === 'RUNNING' };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Starts the installation's workflow; false where another process, or another installation, was first. */
export async function startEngine(stores: Stores, tick: Tick): Promise<boolean> {
  try {
    await within(stores, () =>
      stores.client.workflow.start(INSTALLATION_WORKFLOW, {
        workflowId: INSTALLATION_WORKFLOW_ID,
        taskQueue: stores.taskQueue,
        args: [tick],
        memo: { [TICK_MEMO]: tick },
        workflowIdConflictPolicy: 'FAIL',
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        staticSummary: '安装编号与对时',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Answers once the workflow has the tick in its history; needs a worker. */
export async function writeEngine(stores: Stores, tick: Tick): Promise<void> {
  const handle = stores.client.workflow.getHandle(INSTALLATION_WORKFLOW_ID);
  const held = await within(stores, () =>
    sendUpdate(() => handle.executeUpdate<Tick, [Tick]>(TICK_UPDATE, { args: [tick], updateId: `tick-${tick.tick}-${tick.at}` })),
  );
  if (held.installationId !== tick.installationId || held.tick < tick.tick) throw new Error(`Temporal stands at tick ${held.tick}`);
}

// ---------------------------------------------------------------- the evidence store

export const MARKER = 'installation.json';

export async function readMarker(folder: string): Promise<Tick | null> {
  try {
    return JSON.parse(await readFile(join(folder, MARKER), 'utf8')) as Tick;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** `first`: only where there is none; false where another was first. Flushed to disk before it is put in its place. */
export async function writeMarker(folder: string, tick: Tick, first = false): Promise<boolean> {
  const path = join(folder, MARKER);
  // A folder that is away is not made anew by a tick.
  if (first) await mkdir(dirname(path), { recursive: true });
  const text = `${JSON.stringify(tick)}\n`;
  if (first) return putOnce(path, text);
  await putWhole(path, text);
  return true;
}

// ---------------------------------------------------------------- all three

export interface Read extends Copies {
  engineRuns: boolean;
}

export async function readCopies(stores: Stores, queries: Queries = stores.pool): Promise<Read> {
  const [postgres, engine, evidence] = await Promise.all([readRow(queries), readEngine(stores), readMarker(stores.folder)]);
  return { postgres, temporal: engine?.tick ?? null, evidence, engineRuns: engine?.running ?? false };
}

/** The tick after the newest of these, with every number that any of them knows. */
export function nextTick({ postgres, temporal, evidence }: Copies, marks: Marks): Tick {
  const known = [postgres, temporal, evidence].filter((copy) => copy !== null);
  return {
    installationId: postgres.installationId,
    tick: Math.max(...known.map(({ tick }) => tick)) + 1,
    at: new Date().toISOString(),
    marks: mergeMarks(marks, ...known.map((copy) => copy.marks)),
  };
}
