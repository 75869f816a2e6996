import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../domain/terms/instant.ts';
import { nextWorkingInstant } from '../../domain/terms/calendar.ts';
import { findTestServer } from '../../tools/temporal/test-server.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, policy } from '../support/cases.ts';
import { ordinary } from '../support/lives.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { quietRuntime, startTestWorker, type TestWorker } from '../support/workers.ts';

const server = await findTestServer();

describe.skipIf(!server)('in a time that is skipped', () => {
  let env: TestWorkflowEnvironment;
  let worker: TestWorker;
  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: server! } } });
    worker = await startTestWorker({ ...testStack(), temporalAddress: env.address, namespace: env.namespace ?? 'default' });
  }, 120_000);
  afterAll(async () => {
    await worker?.close();
    await env?.teardown();
  });

  it('a case left alone climbs its ladder rung by rung, each once, each in working hours', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await env.sleep('40 days');
    const events = await recordedEvents(worker.database, one.caseId);
    const types = events.map(({ type }) => type);
    console.log(events.map((e) => `${e.at} ${e.type} ${(e.data as any).rung?.term ?? ''} ${(e.data as any).rung?.nominal ?? ''}`).join('\n'));
    console.log((await one.historyTypes()).join(' '));
    expect(types).toContain('Reminded');
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true });
  }, 120_000);
});
