/** The yardstick: the least workflow that takes commands. No rules, no record, no projection. */
import { condition, defineUpdate, setHandler } from '@temporalio/workflow';

export const bump = defineUpdate<number, []>('bump');

export async function bareWorkflow(): Promise<void> {
  let count = 0;
  setHandler(bump, () => {
    count += 1;
    return count;
  });
  await condition(() => count < 0);
}
