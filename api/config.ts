/** What the process is told by its environment; checked once at the start, named when it is wrong. */
import { z } from 'zod';
import type { NumberPatterns } from '../domain/county/numbers.ts';
import { patternsOfEnvironment } from '../record/county.ts';
import { demoConflicts } from './session/demo-guard.ts';
import { type OidcSettings, readOidcSettings } from './session/oidc/settings.ts';
import { readKey } from './session/sealed.ts';
import type { SessionTimes } from './session/session-store.ts';
import { readTemporalSettings, type TemporalSettings } from '../temporal/settings.ts';

const flag = z.enum(['0', '1', 'true', 'false', '']).transform((value) => value === '1' || value === 'true');
const megabytes = (fallback: number) =>
  z.coerce
    .number()
    .positive()
    .max(10_240)
    .default(fallback)
    .transform((value) => Math.round(value * 1024 * 1024));

/** Digits and braces would make numbers that cannot be read back. */
const prefix = z
  .string()
  .regex(/^[^\d\s{}]{1,40}$/, '不用数字、空格和花括号，不超过40个字')
  .optional();

const environmentSchema = z.object({
  DATABASE_URL: z.string({ error: '没有设置' }).min(1, '没有设置'),
  CASELIGHT_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  CASELIGHT_HOST: z.string().min(1).default('127.0.0.1'),
  CASELIGHT_DATA: z.string({ error: '没有设置' }).min(1, '没有设置'),
  /** Demo county: password sign-in for the demo people. */
  CASELIGHT_DEMO: flag.default(false),
  /** The address people use; `https:` makes the cookie Secure. */
  CASELIGHT_PUBLIC_URL: z.url().optional(),
  /** How many reverse proxies stand before this process, so that addresses and https are believed. */
  CASELIGHT_TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  CASELIGHT_FILE_LIMIT_MB: megabytes(200),
  CASELIGHT_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  CASELIGHT_DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(12),
  /** How long a command may wait for its answer, in milliseconds; twice that while others are answered. */
  CASELIGHT_COMMAND_DEADLINE_MS: z.coerce.number().int().min(500).max(60_000).default(8_000),
  /** What stands before the year in numbers, where 县设置 says nothing of them; the worker is given the same. */
  CASELIGHT_CASE_NUMBER_PREFIX: prefix,
  CASELIGHT_DECISION_NUMBER_PREFIX: prefix,
  CASELIGHT_NO_PENALTY_NUMBER_PREFIX: prefix,
  /** How long a session lasts at the most, without use, and without use by an administrator. */
  CASELIGHT_SESSION_HOURS: z.coerce.number().positive().max(24).default(12),
  CASELIGHT_IDLE_MINUTES: z.coerce.number().positive().max(1_440).default(120),
  CASELIGHT_ADMIN_IDLE_MINUTES: z.coerce.number().positive().max(120).default(30),
  /** Names and passwords of this system; `0` where an OpenID provider alone signs people in. */
  CASELIGHT_LOCAL_ACCOUNTS: flag.default(true),
  /** 32 bytes as base64 or hex, the same for all processes; without it a key file in the data folder. */
  CASELIGHT_SECRET_KEY: z
    .string()
    .optional()
    .refine((text) => !text || readKey(text) !== null, '应为 32 字节的 base64 或 64 位十六进制'),
  /** Where Temporal's own pages are, `https://host:port`: from there alone payloads may be opened for them. */
  CASELIGHT_TEMPORAL_UI_ORIGIN: z.url().optional(),
  /** How often database, Temporal and evidence store exchange their tick, in seconds. */
  CASELIGHT_TICK_SECONDS: z.coerce.number().int().min(1).max(600).default(20),
  /** Failed sign-ins of one name before each further one has to wait; of one address five times as many. */
  CASELIGHT_SIGN_IN_ATTEMPTS: z.coerce.number().int().min(1).max(10_000).default(10),
});

export interface Config {
  databaseUrl: string;
  databaseConnections: number;
  temporal: TemporalSettings;
  port: number;
  host: string;
  dataFolder: string;
  demo: boolean;
  publicUrl: string | undefined;
  trustProxy: number;
  fileLimitBytes: number;
  logLevel: string;
  commandDeadlineMs: number;
  numbers: Partial<NumberPatterns>;
  sessions: SessionTimes;
  localAccounts: boolean;
  /** Whether administrators have to have a second factor: wherever it is not a demonstration. */
  factorDemanded: boolean;
  secretKey: Buffer | null;
  oidc: OidcSettings | null;
  tickMs: number;
  signInAttempts: number;
  temporalUiOrigin: string | undefined;
}

/** Reads the environment; throws an error that names every variable that is missing or wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = environmentSchema.safeParse(environment);
  const temporal = readTemporalSettings(environment);
  const oidc = readOidcSettings(environment);
  const wrong = (faults: readonly string[]) => new Error(`环境变量有误：\n${faults.join('\n')}`);
  if (!parsed.success || !temporal.settings || oidc.faults.length > 0) {
    const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}：${issue.message}`);
    throw wrong([...faults, ...temporal.faults, ...oidc.faults]);
  }
  const env = parsed.data;
  const config: Config = {
    databaseUrl: env.DATABASE_URL,
    databaseConnections: env.CASELIGHT_DATABASE_CONNECTIONS,
    temporal: temporal.settings,
    port: env.CASELIGHT_PORT,
    host: env.CASELIGHT_HOST,
    dataFolder: env.CASELIGHT_DATA,
    demo: env.CASELIGHT_DEMO,
    publicUrl: env.CASELIGHT_PUBLIC_URL,
    trustProxy: env.CASELIGHT_TRUST_PROXY,
    fileLimitBytes: env.CASELIGHT_FILE_LIMIT_MB,
    logLevel: env.CASELIGHT_LOG_LEVEL,
    commandDeadlineMs: env.CASELIGHT_COMMAND_DEADLINE_MS,
    numbers: patternsOfEnvironment(environment),
    sessions: {
      longestMs: env.CASELIGHT_SESSION_HOURS * 3_600_000,
      idleMs: env.CASELIGHT_IDLE_MINUTES * 60_000,
      adminIdleMs: env.CASELIGHT_ADMIN_IDLE_MINUTES * 60_000,
    },
    localAccounts: env.CASELIGHT_LOCAL_ACCOUNTS,
    factorDemanded: !env.CASELIGHT_DEMO,
    secretKey: env.CASELIGHT_SECRET_KEY ? readKey(env.CASELIGHT_SECRET_KEY) : null,
    oidc: oidc.settings,
    tickMs: env.CASELIGHT_TICK_SECONDS * 1_000,
    signInAttempts: env.CASELIGHT_SIGN_IN_ATTEMPTS,
    temporalUiOrigin: env.CASELIGHT_TEMPORAL_UI_ORIGIN === undefined ? undefined : new URL(env.CASELIGHT_TEMPORAL_UI_ORIGIN).origin,
  };
  const conflicts = demoConflicts({ ...config, oidc: config.oidc !== null });
  if (!config.localAccounts && !config.oidc) conflicts.push('CASELIGHT_LOCAL_ACCOUNTS=0 而没有 CASELIGHT_OIDC_ISSUER：没有人能登录');
  if (conflicts.length > 0) throw wrong(conflicts);
  return config;
}
