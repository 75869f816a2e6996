/** Workflows that no case would be: for tests of what guards the thread they run in. */
import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export async function waiting(): Promise<string> {
  let done = false;
  setHandler(defineSignal('done'), () => void (done = true));
  await condition(() => done);
  return 'done';
}

/** Never comes back. */
export async function spinning(): Promise<void> {
  for (let n = 0; n >= 0; n = (n + 1) % 1_000_000);
}
