/**
 * What no light shows: a case whose workflow was ended, contradicts its record or does not act. Found, shown, gone when
 * healed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWatcher, type Watcher } from '../../api/alarms/watcher.ts';
import { sha256 } from '../../activities/sha256.ts';
import { demoRegisters } from '../support/registers.ts';
import { readEvents } from '../../api/cases/records.ts';
import { sealHash } from '../../domain/work/record.ts';
import type { Board } from '../../contract/board.ts';
import type { Verification } from '../../contract/record.ts';
import { createDatabase, type Database as Prisma } from '../../prisma/database.ts';
import { createReplayer } from '../../tools/reconcile/replay.ts';
import { type Item, workflowIdAt } from '../../tools/reconcile/compare.ts';
import { restart } from '../../tools/reconcile/restart.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { lose } from '../support/losses.ts';
import { quietRuntime } from '../support/workers.ts';
import { as, send } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, takenUp } from './scenes.ts';

let app: OwnApp;
let watcher: Watcher;
let prisma: Prisma;

beforeAll(async () => {
  quietRuntime();
  app = await ownApp();
  const { services } = app;
  // Its own instant, so that late cases are looked for in every round.
  watcher = createWatcher({ ...services, namespace: services.config.temporal.namespace });
  prisma = createDatabase(testStack().databaseUrl);
});
afterAll(async () => {
  await app?.close();
  await prisma?.$disconnect();
});

let instant = Date.now();
/** Believed is what two rounds have seen. */
async function rounds(count = 2): Promise<void> {
  for (let n = 0; n < count; n++) {
    instant += 6 * 60_000;
    for (let again = 0; !(await watcher.round(instant)) && again < 50; again++) await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
const board = async (): Promise<Board> => done(await (await as('supervisor')).get('/board')).body as Board;
const alarmOf = async (caseId: string) => (await board()).alarms.items.find((item) => item.caseId === caseId);
const verification = async (caseId: string): Promise<Verification> =>
  done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body as Verification;
const engineCheck = async (caseId: string) => (await verification(caseId)).checks.find(({ name }) => name === '办案引擎');
const restarted = async (item: Item): Promise<void> => {
  const { client } = app.services.gateway;
  const outcome = await restart({ client, database: prisma, replayer: await createReplayer(client), registers: demoRegisters }, item, true);
  expect(outcome.done, outcome.text).toBe(true);
};

/** A row that Temporal no longer has, sealed and confirmed: what an older copy of Temporal leaves. */
async function phantom(caseId: string): Promise<void> {
  const last = (await readEvents(database(), caseId)).at(-1)!;
  const event = { ...last, seq: last.seq + 1, type: 'NoteAdded', data: { text: '从未发生' }, terms: [], hash: '' };
  const hash = sealHash(last.hash, event, sha256);
  await lose(
    testStack().databaseUrl,
    `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash)
     select kind, work_id, seq + 1, 'NoteAdded', at, actor, '{"text": "从未发生"}', '[]', basis, '${hash}' from work_event where work_id = '${caseId}' and seq = ${last.seq}`,
    `update work_view set version = version + 1, head = '${hash}', settled_seq = version + 1 where id = '${caseId}'`,
  );
}

describe('the watcher', () => {
  it('need not come by where a command finds that rows are gone which the workflow knows to have been written', async () => {
    const caseId = await takenUp();
    const handler = await as('handler1');
    done(await handler.command(caseId, 'AddNote', { text: '第一条' }));
    done(await handler.command(caseId, 'AddNote', { text: '第二条' }));
    // As an older copy of the database has it: the case stands where it stood before both.
    const { version } = done(await handler.get(`/cases/${caseId}`)).body.case as { version: number };
    await lose(
      testStack().databaseUrl,
      `delete from work_event where work_id = '${caseId}'`,
      `delete from work_view where id = '${caseId}'`,
    );
    const reply = await handler.command(caseId, 'AddNote', { text: '之后' });
    expect(reply.body).toMatchObject({ durable: true, readable: false, version: version + 1 });
    expect(await alarmOf(caseId)).toMatchObject({ kind: 'not-written', text: expect.stringContaining('较早的备份') });
    expect((await verification(caseId)).checks.find(({ name }) => name === '事件链')).toMatchObject({
      ok: false,
      text: '记录中没有本案的事件',
    });
  });

  it('finds nothing wrong with a healthy case', async () => {
    const caseId = await takenUp();
    await rounds();
    expect(await alarmOf(caseId)).toBeUndefined();
    expect(await verification(caseId)).toMatchObject({ ok: true, open: false });
  });

  it('a terminated case: shown with what to do, counted, proved not to be well; gone once restarted', async () => {
    const caseId = await takenUp();
    await app.services.gateway.client.workflow.getHandle(workflowIdOf(caseId)).terminate('a test');
    await rounds(1);
    expect(await alarmOf(caseId)).toBeUndefined();
    await rounds(1);
    expect(await alarmOf(caseId)).toMatchObject({
      itemKind: 'case',
      kind: 'workflow-missing',
      label: '流程已结束或者丢失',
      text: expect.stringContaining('终止'),
      todo: `npm run reconcile -- --restart --item ${caseId}`,
    });
    const metrics = await send(testStack().apiUrl, 'GET', '/metrics');
    expect(metrics.body).toMatch(/^caselight_case_alarms\{kind="workflow-missing"\} [1-9]/m);
    expect(await engineCheck(caseId)).toMatchObject({ ok: false, known: true, text: expect.stringContaining('不在运行') });
    await restarted({ kind: 'case', id: caseId });
    await rounds(1);
    expect(await alarmOf(caseId)).toBeUndefined();
    expect(await verification(caseId)).toMatchObject({ ok: true });
  });

  it('a terminated whistle is shown by kind and id, and gone once restarted', async () => {
    const call = { title: '夜间施工', urgency: 'daily', unitId: 'bureau', place: '青石镇滨河路', text: '工地夜间施工，镇里劝不住' };
    const { id } = done(await (await as('townhead')).post('/whistles', call), 201).body as { id: string };
    const item = { kind: 'whistle', id };
    await app.services.gateway.client.workflow.getHandle(workflowIdAt(item)).terminate('a test');
    await rounds();
    expect(await alarmOf(id)).toEqual({
      itemKind: 'whistle',
      caseId: id,
      kind: 'workflow-missing',
      label: '流程已结束或者丢失',
      text: expect.stringMatching(/^吹哨没有到“已办结”，它的流程已被终止/),
      todo: `npm run reconcile -- --restart --item ${id}`,
      since: expect.any(String),
      title: '夜间施工',
      number: null,
    });
    await restarted(item);
    await rounds(1);
    expect(await alarmOf(id)).toBeUndefined();
    done(await (await as('bureauhead')).post(`/whistles/${id}/commands/SignWhistle`, { personIds: ['bureauhandler1'] }));
  });

  it('a record that is longer than its workflow is a fault, and never «ok»', async () => {
    const caseId = await takenUp();
    await phantom(caseId);
    expect(await engineCheck(caseId)).toMatchObject({ ok: false, known: true, text: expect.stringMatching(/记录到第\d+号，比办案引擎长/) });
    expect(await verification(caseId)).toMatchObject({ ok: false, open: false });
    await rounds();
    expect(await alarmOf(caseId)).toMatchObject({ kind: 'record-longer' });
    // Believed for the record's sake, so that the next tests meet a county without alarms.
    await restarted({ kind: 'case', id: caseId });
    await rounds(1);
    expect(await alarmOf(caseId)).toBeUndefined();
  });

  it('a case whose own action does not come', async () => {
    const caseId = await takenUp();
    const { nextWakeUpAt } = (await database().first<{ nextWakeUpAt: Date }>(
      'select next_wake_up_at as "nextWakeUpAt" from work_view where id = $1',
      [caseId],
    ))!;
    await database().run(`update work_view set next_wake_up_at = now() - interval '1 hour' where id = $1`, [caseId]);
    await rounds();
    expect(await alarmOf(caseId)).toMatchObject({ kind: 'stuck', text: expect.stringContaining('没有动作') });
    await database().run('update work_view set next_wake_up_at = $2 where id = $1', [caseId, nextWakeUpAt]);
    await rounds(1);
    expect(await alarmOf(caseId)).toBeUndefined();
  });
});
