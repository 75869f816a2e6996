/** Keys change while cases are open; one that is lost stops what it wrote, says which, and stops nothing else. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adoptKeyRing, keyRing } from '../../temporal/key-ring.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import { unreadable, type Unreadable } from '../../tools/codec/missing-keys.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

const given = process.env.CASELIGHT_CODEC_KEYS!;
const added = `added:${randomBytes(32).toString('base64')}`;
/** The ring of this process, worker and client alike, from now on. */
const ring = (keys: string): void => {
  process.env.CASELIGHT_CODEC_KEYS = keys;
  adoptKeyRing({});
};

let server: TemporalServer;
let worker: TestWorker;
beforeAll(async () => {
  server = await startTemporalServer([]);
  worker = await startTestWorker({ ...testStack(), ...server });
}, 120_000);
afterAll(async () => {
  ring(given);
  await worker?.close();
  await server?.stop();
});

const note = (text: string) => envelope('AddNote', { text }, 'dispatcher', null);
const found = async (): Promise<Unreadable[]> => {
  const all: Unreadable[] = [];
  for await (const one of unreadable(worker.client, keyRing())) all.push(one);
  return all;
};
/** With nothing in its cache every case is read from its history again. */
const readAnew = async (): Promise<void> => {
  await worker.stop();
  await worker.start();
};

it('a case goes on over a rotation; with the new key lost it is named and stands still, others go on, and back it goes on', async () => {
  const [before, after] = [new CaseClient(worker.client), new CaseClient(worker.client)];
  await before.open();
  ring(`${added},${given}`);
  await readAnew();
  // Written with both keys, and read with both.
  await before.send(note('换钥之后'));
  await after.open();
  expect(await before.handle.query('head')).toMatchObject({ version: 2 });
  const untouched = new CaseClient(worker.client);
  ring(given);
  await untouched.open();

  await eventually(found, (all) => all.length >= 2, 20_000);
  expect((await found()).map(({ workflowId }) => workflowId).sort()).toEqual(
    [before, after].map(({ caseId }) => workflowIdOf(caseId)).sort(),
  );
  expect((await found())[0]).toMatchObject({ keyIds: ['added'], label: '案件' });
  await readAnew();
  expect(await untouched.send(note('照常'))).toMatchObject({ version: 2 });
  const stuck = after.send(note('等密钥'), 'waits-for-the-key').catch((error: unknown) => error);
  const first = await Promise.race([stuck, new Promise((resolve) => setTimeout(resolve, 4_000, 'no answer'))]);
  expect(first).not.toMatchObject({ version: expect.anything() });

  ring(`${added},${given}`);
  await readAnew();
  expect(await found()).toEqual([]);
  expect(
    await eventually(
      () => after.send(note('又可以')).catch(() => null),
      (receipt) => receipt !== null,
      60_000,
    ),
  ).toMatchObject({ light: expect.anything() });
  expect(await before.send(note('又可以'))).toMatchObject({ version: 3 });
}, 150_000);
