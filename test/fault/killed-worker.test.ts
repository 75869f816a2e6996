/** The cases of a worker that was killed do not wait for it: the next worker has them within a command's patience. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';
import { createDatabase } from '../../prisma/database.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { compare } from '../../tools/reconcile/compare.ts';
import { readinessOf } from '../../tools/stack/readiness.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';

const CASES = 12;
let stack: Stack;
let dispatcher: Client;

beforeAll(async () => {
  stack = await startTestStack();
  dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
});
afterAll(() => stopTestStack(stack));

const receivedAt = `${new Date(Date.now() + 8 * 3_600_000 - 60_000).toISOString().slice(0, 19)}+08:00`;
const open = (n: number) =>
  dispatcher.ask<{ caseId: string }>('POST', '/cases', {
    title: `第${n + 1}案`,
    townId: 'qingshi',
    address: '青石镇',
    channel: 'grid',
    receivedAt,
    text: '办案进程被杀死之前立的案',
  });
const note = (caseId: string, text: string) => dispatcher.send<{ code?: string }>('POST', `/cases/${caseId}/commands/AddNote`, { text });

describe('after kill -9 of the worker', () => {
  test('each of its cases takes the next command at once', async () => {
    const opened = await Promise.all(Array.from({ length: CASES }, (_, n) => open(n)));
    for (const { caseId } of opened) expect((await note(caseId, '之前')).status).toBe(200);
    await stack.kill('worker', 'SIGKILL');
    expect(await readinessOf(stack.apiUrl)).toMatchObject({ ready: true, readOnly: true, faults: [expect.stringContaining('办案进程')] });
    await stack.start('worker');
    expect(await readinessOf(stack.apiUrl)).toEqual({ ready: true, readOnly: false, faults: [] });
    const answers = await Promise.all(opened.map(({ caseId }) => note(caseId, '之后')));
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim())).toEqual(Array(CASES).fill('200'));
  });
});

describe('a worker that hangs', () => {
  test('is told from one that works, by readiness and by reconcile', async () => {
    const { caseId } = await open(99);
    process.kill(stack.pid('worker')!, 'SIGSTOP');
    try {
      expect(await readinessOf(stack.apiUrl)).toMatchObject({ ready: true, readOnly: true, faults: [expect.stringContaining('没有应答')] });
      const connection = await connectClient({ address: stack.temporalAddress, namespace: stack.namespace });
      const database = createDatabase(stack.databaseUrl);
      const told: string[] = [];
      const compared = await compare(clientOn(connection, stack.namespace), database, {
        patienceMs: 1_000,
        log: (line) => told.push(line),
      });
      expect(compared.differences.length).toBeGreaterThan(CASES);
      expect(compared.differences.find((one) => one.item.id === caseId)).toMatchObject({ kind: 'no-answer' });
      expect(told).toEqual([expect.stringContaining('没有应答')]);
      await database.$disconnect();
      await connection.close();
    } finally {
      process.kill(stack.pid('worker')!, 'SIGCONT');
    }
    await eventually(
      () => readinessOf(stack.apiUrl),
      ({ readOnly }) => !readOnly,
      20_000,
    );
    expect((await note(caseId, '又好了')).status).toBe(200);
  });
});
