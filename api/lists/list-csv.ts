/** A list as CSV: written so that a spreadsheet opens it and it comes back unchanged, read with every fault by its line. */
import { isUtf8 } from 'node:buffer';
import { parse as parseCsv } from 'csv-parse/sync';
import { fieldsOf } from '../../domain/lists/headings.ts';
import type { ListName } from '../../domain/lists/list-names.ts';
import type { ListRows } from '../../domain/lists/registry.ts';
import { invalid, Problem } from '../http/problem.ts';
import { columnsOf } from './columns.ts';
import type { RowFault } from './row-faults.ts';
import { fromTable, headings, toCells } from './table.ts';

/** Spreadsheet programs read a CSV as UTF-8 only when it says so. */
export const BOM = '\uFEFF';

// A cell that begins so is run as a formula by spreadsheet programs; an apostrophe before it makes it text.
const FORMULA = /^'*[=+\-@\t\r]/;
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const lineOf = (cells: readonly string[]): string => `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;

export function writeCsv<Name extends ListName>(list: Name, rows: readonly ListRows[Name][]): string {
  return BOM + lineOf(headings(list)) + rows.map((row) => lineOf(toCells(list, row))).join('');
}

/** UTF-8 text of a file; other encodings and spreadsheet files are told what to do instead. */
export function textOf(bytes: Buffer): string {
  if (bytes.length === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    throw new Problem(415, 'spreadsheet-file', '这是电子表格文件，不是 CSV', { needs: ['在表格软件中另存为“CSV UTF-8（逗号分隔）”'] });
  }
  if (!isUtf8(bytes)) {
    throw new Problem(400, 'csv-encoding', '文件不是 UTF-8 编码（可能是 GBK），为免错字不予导入', {
      needs: ['另存为“CSV UTF-8（逗号分隔）”后重新上传'],
    });
  }
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.includes('\u0000'))
    throw new Problem(400, 'csv-encoding', '文件含有空字符，不是文本文件', { needs: ['另存为“CSV UTF-8（逗号分隔）”后重新上传'] });
  if (text.trim() === '') throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  return text;
}

export interface ReadList<Row> {
  rows: Row[];
  /** Line of each row in the table, the heading being 1. */
  lines: number[];
  faults: RowFault[];
}

/** Rows of a CSV with a heading line. `line` is the row in the spreadsheet: the heading is 1, blank rows count. */
export function readCsv<Name extends ListName>(list: Name, text: string, mostRows: number): ReadList<ListRows[Name]> {
  const table = cellsOf(text);
  const [heading = [], ...body] = table;
  requireHeadings(
    list,
    heading.map((cell) => cell.trim()),
  );
  const names = heading.map((cell) => cell.trim());
  const faults: RowFault[] = [];
  const records: Record<string, string>[] = [];
  const lines: number[] = [];
  body.forEach((cells, index) => {
    const line = index + 2;
    if (cells.every((cell) => cell.trim() === '')) return;
    if (cells.length !== names.length) {
      faults.push({ line, item: cells[0] ?? '', column: '整行', message: `应有${names.length}栏，实有${cells.length}栏` });
      return;
    }
    records.push(Object.fromEntries(names.map((name, column) => [name, unguarded(cells[column] ?? '')])));
    lines.push(line);
  });
  if (records.length + faults.length === 0) throw invalid([{ path: 'file', title: '文件', message: '只有表头，没有内容' }]);
  requireFewer(records.length + faults.length, mostRows);
  const read = fromTable(list, records);
  const broken = new Set(read.errors.map(({ row }) => row));
  const codeColumn = fieldsOf(list)[0]?.heading ?? '';
  for (const { row, field, message } of read.errors) {
    faults.push({ line: lines[row - 1] ?? 0, item: records[row - 1]?.[codeColumn]?.slice(0, 60) ?? '', column: field, message });
  }
  return { rows: read.rows, lines: lines.filter((_, index) => !broken.has(index + 1)), faults };
}

export function requireFewer(rows: number, most: number): void {
  if (rows <= most) return;
  throw new Problem(413, 'too-many-rows', `一张清单最多${most}行，收到${rows}行`, {
    needs: ['核对是否混入了其他内容，或者合并、拆分清单'],
    more: { limit: most },
  });
}

function cellsOf(text: string): string[][] {
  try {
    return parseCsv(text, { relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    const { code, lines } = error as { code?: unknown; lines?: number };
    if (!String(code).startsWith('CSV_') && code !== 'INVALID_OPENING_QUOTE') throw error;
    const message = code === 'CSV_QUOTE_NOT_CLOSED' ? '引号没有闭合，此后的内容无法读取' : '引号位置不对';
    throw invalid([{ path: `lines.${lines ?? 0}`, title: '文件', message: `文本第${lines ?? '?'}行：${message}` }]);
  }
}

function requireHeadings(list: ListName, given: readonly string[]): void {
  const optional = new Set(
    columnsOf(list)
      .filter((column) => column.optional)
      .map((column) => column.heading),
  );
  const wanted = headings(list);
  const cut = (name: string) => name.slice(0, 60);
  const faults = [
    ...wanted.filter((name) => !optional.has(name) && !given.includes(name)).map((name) => ({ name, message: `缺少“${name}”一栏` })),
    ...given
      .filter((name) => !wanted.includes(name))
      .map((name) => ({ name, message: name === '' ? '有一栏没有栏名' : `不认识“${cut(name)}”一栏` })),
    ...given
      .filter((name, index) => name !== '' && given.indexOf(name) !== index)
      .map((name) => ({ name, message: `“${cut(name)}”一栏出现了两次` })),
  ];
  if (faults.length === 0) return;
  const [only = ''] = given;
  const separator = given.length === 1 && /[;\t]/.test(only) ? '；各栏应以逗号分隔' : '';
  throw invalid(
    faults.slice(0, 100).map(({ name, message }) => ({ path: `heading.${cut(name)}`, title: '表头', message })),
    `表头不对：${faults[0]?.message ?? ''}${separator}`,
  );
}
