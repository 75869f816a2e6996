import { EventEmitter, once } from 'node:events';
import type { Worker } from '@temporalio/worker';
import { describe, expect, test, vi } from 'vitest';
import { runCases } from '../../worker/case-runner.ts';
import { readWorkerConfig, slowTuningOf, tuningOf } from '../../worker/config.ts';
import { memoryPlan, tuningOptions, USUAL } from '../../worker/tuning.ts';

const least = { DATABASE_URL: 'postgresql://x', TEMPORAL_ADDRESS: 't:7233', CASELIGHT_DATA: 'x' };

describe('the settings of a worker', () => {
  test('are the usual ones where nothing is said', () => {
    const config = readWorkerConfig(least);
    expect(tuningOf(config)).toEqual(USUAL);
    expect(config).toMatchObject({ CASELIGHT_WORKER_QUEUES: ['cases', 'slow'], CASELIGHT_WORKER_LEAN: true });
    expect([config.CASELIGHT_DEPLOYMENT, config.CASELIGHT_WORKER_CACHE, config.CASELIGHT_WORKFLOW_BUNDLE]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('reach the SDK', () => {
    const config = readWorkerConfig({
      ...least,
      CASELIGHT_WORKER_TASKS: '8',
      CASELIGHT_WORKER_TASK_POLLS: '20',
      CASELIGHT_WORKER_ACTIVITIES: '7',
      CASELIGHT_WORKER_ACTIVITY_POLLS: '3',
      CASELIGHT_WORKER_LOCAL_ACTIVITIES: '6',
      CASELIGHT_WORKER_STICKY_MS: '1500',
      CASELIGHT_WORKER_SLOW_ACTIVITIES: '2',
    });
    expect(tuningOptions(tuningOf(config))).toEqual({
      // More requests than tasks in hand would be refused by the SDK.
      maxConcurrentWorkflowTaskExecutions: 8,
      maxConcurrentWorkflowTaskPolls: 8,
      maxConcurrentActivityTaskExecutions: 7,
      maxConcurrentActivityTaskPolls: 3,
      maxConcurrentLocalActivityExecutions: 6,
      stickyQueueScheduleToStartTimeout: 1500,
    });
    expect(slowTuningOf(config).activities).toBe(2);
  });

  test.each<[Record<string, string>, string]>([
    [{ CASELIGHT_WORKER_QUEUES: 'cases,fast' }, 'CASELIGHT_WORKER_QUEUES：应为 cases、slow 或两者'],
    [{ CASELIGHT_WORKER_QUEUES: ' , ' }, 'CASELIGHT_WORKER_QUEUES'],
    [{ CASELIGHT_WORKER_MEMORY_MB: '100' }, 'CASELIGHT_WORKER_MEMORY_MB'],
    [{ CASELIGHT_WORKER_STICKY_MS: '0' }, 'CASELIGHT_WORKER_STICKY_MS'],
    [{ CASELIGHT_DEPLOYMENT: 'caselight' }, 'CASELIGHT_BUILD_ID：应与 CASELIGHT_DEPLOYMENT 一同设置'],
    [{ CASELIGHT_BUILD_ID: '1' }, 'CASELIGHT_BUILD_ID'],
  ])('are refused as %o', (more, words) => {
    expect(() => readWorkerConfig({ ...least, ...more })).toThrow(words);
  });

  test('plan fewer cases for less memory', () => {
    expect(memoryPlan(900)).toEqual({ heapMegabytes: 600, cachedCases: 533 });
    expect(memoryPlan(400).cachedCases).toBeLessThan(120);
    for (let megabytes = 400; megabytes < 5_000; megabytes += 100) {
      expect(memoryPlan(megabytes + 100).cachedCases).toBeGreaterThan(memoryPlan(megabytes).cachedCases);
    }
  });
});

describe('a worker that outgrows its plan', () => {
  /** A worker as far as the runner sees one. */
  function fakes() {
    const made: { cachedCases: number; state: string; events: EventEmitter }[] = [];
    const create = (cachedCases: number): Promise<Worker> => {
      const one = { cachedCases, state: 'INITIALIZED', events: new EventEmitter() };
      made.push(one);
      return Promise.resolve({
        getState: () => one.state,
        run: async () => {
          one.state = 'RUNNING';
          const [error] = (await once(one.events, 'end')) as [Error?];
          one.state = 'STOPPED';
          if (error) throw error;
        },
        shutdown: () => one.events.emit('end'),
      } as unknown as Worker);
    };
    return { made, create };
  }

  test('is replaced by one with fewer cases, and left alone when it fits', async () => {
    const { made, create } = fakes();
    const told = vi.fn();
    const ready = vi.fn();
    const runner = runCases({
      create,
      cachedCases: 100,
      megabytes: 500,
      lookEveryMs: 2,
      tell: told,
      residentMegabytes: () => ((made.at(-1)?.cachedCases ?? 0) > 50 ? 700 : 510),
    });
    const finished = runner.run(ready);
    await expect.poll(() => made.map(({ cachedCases }) => cachedCases)).toEqual([100, 70, 49]);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(made).toHaveLength(3);
    expect([told.mock.calls.length, ready.mock.calls.length, runner.cachedCases(), runner.isRunning()]).toEqual([2, 1, 49, true]);
    runner.stop();
    await finished;
    expect(runner.isRunning()).toBe(false);
  });

  test('keeps ten cases whatever it takes', async () => {
    const { made, create } = fakes();
    const runner = runCases({
      create,
      cachedCases: 12,
      megabytes: 500,
      lookEveryMs: 1,
      tell: () => undefined,
      residentMegabytes: () => 5_000,
    });
    const finished = runner.run(() => undefined);
    await expect.poll(() => made.length).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(made.map(({ cachedCases }) => cachedCases)).toEqual([12, 10]);
    runner.stop();
    await finished;
  });

  test('that fails is not started again', async () => {
    const { made, create } = fakes();
    const runner = runCases({ create, cachedCases: 12, megabytes: 500, tell: () => undefined });
    const finished = runner.run(() => undefined);
    await expect.poll(() => made[0]?.state).toBe('RUNNING');
    made[0]!.events.emit('end', new Error('broken'));
    await expect(finished).rejects.toThrow('broken');
    expect(made).toHaveLength(1);
  });
});
