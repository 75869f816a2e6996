/**
 * Loaded into the sandbox of a replay of a run from before answers carried their events: hands out every batch that it gave
 * to be written down. Such a run keeps no old events; replayed, it decides them again, with the same hashes.
 */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { RecordedEvent } from '../../domain/work/record.ts';

export interface Collected {
  events: RecordedEvent[];
  policyHash?: string;
}

export interface ReconcileSinks extends Sinks {
  reconcile: { batch(batch: Collected): void };
}

const { reconcile } = proxySinks<ReconcileSinks>();

const collect = ({ activityType, args }: { activityType: string; args: unknown[] }): void => {
  if (activityType === 'projectCase') reconcile.batch(args[0] as Collected);
};

/** The name is the SDK's. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [
    {
      scheduleLocalActivity: (input, next) => {
        collect(input);
        return next(input);
      },
      scheduleActivity: (input, next) => {
        collect(input);
        return next(input);
      },
    },
  ],
});
