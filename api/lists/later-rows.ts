import { isDeepStrictEqual } from 'node:util';
import type { LaterRows } from '../../domain/discretion/lighter.ts';
import type { Benchmark } from '../../domain/lists/benchmarks.ts';
import type { Matter } from '../../domain/lists/matters.ts';
import { inForce } from '../../domain/lists/versions.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { ListSnapshot } from './list-store.ts';

/**
 * What the lists in force on the day of the decision say of a matter, where it is something else than on the day of the
 * conduct: of both, the lighter stands (行政处罚法 37). Null where nothing changed; a power taken back says nothing.
 */
export function laterRows(
  lists: ListSnapshot,
  code: string,
  decidedOn: LegalDate,
  atConduct: { row: Matter; benchmark: Benchmark | null },
): LaterRows | null {
  const matter = inForce(lists.rows.matters, code, decidedOn);
  if (!matter.ok) return null;
  const graded = inForce(lists.rows.benchmarks, code, decidedOn);
  const rows = { row: matter.row, benchmark: graded.ok ? graded.row : null };
  if (isDeepStrictEqual(rows, atConduct)) return null;
  return { ...rows, versions: { matters: matter.version.version, benchmarks: graded.ok ? graded.version.version : null } };
}
