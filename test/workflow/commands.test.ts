import { randomUUID } from 'node:crypto';
import { ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

/** The refusal that a rejected update carries. */
async function refusalFrom(update: Promise<unknown>): Promise<ApplicationFailure> {
  const error = await update.then(
    () => {
      throw new Error('the update was accepted');
    },
    (cause: unknown) => cause,
  );
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) throw error;
  return error.cause;
}

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

describe('commands to a case', () => {
  let worker: TestWorker;
  let one: CaseClient;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());
  beforeEach(async () => {
    one = new CaseClient(worker.client);
    await one.open();
  });

  it('are answered after they can be read in PostgreSQL', async () => {
    const receipt = await one.send(note('已电话联系'));
    const row = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row).toMatchObject({ version: receipt.version, head: receipt.head });
    expect(receipt).toMatchObject({
      caseId: one.caseId,
      version: 2,
      stage: 'discovery',
      light: 'green',
      events: [{ seq: 2, type: 'NoteAdded' }],
    });
  });

  it('that a rule refuses add no event to the history and say code, words and needs', async () => {
    const before = await one.historyLength();
    const failure = await refusalFrom(one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1'));
    expect(failure.type).toBe('not-dispatched');
    expect(failure.nonRetryable).toBe(true);
    expect(failure.details).toEqual([{ code: 'not-dispatched', message: failure.message, needs: ['先分派案件'] }]);
    expect(await one.historyLength()).toBe(before);
    expect((await one.head()).version).toBe(1);
  });

  it('with the same update id are done once', async () => {
    const updateId = randomUUID();
    const first = await one.send(note('一'), updateId);
    const again = await one.send(note('一'), updateId);
    expect(again).toEqual(first);
    expect((await one.head()).version).toBe(2);
  });

  it('may be tried again under the same update id after a refusal', async () => {
    const updateId = randomUUID();
    await refusalFrom(one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1', { updateId }));
    await one.take(ordinary[0]!);
    const receipt = await one.did('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1', { updateId });
    expect(receipt.events).toEqual([{ seq: 3, type: 'DispatchAccepted' }]);
  });

  it('on a version that has moved on are refused as stale', async () => {
    const seen = (await one.send(note('一'))).version;
    await one.send(note('二'));
    const before = await one.historyLength();
    const failure = await refusalFrom(one.did('AddNote', { text: '三' }, 'dispatcher', { expectedVersion: seen }));
    expect(failure.type).toBe('stale-version');
    expect(failure.message).toContain('第3版');
    expect(await one.historyLength()).toBe(before);
    const ahead = await refusalFrom(one.did('AddNote', { text: '三' }, 'dispatcher', { expectedVersion: 99 }));
    expect(ahead.type).toBe('stale-version');
    expect((await one.did('AddNote', { text: '三' }, 'dispatcher', { expectedVersion: 3 })).version).toBe(4);
  });

  it('are not stale for the number that the register gave after the filing', async () => {
    for (const step of ordinary.slice(0, 5)) await one.take(step);
    const filed = await one.take(ordinary[5]!);
    const [allotted] = await eventually(
      () => worker.database.workEvent.findMany({ where: { workId: one.caseId, type: 'CaseNumberAllotted' } }),
      ({ length }) => length > 0,
    );
    expect(allotted?.seq).toBe(filed.version + 1);
    const next = await one.take(ordinary[6]!, { expectedVersion: filed.version });
    expect(next.version).toBe(filed.version + 2);
  });

  it('that no API would send are refused, and the case goes on', async () => {
    const good = note('好');
    const wrong: [string, unknown][] = [
      ['unknown-command', { ...good, name: 'DropTable' }],
      ['unknown-command', { ...good, name: 'toString' }],
      ['invalid-payload', { ...good, actor: undefined }],
      ['invalid-payload', { ...good, payload: null }],
      ['invalid-payload', { ...good, payload: { text: 'a\u0000b' } }],
      ['invalid-payload', { ...good, payload: { text: 'a\ud800b' } }],
    ];
    for (const [code, bad] of wrong) expect((await refusalFrom(one.send(bad as never))).type).toBe(code);
    await refusalFrom(
      one.send({ ...envelope('DispatchCase', { unitId: 'qingshi', instruction: '核查' }, 'dispatcher', null), payload: {} }),
    );
    expect((await one.send(good)).version).toBe(2);
  });

  it('that come at once are all done, each once, in one chain', async () => {
    const receipts = await Promise.all(Array.from({ length: 8 }, (_, index) => one.send(note(`第${index}条`))));
    expect(receipts.map(({ version }) => version).sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    const events = await recordedEvents(worker.database, one.caseId);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('to another case’s id change nothing here, and an opened case is not opened twice', async () => {
    const failure = await refusalFrom(one.open());
    expect(failure.type).toBe('wrong-stage');
  });

  it('find the case as it was after the worker lost its memory of it', async () => {
    await one.send(note('一'));
    const before = await one.head();
    await worker.stop();
    await worker.start();
    expect(await one.head()).toEqual(before);
    expect((await one.send(note('二'))).version).toBe(3);
  });
});
