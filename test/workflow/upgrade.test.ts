/**
 * The upgrade to docs/adr/0026: a worker of before runs cases, is stopped in the midst of things, and today's takes them
 * over.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kindOf, workflowIdOfItem } from '../../domain/kinds.ts';
import { type CaseInput, CASE_WORKFLOW, TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { fetchedRun } from '../replay/corpus.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, newCaseId, policy } from '../support/cases.ts';
import { startFormerWorker, type FormerWorker } from '../support/former-worker.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { opening, ordinary } from '../support/lives.ts';
import { keepPolicy } from '../support/pen.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

describe('a case that a worker of before left', () => {
  let gate: Gate;
  let today: TestWorker;
  /** Past the gate. */
  let database: Database;
  const left: Record<'atWork' | 'behind' | 'filedBehind' | 'inDispute' | 'archiving', CaseClient> = {} as never;

  beforeAll(async () => {
    const stack = testStack();
    gate = await openGate(stack.ports.postgres);
    const url = new URL(stack.databaseUrl);
    url.port = String(gate.port);
    database = createDatabase(stack.databaseUrl);
    const where = { ...stack, databaseUrl: url.href };
    const former: FormerWorker = await startFormerWorker(where);
    today = await startTestWorker(where);
    await today.stop();
    const open = async (steps: number): Promise<CaseClient> => {
      const one = new CaseClient(today.client);
      const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
      // Whoever opened it knew of no shape.
      await one.start(envelope(name, payload(null as never, '', '') as never, by, null), {
        input: { shape: undefined } as Partial<CaseInput>,
      });
      for (const step of ordinary.slice(0, steps)) await one.take(step);
      return one;
    };
    left.atWork = await open(4);
    left.inDispute = await open(2);
    await left.inDispute.did('RaiseJurisdictionDispute', { unitId: 'water', reason: '违法行为发生在河道' }, 'townhead');
    left.filedBehind = await open(5);
    left.archiving = await open(ordinary.length - 1);
    left.behind = await open(0);
    for (const [name, one] of Object.entries(left)) await one.send(note('升级前的一条'), `before-${name}-${one.caseId}`);
    gate.set('refuse');
    await left.behind.send(note('数据库不在'));
    await left.filedBehind.take(ordinary[5]!);
    await left.archiving.take(ordinary.at(-1)!);
    // Nothing of them is in the new shape yet.
    for (const one of Object.values(left)) expect(await one.historyTypes()).not.toContain('workflowExecutionContinuedAsNew');
    await former.stop();
    await today.start();
  }, 180_000);
  afterAll(async () => {
    gate?.set('open');
    await today?.close();
    await database?.$disconnect();
    await gate?.close();
  });

  const firstRun = async (one: CaseClient) => {
    const { firstExecutionRunId } = (await one.handle.fetchHistory()).events?.[0]?.workflowExecutionStartedEventAttributes ?? {};
    return fetchedRun(await today.client.workflow.getHandle(workflowIdOf(one.caseId), firstExecutionRunId ?? '').fetchHistory());
  };
  /** It goes on in a run of today's shape, and the record is whole. */
  async function moved(one: CaseClient): Promise<void> {
    // One that was just being written for goes on where it was until that is done.
    const first = await eventually(
      () => firstRun(one),
      (run) => run.has('workflowExecutionContinuedAsNew'),
      40_000,
    );
    expect(first.has('markerRecorded', 'core_local_activity')).toBe(true);
    expect(first.has('markerRecorded', 'patch durable-first')).toBe(true);
    await eventually(
      () => one.head(),
      ({ pending }) => pending <= 1,
      40_000,
    );
    await one.sweep();
    const { hash, version } = await one.head();
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: hash, length: version });
  }
  const notes = async (one: CaseClient) =>
    (await recordedEvents(database, one.caseId)).flatMap(({ type, data }) =>
      type === 'NoteAdded' ? [(data as { text: string }).text] : [],
    );

  it('while PostgreSQL is away, takes commands at once, and writes what neither of them had', async () => {
    const one = left.behind;
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const before = performance.now();
      await one.send(note(`升级后第${n}条`));
      times.push(performance.now() - before);
    }
    expect(Math.max(...times)).toBeLessThan(6_000);
    expect((await left.filedBehind.send(note('还没有案号'))).stage).toBe('evidence');
    gate.set('open');
    await moved(one);
    expect(await notes(one)).toEqual(['升级前的一条', '数据库不在', '升级后第0条', '升级后第1条', '升级后第2条']);
  }, 120_000);

  it('filed while PostgreSQL was away, gets its number, once', async () => {
    const one = left.filedBehind;
    const state = await eventually(
      () => one.state(),
      (file) => file?.filing?.number !== null,
      40_000,
    );
    await moved(one);
    const numbers = (await recordedEvents(database, one.caseId)).filter(({ type }) => type === 'CaseNumberAllotted');
    expect(numbers.map(({ data }) => (data as { number: string }).number)).toEqual([state?.filing?.number]);
    expect((await database.caseDetail.findUniqueOrThrow({ where: { id: one.caseId } })).number).toBe(state?.filing?.number);
  }, 60_000);

  it('moves with its next command, and knows what it was asked before', async () => {
    const one = left.atWork;
    const { version } = await one.head();
    expect(await firstRun(one).then((run) => run.has('workflowExecutionContinuedAsNew'))).toBe(false);
    const receipt = await one.take(ordinary[4]!);
    expect(receipt.version).toBe(version + 1);
    await moved(one);
    const again = await one.send(note('升级前的一条'), `before-atWork-${one.caseId}`);
    expect(again.version).toBe(version);
    expect(await notes(one)).toEqual(['升级前的一条']);
    // And goes on to the end.
    for (const step of ordinary.slice(5)) await one.take(step);
    expect(await one.handle.result()).toMatchObject({ ended: 'archived' });
  }, 90_000);

  it('tells the workflow of its dispute', async () => {
    const one = left.inDispute;
    const disputeId = (await one.state())?.jurisdiction?.disputeId ?? '';
    await one.did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'townhead');
    expect(await today.client.workflow.getHandle(workflowIdOfItem(kindOf('dispute'), disputeId)).result()).toMatchObject({
      ended: 'archived',
    });
    await moved(one);
  }, 60_000);

  it('archived while PostgreSQL was away, is anchored once and ends', async () => {
    const one = left.archiving;
    const result = (await one.handle.result()) as { ended: string; version: number; head: string };
    expect(result.ended).toBe('archived');
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: result.head, length: result.version });
    const anchors = await database.recordAnchor.findMany({ where: { caseId: one.caseId } });
    expect(anchors.map(({ length }) => length)).toEqual([result.version]);
  }, 60_000);
});

describe('a run started as before', () => {
  let today: TestWorker;
  beforeAll(async () => {
    today = await startTestWorker(testStack());
  });
  afterAll(() => today?.close());

  it('goes on in today’s shape from its first command on', async () => {
    const one = new CaseClient(today.client);
    const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
    await one.start(envelope(name, payload(null as never, '', '') as never, by, null), {
      input: { shape: undefined } as Partial<CaseInput>,
    });
    const input = await eventually(
      async () => (await fetchedRun(await one.handle.fetchHistory())).input,
      ({ shape }) => shape === 2,
    );
    expect(input.carried?.pending?.events.map(({ type }) => type)).toEqual(['CaseOpened']);
    for (const step of ordinary.slice(0, 6)) await one.take(step);
    await eventually(
      () => one.head(),
      ({ pending }) => pending <= 1,
    );
    expect((await one.state())?.filing?.number).toMatch(/^云溪综执立/);
  }, 60_000);

  it('and never opened, ends as it is', async () => {
    const caseId = newCaseId();
    await keepPolicy(today.client, policy);
    const handle = await today.client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(caseId),
      taskQueue: TASK_QUEUE,
      args: [{ caseId, policy, rules: CURRENT_RULES }],
    });
    expect(await handle.result()).toMatchObject({ ended: 'never-opened' });
    expect((await fetchedRun(await handle.fetchHistory())).has('workflowExecutionContinuedAsNew')).toBe(false);
  }, 90_000);
});
