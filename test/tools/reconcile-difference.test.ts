/** What Temporal says of an item's workflow, in the cases that no running stack shows any more. */
import { type Client, QueryNotRegisteredError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { compareWith, type Engine, engineOf } from '../../installation/difference.ts';

const DISPUTE = { kind: 'dispute', id: 'c-dispute-1' };

function engine(
  status: string,
  { attempt = 0, query, result }: { attempt?: number; query?: () => unknown; result?: unknown },
): Promise<Engine> {
  const asked: string[] = [];
  const client = {
    withDeadline: (_deadline: unknown, work: () => Promise<unknown>) => work(),
    workflow: {
      getHandle: (workflowId: string) => {
        asked.push(workflowId);
        return {
          describe: () => Promise.resolve({ status: { name: status }, raw: { pendingWorkflowTask: { attempt } } }),
          query: async () => Promise.resolve(query?.()),
          result: () => Promise.resolve(result),
        };
      },
    },
  } as unknown as Client;
  return engineOf(client, DISPUTE).finally(() => expect(asked).toEqual(['jurisdiction-c-dispute-1']));
}

const noHead = () => {
  throw new QueryNotRegisteredError('Workflow did not register a handler for head. Registered queries: [dispute]', 3);
};
const pool = (copy: object) =>
  ({
    query: () =>
      Promise.resolve({
        rows: [{ kind: null, record: 0, events: 0, view: null, viewHead: null, stage: null, over: false, hash: null, ...copy }],
      }),
  }) as never;

test('a dispute that still runs as it did before it was a work item has no record, and none is missing', async () => {
  const found = await engine('RUNNING', { query: noHead });
  expect(found).toEqual({ state: 'not-yet-item' });
  expect(await compareWith(found, pool({}), DISPUTE)).toBeNull();
  expect(await compareWith(found, pool({ kind: 'dispute', record: 2, events: 2, view: 2 }), DISPUTE)).toMatchObject({
    kind: 'record-longer',
  });
});

test('a run whose task fails before it knows its queries is not taken for one from before', async () => {
  expect(await engine('RUNNING', { query: noHead, attempt: 3 })).toEqual({ state: 'no-answer' });
  expect(await engine('RUNNING', { query: noHead, attempt: 5 })).toEqual({ state: 'wedged', attempts: 5 });
});

test('a dispute that ended before it was a work item left no record; one of today ends in its last stage', async () => {
  const former = await engine('COMPLETED', { result: { how: 'agreed' } });
  expect(former).toMatchObject({ state: 'none' });
  expect(await compareWith(former, pool({}), DISPUTE)).toBeNull();
  expect(await engine('COMPLETED', { result: { ended: 'archived', version: 3, head: 'h' } })).toMatchObject({
    state: 'head',
    version: 3,
    stage: 'settled',
    ended: true,
  });
});
