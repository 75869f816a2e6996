/** The yardstick: the least workflow that acts at an instant and then waits for the next. No rules, no record. */
import { proxySinks, type Sinks, sleep } from '@temporalio/workflow';

export interface StormSinks extends Sinks {
  storm: { fired(): void };
}

const { storm } = proxySinks<StormSinks>();

/** `at`: UTC milliseconds. */
export async function bareTimerWorkflow(at: number): Promise<void> {
  await sleep(Math.max(1, at - Date.now()));
  storm.fired();
  await sleep('30 days');
}
