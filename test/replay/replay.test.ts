/** Every recorded history of every released shape replays under today's code: no case that runs is left behind. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildWorkflowBundle } from '../../worker/bundle.ts';

const folder = join(import.meta.dirname, 'histories');
const shapes = existsSync(folder) ? readdirSync(folder) : [];

interface RecordedHistory {
  workflowId: string;
  history: ReturnType<typeof historyFromJSON>;
}

const recorded = (shape: string): RecordedHistory[] => readdirSync(join(folder, shape)).map((file) => ({
  workflowId: file,
  history: historyFromJSON(JSON.parse(gunzipSync(readFileSync(join(folder, shape, file))).toString('utf8'))),
}));

let codePath: string;

beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  codePath = await buildWorkflowBundle();
});

test('there are released shapes', () => {
  expect(shapes.length).toBeGreaterThan(0);
});

describe.each(shapes)('the shape of %s', (shape) => {
  test('replays', async () => {
    const histories = recorded(shape);
    expect(histories.length).toBeGreaterThan(0);
    const failures: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, histories)) {
      if (error) failures.push(`${workflowId}: ${error.message}`);
    }
    expect(failures).toEqual([]);
  });
});
