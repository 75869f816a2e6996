/** Two who write a new case down at once, each with what he was answered: the record has it all, and nobody is refused. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policiesOf } from '../../activities/policies.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { readDemoRegisters } from '../support/registers.ts';
import { queryOn } from '../../record/query.ts';
import { createRecordWriter, type RecordWriter } from '../../record/writer.ts';
import { sha256 } from '../../activities/sha256.ts';
import { genesis } from '../../domain/work/record.ts';
import { given } from '../domain/case/kit.ts';
import { opening } from '../domain/case/scenes.ts';
import { testStack } from '../support/addresses.ts';
import { policy } from '../support/cases.ts';
import { chainOf } from '../support/rows.ts';

const ROUNDS = 12;
const NOTES = 5;

describe('the first writers of a case', () => {
  let database: Database;
  let writer: RecordWriter;
  beforeAll(() => {
    database = createDatabase(testStack().databaseUrl);
    writer = createRecordWriter({ query: queryOn(database.$pool), registers: readDemoRegisters, policyOf: policiesOf(database) });
  });
  afterAll(() => database?.$disconnect());

  it('are told where the record has lost what they continue', async () => {
    const caseId = `first-${randomUUID().slice(0, 13)}`;
    const { events } = given('2026-03-02T09:00:00+08:00', caseId)
      .did('OpenCase', opening(), 'dispatcher')
      .did('AddNote', { text: '第二条' }, 'dispatcher');
    const written = writer.write({ caseId, previous: events[0]!.hash, events: events.slice(1), policyHash: policy.hash });
    await expect(written).rejects.toMatchObject({ code: 'record-gap' });
  });

  it('stand in a line', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const caseId = `first-${randomUUID().slice(0, 13)}`;
      let scene = given('2026-03-02T09:00:00+08:00', caseId).did('OpenCase', opening(), 'dispatcher');
      for (let n = 0; n < NOTES; n++) scene = scene.did('AddNote', { text: `第${n}条` }, 'dispatcher');
      const { events } = scene;
      const upTo = events.map((_, index) => events.slice(0, index + 1));
      const written = await Promise.allSettled(
        upTo.map((some) => writer.write({ caseId, previous: genesis(caseId, sha256), events: some, policyHash: policy.hash })),
      );
      expect(written.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))).toEqual([]);
      const row = await database.workView.findUniqueOrThrow({
        where: { id: caseId },
        select: { version: true, head: true, settledSeq: true },
      });
      expect(row).toEqual({ version: events.length, head: events.at(-1)!.hash, settledSeq: events.length });
      expect(await chainOf(database, caseId)).toMatchObject({ ok: true, length: events.length });
    }
  }, 60_000);
});
