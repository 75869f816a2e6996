/** The case policies: the newest for a new case, any by its hash for a running one. Immutable, so kept for good. */
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Database } from '../database/database.ts';
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

export function createPolicies(database: Database, clock: () => number): Policies {
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
        newest = { hash: row.hash, at: clock() };
      }
      return byHash(newest.hash);
    },
  };
}
