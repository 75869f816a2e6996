/** PostgreSQL away for a while: commands are accepted or honestly refused, and the read model catches up by itself. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '../../prisma/database.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { chainOf } from '../support/rows.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { openCase, proved, recordedNotes } from './steady-hand.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stopTestStack(stack));

test('while it is away nothing acknowledged is lost; back again, everything is there without a hand', async () => {
  const dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
  const caseId = await openCase(dispatcher, '数据库离线');
  await stack.kill('postgres', 'SIGKILL');
  const acknowledged: string[] = [];
  const refused: string[] = [];
  for (let n = 0; n < 4; n += 1) {
    const text = `离线-${n}`;
    const answer = await dispatcher.send<{ durable?: boolean; code?: string; detail?: string }>(
      'POST',
      `/cases/${caseId}/commands/AddNote`,
      { text },
      { 'Idempotency-Key': randomUUID() },
    );
    if (answer.status === 200) {
      expect(answer.body.durable).toBe(true);
      acknowledged.push(text);
    } else {
      expect(answer.status).toBe(503);
      expect(answer.headers.get('Retry-After')).toMatch(/^\d+$/);
      expect(answer.body.detail).toMatch(/[\u4e00-\u9fff]/);
      refused.push(text);
    }
  }
  const ready = await fetch(`${stack.apiUrl}/readyz`);
  expect(ready.status).toBe(503);
  expect(JSON.stringify(await ready.json())).toContain('postgres');
  await stack.start('postgres');
  const notes = await recordedNotes(dispatcher, caseId, acknowledged.length);
  // Refused with «unknown outcome» may still have happened; acknowledged must have, each once.
  for (const text of acknowledged) expect(notes.filter((note) => note === text)).toHaveLength(1);
  for (const text of refused) expect(notes.filter((note) => note === text).length).toBeLessThanOrEqual(1);
  await proved(dispatcher, caseId);
  const database = createDatabase(stack.databaseUrl);
  try {
    expect(await chainOf(database, caseId)).toMatchObject({ ok: true });
  } finally {
    await database.$disconnect();
  }
});
