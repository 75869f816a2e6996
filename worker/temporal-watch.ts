import type { NativeConnection } from '@temporalio/worker';

export interface TemporalWatch {
  /** Null while Temporal answers; since when it has not, otherwise. */
  awaySince(): Date | null;
  stop(): void;
}

const EVERY_MS = 5_000;

/**
 * Asks Temporal every five seconds. The SDK connects again by itself; this is for the log, for /healthz, and for giving
 * up with a reason where it stays away longer than `patienceMs`.
 */
export function watchTemporal(
  connection: NativeConnection,
  namespace: string,
  patienceMs: number,
  tell: { away: (error: unknown) => void; back: (seconds: number) => void; giveUp: (seconds: number, error: unknown) => void },
): TemporalWatch {
  let away: Date | null = null;
  const ask = async (): Promise<void> => {
    try {
      await connection.withDeadline(Date.now() + EVERY_MS, () => connection.workflowService.describeNamespace({ namespace }));
      if (away) tell.back(Math.round((Date.now() - away.getTime()) / 1000));
      away = null;
    } catch (error) {
      if (!away) tell.away(error);
      away ??= new Date();
      const waited = Date.now() - away.getTime();
      if (waited > patienceMs) tell.giveUp(Math.round(waited / 1000), error);
    }
  };
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    void ask().finally(() => {
      asking = false;
    });
  }, EVERY_MS);
  return { awaySince: () => away, stop: () => clearInterval(timer) };
}
