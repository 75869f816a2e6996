/**
 * kill -9 in the middle of commands, one part after the other: every acknowledged command is in the record once, in
 * order, nothing is half done, and work goes on after the restart.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../../tools/stack/part.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { addNotes, openCase, proved, recordedNotes } from './steady-hand.ts';

const CASES = 4;
const NOTES = 24;

let stack: Stack;
let dispatcher: Client;

beforeAll(async () => {
  stack = await startTestStack();
  dispatcher = await Client.signedIn(stack.apiUrl, 'dispatcher');
});
afterAll(() => stopTestStack(stack));

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(['worker', 'api', 'postgres', 'temporal'] as const)('kill -9 %s', (part: Part) => {
  test('every acknowledged command is there once', async () => {
    const cases = await Promise.all(Array.from({ length: CASES }, (_, n) => openCase(dispatcher, `${part} 第${n + 1}案`)));
    const deadline = Date.now() + 150_000;
    const writing = cases.map((caseId, n) =>
      addNotes(dispatcher, caseId, Array.from({ length: NOTES }, (_, m) => `${part}-${n}-${m}`), deadline));
    // Into the middle of the stream, twice: once at once restarted, once after callers have begun to time out.
    await wait(250);
    await stack.kill(part, 'SIGKILL');
    await stack.start(part);
    await wait(400);
    await stack.kill(part, 'SIGKILL');
    await wait(2_500);
    await stack.start(part);
    const sent = await Promise.all(writing);
    expect(sent.flat().some(({ tries }) => tries > 1), 'the kill was felt').toBe(true);
    for (const [n, caseId] of cases.entries()) {
      expect(await recordedNotes(dispatcher, caseId, NOTES)).toEqual(sent[n]?.map(({ text }) => text));
      await proved(dispatcher, caseId);
    }
  });

  test('and work goes on', async () => {
    const caseId = await openCase(dispatcher, `${part} 之后`);
    await addNotes(dispatcher, caseId, ['之后'], Date.now() + 30_000);
    expect(await recordedNotes(dispatcher, caseId, 1)).toEqual(['之后']);
  });
});
