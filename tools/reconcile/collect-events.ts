/**
 * Loaded into the sandbox of a replay: hands out every batch that the workflow gave to be written down. A workflow keeps
 * no old events; replayed, it decides them again, with the same hashes.
 */
import { proxySinks, type Sinks, type WorkflowInterceptors } from '@temporalio/workflow';
import type { CaseEvent } from '../../domain/case/events.ts';
import type { Receipt } from '../../workflows/messages.ts';

export interface Collected {
  events: CaseEvent[];
  policyHash?: string;
}

export interface ReconcileSinks extends Sinks {
  reconcile: { batch(batch: Collected): void };
}

const { reconcile } = proxySinks<ReconcileSinks>();

const collect = ({ activityType, args }: { activityType: string; args: unknown[] }): void => {
  if (activityType === 'projectCase' || activityType === 'writeRecord') reconcile.batch(args[0] as Collected);
};

/** The name is the SDK's. */
export const interceptors = (): WorkflowInterceptors => ({
  inbound: [{
    handleUpdate: (input, next) => {
      const answer = next(input);
      // Looked at beside and passed on as it is: a promise of our own would change the order that the history has.
      void answer.then((receipt) => {
        const { sealed } = (receipt ?? {}) as Partial<Receipt>;
        if (sealed) reconcile.batch(sealed);
      });
      return answer;
    },
  }],
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
