/** Which row of a sheet is its heading, and which column is what: by the words that people use, whatever their width. */
import { invalid, type Problem } from '../http/problem.ts';
import { ABOVE_HEADING, type Grid, type GridRow, letterOf, textAt } from './grid.ts';
import { compact, seen } from './invisible.ts';
import { REMARK, type TableColumn, type TableSpec } from './spec.ts';

export interface Heading {
  /** Its place among the grid's rows. */
  index: number;
  row: number;
  /** Column of each key that is there. */
  columns: ReadonlyMap<string, number>;
  /** Every named column, as the file names it. */
  names: readonly string[];
  remark: number | null;
  unknown: readonly { name: string; column: number }[];
}

const plain = (word: string): string =>
  compact(word)
    .toLowerCase()
    .replaceAll(/[*:：]/g, '');
/** `接收时间（年-月-日）`, `地址(必填)`: what stands in brackets explains the heading. */
const withoutBrackets = (word: string): string => plain(word).replace(/\([^()]*\)$/, '');

interface Match {
  columns: Map<string, number>;
  remark: number | null;
  unknown: { name: string; column: number }[];
  twice: { name: string; first: number; second: number }[];
}

export type HeadingWords = ReadonlyMap<string, string>;

/** Every word that stands for a column; made once for a table. */
export function headingWords({ columns }: TableSpec): HeadingWords {
  const words = new Map<string, string>([[plain(REMARK), REMARK]]);
  for (const { key, heading, also = [] } of columns) for (const word of [heading, key, ...also]) words.set(plain(word), key);
  return words;
}

function match(row: GridRow, words: HeadingWords): Match {
  const found: Match = { columns: new Map(), remark: null, unknown: [], twice: [] };
  row.cells.forEach((cell, column) => {
    const name = seen(cell.text).replaceAll(/\s+/g, ' ');
    if (name === '') return;
    const key = words.get(plain(name)) ?? words.get(withoutBrackets(name));
    if (key === undefined) found.unknown.push({ name: name.slice(0, 60), column });
    else if (key === REMARK) found.remark = column;
    else if (found.columns.has(key)) found.twice.push({ name, first: found.columns.get(key)!, second: column });
    else found.columns.set(key, column);
  });
  return found;
}

/** How much of a heading a row is: known words, those that must be there before all. */
export function likeness(row: GridRow, words: HeadingWords): number {
  return match(row, words).columns.size;
}

export function bestLikeness(grid: Grid, words: HeadingWords): number {
  return Math.max(0, ...grid.rows.slice(0, ABOVE_HEADING).map((row) => likeness(row, words)));
}

const required = ({ columns }: TableSpec): TableColumn[] => columns.filter((column) => column.required);

/** Whether a sheet can be this table: its heading has all that must be there. */
export const hasHeading = (grid: Grid, spec: TableSpec, words: HeadingWords): boolean =>
  grid.rows.slice(0, ABOVE_HEADING).some((row) => {
    const { columns } = match(row, words);
    return required(spec).every(({ key }) => columns.has(key));
  });

/** Throws where no row can be the heading, or the one that comes nearest lacks something, told column by column. */
export function findHeading(grid: Grid, spec: TableSpec, words: HeadingWords): Heading {
  const rows = grid.rows.slice(0, ABOVE_HEADING).filter(({ unreadable }) => !unreadable);
  const matches = rows.map((row) => match(row, words));
  const complete = matches.findIndex(({ columns }) => required(spec).every(({ key }) => columns.has(key)));
  const most = Math.max(0, ...matches.map(({ columns }) => columns.size));
  const index = complete >= 0 ? complete : matches.findIndex(({ columns }) => columns.size === most);
  const found = matches[index];
  const row = rows[index];
  // One known word is no heading: it stands in notes, too.
  if (!found || !row || most < Math.min(2, required(spec).length)) throw noHeading(grid, spec);
  const faults = [
    ...required(spec)
      .filter(({ key }) => !found.columns.has(key))
      .map(({ heading }) => `缺少“${heading}”一栏`),
    ...(spec.unknown === 'refused' ? found.unknown.map(({ name }) => `不认识“${name}”一栏`) : []),
    ...found.twice.map(({ name, first, second }) => `“${name}”一栏出现了两次（${letterOf(first)}列和${letterOf(second)}列）`),
  ];
  if (faults.length > 0) throw badHeading(row.row, faults, spec);
  return {
    index: grid.rows.indexOf(row),
    row: row.row,
    columns: found.columns,
    names: Array.from({ length: row.cells.length }, (_, column) => seen(textAt(row, column))),
    remark: found.remark,
    unknown: found.unknown,
  };
}

const about = (message: string) => ({ path: 'file', title: '表头', message });

function noHeading(grid: Grid, spec: TableSpec): Problem {
  const names = required(spec).map(({ heading }) => heading);
  const hint = grid.ragged ? '；各栏以逗号、分号或者制表符分隔' : '';
  const message = `前${ABOVE_HEADING}行里没有找到表头，应有：${names.join('、')}${hint}`;
  return invalid([about(message)], message, { columns: spec.columns.map(({ heading }) => heading) });
}

function badHeading(row: number, faults: string[], spec: TableSpec): Problem {
  return invalid(faults.slice(0, 100).map(about), `表头（第${row}行）不对：${faults.join('；').slice(0, 500)}`, {
    columns: spec.columns.map(({ heading }) => heading),
  });
}
