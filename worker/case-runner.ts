/** Runs the case worker for as long as the process lives, with fewer cases in memory where they turn out larger than planned. */
import type { Worker } from '@temporalio/worker';

export interface CaseRunnerParts {
  create: (cachedCases: number) => Promise<Worker>;
  cachedCases: number;
  /** What the process may take. */
  megabytes: number;
  tell: (details: Record<string, unknown>, words: string) => void;
  /** For tests: what the process takes now, and how often that is looked at. */
  residentMegabytes?: () => number;
  lookEveryMs?: number;
}

export interface CaseRunner {
  /** Ends when it was stopped; throws when the worker failed. `ready` is called once. */
  run(ready: () => void): Promise<void>;
  stop(): void;
  isRunning(): boolean;
  cachedCases(): number;
}

/** A moment above the plan is no fault: V8 collects when it must. */
const TOLERATED = 1.25;
const LOOKS_ABOVE = 3;
const LEAST_CASES = 10;

const resident = (): number => process.memoryUsage().rss / 1024 / 1024;

/**
 * The SDK bounds its cache by a number of cases, not by bytes. Where the process stays above its plan, the worker is
 * replaced by one that keeps seven tenths of the cases: those in hand are finished, the others are replayed when they are
 * next asked for.
 */
export function runCases(parts: CaseRunnerParts): CaseRunner {
  const { create, megabytes, tell, residentMegabytes = resident, lookEveryMs = 5_000 } = parts;
  let { cachedCases } = parts;
  let worker: Worker | null = null;
  let stopped = false;

  const end = (): void => {
    if (worker?.getState() === 'RUNNING') worker.shutdown();
  };

  /** Answers whether the worker was ended because of its size. */
  async function runOnce(running: Worker, ready: () => void): Promise<boolean> {
    let above = 0;
    let tooLarge = false;
    const timer = setInterval(() => {
      above = residentMegabytes() > megabytes * TOLERATED ? above + 1 : 0;
      if (above < LOOKS_ABOVE || cachedCases <= LEAST_CASES || running.getState() !== 'RUNNING') return;
      tooLarge = true;
      running.shutdown();
    }, lookEveryMs);
    try {
      const finished = running.run();
      ready();
      await finished;
    } finally {
      clearInterval(timer);
    }
    return tooLarge;
  }

  return {
    run: async (ready) => {
      let tellReady = ready;
      while (!stopped) {
        worker = await create(cachedCases);
        if (stopped) {
          // Asked to stop while it was made: it has to run to be ended.
          const finished = worker.run();
          worker.shutdown();
          return finished;
        }
        if (!(await runOnce(worker, tellReady))) return;
        tellReady = () => undefined;
        cachedCases = Math.max(LEAST_CASES, Math.floor(cachedCases * 0.7));
        tell(
          { residentMegabytes: Math.round(residentMegabytes()), megabytes, cachedCases },
          'the process outgrew its plan; the worker starts again with fewer cases',
        );
      }
    },
    stop: () => {
      stopped = true;
      end();
    },
    isRunning: () => worker?.getState() === 'RUNNING',
    cachedCases: () => cachedCases,
  };
}
