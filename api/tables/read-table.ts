/**
 * The one way in for a table, whatever office it comes from: XLSX, or text with commas, semicolons or tabs in UTF-8, UTF-16,
 * GB18030 or Big5. What was made of it and what cannot be read is told; nothing is guessed, nothing dropped in silence.
 */
import { invalid, Problem } from '../http/problem.ts';
import { readCell } from './cell-words.ts';
import { type Grid, type GridCell, type GridRow, textAt } from './grid.ts';
import { findHeading, type Heading } from './headings.ts';
import { compact } from './invisible.ts';
import { fillMerged } from './merged.ts';
import { takeSheet } from './sheets.ts';
import { EXAMPLE_MARK, type TableColumn, type TableSpec } from './spec.ts';
import { type ColumnEvidence, evidenceOf, spoiled } from './spoiled-numbers.ts';
import { notesOf } from './telling.ts';
import { unguarded } from './write-csv.ts';

export interface TableFault {
  /** The row as the spreadsheet numbers it. */
  line: number;
  /** The column's heading; 整行 where it is not one cell. */
  column: string;
  /** What stands there. */
  found: string;
  message: string;
  need: string;
}

export interface TableRow {
  line: number;
  /** By key; '' where the cell is empty, could not be read, or has no column. */
  cells: Record<string, string>;
  /** Empty where every cell could be read. */
  faults: TableFault[];
  /** As it stood in the file, by column; for sending it back. */
  raw: string[];
}

export interface Table {
  rows: TableRow[];
  /** What was taken and how, what was skipped: for people to read before they agree. */
  notes: string[];
  /** The file's own heading. */
  names: string[];
  /** Keys whose column is there. */
  has: ReadonlySet<string>;
  remark: number | null;
}

export const WHOLE_ROW = '整行';

export const tooManyRows = (rows: number, most: number): Problem =>
  new Problem(413, 'too-many-rows', `表里有${rows}行，一次最多${most}行，没有导入任何内容`, {
    needs: [`分成每个不超过${most}行的文件，依次导入`],
    more: { limit: most, rows },
  });

export async function readTable(bytes: Buffer, spec: TableSpec, wanted?: string): Promise<Table> {
  const { grid, words, notes } = await takeSheet(bytes, spec, wanted);
  if (grid.total === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  const heading = findHeading(grid, spec, words);
  const count = grid.total - heading.index - 1;
  if (count > spec.mostRows) throw tooManyRows(count, spec.mostRows);
  const body = grid.rows.slice(heading.index + 1);
  if (body.length === 0) throw invalid([{ path: 'file', title: '文件', message: '只有表头，没有内容' }]);
  const merged = fillMerged(grid, body);
  const evidence = evidenceByColumn(body, heading, spec);
  const content = body.filter((row) => !isExample(row, heading, spec));
  const rows = content.map((row) => rowOf(row, heading, spec, grid, evidence, merged));
  if (rows.length === 0) throw invalid([{ path: 'file', title: '文件', message: '除了示例行，没有内容' }]);
  return {
    rows,
    notes: [...notes, ...notesOf({ grid, heading, spec, body, content }), ...merged.filled],
    names: [...heading.names],
    has: new Set(heading.columns.keys()),
    remark: heading.remark,
  };
}

/** Marked as the template's example and not written over: what somebody filled in is content, whatever the mark says. */
function isExample(row: GridRow, { remark, columns }: Heading, spec: TableSpec): boolean {
  if (remark === null || !textAt(row, remark).trim().startsWith(EXAMPLE_MARK)) return false;
  return spec.columns.every(({ key, example }) => {
    const column = columns.get(key);
    return column === undefined || compact(textAt(row, column)) === compact(example ?? '');
  });
}

function evidenceByColumn(body: readonly GridRow[], { columns }: Heading, spec: TableSpec): Map<string, ColumnEvidence> {
  const kinds: readonly string[] = ['code', 'phone', 'identity'];
  return new Map(
    spec.columns.flatMap(({ key, kind }) => {
      const column = columns.get(key);
      return column === undefined || !kinds.includes(kind)
        ? []
        : [[key, evidenceOf(body.map((row) => compact(textAt(row, column))))] as const];
    }),
  );
}

const NOTHING: ColumnEvidence = { unrounded: true, width: null };

function rowOf(
  row: GridRow,
  heading: Heading,
  spec: TableSpec,
  grid: Grid,
  evidence: ReadonlyMap<string, ColumnEvidence>,
  merged: { across: ReadonlyMap<number, string> },
): TableRow {
  const faults: TableFault[] = [];
  const raw = Array.from({ length: Math.max(row.cells.length, heading.names.length) }, (_, column) =>
    grid.ragged ? unguarded(textAt(row, column)) : textAt(row, column),
  );
  const whole = (found: string, message: string, need: string) =>
    faults.push({ line: row.row, column: WHOLE_ROW, found: found.slice(0, 60), message, need });
  const cells: Record<string, string> = Object.fromEntries(spec.columns.map(({ key }) => [key, '']));
  if (row.unreadable) {
    whole(textAt(row, 0), row.unreadable.message, row.unreadable.need);
    return { line: row.row, cells, faults, raw };
  }
  const wide = wrongWidth(row, heading, grid);
  if (wide) whole(wide.found, wide.message, '栏数须与表头一致：核对是否多了或者少了分隔符；内容里有逗号的，整格用引号括起来');
  const across = merged.across.get(row.row);
  if (across) whole(across, `${across}是横向合并的单元格，看不出内容属于哪一栏`, '取消合并，在每一栏里填写');
  if (heading.remark !== null && textAt(row, heading.remark).trim().startsWith(EXAMPLE_MARK))
    whole(textAt(row, heading.remark), '这一行还标着“示例行”，但内容已经改过', '删去“导入说明”一栏里的字');
  for (const column of spec.columns) {
    const at = heading.columns.get(column.key);
    const cell = at === undefined ? undefined : row.cells[at];
    if (cell) cells[column.key] = valueOf(cell, column, row.row, grid, evidence.get(column.key) ?? NOTHING, faults);
  }
  return { line: row.row, cells, faults, raw };
}

/** In a text every row has the heading's cells; empty ones behind them are what spreadsheets leave. */
function wrongWidth(row: GridRow, heading: Heading, grid: Grid): { found: string; message: string } | null {
  if (!grid.ragged) return null;
  const named = heading.names.findLastIndex((name) => name !== '') + 1;
  const last = row.cells.findLastIndex(({ text }) => text.trim() !== '') + 1;
  const all = row.cells.length;
  if (all >= named && last <= heading.names.length) return null;
  return { found: textAt(row, 0), message: `应有${named}栏，实有${all < named ? all : last}栏` };
}

function valueOf(cell: GridCell, column: TableColumn, line: number, grid: Grid, evidence: ColumnEvidence, faults: TableFault[]): string {
  const fault = (message: string, need: string): '' => {
    faults.push({ line, column: column.heading, found: cell.text.slice(0, 60), message, need });
    return '';
  };
  if (cell.broken) return fault(cell.broken, '在表格软件里改正公式，或者改填内容，保存后重新上传');
  const text = grid.ragged ? unguarded(cell.text) : cell.text;
  if (text.includes('\u0000') || !text.isWellFormed()) return fault('含有不能保存的字符', '重新填写这一格');
  const lost = spoiled(column.kind, compact(text), cell, !grid.ragged && cell.number === undefined, evidence);
  if (lost) return fault(lost.message, lost.need);
  const read = readCell(column.kind, text, grid.epoch);
  return 'fault' in read ? fault(read.fault.message, read.fault.need) : read.value;
}
