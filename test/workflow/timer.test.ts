import { afterAll, beforeAll, expect, it } from 'vitest';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker(testStack());
});
afterAll(() => worker?.close());

const countOf = (types: string[], type: string): number => types.filter((one) => one === type).length;

it('a case has one timer, left alone when its next action moves later, replaced only when it moves earlier', async () => {
  const one = new CaseClient(worker.client);
  await one.open();
  let armedAt = Infinity;
  let expected = { started: 0, canceled: 0 };
  const look = async (): Promise<void> => {
    const next = (await one.head()).nextWakeUp;
    if (next === null || Date.parse(next.at) >= armedAt) return;
    expected = { started: expected.started + 1, canceled: expected.canceled + (armedAt === Infinity ? 0 : 1) };
    armedAt = Date.parse(next.at);
  };
  await look();
  let later = 0;
  for (const step of ordinary.slice(0, -1)) {
    await one.take(step);
    const next = (await one.head()).nextWakeUp;
    if (next !== null && Date.parse(next.at) > armedAt) later += 1;
    await look();
  }
  const types = await one.historyTypes();
  expect({ started: countOf(types, 'timerStarted'), canceled: countOf(types, 'timerCanceled') }).toEqual(expected);
  expect(later).toBeGreaterThan(3);
  // Work that moves no term costs no timer.
  const before = await one.historyLength();
  for (let index = 0; index < 3; index++) await one.send(envelope('AddNote', { text: `第${index}条` }, 'dispatcher', null));
  expect((await one.historyLength()) - before).toBe(15);
}, 60_000);
