/** A worker that does not know a case's rules or its run leaves it alone: whatever it recorded would bind the newer code. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { RUN_SHAPE } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope } from '../support/cases.ts';
import { opening } from '../support/lives.ts';
import { eventually } from '../support/wait.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker(testStack());
});
afterAll(() => worker?.close());

it.each([
  ['rules', { rules: CURRENT_RULES + 1 }],
  ['a run', { shape: RUN_SHAPE + 1 }],
])(
  'a case under %s of newer code is not touched, and its failing task can be seen',
  async (_, input) => {
    const one = new CaseClient(worker.client);
    const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
    const starting = one.start(envelope(name, payload(null as never, '', '') as never, by, null), { input }).catch(() => null);
    const described = await eventually(
      () => one.handle.describe().catch(() => null),
      (found) => (found?.raw.pendingWorkflowTask?.attempt ?? 0) >= 2,
      40_000,
    );
    expect(described?.status.name).toBe('RUNNING');
    expect(await one.historyTypes()).not.toContain('workflowExecutionUpdateAccepted');
    expect(await worker.database.workEvent.count({ where: { workId: one.caseId } })).toBe(0);
    await one.handle.terminate();
    await starting;
  },
  60_000,
);
