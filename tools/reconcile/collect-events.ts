/**
 * Loaded into the sandbox of a replay: hands out every batch that the workflow gave to be written down. A workflow keeps
 * no old events; replayed, it decides them again, with the same hashes.
 */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { ProjectionBatch } from '../../activities/projection.ts';

export interface ReconcileSinks extends Sinks {
  reconcile: { batch(batch: ProjectionBatch): void };
}

const { reconcile } = proxySinks<ReconcileSinks>();

const collect = ({ activityType, args }: { activityType: string; args: unknown[] }): void => {
  if (activityType === 'projectCase') reconcile.batch(args[0] as ProjectionBatch);
};

/** The name is the SDK's. */
export const interceptors = (): WorkflowInterceptors => ({
  outbound: [{
    scheduleLocalActivity: (input, next) => {
      collect(input);
      return next(input);
    },
    scheduleActivity: (input, next) => {
      collect(input);
      return next(input);
    },
  }],
});
