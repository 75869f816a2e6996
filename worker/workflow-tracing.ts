import { createRequire } from 'node:module';

/** Part of a traced bundle: only there does a workflow make spans. */
export const workflowTracingModule = (): string =>
  createRequire(import.meta.url).resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors');
