/** A running case's record as its workflow's own history tells it, run by run. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type InjectedSinks, Worker } from '@temporalio/worker';
import type { CaseEvent } from '../../domain/case/events.ts';
import { dataConverter } from '../../temporal/codec.ts';
import { root } from '../paths.mjs';
import type { Collected, ReconcileSinks } from './collect-events.ts';

export interface ReplayedRecord {
  /** By sequence number; a gap where a run is no longer to be had. */
  events: Map<number, CaseEvent>;
  /** Policy after the last event; null where no run told. */
  policyHash: string | null;
}

export interface Replayer {
  /** Walks back from the present run until event `from` is known, or no earlier run is left. */
  recordOf(workflowId: string, from: number): Promise<ReplayedRecord>;
}

export async function createReplayer(client: Client): Promise<Replayer> {
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'all.ts'),
    preloadModules: [join(root, 'workflows', 'shared.ts')],
    workflowInterceptorModules: [fileURLToPath(new URL('./collect-events.ts', import.meta.url))],
    logger: new DefaultLogger('ERROR'),
  });

  async function replayRun(workflowId: string, runId: string | undefined, into: ReplayedRecord): Promise<string | null> {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const batches: Collected[] = [];
    const sinks: InjectedSinks<ReconcileSinks> = { reconcile: { batch: { callDuringReplay: true, fn: (_info, batch) => void batches.push(batch) } } };
    await Worker.runReplayHistory({ workflowBundle, dataConverter, sinks, replayName: 'reconcile' }, history, workflowId);
    const known = Math.max(0, ...into.events.keys());
    for (const { events, policyHash } of batches) {
      for (const event of events) into.events.set(event.seq, event);
      if (policyHash !== undefined && (events.at(-1)?.seq ?? 0) >= known) into.policyHash = policyHash;
    }
    return history.events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId || null;
  }

  return {
    recordOf: async (workflowId, from) => {
      const record: ReplayedRecord = { events: new Map(), policyHash: null };
      let runId: string | undefined;
      for (;;) {
        let before: string | null;
        try {
          before = await replayRun(workflowId, runId, record);
        } catch (error) {
          // Temporal keeps an ended run for its retention only; what it told is in the record or nowhere.
          if (runId !== undefined && error instanceof WorkflowNotFoundError) return record;
          throw error;
        }
        const first = Math.min(...record.events.keys(), Number.POSITIVE_INFINITY);
        if (first <= from || before === null) return record;
        runId = before;
      }
    },
  };
}
