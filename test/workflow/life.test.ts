import { gunzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pathInStore } from '../../activities/file-store.ts';
import { sha256 } from '../../activities/sha256.ts';
import { verifyAnchors } from '../../domain/case/closing/anchor.ts';
import { fold } from '../../domain/case/machine.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import { buildWorkflowBundle } from '../../worker/bundle.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

describe('a case from the opening to the archive', () => {
  let worker: TestWorker;
  let one: CaseClient;
  let eventsAfterTwelve = 0;

  beforeAll(async () => {
    worker = await startTestWorker(testStack());
    one = new CaseClient(worker.client);
    await one.open();
    for (const [index, step] of ordinary.entries()) {
      await one.take(step);
      // Numbers that nobody reserved are asked for by the case itself. People take longer for their next command than that.
      if (['FileCase', 'Decide'].includes(step.name)) while ((await one.head()).pending > 0) await setTimeout(50);
      if (index === 10) eventsAfterTwelve = await one.historyLength();
    }
    await one.handle.result();
  }, 120_000);
  afterAll(() => worker?.close());

  it('costs at most seven history events a command over the first twelve', () => {
    expect(eventsAfterTwelve / 12).toBeLessThanOrEqual(7);
  });

  it('has a record in PostgreSQL that holds together and ends at the workflow’s own head', async () => {
    const head = await one.head();
    const check = await chainOf(worker.database, one.caseId);
    expect(check).toEqual({ ok: true, head: head.hash, length: head.version });
    const row = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row).toMatchObject({ stage: 'archived', version: head.version, head: head.hash, settledSeq: head.version });
  });

  it('keeps a read model that is the fold of the record', async () => {
    const row = await worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    const state = fold((await recordedEvents(worker.database, one.caseId)) as CaseEvent[]);
    expect(row.state).toEqual(JSON.parse(JSON.stringify(state)));
    const parties = await worker.database.caseParty.findMany({ where: { caseId: one.caseId } });
    expect(parties.map(({ name, kind }) => ({ name, kind }))).toEqual([{ name: '张三', kind: 'citizen' }]);
  });

  it('was given a number of the county’s register when it was filed', async () => {
    const row = await worker.database.caseDetail.findUniqueOrThrow({ where: { id: one.caseId } });
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
    expect(row.number).toMatch(new RegExp(`^云溪综执立〔${year}〕第\\d{5}号$`));
    const events = await recordedEvents(worker.database, one.caseId);
    const filed = events.findIndex(({ type }) => type === 'CaseFiled');
    const allotted = events.find(({ type }) => type === 'CaseNumberAllotted');
    expect(allotted?.seq).toBeGreaterThan(filed + 1);
    expect(allotted?.data).toEqual({ number: row.number });
  });

  it('was given a number for its decision, the next of its own register', async () => {
    const events = await recordedEvents(worker.database, one.caseId);
    const decided = events.findIndex(({ type }) => type === 'Decided');
    const allotted = events.find(({ type }) => type === 'DecisionNumberAllotted');
    expect(allotted?.seq).toBe(decided + 2);
    const { number } = allotted?.data as { number: string };
    const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
    expect(number).toMatch(new RegExp(`^云溪综执罚决〔${year}〕第\\d{5}号$`));
    const registered = await worker.database.decisionNumber.findMany({ where: { series: 'penalty', year }, orderBy: { n: 'asc' } });
    expect(registered.map(({ n }) => n)).toEqual(registered.map((_, index) => index + 1));
    expect(registered.find(({ caseId }) => caseId === one.caseId)).toMatchObject({
      n: Number(/第(\d+)号/.exec(number)?.[1]),
      seq: decided + 1,
    });
    const row = await worker.database.workSearch.findUniqueOrThrow({ where: { id: one.caseId } });
    expect(row.text).toContain(number);
  });

  it('ends as archived, sealed to the county’s chain', async () => {
    const result = (await one.handle.result()) as { ended: string; version: number; head: string };
    expect(result.ended).toBe('archived');
    const rows = await worker.database.recordAnchor.findMany({ orderBy: { n: 'asc' } });
    const anchors = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    expect(verifyAnchors(anchors, sha256).ok).toBe(true);
    expect(anchors.find(({ caseId }) => caseId === one.caseId)).toMatchObject({ head: result.head, length: result.version });
  });

  it('leaves its Temporal history in the evidence store, and that history replays', async () => {
    const [stored] = await worker.database.caseHistory.findMany({ where: { caseId: one.caseId } });
    expect(stored?.ordinal).toBe(1);
    const json = gunzipSync(readFileSync(pathInStore(worker.storeFolder, stored!.hash))).toString('utf8');
    const history = historyFromJSON(JSON.parse(json));
    expect(history.events).toHaveLength(stored!.events);
    await Worker.runReplayHistory({ workflowBundle: { codePath: await buildWorkflowBundle() } }, history, one.handle.workflowId);
  });
});
