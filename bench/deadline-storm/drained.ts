export interface Drained {
  count: number;
  /** Seconds from the instant to the last action. */
  seconds: number;
  perSecond: number;
}

/** `at` and the actions' instants in UTC milliseconds. */
export function drainedOf(actions: readonly number[], at: number): Drained {
  const last = actions.reduce((latest, one) => Math.max(latest, one), at + 1);
  const seconds = (last - at) / 1000;
  return { count: actions.length, seconds, perSecond: actions.length / seconds };
}
