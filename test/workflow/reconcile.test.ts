/** A database that was put back from an older backup: what it lost is told, then written again from the workflows. */
import { spawn } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRegisters } from '../support/registers.ts';
import { root } from '../../tools/paths.mjs';
import { compare, differenceOf } from '../../tools/reconcile/compare.ts';
import type { Tick } from '../../domain/installation.ts';
import { mend } from '../../tools/reconcile/mend.ts';
import { isRepairable, repair } from '../../tools/reconcile/repair.ts';
import { createReplayer, type Replayer } from '../../tools/reconcile/replay.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const registers = demoRegisters;

describe('reconciliation', () => {
  let worker: TestWorker;
  let replayer: Replayer;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
    replayer = await createReplayer(worker.client);
  }, 120_000);
  afterAll(() => worker?.close());

  /** As a restored backup would have it: behind the back of the guards, which refuse this to everybody else. */
  async function lose(...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: testStack().databaseUrl });
    await client.connect();
    const tables = ['work_event', 'work_view'];
    try {
      await client.query('begin');
      for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
      for (const statement of statements) await client.query(statement);
      for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
      await client.query('commit');
      for (const trigger of ['work_event_no_update', 'work_event_no_delete', 'work_event_no_truncate']) {
        await client.query(`alter table work_event enable always trigger ${trigger}`);
      }
      for (const trigger of ['work_view_keep_settled', 'work_view_no_truncate'])
        await client.query(`alter table work_view enable always trigger ${trigger}`);
    } finally {
      await client.end();
    }
  }
  const filed = async (): Promise<CaseClient> => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 7)) await one.take(step);
    // The register's number is the case's own act, and follows.
    await eventually(
      () => one.state(),
      (state) => Boolean(state?.filing?.number),
    );
    await eventually(
      () => differenceIn(one),
      (difference) => difference === null,
    );
    return one;
  };
  const differenceIn = (one: CaseClient) => differenceOf(worker.client, worker.database, one.item);
  const rowOf = (one: CaseClient) => worker.database.workView.findUnique({ where: { id: one.caseId } });
  const steady = <Row extends { updatedAt: Date; settledSeq: number }>(row: Row | null) =>
    row && { ...row, updatedAt: null, settledSeq: null };

  it('finds nothing where nothing is lost', async () => {
    const one = await filed();
    expect(await differenceIn(one)).toBeNull();
    expect(await compare(worker.client, worker.database, { only: one.item })).toEqual({ compared: 1, differences: [], unknown: [] });
  }, 60_000);

  it('writes lost events, row, parties and number again exactly as they were, and the case goes on', async () => {
    const one = await filed();
    const before = {
      events: await recordedEvents(worker.database, one.caseId),
      row: await rowOf(one),
      parties: await worker.database.caseParty.findMany({ where: { caseId: one.caseId } }),
    };
    await lose(
      `delete from work_event where work_id = '${one.caseId}'`,
      `delete from work_view where id = '${one.caseId}'`,
      `delete from case_party where case_id = '${one.caseId}'`,
      `delete from case_number where case_id = '${one.caseId}'`,
    );
    const difference = await differenceIn(one);
    expect(difference).toMatchObject({ kind: 'events-missing', workflow: before.events.length, record: 0, view: null });
    expect(isRepairable(difference!)).toBe(true);
    expect(await repair(worker.database, replayer, registers, difference!)).toEqual({
      done: true,
      text: `已补写${before.events.length}条事件并重建视图`,
    });
    expect(await differenceIn(one)).toBeNull();
    expect(await recordedEvents(worker.database, one.caseId)).toEqual(
      before.events.map((event) => ({ ...event, recordedAt: expect.any(Date) })),
    );
    expect(steady(await rowOf(one))).toEqual(steady(before.row));
    expect(await worker.database.caseParty.findMany({ where: { caseId: one.caseId } })).toEqual(before.parties);
    await one.did('AddNote', { text: '接着办' }, 'handler1');
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, length: before.events.length + 1 });
  }, 90_000);

  it('fills the last events, a gap, a lost view and one that is behind', async () => {
    const one = await filed();
    const total = (await recordedEvents(worker.database, one.caseId)).length;
    const row = steady(await rowOf(one));
    const losses: [string, string][] = [
      ['events-missing', `delete from work_event where work_id = '${one.caseId}' and seq > ${total - 3}`],
      ['events-missing', `delete from work_event where work_id = '${one.caseId}' and seq = 4`],
      ['view-missing', `delete from work_view where id = '${one.caseId}'`],
      ['view-behind', `update work_view set version = ${total - 1}, head = 'x', stage = 'discovery' where id = '${one.caseId}'`],
    ];
    for (const [kind, statement] of losses) {
      await lose(statement);
      const difference = await differenceIn(one);
      expect(difference?.kind).toBe(kind);
      expect((await repair(worker.database, replayer, registers, difference!)).done).toBe(true);
      expect(await differenceIn(one)).toBeNull();
      expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, length: total });
      expect(steady(await rowOf(one))).toEqual(row);
    }
  }, 120_000);

  it('never alters what is recorded otherwise: it tells of the contradiction', async () => {
    const one = await filed();
    const total = (await recordedEvents(worker.database, one.caseId)).length;
    await lose(
      `update work_event set hash = 'altered' where work_id = '${one.caseId}' and seq = 3`,
      `delete from work_event where work_id = '${one.caseId}' and seq = 2`,
    );
    const difference = await differenceIn(one);
    expect(await repair(worker.database, replayer, registers, difference!)).toMatchObject({
      done: false,
      text: expect.stringContaining('第3号事件已有不同的记录'),
    });
    expect((await recordedEvents(worker.database, one.caseId)).find(({ seq }) => seq === 3)?.hash).toBe('altered');
    await lose(
      `update work_event set hash = 'altered too' where work_id = '${one.caseId}' and seq = ${total}`,
      `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash) select kind, work_id, 2, type, at, actor, data, terms, basis, 'x' from work_event where work_id = '${one.caseId}' and seq = 1`,
    );
    const contradiction = await differenceIn(one);
    expect(contradiction?.kind).toBe('contradiction');
    expect(isRepairable(contradiction!)).toBe(false);
  }, 60_000);

  // A year that no life reaches, not even by skipped time.
  it('never gives a number again that any of the stores saw, also where no case differs', async () => {
    const tick = (marks: Record<string, number>): Tick => ({ installationId: 'x', tick: 1, at: new Date().toISOString(), marks });
    const copies = { postgres: tick({}), temporal: tick({ 'penalty/2951': 7 }), evidence: tick({ 'case/2951': 500, 'penalty/2951': 6 }) };
    const parts = { client: worker.client, database: worker.database, registers };
    expect(await mend(parts, copies, [], { repair: true, restart: false, named: false })).toMatchObject({ left: [] });
    expect(await worker.database.caseNumber.findMany({ where: { year: 2951 }, select: { n: true } })).toEqual([{ n: 500 }]);
    expect(await worker.database.decisionNumber.findMany({ where: { year: 2951 }, select: { n: true, series: true } })).toEqual([
      { n: 7, series: 'penalty' },
    ]);
  });

  it('tells of a running case whose workflow is gone', async () => {
    const one = await filed();
    await one.handle.terminate('a test');
    expect(await differenceIn(one)).toMatchObject({ kind: 'workflow-missing', workflow: null });
  }, 60_000);

  it('as a command: compares first and changes nothing, repairs when told, ends with 1 while differences remain', async () => {
    const one = await filed();
    await lose(`delete from work_view where id = '${one.caseId}'`);
    const { databaseUrl, temporalAddress } = testStack();
    const commandOf = (option: string, ...args: string[]) =>
      new Promise<{ code: number | null; text: string }>((resolve) => {
        const child = spawn(process.execPath, ['tools/run.mjs', 'tools/reconcile/main.ts', option, one.caseId, ...args], {
          cwd: root,
          env: { ...process.env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress },
        });
        let text = '';
        child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
        child.on('close', (code) => resolve({ code, text }));
      });
    const command = (...args: string[]) => commandOf('--item', ...args);
    const dry = await command();
    expect(dry.text).toContain('没有读取视图');
    expect(dry.code).toBe(1);
    expect(await rowOf(one)).toBeNull();
    const mended = await command('--repair');
    expect(mended.text).toContain('已重建视图');
    expect(mended.code).toBe(0);
    expect((await rowOf(one))?.version).toBe((await one.head()).version);
    // By the option's former name.
    expect((await commandOf('--case')).text).toContain('全部一致');
    await one.send(envelope('AddNote', { text: '完' }, 'dispatcher', null));
  }, 120_000);
});
