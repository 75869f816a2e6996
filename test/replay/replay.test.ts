/** Every recorded history of every released shape replays under today's code: no case that runs is left behind. */
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWorkflowBundle } from '../../worker/bundle.ts';
import { recordedRuns, releases } from './corpus.ts';

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
