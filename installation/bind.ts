/** Binding the three stores the first time, and exchanging the tick every time after. */
import type pg from 'pg';
import { judge, type Verdict } from '../domain/installation.ts';
import { CASE_WORKFLOW, workflowIdOf } from '../workflows/messages.ts';
import { IDLE_AGAIN, untilGone } from './session-locks.ts';
import {
  nextTick,
  type Read,
  readCopies,
  readRow,
  registerMarks,
  startEngine,
  type Stores,
  writeEngine,
  writeMarker,
  writeRow,
} from './stores.ts';

/** Longer than the work goes on without a word to PostgreSQL; a process that is gone holds up the others no longer. */
const GONE_AFTER_S = 300;

/** One process at a time binds or ticks; the others find it done. Undefined where another is at it. */
export async function alone<Answer>(
  pool: Stores['pool'],
  lock: string,
  work: (client: pg.PoolClient) => Promise<Answer>,
  wait = false,
): Promise<Answer | undefined> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that breaks while Temporal is asked must not end the process; the lock has gone with it.
  const onError = (error: Error): void => void (broken = error);
  client.on('error', onError);
  try {
    await client.query(untilGone(GONE_AFTER_S));
    const { rows } = await client.query<{ mine: boolean }>(
      wait
        ? 'select true as mine from (select pg_advisory_lock(hashtext($1))) as held'
        : 'select pg_try_advisory_lock(hashtext($1)) as mine',
      [lock],
    );
    if (!rows[0]?.mine) return undefined;
    try {
      return await work(client);
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', [lock]).catch((error: Error) => void (broken = error));
    }
  } finally {
    if (!broken) await client.query(IDLE_AGAIN).catch((error: Error) => void (broken = error));
    client.off('error', onError);
    client.release(broken);
  }
}

const LOCK = 'caselight:installation';

/**
 * What the three stores say of each other. The first process of a new installation binds them: Temporal first, because
 * that is where a second installation would be met, and the database last, because its tick says that all is bound.
 * Broken off, it is taken up by whoever comes next. A foreign store is never written to.
 */
export async function checkInstallation(stores: Stores): Promise<Verdict> {
  const verdict = judge(await readCopies(stores));
  if (verdict.kind !== 'new') return verdict;
  return (await alone(stores.pool, LOCK, (client) => bind(stores, client), true)) ?? verdict;
}

async function bind(stores: Stores, client: pg.PoolClient): Promise<Verdict> {
  for (let again = 0; again < 3; again++) {
    const copies = await readCopies(stores, client);
    const verdict = judge(copies);
    if (verdict.kind !== 'new') return verdict;
    const strangers = copies.temporal === null ? await foreignCases(stores, client) : null;
    if (strangers !== null) return { kind: 'foreign', stores: ['temporal'], own: copies.postgres.installationId, other: strangers };
    const tick = { ...nextTick({ ...copies, temporal: null, evidence: null }, await registerMarks(client)), tick: 1 };
    if (copies.temporal === null && !(await startEngine(stores, tick))) continue;
    if (copies.evidence === null && !(await writeMarker(stores.folder, tick, true))) continue;
    await writeRow(client, tick);
    return { kind: 'well' };
  }
  throw new Error('the installation could not be bound: its stores change under our hands');
}

const LOOK_AT = 50;

/**
 * A namespace that was in use before installations had ids: its running cases are this database's, or nobody's. Null
 * where they are; otherwise how the other installation can be called.
 */
async function foreignCases(stores: Stores, client: pg.PoolClient): Promise<string | null> {
  const caseIds: string[] = [];
  const list = stores.client.workflow.list({ query: `WorkflowType='${CASE_WORKFLOW}' AND ExecutionStatus='Running'`, pageSize: LOOK_AT });
  for await (const { workflowId } of list) {
    if (workflowId.startsWith(workflowIdOf(''))) caseIds.push(workflowId.slice(workflowIdOf('').length));
    if (caseIds.length >= LOOK_AT) break;
  }
  if (caseIds.length === 0) return null;
  const { rows } = await client.query<{ known: boolean }>(
    'select exists (select from work_view where id = any($1)) or exists (select from work_event where work_id = any($1)) as known',
    [caseIds],
  );
  return rows[0]?.known ? null : `未编号，命名空间中有 ${caseIds.length >= LOOK_AT ? '至少 ' : ''}${caseIds.length} 件不在本数据库的案件`;
}

/** Moves all three on by one, where they agree; answers what they said before, and whether it was this process's turn. */
export async function exchangeTick(stores: Stores): Promise<{ verdict: Verdict; exchanged: boolean }> {
  const done = await alone(stores.pool, LOCK, async (client) => {
    const copies = await readCopies(stores, client);
    const verdict = judge(copies);
    if (verdict.kind !== 'well') return { verdict, exchanged: false };
    await moveOn(stores, client, copies);
    return { verdict, exchanged: true };
  });
  return done ?? { verdict: judge(await readCopies(stores)), exchanged: false };
}

/** Temporal first, the database next: one that is broken off between is one tick apart, which says nothing. */
async function moveOn(stores: Stores, client: pg.PoolClient, copies: Read): Promise<void> {
  const tick = nextTick(copies, await registerMarks(client));
  if (!copies.engineRuns) await startEngine(stores, tick);
  else await writeEngine(stores, tick);
  await writeRow(client, tick);
  await writeMarker(stores.folder, tick);
}

/**
 * Brings all three to one new tick, once people or `reconcile` have mended what was older: the stores are believed as
 * they are. Starts the engine's workflow where it was lost.
 */
export async function level(stores: Stores): Promise<void> {
  await alone(
    stores.pool,
    LOCK,
    async (client) => {
      const copies = await readCopies(stores, client);
      const verdict = judge(copies);
      if (verdict.kind === 'foreign' || verdict.kind === 'database-new')
        throw new Error('another installation’s store is not brought level');
      const tick = nextTick(copies, await registerMarks(client));
      if (copies.temporal === null || !copies.engineRuns) await startEngine(stores, tick);
      else await writeEngine(stores, tick);
      await writeRow(client, tick);
      await writeMarker(stores.folder, tick, copies.evidence === null);
    },
    true,
  );
}

/** A database restored from before it had this id takes the id that Temporal and the evidence store agree on. */
export async function adopt(stores: Stores): Promise<string> {
  const copies = await readCopies(stores);
  const verdict = judge(copies);
  if (verdict.kind !== 'database-new') throw new Error('数据库不是新建的，或者办案引擎与证据库不属于同一个案灯：没有改动');
  await stores.pool.query('update installation set id = $2, tick = 1, ticked_at = created_at where id = $1 and tick = 0', [
    copies.postgres.installationId,
    verdict.other,
  ]);
  return (await readRow(stores.pool)).installationId;
}
