/** What the worker is told by its environment; checked once at the start, every fault named. */
import { z } from 'zod';
import { REGISTER_PREFIXES } from '../record/numbering.ts';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.ts';

const optional = z.string().min(1).optional();

const prefix = (name: keyof typeof REGISTER_PREFIXES) => z.string().min(1).max(40).default(REGISTER_PREFIXES[name]);

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1),
  /** The folder of the evidence store. */
  CASELIGHT_DATA: z.string().min(1),
  /** What stands before the year in a case number and in the numbers of decisions to penalise and not to. */
  CASELIGHT_CASE_NUMBER_PREFIX: prefix('CASELIGHT_CASE_NUMBER_PREFIX'),
  CASELIGHT_DECISION_NUMBER_PREFIX: prefix('CASELIGHT_DECISION_NUMBER_PREFIX'),
  CASELIGHT_NO_PENALTY_NUMBER_PREFIX: prefix('CASELIGHT_NO_PENALTY_NUMBER_PREFIX'),
  /** Cases kept ready in memory; one of twenty commands takes a megabyte, and the process 300 without any. */
  CASELIGHT_WORKER_CACHE: z.coerce.number().int().min(0).max(100_000).default(400),
  CASELIGHT_WORKER_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(10),
  /** Answers /healthz on this loopback port; 0: none. */
  CASELIGHT_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** `host:port` on which Temporal's own metrics are answered for Prometheus. */
  CASELIGHT_WORKER_METRICS: optional,
  /** After so many seconds without Temporal the process ends with the reason, for its supervisor to decide. */
  CASELIGHT_TEMPORAL_PATIENCE_S: z.coerce.number().int().min(1).max(86_400).default(600),
  CASELIGHT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type WorkerConfig = z.output<typeof environmentSchema> & { temporal: TemporalSettings };

/** Reads the environment; throws an error that names every variable that is missing or wrong. */
export function readWorkerConfig(environment: Record<string, string | undefined>): WorkerConfig {
  const parsed = environmentSchema.safeParse(environment);
  const temporal = readTemporalSettings(environment);
  if (parsed.success && temporal.settings) return { ...parsed.data, temporal: temporal.settings };
  const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`环境变量有误：\n${[...faults, ...temporal.faults].join('\n')}`);
}
