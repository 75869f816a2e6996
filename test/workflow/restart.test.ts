/** A case whose workflow was ended, reset, wedged or lost goes on from its verified record; a healthy one is left alone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoRegisters } from '../support/registers.ts';
import { sha256 } from '../../activities/sha256.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { sealHash } from '../../domain/work/record.ts';
import { differenceOf, WEDGED_ATTEMPTS } from '../../tools/reconcile/compare.ts';
import { createReplayer } from '../../tools/reconcile/replay.ts';
import { restart, type RestartParts } from '../../tools/reconcile/restart.ts';
import { CASE_WORKFLOW, TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { lose } from '../support/losses.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

describe('restart from the record', () => {
  let worker: TestWorker;
  let parts: RestartParts;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
    parts = { client: worker.client, database: worker.database, replayer: await createReplayer(worker.client), registers: demoRegisters };
  }, 120_000);
  afterAll(() => worker?.close());

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
  const recordOf = (one: CaseClient) => recordedEvents(worker.database, one.caseId);
  const goesOn = async (one: CaseClient, length: number): Promise<void> => {
    await eventually(
      () => differenceIn(one),
      (difference) => difference === null,
    );
    await one.did('AddNote', { text: '接着办' }, 'handler1');
    await eventually(
      () => chainOf(worker.database, one.caseId),
      (chain) => chain.ok && chain.length === length + 1,
    );
    expect(await differenceIn(one)).toBeNull();
  };

  it('a terminated case; what was answered before is known by its id', async () => {
    const one = await filed();
    const note = envelope('AddNote', { text: '终止之前' }, 'handler1', null);
    const before = await one.send(note, 'the-same');
    const length = (await recordOf(one)).length;
    await one.handle.terminate('a test');
    expect(await differenceIn(one)).toMatchObject({ kind: 'workflow-missing', text: expect.stringContaining('终止') });
    expect(await restart(parts, one.item, false)).toEqual({ done: true, text: `已由记录重建流程，到第${length}号` });
    expect(await one.send(note, 'the-same')).toMatchObject({ version: before.version, head: before.head });
    expect(await recordOf(one)).toHaveLength(length);
    await goesOn(one, length);
  }, 90_000);

  it('a reset case: what was done after the point of reset stays done, once', async () => {
    const one = await filed();
    await one.did('AddNote', { text: '重置点之后' }, 'handler1');
    const before = await recordOf(one);
    const { runId } = await one.handle.describe();
    const history = await one.handle.fetchHistory();
    const tasks = (history.events ?? []).filter(({ workflowTaskCompletedEventAttributes }) => workflowTaskCompletedEventAttributes);
    const point = tasks[3]?.eventId;
    if (!point) throw new Error('no workflow task to go back to');
    const { client } = worker;
    await client.workflowService.resetWorkflowExecution({
      namespace: testStack().namespace,
      workflowExecution: { workflowId: workflowIdOf(one.caseId), runId },
      reason: 'a test',
      workflowTaskFinishEventId: point,
      requestId: randomUUID(),
      resetReapplyExcludeTypes: [1, 2],
    });
    const difference = await eventually(
      () => differenceIn(one),
      (found) => found !== null && found.kind !== 'no-answer',
    );
    expect(['record-longer', 'contradiction']).toContain(difference?.kind);
    const after = await restart(parts, one.item, true);
    expect(after).toEqual({ done: true, text: `已由记录重建流程，到第${before.length}号` });
    expect((await recordOf(one)).map(({ hash }) => hash)).toEqual(before.map(({ hash }) => hash));
    await goesOn(one, before.length);
  }, 90_000);

  it('a wedged case: its failing run is ended with the reason', async () => {
    const one = await filed();
    const { length } = await recordOf(one);
    await one.handle.terminate('a test');
    // No code can carry on from this.
    await worker.client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(one.caseId),
      taskQueue: TASK_QUEUE,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ caseId: one.caseId, policy, rules: CURRENT_RULES, carried: { state: null as never, hash: 'x' } }],
    });
    const { runId } = await one.handle.describe();
    const difference = await eventually(
      () => differenceIn(one),
      (found) => found?.kind === 'wedged',
      60_000,
    );
    expect(difference?.text).toMatch(/连续失败\d+次/);
    expect(WEDGED_ATTEMPTS).toBeGreaterThan(2);
    expect((await restart(parts, one.item, false)).done).toBe(true);
    const ended = (await worker.client.workflow.getHandle(workflowIdOf(one.caseId), runId).fetchHistory()).events?.at(-1);
    expect(ended?.workflowExecutionTerminatedEventAttributes?.reason).toContain('由核验过的记录重建');
    await goesOn(one, length);
  }, 120_000);

  it('a case that Temporal has lost', async () => {
    const one = await filed();
    const { length } = await recordOf(one);
    await worker.client.workflowService.deleteWorkflowExecution({
      namespace: testStack().namespace,
      workflowExecution: { workflowId: workflowIdOf(one.caseId) },
    });
    await eventually(
      () => differenceIn(one),
      (found) => found?.kind === 'workflow-missing',
    );
    expect((await restart(parts, one.item, false)).done).toBe(true);
    // Its number is Temporal's to know again, or it could be given a second time.
    const { filing } = (await one.state())!;
    const count = async () =>
      (await worker.client.workflow.count(`CaselightNumber = '${filing!.number}' and WorkflowId = '${workflowIdOf(one.caseId)}'`)).count;
    await eventually(count, (found) => found > 0, 60_000);
    await goesOn(one, length);
  }, 150_000);

  it('not while its history cannot be read: it may hold what the record lacks', async () => {
    const one = await filed();
    await one.handle.terminate('a test');
    await worker.client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(one.caseId),
      taskQueue: TASK_QUEUE,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ caseId: one.caseId, policy, rules: CURRENT_RULES, carried: { state: null as never, hash: 'x' } }],
    });
    await eventually(
      () => differenceIn(one),
      (found) => found?.kind === 'wedged',
      60_000,
    );
    const { runId } = await one.handle.describe();
    const replayer = { recordOf: () => Promise.reject(new Error('14 UNAVAILABLE')) };
    expect(await restart({ ...parts, replayer }, one.item, true)).toEqual({
      done: false,
      text: expect.stringMatching(/读不出流程的历史.*UNAVAILABLE/),
    });
    expect((await one.handle.describe()).runId).toBe(runId);
    expect((await restart(parts, one.item, true)).done).toBe(true);
  }, 120_000);

  it('is refused for a healthy case, an unknown one, and one whose record only has to be written', async () => {
    const one = await filed();
    const { runId } = await one.handle.describe();
    expect(await restart(parts, one.item, true)).toEqual({ done: false, text: '流程与记录一致，不需要重建' });
    expect(await restart(parts, { kind: 'case', id: 'no-such-case' }, true)).toEqual({ done: false, text: '没有这件案件' });
    const { length } = await recordOf(one);
    await lose(testStack().databaseUrl, `delete from work_event where work_id = '${one.caseId}' and seq > ${length - 2}`);
    expect(await restart(parts, one.item, true)).toMatchObject({ done: false, text: expect.stringContaining('--repair') });
    expect((await one.handle.describe()).runId).toBe(runId);
  }, 60_000);

  it('is refused where the record is longer by what Temporal never had: that is taken out, and not carried on', async () => {
    const one = await filed();
    const last = (await recordOf(one)).at(-1)!;
    const event = { ...last, seq: last.seq + 1, type: 'NoteAdded', data: { text: '从未发生' }, terms: [], hash: '' };
    const hash = sealHash(last.hash, event, sha256);
    await lose(
      testStack().databaseUrl,
      `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash)
      select kind, work_id, seq + 1, 'NoteAdded', at, actor, '{"text": "从未发生"}', '[]', basis, '${hash}' from work_event where work_id = '${one.caseId}' and seq = ${last.seq}`,
      `update work_view set version = ${last.seq + 1}, head = '${hash}', settled_seq = ${last.seq} where id = '${one.caseId}'`,
    );
    expect(await differenceIn(one)).toMatchObject({ kind: 'record-longer' });
    expect(await restart(parts, one.item, true)).toMatchObject({ done: false, text: expect.stringContaining('引擎从未确认') });
  }, 60_000);

  it('is refused for a record with a gap, a broken chain, and what a newer program wrote; nothing is half done', async () => {
    const { databaseUrl } = testStack();
    const refused = async (one: CaseClient, text: RegExp): Promise<void> => {
      const before = await one.handle.describe();
      expect(await restart(parts, one.item, true)).toMatchObject({ done: false, text: expect.stringMatching(text) });
      const after = await one.handle.describe();
      expect({ runId: after.runId, status: after.status.name }).toEqual({ runId: before.runId, status: before.status.name });
    };
    const [gap, broken, newer, rules] = [await filed(), await filed(), await filed(), await filed()];
    await gap.handle.terminate('a test');
    await lose(databaseUrl, `delete from work_event where work_id = '${gap.caseId}' and seq = 4`);
    await refused(gap, /记录不完整.*第4号事件缺失/);

    await broken.handle.terminate('a test');
    await lose(databaseUrl, `update work_event set data = data || '{"x": 1}' where work_id = '${broken.caseId}' and seq = 3`);
    await refused(broken, /第3号事件的内容与其哈希不符/);

    await newer.handle.terminate('a test');
    const last = (await recordOf(newer)).at(-1)!;
    const draft = { ...last, seq: last.seq + 1, type: 'FromTheFuture', data: {}, terms: [], hash: '' };
    const hash = sealHash(last.hash, draft, sha256);
    await lose(
      databaseUrl,
      `insert into work_event (kind, work_id, seq, type, at, actor, data, terms, basis, hash)
      select kind, work_id, seq + 1, 'FromTheFuture', at, actor, '{}', '[]', basis, '${hash}' from work_event where work_id = '${newer.caseId}' and seq = ${last.seq}`,
    );
    await refused(newer, /FromTheFuture.*请先升级/);

    await rules.handle.terminate('a test');
    const state = { stage: 'discovery', version: 1 } as never;
    await worker.client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(rules.caseId),
      taskQueue: 'nobody-here',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      args: [{ caseId: rules.caseId, policy, rules: CURRENT_RULES + 1, carried: { state, hash: 'x' } }],
    });
    await rules.handle.terminate('a test');
    await refused(rules, /请先升级再重建/);
  }, 120_000);
});
