import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/events.ts';
import { fold } from '../../domain/case/machine.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { CarriedCase } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

describe('an archived case', () => {
  let worker: TestWorker;
  let one: CaseClient;
  let carried: CarriedCase;
  let archivedRun: string;
  beforeAll(async () => {
    worker = await startTestWorker(testStack());
    one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary) await one.take(step);
    await one.handle.result();
    archivedRun = (await one.handle.describe()).runId;
    const events = await recordedEvents(worker.database, one.caseId);
    carried = { state: fold(events as CaseEvent[]) as CaseFile, hash: events.at(-1)!.hash, unfiledRuns: [archivedRun] };
  }, 120_000);
  afterAll(() => worker?.close());

  const reopening = () =>
    envelope(
      'ReopenCase',
      { to: 'execution', reason: '发现缴款凭证有误', legalBasis: '《行政处罚法》第七十五条' },
      'bureauhead',
      carried.state,
    );

  it('is reopened from its record in a new run under the same id, on the same chain', async () => {
    const receipt = await one.start(reopening(), { input: { carried } });
    expect(receipt).toMatchObject({ stage: 'execution', events: [{ seq: carried.state.version + 1, type: 'CaseReopened' }] });
    expect((await one.handle.describe()).runId).not.toBe(archivedRun);
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, length: receipt.version });
    // The archived run, which could not store its own end, is stored whole now.
    await eventually(
      () => worker.database.caseHistory.findMany({ where: { caseId: one.caseId } }),
      (histories) => histories.length === 1 && histories[0]!.runId === archivedRun && histories[0]!.complete,
    );
  }, 60_000);

  it('is anchored a second time when it is archived again', async () => {
    await one.take(ordinary.at(-2)!);
    await one.take(ordinary.at(-1)!);
    const result = (await one.handle.result()) as { ended: string; version: number };
    expect(result.ended).toBe('archived');
    const anchors = await worker.database.recordAnchor.findMany({ where: { caseId: one.caseId }, orderBy: { n: 'asc' } });
    expect(anchors.map(({ length }) => length)).toEqual([carried.state.version, result.version]);
  }, 60_000);

  it('started from a state that is not its record’s is not written down', async () => {
    const other = new CaseClient(worker.client);
    await other.open();
    for (const step of ordinary.slice(0, 2)) await other.take(step);
    const before = await recordedEvents(worker.database, other.caseId);
    await other.handle.terminate();
    const state = { ...(fold(before as CaseEvent[]) as CaseFile), title: '改了名' };
    const start = other.start(envelope('AddNote', { text: '续' }, 'dispatcher', state), {
      input: { carried: { state, hash: 'e'.repeat(64) } },
    });
    await expect(start).rejects.toMatchObject({ code: 'record-gap' });
    expect(await recordedEvents(worker.database, other.caseId)).toEqual(before);
    expect((await other.head()).pending).toBe(1);
    await other.handle.terminate();
  }, 60_000);
});
