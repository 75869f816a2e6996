/** A list's table beside the newest published version: what is new, changed, the same, broken, and what is missing. */
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { ListName } from '../../domain/lists/list-names.ts';
import { ROW_CODES, ROW_TITLES } from '../../domain/lists/registry.ts';
import { versionLabel } from '../../domain/lists/versions.ts';
import type { Database } from '../database/database.ts';
import type { Table } from '../tables/read-table.ts';
import { type Reviewed, refusedRow } from '../tables/review.ts';
import { newestOf, rowsOf } from './list-drafts.ts';
import { codesTwice } from './list-import.ts';
import { fromRows } from './list-table.ts';
import type { RowFault } from './row-faults.ts';

const MOST_SAID = 20;

export async function reviewList(database: Database, list: ListName, table: Table): Promise<Reviewed<null>[]> {
  const base = await newestOf(database, list);
  const code = ROW_CODES[list] as (row: unknown) => string;
  const title = ROW_TITLES[list] as (row: unknown) => string;
  const before = new Map((await rowsOf(database, list, base.version)).map((row) => [code(row), row as unknown]));
  const read = fromRows(list, table);
  const told = new Map<number, RowFault[]>();
  for (const fault of [...read.faults, ...codesTwice(list, read.rows as never, read.lines)])
    told.set(fault.line, [...(told.get(fault.line) ?? []), fault]);
  const parsed = new Map(read.lines.map((line, index) => [line, read.rows[index] as unknown]));
  const missing = new Map(before);
  for (const row of parsed.values()) missing.delete(code(row));
  if (missing.size > 0) {
    const some = [...missing.keys()].slice(0, MOST_SAID).join('、');
    table.notes.push(`${versionLabel(base)}里的${missing.size}项在表里没有，将删去：${some}${missing.size > MOST_SAID ? '等' : ''}`);
  }
  return table.rows.map((row): Reviewed<null> => {
    const faults = told.get(row.line) ?? [];
    const value = parsed.get(row.line);
    if (faults.length > 0 || value === undefined) {
      const detailed = faults.map(({ line, column, message }) => {
        const known = row.faults.find((fault) => fault.column === column);
        return known ?? { line, column, found: (row.cells[column] ?? '').slice(0, 60), message, need: '照导出文件里同一栏的样子改正' };
      });
      return refusedRow(row, faults[0]?.item ?? '', detailed);
    }
    const old = before.get(code(value));
    const shown = { line: row.line, name: code(value), faults: [], value: null, raw: row.raw };
    if (old === undefined) return { ...shown, outcome: 'new', words: `新增：${title(value)}` };
    return canonicalJson(old) === canonicalJson(value)
      ? { ...shown, outcome: 'same', words: title(value) }
      : { ...shown, outcome: 'other', words: `改动：${title(value)}` };
  });
}
