/** An opening that a restart broke off: its run ends empty after a minute, and the promised repetition opens the case. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../api/config.ts';
import { createGateway } from '../../api/temporal/gateway.ts';
import { CURRENT_RULES } from '../../domain/case/context.ts';
import { CASE_WORKFLOW, type CaseInput, RUN_SHAPE, TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy } from '../support/cases.ts';
import { opening } from '../support/lives.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let worker: TestWorker;
beforeAll(async () => {
  worker = await startTestWorker(testStack());
});
afterAll(() => worker?.close());

it('is repeated under the same key, once; a case that was opened is not opened again', async () => {
  const one = new CaseClient(worker.client);
  const input: CaseInput = { caseId: one.caseId, policy, rules: CURRENT_RULES, shape: RUN_SHAPE };
  await worker.client.workflow.start(CASE_WORKFLOW, { workflowId: workflowIdOf(one.caseId), taskQueue: TASK_QUEUE, args: [input] });
  expect(await one.handle.result()).toMatchObject({ ended: 'never-opened' });

  const gateway = createGateway(readConfig(testStack().env).temporal, 8_000);
  const { name, payload, by } = opening(new Date(Date.now() - 60_000).toISOString());
  const command = { ...envelope(name, payload(null as never, '', '') as never, by, null), at: new Date().toISOString() };
  const opened = await gateway.commandWithStart(input, 'open', command, true);
  expect(opened).toMatchObject({ kind: 'done', receipt: { version: 1, stage: 'discovery' } });
  const again = await gateway.commandWithStart(input, 'open', command, true);
  expect(again).toMatchObject({ kind: 'done', receipt: { version: 1 } });
  expect((await one.head()).version).toBe(1);

  await one.handle.terminate('a test');
  const after = await gateway.commandWithStart(input, 'another', command, true);
  expect(after.kind).toBe('not-running');
}, 120_000);
