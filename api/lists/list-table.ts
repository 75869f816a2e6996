/** A list as a table: written so that a spreadsheet opens it and it comes back unchanged, read with every fault by its line. */
import { LIST_LABELS, type ListName } from '../../domain/lists/list-names.ts';
import { fieldsOf } from '../../domain/lists/headings.ts';
import type { ListRows } from '../../domain/lists/registry.ts';
import { Problem } from '../http/problem.ts';
import type { Table } from '../tables/read-table.ts';
import type { TableSpec } from '../tables/spec.ts';
import { BOM, lineOf } from '../tables/write-csv.ts';
import { type CellKind, columnsOf } from './columns.ts';
import type { RowFault } from './row-faults.ts';
import { fromTable, headings, toCells } from './table.ts';

/** The longest list of the catalogue has a twentieth of it. */
export const MOST_ROWS = 5_000;

const NOTES: Partial<Record<CellKind, string>> = {
  number: '数字',
  boolean: '是或者否',
  words: '几项之间用 | 隔开',
  json: 'JSON，照导出文件的样子填写',
  penalties: '一行一种处罚，照导出文件的样子填写',
};

/** Whatever a list exports comes back as it was: only its codes are cleaned. */
export function listTable(list: ListName): TableSpec {
  return {
    mostRows: MOST_ROWS,
    unknown: 'refused',
    columns: columnsOf(list).map(({ heading, kind, optional, nullable }, index) => ({
      key: heading,
      heading,
      kind: index === 0 ? 'code' : 'exact',
      ...(optional ? {} : { required: true as const }),
      note: [NOTES[kind], optional || nullable ? '可以空着' : undefined, index === 0 ? `${LIST_LABELS[list]}里不重` : undefined]
        .filter(Boolean)
        .join('，'),
    })),
  };
}

export function writeCsv<Name extends ListName>(list: Name, rows: readonly ListRows[Name][]): string {
  return BOM + lineOf(headings(list)) + rows.map((row) => lineOf(toCells(list, row))).join('');
}

export interface ReadList<Row> {
  rows: Row[];
  /** Line of each row in the table. */
  lines: number[];
  faults: RowFault[];
}

const MOST_SHOWN = 60;

/** Parses what the reader gave; every fault by its line, code and column. */
export function fromRows<Name extends ListName>(list: Name, table: Table): ReadList<ListRows[Name]> {
  const code = fieldsOf(list)[0]?.heading ?? '';
  const readable = table.rows.filter(({ faults }) => faults.length === 0);
  const faults = table.rows.flatMap(({ faults: told, raw, cells }) =>
    told.map(({ line, column, message }): RowFault => ({
      line,
      item: (cells[code] || raw[0] || '').slice(0, MOST_SHOWN),
      column,
      message,
    })),
  );
  // A column that is not there is another thing than an empty cell.
  const records = readable.map(({ cells }) => Object.fromEntries(Object.entries(cells).filter(([key]) => table.has.has(key))));
  const read = fromTable(list, records);
  const broken = new Set(read.errors.map(({ row }) => row));
  for (const { row, field, message } of read.errors) {
    const { line = 0, cells } = readable[row - 1] ?? {};
    faults.push({ line, item: (cells?.[code] ?? '').slice(0, MOST_SHOWN), column: field, message });
  }
  return { rows: read.rows, lines: readable.filter((_, index) => !broken.has(index + 1)).map(({ line }) => line), faults };
}

export function requireFewer(rows: number, most: number): void {
  if (rows <= most) return;
  throw new Problem(413, 'too-many-rows', `一张清单最多${most}行，收到${rows}行`, {
    needs: ['核对是否混入了其他内容，或者合并、拆分清单'],
    more: { limit: most },
  });
}
