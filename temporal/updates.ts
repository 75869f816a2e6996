/** Updates, sent by whoever sends them so that a task of the workflow that failed in passing costs nobody an error. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '@temporalio/client';

const GRPC_FAILED_PRECONDITION = 9;
const PAUSES_MS = [20, 100, 400];

/**
 * The task that bore the update did not take effect, and the update with it. It happens to a sound workflow too: one that
 * ends, or continues as new, while an activity's answer arrives is turned back by the server, which aborts the updates of
 * that task (temporal#7296). Nobody tries those again of himself, as the task might fail for ever.
 */
const isAborted = (error: unknown): boolean =>
  error instanceof ServiceError && (error.cause as { code?: unknown } | undefined)?.code === GRPC_FAILED_PRECONDITION;

/** `send` is called anew, a few times at the most, where its task was turned back: it must bear an update id of the caller. */
export async function sendUpdate<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const pause = PAUSES_MS[attempt];
      if (pause === undefined || !isAborted(error)) throw error;
      await sleep(pause);
    }
  }
}
