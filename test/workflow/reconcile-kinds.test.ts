/** Every kind of item is compared, mended and started anew like a case: whistles, and disputes beside their cases. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRegisters } from '../support/registers.ts';
import { kindOf } from '../../domain/kinds.ts';
import type { DisputeFile } from '../../domain/dispute/file.ts';
import { root } from '../../tools/paths.mjs';
import { compare, type Difference, differenceOf, type Item, itemsToCompare, workflowIdAt } from '../../tools/reconcile/compare.ts';
import { mend } from '../../tools/reconcile/mend.ts';
import { createReplayer } from '../../tools/reconcile/replay.ts';
import { restart, type RestartParts } from '../../tools/reconcile/restart.ts';
import { STATE_QUERY, TASK_QUEUE } from '../../workflows/messages.ts';
import { calendar } from '../domain/work/item-kit.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient } from '../support/cases.ts';
import { blown, type ItemClient } from '../support/items.ts';
import { lose } from '../support/losses.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let worker: TestWorker;
let parts: RestartParts;
beforeAll(async () => {
  worker = await startTestWorker(testStack());
  parts = { client: worker.client, database: worker.database, replayer: await createReplayer(worker.client), registers: demoRegisters };
}, 120_000);
afterAll(() => worker?.close());

const { databaseUrl, temporalAddress, namespace } = testStack();
const differenceIn = (item: Item) => differenceOf(worker.client, worker.database, item);
const even = (item: Item) =>
  eventually(
    () => differenceIn(item),
    (difference) => difference === null,
  );
const rowOf = async ({ id }: Item) => {
  const row = await worker.database.workView.findUnique({ where: { id }, include: { whistleDetail: true, disputeDetail: true } });
  return row && { ...row, updatedAt: null, settledSeq: null };
};
const hashesOf = async ({ id }: Item) => (await recordedEvents(worker.database, id)).map(({ hash }) => hash);
const noStore = { installationId: 'x', tick: 1, at: new Date().toISOString(), marks: {} };
/** As the command does it, of one difference. */
const mended = async (difference: Difference, how: { repair?: boolean; restart?: boolean }) =>
  mend(parts, { postgres: noStore, temporal: noStore, evidence: noStore }, [difference], {
    repair: false,
    restart: false,
    named: false,
    ...how,
  });

async function whistle(): Promise<ItemClient> {
  // A policy of its own, which no other item brings back.
  const one = await blown(worker.client, { on: { ...calendar, version: `test-${randomUUID()}` } });
  await one.did('SignWhistle', { personIds: ['bureauhandler1'] }, 'bureauhead');
  await one.did('AddNote', { text: '在路上' }, 'bureauhandler1');
  await even(one.item);
  return one;
}

async function disputed(): Promise<{ one: CaseClient; dispute: Item }> {
  const one = new CaseClient(worker.client);
  await one.open();
  await one.did('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher');
  await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1');
  await one.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
  const dispute = { kind: 'dispute', id: (await one.state())?.jurisdiction?.disputeId ?? '' };
  await eventually(
    () => recordedEvents(worker.database, dispute.id),
    (events) => events.length === 1,
  );
  await even(dispute);
  return { one, dispute };
}
const disputeFile = (item: Item) =>
  worker.client.workflow
    .getHandle(workflowIdAt(item))
    .query<DisputeFile | null>(STATE_QUERY)
    .catch(() => null);
const forget = (item: Item) =>
  worker.client.workflowService.deleteWorkflowExecution({ namespace, workflowExecution: { workflowId: workflowIdAt(item) } });

describe('a whistle', () => {
  it('whose events, row and policy are lost is written again exactly as it was, and goes on', async () => {
    const one = await whistle();
    const [row, hashes] = [await rowOf(one.item), await hashesOf(one.item)];
    expect(row).toMatchObject({
      kind: 'whistle',
      stage: 'signed',
      rules: kindOf('whistle').currentRules,
      whistleDetail: { level: 'unit' },
    });
    await lose(
      databaseUrl,
      `delete from work_event where work_id = '${one.id}'`,
      `delete from work_view where id = '${one.id}'`,
      `delete from policy_version where hash = '${row?.policyHash}'`,
    );
    const found = (await compare(worker.client, worker.database, { only: one.item })).differences[0]!;
    expect(found).toMatchObject({ item: one.item, kind: 'events-missing', workflow: hashes.length, record: 0, view: null });
    expect(await mended(found, { repair: true })).toEqual({
      left: [],
      outcomes: new Map([[one.id, `已补写${hashes.length}条事件并重建视图`]]),
    });
    expect(await hashesOf(one.item)).toEqual(hashes);
    expect(await rowOf(one.item)).toEqual(row);
    await one.did('ArriveOnSite', { note: '两人到场' }, 'bureauhandler1');
    expect(await chainOf(worker.database, one.id)).toMatchObject({ ok: true, length: hashes.length + 1 });
  }, 90_000);

  it('whose last events or row are lost is found by the command, named by its kind, and mended', async () => {
    const one = await whistle();
    const row = await rowOf(one.item);
    await lose(databaseUrl, `delete from work_view where id = '${one.id}'`);
    expect(await differenceIn(one.item)).toMatchObject({ kind: 'view-missing' });
    await lose(databaseUrl, `delete from work_event where work_id = '${one.id}' and seq > 1`);
    const { code, text } = await new Promise<{ code: number | null; text: string }>((resolve) => {
      const child = spawn(process.execPath, ['tools/run.mjs', 'tools/reconcile/main.ts', '--item', one.id, '--repair'], {
        cwd: root,
        env: { ...process.env, DATABASE_URL: databaseUrl, TEMPORAL_ADDRESS: temporalAddress },
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.on('close', (ended) => resolve({ code: ended, text: said }));
    });
    expect(text).toMatch(new RegExp(`吹哨 +${one.id} +记录缺少事件.*已补写2条事件并重建视图`));
    expect(code).toBe(0);
    expect(await rowOf(one.item)).toEqual(row);
  }, 90_000);

  it('whose workflow was ended is started anew from its record; what was answered before is known by its id', async () => {
    const one = await whistle();
    const before = await one.did('AddNote', { text: '终止之前' }, 'bureauhandler1', 'the-same');
    const hashes = await hashesOf(one.item);
    await one.handle.terminate('a test');
    const found = (await differenceIn(one.item))!;
    expect(found).toMatchObject({ kind: 'workflow-missing', text: expect.stringMatching(/吹哨没有到“已办结”，它的流程已被终止/) });
    expect((await mended(found, { repair: true })).left).toEqual([found]);
    expect(await mended(found, { restart: true })).toEqual({
      left: [],
      outcomes: new Map([[one.id, `已由记录重建流程，到第${hashes.length}号`]]),
    });
    expect(await one.did('AddNote', { text: '终止之前' }, 'bureauhandler1', 'the-same')).toMatchObject({
      version: before.version,
      head: before.head,
    });
    await one.did('ArriveOnSite', { note: '到场' }, 'bureauhandler1');
    await one.did('FinishWhistle', { result: '已清运' }, 'bureauhandler1');
    expect(await one.handle.result()).toMatchObject({ ended: 'archived', version: hashes.length + 2 });
    expect(await differenceIn(one.item)).toBeNull();
    expect(await restart(parts, one.item, true)).toEqual({ done: false, text: '流程与记录一致，不需要重建' });
  }, 90_000);

  it('has no say in the record of a case that bears the same id', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const stranger = { kind: 'whistle', id: one.caseId };
    expect(await differenceIn(stranger)).toBeNull();
    expect(await restart(parts, stranger, true)).toEqual({ done: false, text: '没有这件吹哨' });
    await worker.client.workflow.start('whistleWorkflow', {
      workflowId: workflowIdAt(stranger),
      taskQueue: TASK_QUEUE,
      args: [{ caseId: one.caseId, policy: {}, rules: 3, shape: 2 }],
    });
    expect(await differenceIn(stranger)).toMatchObject({ kind: 'contradiction', text: '记录中这个编号是案件，引擎中却有吹哨的流程' });
    expect(await restart(parts, stranger, true)).toEqual({ done: false, text: '记录中这个编号是案件，不能据以重建吹哨' });
    expect((await worker.client.workflow.getHandle(workflowIdAt(stranger)).describe()).status.name).toBe('RUNNING');
    await worker.client.workflow.getHandle(workflowIdAt(stranger)).terminate('a test');
  });
});

describe('a dispute over jurisdiction', () => {
  it('whose events and row are lost is written again from what its case told it', async () => {
    const { dispute } = await disputed();
    const [row, hashes] = [await rowOf(dispute), await hashesOf(dispute)];
    await lose(databaseUrl, `delete from work_event where work_id = '${dispute.id}'`, `delete from work_view where id = '${dispute.id}'`);
    const found = (await differenceIn(dispute))!;
    expect(found).toMatchObject({ kind: 'events-missing', workflow: 1, record: 0 });
    expect((await mended(found, { repair: true })).left).toEqual([]);
    expect(await hashesOf(dispute)).toEqual(hashes);
    expect(await rowOf(dispute)).toEqual(row);
  }, 90_000);

  it('whose workflow was ended is told, once it runs again, what its case had to say meanwhile', async () => {
    const { one, dispute } = await disputed();
    await worker.client.workflow.getHandle(workflowIdAt(dispute)).terminate('a test');
    await one.did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
    const found = (await differenceIn(dispute))!;
    expect(found.kind).toBe('workflow-missing');
    expect((await mended(found, { restart: true })).outcomes).toEqual(new Map([[dispute.id, '已由记录重建流程，到第1号']]));
    expect(
      await eventually(
        () => disputeFile(dispute),
        (file) => file?.stage === 'designating',
      ),
    ).toMatchObject({ failed: { result: '未达成一致' } });
    await one.did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
    await worker.client.workflow.getHandle(workflowIdAt(dispute)).result();
    await even(dispute);
    expect((await recordedEvents(worker.database, dispute.id)).map(({ type }) => type)).toEqual([
      'DisputeRaised',
      'ConsultationFailed',
      'DisputeSettled',
    ]);
  }, 90_000);

  it('that Temporal has lost with its case is there before the case, which does not begin it a second time', async () => {
    const { one, dispute } = await disputed();
    await one.did('RecordConsultation', { agreed: false, result: '未达成一致' }, 'townhead');
    await eventually(
      () => disputeFile(dispute),
      (file) => file?.stage === 'designating',
    );
    await even(dispute);
    const hashes = await hashesOf(dispute);
    await forget(one.item);
    await forget(dispute);
    for (const item of [one.item, dispute])
      await eventually(
        () => differenceIn(item),
        (found) => found?.kind === 'workflow-missing',
      );
    expect((await restart(parts, one.item, false)).done).toBe(true);
    for (const item of [one.item, dispute]) await even(item);
    expect(await hashesOf(dispute)).toEqual(hashes);
    await one.did('DesignateJurisdiction', { unitId: 'qingshi', document: '云政指〔2026〕1号' }, 'supervisor');
    await worker.client.workflow.getHandle(workflowIdAt(dispute)).result();
    await even(dispute);
    expect(await hashesOf(dispute)).toEqual([...hashes, expect.any(String)]);
  }, 120_000);
});

it('all kinds are compared; what a newer program wrote of a kind of its own is counted, and not passed off as compared', async () => {
  const one = await whistle();
  const { dispute } = await disputed();
  await lose(
    databaseUrl,
    `insert into work_view select (jsonb_populate_record(v, '{"kind": "patrol", "id": "patrol-1"}')).* from work_view v where id = '${one.id}'`,
  );
  const { items, unknown } = await itemsToCompare(worker.client, worker.database);
  expect(items).toEqual(expect.arrayContaining([one.item, dispute, { kind: 'case', id: dispute.id.split('-dispute-')[0] }]));
  expect(unknown).toEqual([{ kind: 'patrol', count: 1 }]);
  expect(await restart(parts, { kind: 'patrol', id: 'patrol-1' }, true)).toEqual({
    done: false,
    text: expect.stringMatching(/不认识“patrol”.*先升级/),
  });
  await lose(databaseUrl, `delete from work_view where id = 'patrol-1'`);
}, 60_000);
