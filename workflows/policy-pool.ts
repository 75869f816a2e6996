import type { TermPolicy } from '../domain/terms/model.ts';

const pool = new Map<string, TermPolicy>();

/**
 * One copy of a policy for all cases of a worker's sandbox that run under it, instead of one a case: it is the largest
 * thing a case carries, and what is derived from its calendar is kept with it. Told apart by the whole content, so that
 * sharing changes nothing but memory. Loaded once a sandbox (shared.ts).
 */
export function pooled(policy: TermPolicy): TermPolicy {
  const content = JSON.stringify(policy);
  const known = pool.get(content);
  if (known) return known;
  // A county has a handful of versions in use; whatever fills this is not worth keeping.
  if (pool.size >= 64) pool.clear();
  pool.set(content, policy);
  return policy;
}
