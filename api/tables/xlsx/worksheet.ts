/** One sheet's rows out of its XML, as a stream: beyond what is wanted they are only counted. */
import { wordOfSerial } from '../../../domain/terms/written-time.ts';
import { type Grid, type GridCell, type GridRow, type Merged, MOST_COLUMNS } from '../grid.ts';
import { type Archive, localName } from './archive.ts';
import { isTrue, unescaped, type Workbook } from './workbook.ts';

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
  formula: boolean;
}

const MOST_MERGED = 10_000;
/** A spreadsheet keeps fifteen figures. */
const FIGURES = 1e15;

/** `AB12` → 27; null where no column is named. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^\$?([A-Z]{1,3})/i.exec(reference ?? '')?.[1]?.toUpperCase();
  if (letters === undefined) return null;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function rangeOf(reference: string): Merged | null {
  const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(reference);
  if (!match) return null;
  return { left: columnOf(match[1])!, top: Number(match[2]), right: columnOf(match[3])!, bottom: Number(match[4]) };
}

function cellOf({ type, style, value, formula }: OpenCell, { texts, formats, epoch }: Workbook): GridCell | null {
  const mark = formula ? { formula: true as const } : {};
  switch (type) {
    case 's':
      return { text: texts[Number(value)] ?? '', ...mark };
    case 'str':
    case 'inlineStr':
      return { text: unescaped(value), ...mark };
    case 'b':
      return { text: value === '1' ? '是' : '否', ...mark };
    case 'e':
      return { text: value, broken: `“${value.slice(0, 20)}”是表格软件算不出的错误值`, ...mark };
    case 'd':
      return { text: value, ...mark };
  }
  if (value === '') return formula ? { text: '', broken: '公式还没有算出的值', ...mark } : null;
  const number = Number(value);
  if (!Number.isFinite(number)) return { text: value, broken: `“${value.slice(0, 20)}”不是数字`, ...mark };
  const { kind, zeros } = formats[style] ?? { kind: 'number' };
  if (kind !== 'number' && number >= 0 && number < 2_958_466) return { text: wordOfSerial(number, epoch, kind === 'timed'), ...mark };
  if (Math.abs(number) >= FIGURES) return { text: number.toString().replace('e', 'E'), number: 'rounded', ...mark };
  // What a spreadsheet shows of 0.30000000000000004.
  const plain = String(Number(number.toPrecision(15)));
  return { text: zeros !== undefined && Number.isInteger(number) ? plain.padStart(zeros, '0') : plain, number: 'exact', ...mark };
}

export async function readSheet(archive: Archive, workbook: Workbook, part: string, name: string, mostRows: number): Promise<Grid> {
  const grid: Grid = { name, rows: [], total: 0, epoch: workbook.epoch, merged: [], hiddenColumns: [], ragged: false };
  let row: GridRow | null = null;
  let last = 0;
  let cell: OpenCell | null = null;
  let column = 0;
  let reading = false;
  let aside = 0;
  const opened = (local: string, given: Record<string, string>) => {
    if (local === 'row') {
      last = Number(given.r ?? last + 1);
      row = { row: last, cells: [], ...(isTrue(given.hidden) ? { hidden: true as const } : {}) };
      column = 0;
    } else if (local === 'c') {
      column = columnOf(given.r) ?? column;
      cell = { column, type: given.t ?? 'n', style: Number(given.s ?? 0), value: '', formula: false };
      column += 1;
    } else if (local === 'f' && cell) cell.formula = true;
    else if (local === 'rPh') aside += 1;
    else if (local === 'mergeCell' && grid.merged.length < MOST_MERGED) {
      const range = rangeOf(given.ref ?? '');
      if (range) grid.merged.push(range);
    } else if (local === 'col' && isTrue(given.hidden)) {
      for (let at = Number(given.min); at <= Math.min(Number(given.max), MOST_COLUMNS); at++) grid.hiddenColumns.push(at - 1);
    }
    reading = cell !== null && (local === 'v' || (local === 't' && aside === 0));
  };
  const closed = (local: string) => {
    reading = false;
    if (local === 'rPh') aside -= 1;
    if (local === 'c' && cell && row) {
      const made = cellOf(cell, workbook);
      if (made && (made.text !== '' || made.broken) && cell.column < MOST_COLUMNS * 4) row.cells[cell.column] = made;
      cell = null;
    }
    if (local === 'row' && row) {
      if (row.cells.some(({ text, broken }) => text.trim() !== '' || broken)) {
        grid.total += 1;
        if (grid.rows.length < mostRows) grid.rows.push(row);
      }
      row = null;
    }
  };
  await archive.walk(part, (parser) => {
    parser.on('opentag', (tag) => opened(localName(tag.name), tag.attributes as Record<string, string>));
    parser.on('text', (text) => {
      if (reading && cell) cell.value += text;
    });
    parser.on('cdata', (text) => {
      if (reading && cell) cell.value += text;
    });
    parser.on('closetag', ({ name: tag }) => closed(localName(tag)));
  });
  return grid;
}
