/** A command repeated in a later run, by a caller that is not the API: answered or refused, and the case goes on. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMMAND_UPDATE } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);

let server: TemporalServer;
let worker: TestWorker;
beforeAll(async () => {
  server = await startTemporalServer(['limit.historyCount.suggestContinueAsNew=1']);
  worker = await startTestWorker({ ...testStack(), ...server });
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await server?.stop();
});

it.each([
  ['with an instant that is none', [{ ...note('一'), at: 'gestern' }]],
  ['with nothing in it', []],
])('%s does not wedge the case', async (_, args) => {
  const one = new CaseClient(worker.client);
  await one.open();
  const updateId = randomUUID();
  const { version } = await one.send(note('一'), updateId);
  await one.send(note('二'));
  const within = <Answer>(work: Promise<Answer>): Promise<Answer | 'no answer'> =>
    Promise.race([work, new Promise<'no answer'>((resolve) => setTimeout(resolve, 8_000, 'no answer'))]);
  const repeated = await within(one.handle.executeUpdate(COMMAND_UPDATE, { args: args as never, updateId }).catch(() => 'refused'));
  if (repeated !== 'refused') expect(repeated).toMatchObject({ version });
  expect(await within(one.send(note('三')))).toMatchObject({ version: version + 2 });
}, 60_000);
