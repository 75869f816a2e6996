import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * The case's one timer. It is left alone when the next action moves later: it fires, finds nothing to do and is aimed
 * again. Only an earlier instant replaces it, because every change costs two events of history.
 */
export class DueTimer {
  private armed: { at: number; scope: CancellationScope } | null = null;
  /** Has fired since the last `reset`. */
  hasRung = false;

  reset(): void {
    this.hasRung = false;
  }

  /** `at`: UTC milliseconds, null when nothing is due. `now`: the workflow's time. `why`: shown beside the timer in Temporal. */
  aim(at: number | null, now: number, why: string): void {
    if (at === null || (this.armed && this.armed.at <= at)) return;
    this.armed?.scope.cancel();
    const armed = { at, scope: new CancellationScope() };
    this.armed = armed;
    // Not awaited: the loop looks at `hasRung`.
    void armed.scope
      .run(() => sleep(Math.max(1, at - now), { summary: why.slice(0, 200) }))
      .then(
        () => {
          if (this.armed === armed) this.armed = null;
          this.hasRung = true;
        },
        (error: unknown) => {
          if (!isCancellation(error)) throw error;
        },
      );
  }
}
