/** An item's record as its workflow's own history tells it, run by run. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, type InjectedSinks, Worker } from '@temporalio/worker';
import type { TermPolicy } from '../../domain/terms/model.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import { workerDataConverter, workflowFailuresPath } from '../../temporal/codec.ts';
import { root } from '../paths.mjs';
import type { Collected, ReconcileSinks } from './collect-events.ts';
import { type History, type ToldRun, toldBy } from './history.ts';

export interface ReplayedRecord {
  /** By sequence number; a gap where a run is no longer to be had. */
  events: Map<number, RecordedEvent>;
  /** Policy that the item runs under after the last event; null where no run is to be had. */
  policyHash: string | null;
  /** Policies by hash, as far as the histories carry them whole. */
  policies: Map<string, TermPolicy>;
  /** The latest run as its history tells it; null where there is none. */
  latest: ToldRun | null;
}

export interface Replayer {
  /** Walks back from the present run until event `from` is known, or no earlier run is left. */
  recordOf(workflowId: string, from: number): Promise<ReplayedRecord>;
}

/**
 * A run of today's shape answers with its events; a case's from before is made to decide them again. What ran before it was
 * a work item has decided none.
 */
const needsReplay = ({ input }: ToldRun): boolean => input?.caseId !== undefined && input.shape === undefined;

export async function createReplayer(client: Client): Promise<Replayer> {
  let bundle: ReturnType<typeof bundleWorkflowCode> | null = null;
  const bundled = (): ReturnType<typeof bundleWorkflowCode> =>
    (bundle ??= bundleWorkflowCode({
      workflowsPath: join(root, 'workflows', 'all.ts'),
      preloadModules: [join(root, 'workflows', 'shared.ts')],
      workflowInterceptorModules: [join(root, 'workflows', 'sealed.ts'), fileURLToPath(new URL('./collect-events.ts', import.meta.url))],
      failureConverterPath: workflowFailuresPath,
      logger: new DefaultLogger('ERROR'),
    }));

  async function replay(workflowId: string, history: History, into: ReplayedRecord): Promise<void> {
    const batches: Collected[] = [];
    const sinks: InjectedSinks<ReconcileSinks> = {
      reconcile: { batch: { callDuringReplay: true, fn: (_info, batch) => void batches.push(batch) } },
    };
    const { loadedDataConverter } = client.options;
    try {
      await Worker.runReplayHistory(
        {
          workflowBundle: await bundled(),
          sinks,
          replayName: 'reconcile',
          ...(loadedDataConverter.payloadCodecs.length > 0 ? { dataConverter: workerDataConverter } : {}),
        },
        history,
        workflowId,
      );
    } catch (error) {
      // A wedged run fails here as it failed there; what it handed out until then is as good as ever.
      if (batches.length === 0) throw error;
    }
    for (const { events } of batches) {
      for (const event of events) if (!into.events.has(event.seq)) into.events.set(event.seq, event);
    }
  }

  async function take(workflowId: string, runId: string | undefined, into: ReplayedRecord): Promise<string | null> {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const told = await toldBy(client, history);
    into.latest ??= told;
    into.policyHash ??= told.policyHash;
    for (const [hash, policy] of told.policies) into.policies.set(hash, policy);
    for (const [seq, event] of told.events) if (!into.events.has(seq)) into.events.set(seq, event);
    if (needsReplay(told)) await replay(workflowId, history, into);
    return told.before;
  }

  return {
    recordOf: async (workflowId, from) => {
      const record: ReplayedRecord = { events: new Map(), policyHash: null, policies: new Map(), latest: null };
      let runId: string | undefined;
      for (;;) {
        let before: string | null;
        try {
          before = await take(workflowId, runId, record);
        } catch (error) {
          // Temporal keeps an ended run for its retention only; what it told is in the record or nowhere.
          if (error instanceof WorkflowNotFoundError) return record;
          throw error;
        }
        const first = Math.min(...record.events.keys(), Number.POSITIVE_INFINITY);
        if (first <= from || before === null) return record;
        runId = before;
      }
    },
  };
}
