import { type ApplicationFailure, WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportEnvelope } from '../../workflows/messages.ts';
import { people } from '../domain/case/people.ts';
import { opening, verification } from '../domain/case/scenes.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

/** Opened in March, verified the next day, and nothing since. 2026-03-02 is a Monday. */
const paper = (): ImportEnvelope => ({
  reference: '青石纸卷2026-17',
  reason: '系统上线前的在办案件',
  actor: people.townhead,
  check: { draft: 'draft-17', checkedBy: { id: 'townreview', name: people.townreview.name }, goLiveOn: '2026-03-03' },
  steps: [
    { ...envelope('OpenCase', opening(), 'dispatcher', null), at: '2026-03-02T09:00:00+08:00' },
    { ...envelope('DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }, 'dispatcher', null), at: '2026-03-02T10:00:00+08:00' },
    { ...envelope('AcceptDispatch', { handlerIds: ['handler1', 'handler2'] }, 'handler1', null), at: '2026-03-02T11:00:00+08:00' },
    { ...envelope('RecordVerification', verification(), 'handler1', null), at: '2026-03-03T09:00:00+08:00' },
  ],
});

describe('a running paper case', () => {
  let worker: TestWorker;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
  });
  afterAll(() => worker?.close());

  it('enters in one go with its paper dates, and is late at once where it is late', async () => {
    const one = new CaseClient(worker.client);
    const receipt = await one.enter(paper());
    expect(receipt).toMatchObject({ stage: 'stopping', light: 'red' });
    // What the clock had to say of the months between is the case's own act, and follows.
    const events = await eventually(
      () => recordedEvents(worker.database, one.caseId),
      (rows) => rows.some(({ type }) => type === 'TermBreached'),
    );
    expect(events[0]).toMatchObject({ type: 'CaseOpened', at: '2026-03-02T01:00:00.000Z' });
    expect(events.slice(0, 4).map(({ at }) => at < '2026-03-04')).toEqual([true, true, true, true]);
    const own = events.slice(4);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ actor }) => actor.id === 'system')).toBe(true);
    expect(own.map(({ type }) => type)).toContain('TermBreached');
    const head = await one.head();
    expect(await chainOf(worker.database, one.caseId)).toEqual({ ok: true, head: head.hash, length: head.version });
  });

  it('enters whole or not at all: a step that the rules refuse is named, and nothing is recorded', async () => {
    const one = new CaseClient(worker.client);
    const wrong = paper();
    wrong.steps[2] = { ...envelope('AcceptDispatch', { handlerIds: ['handler1'] }, 'handler1', null), at: '2026-03-02T11:00:00+08:00' };
    const error = await one.enter(wrong).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(WorkflowUpdateFailedError);
    const failure = (error as WorkflowUpdateFailedError).cause as ApplicationFailure;
    expect(failure.type).toBe('two-officers');
    expect(failure.message).toContain('第3步');
    expect(await worker.database.workEvent.count({ where: { workId: one.caseId } })).toBe(0);
    // Corrected, it enters under the same id.
    expect((await one.enter(paper())).stage).toBe('stopping');
  });

  it('says at every act who entered and who checked it, and takes none after go-live', async () => {
    const one = new CaseClient(worker.client);
    const check = { ...paper().check!, draft: 'draft-1', goLiveOn: '2026-03-02' };
    const error = await one.enter({ ...paper(), check }).catch((cause: unknown) => cause);
    const failure = (error as WorkflowUpdateFailedError).cause as ApplicationFailure;
    expect(failure.type).toBe('after-go-live');
    expect(failure.message).toContain('第4步');
    const checked = { ...paper(), check: { ...check, goLiveOn: '2026-03-03' } };
    await one.enter({ ...checked, steps: checked.steps.map((step, index) => ({ ...step, pages: [index + 1] })) });
    const events = await recordedEvents(worker.database, one.caseId);
    expect(events[0]).toMatchObject({
      type: 'CaseOpened',
      entered: { by: { id: 'townhead' }, checkedBy: { id: 'townreview' }, draft: 'draft-1', pages: [1] },
    });
    const head = await one.head();
    expect(await chainOf(worker.database, one.caseId)).toEqual({ ok: true, head: head.hash, length: head.version });
  });

  it('is taken from no one alone: without a second person, or with oneself as the second', async () => {
    const { check: _check, ...alone } = paper();
    for (const one of [alone, { ...paper(), check: { ...paper().check!, checkedBy: { id: 'townhead', name: '本人' } } }]) {
      const error = await new CaseClient(worker.client).enter(one).catch((cause: unknown) => cause);
      expect(['invalid-payload', 'two-people']).toContain(((error as WorkflowUpdateFailedError).cause as ApplicationFailure).type);
    }
  });

  it('is not entered into a case that is there', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    const error = await one.enter(paper()).catch((cause: unknown) => cause);
    expect(((error as WorkflowUpdateFailedError).cause as ApplicationFailure).type).toBe('already-open');
  });
});
