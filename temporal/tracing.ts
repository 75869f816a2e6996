/**
 * OpenTelemetry, where `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector: what a process asks of Temporal is a span, and
 * so is each activity. Loaded only then; the other `OTEL_…` variables mean what they always do.
 */
import { type Context, context, propagation, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResourcesSync, envDetectorSync, Resource } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryWorkflowClientInterceptor } from '@temporalio/interceptors-opentelemetry/lib/client/index.js';
import { interceptClients } from './connection.ts';

export interface Tracing {
  tracer: Tracer;
  /** Sends what is left. Never fails. */
  end(): Promise<void>;
}

/** `processor`: for tests, in place of the exporter to the collector. */
export function startTracing(service: string, processor: SpanProcessor = new BatchSpanProcessor(new OTLPTraceExporter())): Tracing {
  const resource = Resource.default()
    .merge(new Resource({ 'service.name': service }))
    .merge(detectResourcesSync({ detectors: [envDetectorSync] }));
  const provider = new BasicTracerProvider({ resource, spanProcessors: [processor] });
  provider.register({ contextManager: new AsyncLocalStorageContextManager().enable() });
  interceptClients([new OpenTelemetryWorkflowClientInterceptor()]);
  return {
    tracer: trace.getTracer('caselight'),
    end: async () => {
      interceptClients([]);
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

/** What of a request and its answer a span needs. */
interface Request {
  method: string;
  baseUrl?: string;
  route?: unknown;
  headers: Record<string, unknown>;
}
interface Response {
  statusCode: number;
  once(event: 'close', listener: () => void): unknown;
}

/** A span for each request, under the caller's where it names one (`traceparent`). No ids and no bodies. */
export const tracedRequests =
  ({ tracer }: Tracing) =>
  (request: Request, response: Response, next: () => void): void => {
    const caller: Context = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method } }, caller);
    response.once('close', () => {
      const path = (request.route as { path?: unknown } | undefined)?.path;
      if (typeof path === 'string') {
        const route = `${request.baseUrl ?? ''}${path}`;
        span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
      }
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(caller, span), next);
  };
