/** A command repeated in a later run, by a caller that is not the API: answered or refused, and the case goes on. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMMAND_UPDATE, type CommandEnvelope, type Receipt } from '../../workflows/messages.ts';
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
])(
  '%s does not wedge the case',
  async (_, args) => {
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
  },
  60_000,
);

it('is known by its id to PostgreSQL, whoever wrote its events down: the next command, the sweep, the workflow', async () => {
  const one = new CaseClient(worker.client);
  await one.open();
  const receiptOf = (updateId: string) =>
    worker.database.caseReceipt.findUnique({ where: { caseId_updateId: { caseId: one.caseId, updateId } } });
  /** Answered, and whoever got the answer has died with it. */
  const unheard = (text: string, updateId: string) =>
    one.handle.executeUpdate<Receipt, [CommandEnvelope]>(COMMAND_UPDATE, {
      args: [{ ...note(text), at: new Date().toISOString() }],
      updateId,
    });
  const first = await unheard('第一条', 'heard-by-none-1');
  await one.send(note('下一条'));
  expect(await receiptOf('heard-by-none-1')).toMatchObject({ receipt: { version: first.version, head: first.head } });
  const second = await unheard('第二条', 'heard-by-none-2');
  await one.sweep();
  const row = await receiptOf('heard-by-none-2');
  expect(row).toMatchObject({ receipt: { version: second.version, head: second.head } });
  // As old as the answer, not as its writing.
  expect(row!.at.toISOString()).toBe(second.at);
}, 60_000);

it('under another id than before, of a rotated key ring or of a release before, is answered and not done again', async () => {
  const one = new CaseClient(worker.client);
  await one.open();
  const before = 'handler1:in plain words';
  const { version } = await one.send(note('只记一次'), before);
  // A later run: Temporal knows the id no more.
  await one.send(note('二'));
  const { version: now } = await one.send(note('三'));
  const again = { ...note('只记一次'), former: ['never seen', before] };
  expect(await one.send(again, randomUUID())).toMatchObject({ version });
  expect(await one.send(note('四'))).toMatchObject({ version: now + 1 });
}, 60_000);
