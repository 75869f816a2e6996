import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

describe('a case whose history grows long', () => {
  let server: TemporalServer;
  let gate: Gate;
  let worker: TestWorker;
  let database: Database;
  beforeAll(async () => {
    const stack = testStack();
    // Continuing as new is advised from the fortieth event of a run instead of the four thousandth.
    server = await startTemporalServer(['limit.historyCount.suggestContinueAsNew=40']);
    gate = await openGate(stack.ports.postgres);
    const url = new URL(stack.databaseUrl);
    url.port = String(gate.port);
    worker = await startTestWorker({ ...server, databaseUrl: url.href });
    database = createDatabase(stack.databaseUrl);
  });
  afterAll(async () => {
    gate?.set('open');
    await worker?.close();
    await database?.$disconnect();
    await gate?.close();
    await server?.stop();
  });

  const runOf = async (one: CaseClient): Promise<string> => (await one.handle.describe()).runId;

  it('goes on in new runs with the same chain, and keeps the history of each', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const first = await runOf(one);
    for (const step of ordinary) await one.take(step);
    const result = (await one.handle.result()) as { ended: string; version: number; head: string };
    expect(result.ended).toBe('archived');
    expect(await runOf(one)).not.toBe(first);
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: result.head, length: result.version });
    const histories = await database.caseHistory.findMany({ where: { caseId: one.caseId }, orderBy: { ordinal: 'asc' } });
    expect(histories.length).toBeGreaterThan(2);
    expect(histories[0]).toMatchObject({ runId: first, ordinal: 1, complete: true });
    // All but the last, which stored itself while it still ran.
    expect(histories.map(({ complete }) => complete)).toEqual(histories.map((_, index) => index < histories.length - 1));
  }, 90_000);

  it('answers a repeated update of an earlier run with the same receipt, and does nothing twice', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const before = await runOf(one);
    const updateId = randomUUID();
    const receipt = await one.send(note('只记一次'), updateId);
    for (let index = 0; index < 8; index++) await one.send(note(`第${index}条`));
    expect(await runOf(one)).not.toBe(before);
    expect(await one.send(note('只记一次'), updateId)).toEqual(receipt);
    const texts = (await recordedEvents(database, one.caseId)).map(({ data }) => (data as { text?: string }).text);
    expect(texts.filter((text) => text === '只记一次')).toHaveLength(1);
    // A version seen in the run before is still current.
    const { version } = await one.head();
    expect((await one.did('AddNote', { text: '后来' }, 'dispatcher', { expectedVersion: version })).version).toBe(version + 1);
  }, 90_000);

  it('takes what is not written yet along while PostgreSQL is away', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const before = await runOf(one);
    gate.set('refuse');
    for (let index = 0; index < 9; index++) await one.send(note(`第${index}条`));
    await eventually(
      () => runOf(one),
      (run) => run !== before,
    );
    expect((await one.head()).pending).toBe(9);
    await one.send(note('新一轮'));
    gate.set('open');
    await eventually(
      () => one.head(),
      ({ pending }) => pending === 0,
      30_000,
    );
    const head = await one.head();
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: head.hash, length: 11 });
  }, 90_000);
});
