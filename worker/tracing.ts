/**
 * What a traced worker is given besides (temporal/tracing.ts): spans of activities. Workflows make none: an interceptor in
 * their sandbox puts promises of its own between ours, the order of commands becomes another, and every running case would
 * be wedged by switching tracing on, or off again.
 */
import {
  OpenTelemetryActivityInboundInterceptor,
  OpenTelemetryActivityOutboundInterceptor,
} from '@temporalio/interceptors-opentelemetry/lib/worker/index.js';
import type { WorkerOptions } from '@temporalio/worker';

export const tracedWorker = (): Pick<WorkerOptions, 'interceptors'> => ({
  interceptors: {
    activity: [
      (ctx) => ({ inbound: new OpenTelemetryActivityInboundInterceptor(ctx), outbound: new OpenTelemetryActivityOutboundInterceptor(ctx) }),
    ],
  },
});
