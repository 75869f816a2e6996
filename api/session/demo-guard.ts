/**
 * The demo county's password is known to everybody. So demo mode never runs beside anything of a production system: neither its
 * settings nor its people.
 */
import type { Config } from '../config.ts';
import type { Queries } from '../database/database.ts';

interface Settings extends Pick<Config, 'demo' | 'publicUrl' | 'host' | 'trustProxy'> {
  /** Whether a provider is set, whatever it is. */
  oidc: boolean;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** What of the settings belongs to a production system; none where there is no demo mode. */
export function demoConflicts({ demo, publicUrl, host, trustProxy, oidc }: Settings): string[] {
  if (!demo) return [];
  const conflict = (setting: string, why: string) => `CASELIGHT_DEMO 与 ${setting} 不能同时使用：${why}；正式使用请设 CASELIGHT_DEMO=0`;
  const url = publicUrl !== undefined && URL.canParse(publicUrl) ? new URL(publicUrl) : null;
  const atHome = publicUrl === undefined || (url !== null && LOOPBACK.has(url.hostname.replaceAll(/[[\]]/g, '')));
  return [
    ...(oidc ? [conflict('CASELIGHT_OIDC_ISSUER', '已接统一身份认证')] : []),
    ...(url?.protocol === 'https:' || !atHome ? [conflict(`CASELIGHT_PUBLIC_URL（${publicUrl ?? ''}）`, '对外提供服务')] : []),
    ...(LOOPBACK.has(host) ? [] : [conflict(`CASELIGHT_HOST（${host}）`, '本机以外也能连接')]),
    ...(trustProxy > 0 ? [conflict('CASELIGHT_TRUST_PROXY', '前面有反向代理')] : []),
  ];
}

/** Why demo mode may not use this database; null where it may. */
export async function productionPeople(database: Pick<Queries, 'first'>): Promise<string | null> {
  const row = await database.first<{ people: number }>('select count(*)::int as people from local_credential where not demo');
  if (!row || row.people === 0) return null;
  return `数据库中有${row.people}个正式账号，演示模式（人人同一密码）不能使用这个数据库；请设 CASELIGHT_DEMO=0，或者换一个数据目录`;
}

const LOOK_AGAIN_MS = 30_000;

/** Looks at once and again and again; a database that is away has no people to protect. Answers how to stop. */
export function guardDemo(database: Pick<Queries, 'first'>, refuse: (reason: string) => void): () => void {
  const look = () =>
    void productionPeople(database).then(
      (reason) => {
        if (reason !== null) refuse(reason);
      },
      () => undefined,
    );
  look();
  const timer = setInterval(look, LOOK_AGAIN_MS);
  timer.unref();
  return () => clearInterval(timer);
}
