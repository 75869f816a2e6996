/** A worker of the release before beside a newer API: cases are opened as it can run them, and go on under both. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway } from '../../api/temporal/gateway.ts';
import { newRun } from '../../api/cases/commander.ts';
import { kinds } from '../../domain/kinds.ts';
import { capabilityIn, identityOf, leastOf, OURS } from '../../workflows/capability.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { opening } from '../support/lives.ts';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';
import { hasWorkers } from '../../tools/reconcile/compare.ts';

let server: TemporalServer;
let worker: TestWorker;
beforeAll(async () => {
  server = await startTemporalServer([]);
  // It tells nothing of itself, as workers did that knew neither shapes nor later rules.
  worker = await startTestWorker({ ...testStack(), ...server }, { identity: '4711@old' });
  // The server knows of a worker once it has asked for work.
  await eventually(
    () => hasWorkers(worker.client, server.namespace),
    (polls) => polls,
  );
}, 120_000);
afterAll(async () => {
  await worker?.close();
  await server?.stop();
});

it('what a worker can carry is read from its identity, and the oldest of them counts', () => {
  expect(capabilityIn(identityOf('1@a'))).toEqual(OURS);
  expect(capabilityIn('1@a')).toEqual({ rules: 3, shape: 1, kinds: { case: 3 } });
  expect(leastOf([])).toEqual(OURS);
  expect(leastOf([identityOf('1@a', { rules: 99, shape: 99, kinds: { ...OURS.kinds, case: 99, patrol: 1 } })])).toEqual(OURS);
  expect(leastOf([identityOf('1@a'), identityOf('2@b', { rules: 2, shape: 1, kinds: { case: 2, dispute: 1 } })])).toEqual({
    rules: 2,
    shape: 1,
    kinds: { case: 2, dispute: 1 },
  });
});

it('a worker says which kinds it knows, where one of the release before kinds knew cases alone', () => {
  expect(identityOf('1@a', { rules: 3, shape: 2, kinds: { case: 3, whistle: 4 } })).toBe('1@a kinds=case:3,whistle:4 rules=3 shape=2');
  expect(OURS.kinds).toEqual(Object.fromEntries(kinds.map(({ name, currentRules }) => [name, currentRules])));
  expect(capabilityIn('1@a rules=3 shape=2')).toEqual({ rules: 3, shape: 2, kinds: { case: 3 } });
  expect(leastOf([identityOf('1@a'), '2@b rules=3 shape=2']).kinds).toEqual({ case: 3 });
  // As the release before kinds reads it, of a worker that is newer than its API.
  expect(/ rules=(\d{1,6}) shape=(\d{1,6})$/.exec(identityOf('1@a'))?.slice(1)).toEqual([String(OURS.rules), String(OURS.shape)]);
});

it('a case is opened without what the old worker does not know', async () => {
  const gateway = createGateway({ address: server.temporalAddress, namespace: server.namespace }, 8_000);
  const one = new CaseClient(worker.client);
  const input = await newRun(gateway, one.caseId, policy);
  expect(input).toEqual({ caseId: one.caseId, policy, rules: 3 });
  const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
  const command = { ...envelope(name, payload(null as never, '', '') as never, by, null), at: new Date().toISOString() };
  expect(await gateway.commandWithStart(input, 'open', command, true)).toMatchObject({ kind: 'done', receipt: { version: 1 } });
});
