import type { CasePolicy } from '../domain/case/policy.ts';
import type { Database } from '../prisma/database.ts';

/** Policies by their hash. They never change, and a county has a handful, so each is read once. */
export function policiesOf(database: Database): (hash: string) => Promise<CasePolicy> {
  const kept = new Map<string, CasePolicy>();
  return async (hash) => {
    const known = kept.get(hash);
    if (known) return known;
    const row = await database.policyVersion.findUnique({ where: { hash }, select: { body: true } });
    if (!row) throw new Error(`no policy ${hash}`);
    const policy = row.body as unknown as CasePolicy;
    kept.set(hash, policy);
    return policy;
  };
}
