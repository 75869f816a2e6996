import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);
const countOf = (types: string[], type: string): number => types.filter((one) => one === type).length;

describe('while PostgreSQL is away', () => {
  let gate: Gate;
  let worker: TestWorker;
  /** Past the gate. */
  let database: Database;
  beforeAll(async () => {
    const stack = testStack();
    gate = await openGate(stack.ports.postgres);
    const url = new URL(stack.databaseUrl);
    url.port = String(gate.port);
    worker = await startTestWorker({ ...stack, databaseUrl: url.href });
    database = createDatabase(stack.databaseUrl);
  });
  afterAll(async () => {
    gate.set('open');
    await worker?.close();
    await database.$disconnect();
    await gate.close();
  });

  for (const mode of ['refuse', 'hang'] as const) {
    it(`(connections ${mode === 'refuse' ? 'refused' : 'never answered'}) commands are accepted, and caught up in one go`, async () => {
      const one = new CaseClient(worker.client);
      await one.open();
      const versionWritten = async () => (await database.workView.findUniqueOrThrow({ where: { id: one.caseId } })).version;
      expect(await versionWritten()).toBe(1);

      gate.set(mode);
      const times: number[] = [];
      for (let index = 0; index < 6; index++) {
        const before = performance.now();
        expect((await one.send(note(`第${index}条`))).version).toBe(index + 2);
        times.push(performance.now() - before);
      }
      // Only the first finds out that nobody is there; the others do not ask.
      expect(Math.max(...times.slice(1))).toBeLessThan(2_000);
      expect(await one.head()).toMatchObject({ version: 7, pending: 6 });
      expect(await versionWritten()).toBe(1);

      gate.set('open');
      await eventually(versionWritten, (version) => version === 7, 30_000);
      await eventually(
        () => one.head(),
        ({ pending }) => pending === 0,
      );
      expect(await chainOf(database, one.caseId)).toMatchObject({ ok: true, length: 7 });
      const types = await one.historyTypes();
      // The second command finds that the first was not written: one batch, retried by the server without further events, and
      // one with what came meanwhile.
      expect(countOf(types, 'activityTaskScheduled')).toBe(2);
      expect(countOf(types, 'markerRecorded')).toBe(0);

      await one.send(note('又通了'));
      expect(await versionWritten()).toBe(8);
    }, 90_000);
  }

  it('a filing is accepted and gets its number when PostgreSQL is back', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 5)) await one.take(step);
    gate.set('refuse');
    const receipt = await one.take(ordinary[5]!);
    expect(receipt.stage).toBe('evidence');
    expect((await one.state())?.filing?.number).toBeNull();
    gate.set('open');
    const state = await eventually(
      () => one.state(),
      (file) => file?.filing?.number !== null,
      30_000,
    );
    expect(state?.filing?.number).toMatch(/^云溪综执立〔\d{4}〕第\d{5}号$/);
    await eventually(
      () => one.head(),
      ({ pending }) => pending === 0,
    );
    const row = await database.caseDetail.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row.number).toBe(state?.filing?.number);
  }, 90_000);
});
