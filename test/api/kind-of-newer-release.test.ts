/** A worker of the release before kinds is still there: an item of a kind that it does not know is not begun. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { capabilityIn, identityOf, OURS } from '../../workflows/capability.ts';
import { testStack } from '../support/addresses.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import { as, signIn } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, expectProblem } from './scenes.ts';

const BEFORE = '4711@before rules=3 shape=2';
const CALL = { title: '升级途中的吹哨', urgency: 'daily', unitId: 'bureau', place: '青石镇滨河路', text: '车辆正在倾倒，镇里拦不住' };

let server: TemporalServer;
let workers: TestWorker[] = [];
let app: OwnApp;
beforeAll(async () => {
  server = await startTemporalServer([]);
  const where = { ...testStack(), ...server };
  workers = [await startTestWorker(where, { identity: BEFORE }), await startTestWorker(where, { identity: identityOf('4712@now') })];
  app = await ownApp({ TEMPORAL_ADDRESS: server.temporalAddress, TEMPORAL_NAMESPACE: server.namespace });
  await eventually(
    () => app.services.gateway.capability(),
    ({ kinds }) => kinds['whistle'] === undefined,
    60_000,
  );
}, 120_000);
afterAll(async () => {
  await app?.close();
  for (const worker of workers) await worker.close();
  await server?.stop();
});

it('refuses in words, with nothing half done; the same request opens it once all workers know the kind, and then is answered again', async () => {
  expect(capabilityIn(BEFORE)).toEqual({ rules: 3, shape: 2, kinds: { case: 3 } });
  const key = { 'Idempotency-Key': 'whistle-while-upgrading' };
  const town = await signIn('townhead', app.base);
  const reply = await town.post('/whistles', CALL, key);
  expectProblem(reply, 503, 'kind-not-served-yet');
  expect(reply.body.detail).toMatch(/正在升级：.*不会办理吹哨，没有建立/);
  expect(reply.headers.get('Retry-After')).toBe('60');
  // What the rules refuse is refused by them.
  expectProblem(await town.post('/whistles', { ...CALL, unitId: 'qingshi' }), 409, 'calls-itself');
  expect((await workers[0]!.client.workflow.count(`WorkflowType = 'whistleWorkflow'`)).count).toBe(0);
  expect(await database().rows('select id from work_view where title = $1', [CALL.title])).toEqual([]);

  // The stack's own workers are of today.
  const { id } = done(await (await as('townhead')).post('/whistles', CALL, key), 201).body;
  expect(done(await town.post('/whistles', CALL, key), 201).body).toMatchObject({ id, stage: 'called' });
  expect(await database().rows('select id, rules from work_view where title = $1', [CALL.title])).toEqual([
    { id, rules: OURS.kinds['whistle'] },
  ]);
});
