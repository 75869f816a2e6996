/** The case policies: the newest for a new case, any by its hash for a running one. Immutable, so kept for good. */
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { CountyNames } from '../../domain/county/names.ts';
import { renamed } from '../../domain/county/renamed.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import type { Database } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';
import { Problem } from '../http/problem.ts';

export interface Policies {
  /** The published policy that new cases start under. */
  current(): Promise<CasePolicy>;
  /** Any policy that a case was ever started under. */
  byHash(hash: string): Promise<CasePolicy>;
  /** A policy that a case may be moved to; null when there is none published under that hash. */
  published(hash: string): Promise<CasePolicy | null>;
  /** Forgets which is the newest; the next reader looks again. */
  refresh(): void;
}

const LOOK_AGAIN_MS = 15_000;

/** `county`: what the county is called today; null before there is one. */
export function createPolicies(database: Database, clock: () => number, county: () => Promise<CountyNames | null>): Policies {
  const kept = new Map<string, CasePolicy>();
  let newest: { hash: string; at: number } | null = null;

  const byHash = async (hash: string): Promise<CasePolicy> => {
    const known = kept.get(hash);
    if (known) return known;
    const row = await database.first<{ body: CasePolicy }>('select body from policy_version where hash = $1', [hash]);
    if (!row)
      throw new Problem(500, 'policy-missing', `找不到案件所依据的办案规则（${hash.slice(0, 12)}…）`, { needs: ['联系系统管理员'] });
    kept.set(hash, row.body);
    return row.body;
  };

  /** From the day on which names change, new cases start under the same policy in the new names. */
  const inTheCountysNames = async (hash: string): Promise<string> => {
    const names = await county();
    const anew = names && renamed(await byHash(hash), names);
    if (!anew) return hash;
    const policy = sealPolicy(anew, sha256);
    await database.run(
      `insert into policy_version (hash, policy_id, version, body, status, created_by, approved_by, published_at, calendar_version, note)
       select $1, policy_id, version, $2::jsonb, 'published', created_by, approved_by, clock_timestamp(), calendar_version, '县名、规则名称变更'
       from policy_version where hash = $3
       on conflict (hash) do update set status = 'published', published_at = clock_timestamp()`,
      [policy.hash, JSON.stringify(policy), hash],
    );
    return policy.hash;
  };

  return {
    byHash,
    refresh: () => {
      newest = null;
    },
    published: async (hash) => {
      // Not one that a newer calendar has made anew: a case would go back to the former calendar with it.
      const row = await database.first(
        `select 1 from policy_version p where p.hash = $1 and p.status = 'published' and not exists (
           select from policy_version n where n.policy_id = p.policy_id and n.version = p.version and n.status = 'published'
             and n.published_at > p.published_at)`,
        [hash],
      );
      return row ? byHash(hash) : null;
    },
    current: async () => {
      if (!newest || clock() - newest.at > LOOK_AGAIN_MS) {
        const row = await database.first<{ hash: string }>(
          `select hash from policy_version where status = 'published' order by published_at desc, version desc limit 1`,
        );
        if (!row)
          throw new Problem(503, 'no-policy', '尚未发布办案规则，不能建立案件', {
            needs: ['由系统管理员发布办案规则'],
            headers: { 'Retry-After': '30' },
          });
        newest = { hash: await inTheCountysNames(row.hash), at: clock() };
      }
      return byHash(newest.hash);
    },
  };
}
