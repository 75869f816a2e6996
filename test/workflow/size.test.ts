/** Large cases: Temporal ends a workflow whose state outgrows what may be carried from run to run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldOn } from '../../domain/case/machine.ts';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';

/** Signs that do not repeat, so that compression is no help. */
function longText(length: number, seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 20_000));
  }).join('');
}

describe('a large case', () => {
  let gate: Gate;
  let worker: TestWorker;
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
    gate?.set('open');
    await worker?.close();
    await database?.$disconnect();
    await gate?.close();
  });

  it('of 126 interviews of the schema’s own length goes on through new runs; the record has every word', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    for (const step of ordinary.slice(0, 6)) await one.take(step);
    const first = (await one.handle.describe()).runId;
    for (let n = 0; n < 126; n += 1) {
      await one.send(
        envelope(
          'RecordInterview',
          {
            person: `证人${n}`,
            role: 'witness',
            officerIds: ['handler1', 'handler2'],
            askedAt: new Date(Date.now() - 60_000).toISOString(),
            place: '青石镇',
            certificateShown: true,
            summary: longText(10_000, n),
            fileHash: null,
            signed: true,
            signatureNote: null,
          },
          'handler1',
          await one.state(),
        ),
      );
    }
    expect((await one.handle.describe()).runId).not.toBe(first);
    await eventually(
      () => one.head(),
      ({ pending }) => pending <= 1,
    );
    const head = await one.head();
    await one.sweep();
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: head.hash, length: head.version });
    const told = (await recordedEvents(database, one.caseId)).filter(({ type }) => type === 'InterviewRecorded');
    expect(told).toHaveLength(126);
    expect((told[125]!.data as { summary: string }).summary).toBe(longText(10_000, 125));
    const row = await database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
    expect((row.state as unknown as CaseFile).interviews[125]!.summary).toHaveLength(10_000);
    // What the workflow carries differs from the record in nothing but those words.
    const lean = (await one.state())!;
    const whole = foldOn(
      { stage: 'unopened', version: 0 },
      (await recordedEvents(database, one.caseId)) as unknown as CaseEvent[],
    ) as CaseFile;
    const wordless = (file: CaseFile) => ({ ...file, interviews: file.interviews.map((interview) => ({ ...interview, summary: '' })) });
    expect(wordless(lean)).toEqual(JSON.parse(JSON.stringify(wordless(whole))));
  }, 180_000);

  it('of 230 long notes while PostgreSQL is away is caught up in batches that Temporal takes', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    gate.set('refuse');
    for (let n = 0; n < 230; n += 1) await one.send(envelope('AddNote', { text: longText(2_000, n) }, 'dispatcher', null));
    gate.set('open');
    await eventually(
      async () => (await database.workView.findUniqueOrThrow({ where: { id: one.caseId } })).version,
      (version) => version === 231,
      60_000,
    );
    const head = await one.head();
    expect(await chainOf(database, one.caseId)).toEqual({ ok: true, head: head.hash, length: 231 });
    const { events } = await one.handle.fetchHistory();
    const sizes = (events ?? []).map((event) => JSON.stringify(event.activityTaskScheduledEventAttributes?.input ?? null).length);
    // Base64 of the JSON: four thirds of the bytes.
    expect(Math.max(...sizes)).toBeLessThan(1_400_000);
    expect((await one.send(envelope('AddNote', { text: '又通了' }, 'dispatcher', null))).version).toBe(232);
  }, 180_000);
});
