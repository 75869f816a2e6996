/**
 * kill -9 in the middle of commands, one part after the other: every acknowledged command is in the record once, in
 * order, nothing is half done, and work goes on after the restart.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../../tools/stack/part.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { Client } from '../../tools/tour/client.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';
import { addNotes, openCase, proved, recordedNotes } from './steady-hand.ts';

const CASES = 4;

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
    // Every case is written to before, between and after the kills, however quick or slow this machine is.
    let goOn = true;
    const acknowledged = cases.map(() => 0);
    const writing = cases.map((caseId, n) =>
      addNotes(
        dispatcher,
        caseId,
        (so) => {
          acknowledged[n] = so;
          return goOn ? `${part}-${n}-${so}` : null;
        },
        deadline,
      ),
    );
    const stream = Promise.all(writing);
    const written = (each: number): Promise<unknown> =>
      Promise.race([
        stream,
        eventually(
          () => Promise.resolve(acknowledged),
          (all) => all.every((so) => so >= each),
          60_000,
        ),
      ]);
    await written(2);
    await stack.kill(part, 'SIGKILL');
    const atFirst = Math.max(...acknowledged);
    await stack.start(part);
    await written(atFirst + 2);
    await stack.kill(part, 'SIGKILL');
    const atSecond = Math.max(...acknowledged);
    // Long enough for callers to begin to time out.
    await wait(2_500);
    await stack.start(part);
    await written(atSecond + 2);
    goOn = false;
    const sent = await stream;
    for (const [n, caseId] of cases.entries()) {
      const texts = sent[n] ?? [];
      expect(texts.length).toBeGreaterThan(atSecond);
      expect(await recordedNotes(dispatcher, caseId, texts.length)).toEqual(texts);
      await proved(dispatcher, caseId);
    }
  });

  test('and work goes on', async () => {
    const caseId = await openCase(dispatcher, `${part} 之后`);
    await addNotes(dispatcher, caseId, (so) => (so === 0 ? '之后' : null), Date.now() + 30_000);
    expect(await recordedNotes(dispatcher, caseId, 1)).toEqual(['之后']);
  });
});
