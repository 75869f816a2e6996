import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import { nextWorkingInstant } from '../../domain/terms/calendar.ts';
import { parseInstant } from '../../domain/terms/instant.ts';
import { findTestServer } from '../../tools/temporal/test-server.ts';
import { CASE_WORKFLOW, TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, newCaseId, policy } from '../support/cases.ts';
import { keepsTime } from '../support/pen.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { quietRuntime, startTestWorker, type TestWorker } from '../support/workers.ts';

const server = await findTestServer();

interface Fired {
  type: string;
  term: string;
  rung: number;
  epoch: number;
  nominal: number;
  at: number;
}

/** The rungs of the ladder among a case's events, in the order they were recorded. */
const firedIn = (events: readonly RecordedEvent[]): Fired[] =>
  events.flatMap(({ type, at, data }) => {
    const rung = (data as { rung?: { term: string; rung: number; epoch: number; nominal: string } | null }).rung;
    return rung ? [{ type, ...rung, nominal: parseInstant(rung.nominal), at: parseInstant(at) }] : [];
  });

describe.skipIf(!server)('in a time that is skipped', () => {
  let env: TestWorkflowEnvironment;
  let worker: TestWorker;
  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: server! } } });
    worker = await startTestWorker({ ...testStack(), temporalAddress: env.address, namespace: env.namespace ?? 'default' });
    keepsTime(worker.client, () => env.currentTimeMs());
  }, 180_000);
  afterAll(async () => {
    await worker?.close();
    await env?.teardown();
  });

  it('a case left alone climbs its ladder up to the transfer, each rung once, in working hours', async () => {
    const one = new CaseClient(worker.client);
    await one.open();
    await env.sleep('40 days');
    const events = await recordedEvents(worker.database, one.caseId);
    const fired = firedIn(events);
    const firstOf = (type: string): number => fired.findIndex((rung) => rung.type === type);
    expect(firstOf('Reminded')).toBe(0);
    for (const [before, after] of [
      ['Reminded', 'SupervisorNotified'],
      ['SupervisorNotified', 'Urged'],
      ['Urged', 'SupervisionIssued'],
      ['SupervisionIssued', 'TransferProposed'],
    ] as const)
      expect(firstOf(before)).toBeLessThan(firstOf(after));

    expect(new Set(fired.map(({ term, rung, epoch }) => `${term} ${rung} ${epoch}`)).size).toBe(fired.length);
    for (const { at, nominal } of fired) {
      expect(nextWorkingInstant(policy.calendar, at)).toBe(at);
      // At its instant, or at the opening of the next working time, put off by no more than the case's share of the spread.
      const due = nextWorkingInstant(policy.calendar, nominal);
      expect(at - due).toBeGreaterThanOrEqual(0);
      expect(at - due).toBeLessThan(601_000);
    }
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, length: events.length });
  }, 120_000);

  it('a run that no command opens ends by itself within a minute', async () => {
    const caseId = newCaseId();
    const handle = await worker.client.workflow.start(CASE_WORKFLOW, {
      workflowId: workflowIdOf(caseId),
      taskQueue: TASK_QUEUE,
      args: [{ caseId, policy, rules: CURRENT_RULES }],
    });
    await env.sleep('2 minutes');
    expect(await handle.result()).toMatchObject({ ended: 'never-opened', version: 0 });
    expect(await worker.database.workView.findUnique({ where: { id: caseId } })).toBeNull();
  }, 60_000);
});
