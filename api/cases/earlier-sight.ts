/** A party's other cases as one person may see them: facts of the county, but no place of a case that is not theirs to open. */
import type { EarlierViolation } from '../../domain/case/context.ts';
import type { Person } from '../../domain/people.ts';
import type { EarlierCase } from '../../contract/cases.ts';
import { visibleCases } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';

/** Those of the cases that the person may open. */
export async function openableCases(database: Database, person: Person, caseIds: readonly string[]): Promise<Set<string>> {
  if (caseIds.length === 0) return new Set();
  const { values, bind } = binder();
  const wanted = bind(caseIds);
  const rows = await database.rows<{ id: string }>(
    `select c.id from work_view c where c.id = any(${wanted}) and ${visibleCases(person, bind)}`,
    values,
  );
  return new Set(rows.map(({ id }) => id));
}

export async function withSight(database: Database, person: Person, rows: readonly EarlierViolation[]): Promise<EarlierCase[]> {
  const openable = await openableCases(
    database,
    person,
    rows.map(({ caseId }) => caseId),
  );
  // A place may be somebody's home (行政处罚法 50).
  return rows.map((row) => (openable.has(row.caseId) ? { ...row, mayOpen: true } : { ...row, place: null, mayOpen: false }));
}
