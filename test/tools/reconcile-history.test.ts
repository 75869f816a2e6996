/** What a history tells without being replayed: answers, own actions and what a run was started with carry the events. */
import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { type History, toldBy } from '../../tools/reconcile/history.ts';

const client = {
  options: { loadedDataConverter: { payloadConverter: defaultPayloadConverter, failureConverter: undefined, payloadCodecs: [] } },
} as unknown as Client;
const payloads = (value: unknown) => ({ payloads: [defaultPayloadConverter.toPayload(value)!] });
const event = (seq: number) => ({ seq, type: 'NoteAdded', hash: `h${seq}` });

test('events, policy, answers and the run before, in the order of the history', async () => {
  const receipt = { caseId: 'c', version: 4, head: 'h4', sealed: { previous: 'h2', events: [event(3), event(4)], policyHash: 'p2' } };
  const history = {
    events: [
      {
        workflowExecutionStartedEventAttributes: {
          continuedExecutionRunId: 'the-run-before',
          input: payloads({
            caseId: 'c',
            shape: 2,
            policy: { hash: 'p1' },
            rules: 3,
            carried: { receipts: [['a', { version: 1, head: 'h1' }]], pending: { previous: 'h1', events: [event(2)] } },
          }),
        },
      },
      { workflowExecutionUpdateCompletedEventAttributes: { meta: { updateId: 'b' }, outcome: { success: payloads(receipt) } } },
      { workflowExecutionUpdateCompletedEventAttributes: { meta: { updateId: 'refused' }, outcome: { failure: { message: 'no' } } } },
      {
        activityTaskScheduledEventAttributes: {
          activityType: { name: 'writeRecord' },
          input: payloads({ caseId: 'c', previous: 'h4', events: [event(5)], policyHash: 'p3' }),
        },
      },
      { activityTaskScheduledEventAttributes: { activityType: { name: 'anchorCase' }, input: payloads({ caseId: 'c', version: 5 }) } },
    ],
  } as unknown as History;
  const told = await toldBy(client, history);
  expect([...told.events.keys()]).toEqual([2, 3, 4, 5]);
  expect(told).toMatchObject({ policyHash: 'p3', before: 'the-run-before', input: { caseId: 'c', shape: 2 } });
  expect(told.receipts).toEqual([
    ['a', { version: 1, head: 'h1' }],
    ['b', { caseId: 'c', version: 4, head: 'h4' }],
  ]);
});
