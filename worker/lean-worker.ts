/**
 * The SDK's worker without two of its guards, which cost more than our workflows themselves (docs/adr/0034). It gives
 * each of the six or so calls of a workflow task a thread of its own, only to stop it after five seconds: 0.1 ms each. And
 * it keeps the stack of every promise. The first guard's work is done by one look a second (`stuckActivation`).
 */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type WorkerThreads from 'node:worker_threads';
import { Worker } from '@temporalio/worker';
import type { CompiledWorkerOptions } from '@temporalio/worker/lib/worker-options.js';
import type { WorkflowCreator } from '@temporalio/worker/lib/workflow/interface.js';

export interface StuckActivation {
  workflowId: string;
  runId: string;
  milliseconds: number;
}

const HELD_UP_MS = 5_000;

/** Activations in hand, oldest first: the thread takes them in this order, so the first is the one that does not end. */
const inHand = new Map<symbol, { workflowId: string; runId: string; since: number }>();

/** When the last one ended, and the next in line was begun: waiting in line is not running. */
let lastEnded = 0;
/** When somebody last looked. */
let lastLooked = 0;

/**
 * The task that keeps a workflow thread busy for longer than that; null where none does. To be asked every second or so:
 * where that was not possible the process itself was held up, or suspended with its machine, and no case is to blame.
 */
export function stuckActivation(longerThanMs: number): StuckActivation | null {
  const now = performance.now();
  if (lastLooked > 0 && now - lastLooked > HELD_UP_MS) lastEnded = now;
  lastLooked = now;
  const [oldest] = inHand.values();
  if (!oldest) return null;
  const milliseconds = now - Math.max(oldest.since, lastEnded);
  return milliseconds > longerThanMs ? { workflowId: oldest.workflowId, runId: oldest.runId, milliseconds } : null;
}

type Parameters_ = [bundle: never, options: CompiledWorkerOptions, logger: never];

let heapMegabytes: number | undefined;

/** Bounds the heap of the threads that are started from now on: V8 lets garbage grow to its own, far larger bound. */
export const boundWorkflowHeap = (megabytes: number): void => {
  heapMegabytes = megabytes;
};

export class LeanWorker extends Worker {
  protected static override async createWorkflowCreator(...[bundle, options, logger]: Parameters_): Promise<WorkflowCreator> {
    const unguarded = { ...options, isolateExecutionTimeoutMs: undefined } as unknown as CompiledWorkerOptions;
    return watched(await startingLeanThreads(() => super.createWorkflowCreator(bundle, unguarded, logger)));
  }
}

const threads = createRequire(import.meta.url)('node:worker_threads') as typeof WorkerThreads;
const preload = fileURLToPath(new URL('./workflow-thread.cjs', import.meta.url));

/** The SDK starts its threads without a say of ours; what it starts meanwhile begins with our file, and without a loader. */
function startingLeanThreads<Answer>(start: () => Promise<Answer>): Promise<Answer> {
  const { Worker: Thread } = threads;
  threads.Worker = class extends Thread {
    constructor(file: string | URL, options?: WorkerThreads.WorkerOptions) {
      super(file, {
        ...options,
        execArgv: ['--require', preload],
        ...(heapMegabytes === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
      });
    }
  };
  // They are made before anything is waited for: nobody else's threads come in between.
  try {
    return start();
  } finally {
    threads.Worker = Thread;
  }
}

function watched(creator: WorkflowCreator): WorkflowCreator {
  return {
    createWorkflow: async (options) => {
      const { workflowId, runId } = options.info;
      const during = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
        const mark = Symbol(runId);
        inHand.set(mark, { workflowId, runId, since: performance.now() });
        try {
          return await work;
        } finally {
          inHand.delete(mark);
          lastEnded = performance.now();
        }
      };
      const workflow = await creator.createWorkflow(options);
      return {
        activate: (activation) => during(workflow.activate(activation)),
        getAndResetSinkCalls: () => workflow.getAndResetSinkCalls(),
        dispose: () => workflow.dispose(),
      };
    },
    destroy: () => creator.destroy(),
  };
}
