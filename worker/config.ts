/** What the worker is told by its environment; checked once at the start, every fault named. */
import { z } from 'zod';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.ts';
import { SLOW, type Tuning, USUAL } from './tuning.ts';

const optional = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const number = (least: number, most: number, usual: number) => z.coerce.number().int().min(least).max(most).default(usual);

export type QueueName = 'cases' | 'slow';

function queueNames(text: string, context: z.RefinementCtx): QueueName[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => name !== 'cases' && name !== 'slow');
  if (unknown.length === 0 && names.length > 0) return names as QueueName[];
  context.addIssue({ code: 'custom', message: `应为 cases、slow 或两者（逗号分隔），而不是“${text}”` });
  return z.NEVER;
}

/** Digits and braces would make numbers that cannot be read back. */
const prefix = z
  .string()
  .regex(/^[^\d\s{}]{1,40}$/, '不用数字、空格和花括号，不超过40个字')
  .optional();

const environmentSchema = z.object({
  DATABASE_URL: z.string({ error: '没有设置' }).min(1, '没有设置'),
  /** The folder of the evidence store. */
  CASELIGHT_DATA: z.string({ error: '没有设置' }).min(1, '没有设置'),
  /** What stands before the year in numbers, where 县设置 says nothing of them; the API is given the same. */
  CASELIGHT_CASE_NUMBER_PREFIX: prefix,
  CASELIGHT_DECISION_NUMBER_PREFIX: prefix,
  CASELIGHT_NO_PENALTY_NUMBER_PREFIX: prefix,
  /** What the process may take; how many cases it keeps ready follows from it (tuning.ts). */
  CASELIGHT_WORKER_MEMORY_MB: number(400, 65_536, 900),
  /** Cases kept ready, where it is to be another number. */
  CASELIGHT_WORKER_CACHE: z.coerce.number().int().min(0).max(100_000).optional(),
  /** Path of a bundle to use instead of the package's own. */
  CASELIGHT_WORKFLOW_BUNDLE: optional,
  /** Worker versioning: the deployment's name and this build's; without them every worker takes every task. */
  CASELIGHT_DEPLOYMENT: optional,
  CASELIGHT_BUILD_ID: optional,
  /** Which task queues this process works for. */
  CASELIGHT_WORKER_QUEUES: z.string().default('cases,slow').transform(queueNames),
  CASELIGHT_WORKER_TASKS: number(2, 1_000, USUAL.workflowTasks),
  CASELIGHT_WORKER_TASK_POLLS: number(2, 1_000, USUAL.workflowTaskPolls),
  CASELIGHT_WORKER_ACTIVITIES: number(1, 1_000, USUAL.activities),
  CASELIGHT_WORKER_ACTIVITY_POLLS: number(1, 1_000, USUAL.activityPolls),
  CASELIGHT_WORKER_LOCAL_ACTIVITIES: number(1, 1_000, USUAL.localActivities),
  CASELIGHT_WORKER_SLOW_ACTIVITIES: number(1, 1_000, SLOW.activities),
  /** How long a task waits for the worker that had its case last, before any may take it. */
  CASELIGHT_WORKER_STICKY_MS: number(100, 60_000, USUAL.stickyMs),
  /** 0: with the SDK's own guards around every call into a workflow (lean-worker.ts). */
  CASELIGHT_WORKER_LEAN: z
    .enum(['0', '1'])
    .default('1')
    .transform((text) => text === '1'),
  /** A workflow task that keeps its thread so long ends the process, for its supervisor to start it again. */
  CASELIGHT_WORKER_STUCK_S: number(5, 600, 20),
  CASELIGHT_WORKER_CONNECTIONS: z.coerce.number().int().min(1).max(200).default(10),
  /** Answers /healthz on this loopback port; 0: none. */
  CASELIGHT_WORKER_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** `host:port` on which Temporal's own metrics are answered for Prometheus. */
  CASELIGHT_WORKER_METRICS: optional,
  /** After so many seconds without Temporal the process ends with the reason, for its supervisor to decide. */
  CASELIGHT_TEMPORAL_PATIENCE_S: z.coerce.number().int().min(1).max(86_400).default(600),
  CASELIGHT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** What the case worker takes on at once. */
export const tuningOf = (config: WorkerConfig): Tuning => ({
  workflowTasks: config.CASELIGHT_WORKER_TASKS,
  workflowTaskPolls: config.CASELIGHT_WORKER_TASK_POLLS,
  activities: config.CASELIGHT_WORKER_ACTIVITIES,
  activityPolls: config.CASELIGHT_WORKER_ACTIVITY_POLLS,
  localActivities: config.CASELIGHT_WORKER_LOCAL_ACTIVITIES,
  stickyMs: config.CASELIGHT_WORKER_STICKY_MS,
});

export const slowTuningOf = (config: WorkerConfig): Tuning => ({ ...SLOW, activities: config.CASELIGHT_WORKER_SLOW_ACTIVITIES });

export type WorkerConfig = z.output<typeof environmentSchema> & { temporal: TemporalSettings };

/** Reads the environment; throws an error that names every variable that is missing or wrong. */
export function readWorkerConfig(environment: Record<string, string | undefined>): WorkerConfig {
  const parsed = environmentSchema.safeParse(environment);
  const temporal = readTemporalSettings(environment);
  const versioning =
    Boolean(environment.CASELIGHT_DEPLOYMENT) === Boolean(environment.CASELIGHT_BUILD_ID)
      ? []
      : ['CASELIGHT_BUILD_ID：应与 CASELIGHT_DEPLOYMENT 一同设置'];
  if (versioning.length === 0 && parsed.success && temporal.settings) return { ...parsed.data, temporal: temporal.settings };
  const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}：${issue.message}`);
  throw new Error(`环境变量有误：\n${[...faults, ...versioning, ...temporal.faults].join('\n')}`);
}
