/** Histories of a server against the present code: those of running cases before those that ended. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetched, historiesOf, type Source } from '../../tools/replay/sources.ts';
import { replayAll } from '../../tools/replay/replay.ts';
import { buildWorkflowBundle } from '../../worker/bundle.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient } from '../support/cases.ts';
import { startTestWorker, type TestWorker } from '../support/workers.ts';

let worker: TestWorker;
let ids: string[];

beforeAll(async () => {
  worker = await startTestWorker(testStack());
  ids = [];
  for (let n = 0; n < 3; n += 1) {
    const one = new CaseClient(worker.client);
    await one.open();
    ids.push(one.handle.workflowId);
  }
});
afterAll(() => worker?.close());

const listed = async (most = 1_000) => {
  const { candidates, more } = await historiesOf(worker.client, { most, closedDays: 7 });
  return { candidates: candidates.filter(({ name }) => ids.some((id) => name.startsWith(id))), all: candidates.length, more };
};

describe('the histories of a server', () => {
  it('replay, compressed payloads and all', async () => {
    await expect.poll(async () => (await listed()).candidates.length, { timeout: 20_000 }).toBe(3);
    const { candidates } = await listed();
    const outcome = await replayAll(fetched(candidates, 2), await buildWorkflowBundle(), () => undefined);
    expect(outcome).toEqual({ replayed: 3, failures: [] });
  });

  it('are told by workflow id where the code no longer has what they need', async () => {
    const { code } = await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../support/spinning-workflows.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    });
    const path = join(worker.storeFolder, 'other.cjs');
    writeFileSync(path, code);
    const told: string[] = [];
    const { candidates } = await listed();
    const outcome = await replayAll(fetched(candidates, 2), path, ({ name }) => told.push(name));
    expect(outcome.failures).toHaveLength(3);
    expect([...told].sort()).toEqual([...ids].sort());
    for (const { reason } of outcome.failures) expect(reason).toMatch(/^(重放失败|现在的代码走了与历史不同的路)：/);
  });

  it('are bounded in number, and fetched no more than so many ahead', async () => {
    const { all, more } = await listed(2);
    expect([all, more]).toEqual([2, true]);
    let under = 0;
    let most = 0;
    const candidates = Array.from({ length: 12 }, (_, n) => ({
      name: String(n),
      fetch: async (): Promise<Source> => {
        most = Math.max(most, ++under);
        await new Promise((resolve) => setTimeout(resolve, 5));
        under -= 1;
        return { name: String(n), workflowId: String(n), unreadable: 'x' };
      },
    }));
    const names: string[] = [];
    for await (const { name } of fetched(candidates, 3)) names.push(name);
    expect(names).toEqual(candidates.map(({ name }) => name));
    expect(most).toBeLessThanOrEqual(3);
  });
});
