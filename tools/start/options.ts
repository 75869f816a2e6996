import { parseArgs } from 'node:util';
import { demoConflicts } from '../../api/session/demo-guard.ts';
import { temporalSettings, type TemporalSettings } from '../../temporal/settings.ts';
import type { External } from '../stack/stack.ts';
import { type Ports, isFree, portNames } from '../stack/ports.ts';

export const help = `用法：npm start -- [选项]
  --port <端口>             网页与接口的端口，默认 8600（CASELIGHT_PORT）
  --postgres-port <端口>    内置 PostgreSQL 的端口，默认 54329（CASELIGHT_POSTGRES_PORT）
  --temporal-port <端口>    内置 Temporal 的端口，默认 7233（CASELIGHT_TEMPORAL_PORT）
  --temporal-ui-port <端口> Temporal 管理界面的端口，默认 8233（CASELIGHT_TEMPORAL_UI_PORT）
  --help                    显示本说明

环境变量：
  CASELIGHT_DATA     数据目录，默认 .caselight
  CASELIGHT_CACHE    下载与构建结果的缓存目录
  CASELIGHT_DEMO     设为 0 时不建立演示县与演示账号
  CASELIGHT_DEMO_CASES  设为 0 时不建立演示案件
  DATABASE_URL       使用已有的 PostgreSQL（15 以上），不启动内置的
  TEMPORAL_ADDRESS   使用已有的 Temporal，不启动内置的；另有 TEMPORAL_NAMESPACE、TEMPORAL_API_KEY、
                     TEMPORAL_TLS、TEMPORAL_TLS_CA、TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY、TEMPORAL_TLS_SERVER_NAME`;

export interface StartOptions {
  given: Partial<Ports>;
  external: External;
  /** Reference data and demo people. */
  demo: boolean;
  /** And cases that are under way. */
  demoCases: boolean;
}

/** A mistake of the one who starts, told in one line. */
export class UsageError extends Error {}

/** Reads the command line and the environment; undefined when only help was asked for. Throws UsageError. */
export function readOptions(args: readonly string[], env: NodeJS.ProcessEnv): StartOptions | undefined {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean' },
        port: { type: 'string' },
        'postgres-port': { type: 'string' },
        'temporal-port': { type: 'string' },
        'temporal-ui-port': { type: 'string' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${help}`);
  }
  if (values.help) return undefined;
  const demo = env.CASELIGHT_DEMO !== '0';
  refuseDemoBesideProduction(demo, env);
  const port = (flag: string, variable: string): number | undefined => {
    const fromFlag = values[flag];
    const text = typeof fromFlag === 'string' ? fromFlag : env[variable];
    return text === undefined || text === '' ? undefined : parsePort(text, typeof fromFlag === 'string' ? `--${flag}` : variable);
  };
  return {
    given: {
      api: port('port', 'CASELIGHT_PORT'),
      postgres: port('postgres-port', 'CASELIGHT_POSTGRES_PORT'),
      temporal: port('temporal-port', 'CASELIGHT_TEMPORAL_PORT'),
      temporalUi: port('temporal-ui-port', 'CASELIGHT_TEMPORAL_UI_PORT'),
    },
    external: { databaseUrl: env.DATABASE_URL || undefined, temporal: temporalElsewhere(env) },
    demo,
    demoCases: demo && env.CASELIGHT_DEMO_CASES !== '0',
  };
}

/** As the API refuses it; said here before the demo county is written anywhere. */
function refuseDemoBesideProduction(demo: boolean, env: NodeJS.ProcessEnv): void {
  const conflicts = demoConflicts({
    demo,
    publicUrl: env.CASELIGHT_PUBLIC_URL || undefined,
    host: env.CASELIGHT_HOST || '127.0.0.1',
    trustProxy: Number(env.CASELIGHT_TRUST_PROXY || 0),
    oidc: Boolean(env.CASELIGHT_OIDC_ISSUER),
  });
  if (conflicts.length > 0) throw new UsageError(conflicts.join('\n'));
}

/** As worker and API read it. Without an address nothing is read: the server that is started here wants no credentials. */
function temporalElsewhere(env: NodeJS.ProcessEnv): TemporalSettings | undefined {
  if (!env.TEMPORAL_ADDRESS) return undefined;
  try {
    return temporalSettings(env);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parsePort(text: string, source: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new UsageError(`${source} 应为 1–65535 的端口号，而不是“${text}”`);
  return port;
}

const usual: Ports = { api: 8600, postgres: 54_329, temporal: 7233, temporalUi: 8233 };
const portLabel: Record<keyof Ports, string> = {
  api: '网页',
  postgres: 'PostgreSQL',
  temporal: 'Temporal',
  temporalUi: 'Temporal 管理界面',
};

/**
 * The usual ports; a busy one is named and the next free one taken instead. A port that was asked for is used or
 * refused, never replaced: somebody is going to look for us there.
 */
export async function choosePorts(
  { given, external }: Pick<StartOptions, 'given' | 'external'>,
  log: (line: string) => void,
): Promise<Partial<Ports>> {
  const unused: (keyof Ports)[] = [];
  if (external.databaseUrl) unused.push('postgres');
  if (external.temporal) unused.push('temporal', 'temporalUi');
  const chosen: Partial<Ports> = {};
  for (const name of portNames) {
    if (unused.includes(name)) continue;
    const taken = new Set(Object.values(chosen));
    const asked = given[name];
    if (asked !== undefined) {
      if (taken.has(asked) || !(await isFree(asked))) throw new UsageError(`${portLabel[name]}端口 ${asked} 已被占用，请换一个`);
      chosen[name] = asked;
      continue;
    }
    const reserved = [...taken, ...Object.values(given)];
    const port = await nextFree(usual[name], (candidate) => !reserved.includes(candidate));
    if (port !== usual[name]) log(`${portLabel[name]}端口 ${usual[name]} 已被占用，改用 ${port ?? '任意空闲端口'}`);
    if (port !== undefined) chosen[name] = port;
  }
  return chosen;
}

async function nextFree(from: number, allowed: (port: number) => boolean): Promise<number | undefined> {
  for (let port = from; port < from + 50; port += 1) if (allowed(port) && (await isFree(port))) return port;
  return undefined;
}
