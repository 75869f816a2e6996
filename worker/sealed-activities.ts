import { ApplicationFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { doubtOf } from '../temporal/authentic.ts';

/** An activity does what a workflow of ours asks of it, and nothing that anybody else put into its queue. */
export const sealedActivities: ActivityInterceptorsFactory = () => ({
  inbound: {
    execute: (input, next) => {
      const doubt = input.args.map(doubtOf).find((found) => found !== null);
      // A key that is missing may come; all else stays as it is.
      if (doubt === 'unknown-key') throw ApplicationFailure.retryable('the key of the arguments is not in the ring', 'key-missing');
      if (doubt) throw ApplicationFailure.nonRetryable('asked by nobody of ours', 'activity-unauthenticated');
      return next(input);
    },
  },
});
