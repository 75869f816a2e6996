/** PostgreSQL away for hours, and more unwritten than may be carried into a new run: the history must not grow with the hours. */
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTestServer } from '../../tools/temporal/test-server.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { keepsTime } from '../support/pen.ts';
import { eventually } from '../support/wait.ts';
import { quietRuntime, startTestWorker, type TestWorker } from '../support/workers.ts';

const server = await findTestServer();

/** Signs that do not repeat, so that compression is no help. */
function longText(length: number, seed: number): string {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x4e00 + ((state >>> 8) % 20_000));
  }).join('');
}

describe.skipIf(!server)('a case with 600 kB that PostgreSQL does not take', () => {
  let env: TestWorkflowEnvironment;
  let gate: Gate;
  let worker: TestWorker;
  beforeAll(async () => {
    quietRuntime();
    const stack = testStack();
    env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: server! } } });
    gate = await openGate(stack.ports.postgres);
    const url = new URL(stack.databaseUrl);
    url.port = String(gate.port);
    worker = await startTestWorker({ databaseUrl: url.href, temporalAddress: env.address, namespace: env.namespace ?? 'default' });
    keepsTime(worker.client, () => env.currentTimeMs());
  }, 180_000);
  afterAll(async () => {
    gate?.set('open');
    await worker?.close();
    await gate?.close();
    await env?.teardown();
  });

  const historyBytes = async (one: CaseClient): Promise<number> =>
    ((await one.handle.fetchHistory()).events ?? []).reduce(
      (sum, event) =>
        sum +
        (event.activityTaskScheduledEventAttributes?.input?.payloads ?? []).reduce((bytes, { data }) => bytes + (data?.length ?? 0), 0),
      0,
    );

  it('can wait for two days: Temporal ends a run at 50 MB', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    gate.set('refuse');
    for (let n = 0; n < 100; n += 1) await one.send(envelope('AddNote', { text: longText(2_000, n) }, 'dispatcher', null));
    const before = await historyBytes(one);
    await env.sleep('40 minutes');
    const grown = (await historyBytes(one)) - before;
    expect(grown * 72).toBeLessThan(40_000_000);
    gate.set('open');
    await env.sleep('30 minutes');
    await eventually(
      () => one.head(),
      ({ pending }) => pending === 0,
      60_000,
    );
  }, 300_000);
});
