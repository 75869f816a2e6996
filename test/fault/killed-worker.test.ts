/** The cases of a worker that was killed do not wait for it: the next worker has them within a command's patience. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestStack, stopTestStack } from '../support/stack.ts';
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
const open = (n: number) => dispatcher.ask<{ caseId: string }>('POST', '/cases', {
  title: `第${n + 1}案`, townId: 'qingshi', address: '青石镇', channel: 'grid', receivedAt, text: '办案进程被杀死之前立的案',
});
const note = (caseId: string, text: string) => dispatcher.send<{ code?: string }>('POST', `/cases/${caseId}/commands/AddNote`, { text });

describe('after kill -9 of the worker', () => {
  test('each of its cases takes the next command at once', async () => {
    const opened = await Promise.all(Array.from({ length: CASES }, (_, n) => open(n)));
    for (const { caseId } of opened) expect((await note(caseId, '之前')).status).toBe(200);
    await stack.kill('worker', 'SIGKILL');
    await stack.start('worker');
    const answers = await Promise.all(opened.map(({ caseId }) => note(caseId, '之后')));
    expect(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim())).toEqual(Array(CASES).fill('200'));
  });
});
