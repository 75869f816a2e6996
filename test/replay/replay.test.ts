/** Every recorded history of every released shape replays under today's code: no case that runs is left behind. */
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { CommandEnvelope } from '../../workflows/messages.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWorkflowBundle } from '../../worker/bundle.ts';
import { type RawHistory, recordedRuns, releases, valuesOf } from './corpus.ts';

let codePath: string;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  codePath = await buildWorkflowBundle();
});

test('there are released shapes', () => {
  expect(releases().length).toBeGreaterThan(0);
});

describe.each(releases())('the shape of %s', (release) => {
  test('replays', async () => {
    const histories = recordedRuns(release).map(({ name, history }) => ({ workflowId: name, history }));
    expect(histories.length).toBeGreaterThan(0);
    const failures: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, histories)) {
      if (error) failures.push(`${workflowId}: ${error.message}`);
    }
    expect(failures).toEqual([]);
  });
});

/** As if other rules had accepted what today's refuse: the history's first note was given by nobody who may. */
function foreignTo(history: RawHistory): boolean {
  for (const { workflowExecutionUpdateAcceptedEventAttributes: accepted } of history.events ?? []) {
    const [payload] = accepted?.acceptedRequest?.input?.args?.payloads ?? [];
    const [envelope] = valuesOf(accepted?.acceptedRequest?.input?.args) as [CommandEnvelope?];
    if (!payload || envelope?.name !== 'AddNote') continue;
    payload.data = Buffer.from(JSON.stringify({ ...envelope, actor: { ...envelope.actor, roles: [] } }));
    return true;
  }
  return false;
}

test.each(['2026-11-before-durable-first', '2026-11-durable-first'])(
  'what rules of then accepted and today’s refuse stops the case loudly, in the shape of %s',
  async (release) => {
    const run = recordedRuns(release).find(({ history }) => foreignTo(history));
    expect(run).toBeDefined();
    const errors: string[] = [];
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, [
      { workflowId: run!.name, history: run!.history },
    ])) {
      errors.push(error?.message ?? '');
    }
    expect(errors).toEqual([expect.stringMatching(/refuses what it had accepted/)]);
  },
);
