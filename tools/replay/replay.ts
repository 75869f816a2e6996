/** Histories against the present code: what a deploy would do to cases that run. */
import { DeterminismViolationError } from '@temporalio/workflow';
import { replayDataConverter } from '../../temporal/codec.ts';
import { LeanWorker } from '../../worker/lean-worker.ts';
import type { Source } from './sources.ts';

export interface Failure {
  name: string;
  /** In Chinese. */
  reason: string;
}

export interface ReplayOutcome {
  replayed: number;
  failures: Failure[];
}

/** One after the other in this process; `told` of each failure as it is found. */
export async function replayAll(
  sources: AsyncIterable<Source>,
  bundlePath: string,
  told: (failure: Failure) => void,
): Promise<ReplayOutcome> {
  const outcome: ReplayOutcome = { replayed: 0, failures: [] };
  const fail = (name: string, reason: string): void => {
    outcome.failures.push({ name, reason });
    told({ name, reason });
  };
  /** In the order they are handed to the SDK, which answers in the same. */
  const names: string[] = [];
  async function* readable() {
    for await (const source of sources) {
      if ('unreadable' in source) {
        fail(source.name, `历史读不到：${source.unreadable}`);
        continue;
      }
      names.push(source.name);
      yield { workflowId: source.workflowId, history: source.history };
    }
  }
  const options = { workflowBundle: { codePath: bundlePath }, dataConverter: replayDataConverter, replayName: 'before-a-deploy' };
  for await (const { error, workflowId } of LeanWorker.runReplayHistories(options, readable())) {
    const name = names.shift() ?? workflowId;
    outcome.replayed += 1;
    if (error) fail(name, reasonOf(error));
  }
  return outcome;
}

const reasonOf = (error: Error): string =>
  error instanceof DeterminismViolationError || /nondetermini/i.test(error.message)
    ? `现在的代码走了与历史不同的路：${error.message}`
    : `重放失败：${error.message}`;
