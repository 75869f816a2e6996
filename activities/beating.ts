import { Context } from '@temporalio/activity';

const EVERY_MS = 5_000;

/**
 * Says while the work goes on that it does: a worker that died is noticed by its silence, long before the work's whole time
 * is over.
 */
export async function beating<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
