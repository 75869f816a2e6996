/** A new version's rows from those of the one before: rows put in (new, or in place of their namesake) and codes taken out. */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { LIST_LABELS } from './list-names.ts';
import type { ListName } from './list-names.ts';
import { ROW_CODES } from './registry.ts';
import type { ListRows } from './registry.ts';

export interface RowChanges<Row> {
  put: readonly Row[];
  remove: readonly string[];
}

/** Rows keep their place, new ones come last. Refused where a code is named twice, or nothing is there to be taken out. */
export function changeRows<Name extends ListName>(
  list: Name,
  base: readonly ListRows[Name][],
  changes: RowChanges<ListRows[Name]>,
): { ok: true; rows: ListRows[Name][] } | Refusal {
  const codeOf = ROW_CODES[list];
  const put = new Map(changes.put.map((row) => [codeOf(row), row]));
  const named = [...changes.put.map(codeOf), ...changes.remove];
  const twice = named.find((code, index) => named.indexOf(code) !== index);
  if (twice !== undefined) return refuse('row-changed-twice', `“${twice}”在一次改动里出现了两次`, ['同一编号只写一次']);
  const known = new Set(base.map(codeOf));
  const missing = changes.remove.filter((code) => !known.has(code));
  if (missing.length > 0) {
    return refuse(
      'row-not-there',
      `${LIST_LABELS[list]}中没有${missing
        .slice(0, 20)
        .map((code) => `“${code}”`)
        .join('、')}，不能删去`,
      ['核对要删去的编号'],
    );
  }
  const removed = new Set(changes.remove);
  const kept = base.filter((row) => !removed.has(codeOf(row))).map((row) => put.get(codeOf(row)) ?? row);
  return { ok: true, rows: [...kept, ...changes.put.filter((row) => !known.has(codeOf(row)))] };
}
