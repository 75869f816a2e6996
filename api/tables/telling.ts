/** What is to be said of a table beside its faults: what was skipped, left out, worked out or hidden. */
import { type Grid, type GridRow, letterOf, textAt } from './grid.ts';
import type { Heading } from './headings.ts';
import { hadUnseen } from './invisible.ts';
import type { TableSpec } from './spec.ts';

interface Read {
  grid: Grid;
  heading: Heading;
  spec: TableSpec;
  body: readonly GridRow[];
  /** The rows that are no examples. */
  content: readonly GridRow[];
}

const numbersOf = (rows: readonly GridRow[]): string =>
  `第${rows
    .slice(0, 10)
    .map(({ row }) => row)
    .join('、')}${rows.length > 10 ? `等${rows.length}` : ''}行`;

export function notesOf({ grid, heading, spec, body, content }: Read): string[] {
  const used = [...heading.columns.values()];
  const kept = new Set(content);
  const above = grid.rows.slice(0, heading.index).map((row) => row.cells.map(({ text }) => text.trim()).find((text) => text !== '') ?? '');
  const unknown = [...heading.unknown.map(({ name }) => `“${name}”`), ...unnamedIn(content, heading, grid)];
  const examples = body.filter((row) => !kept.has(row));
  const formulas = content.filter((row) => used.some((column) => row.cells[column]?.formula));
  const hidden = content.filter((row) => row.hidden);
  const hiddenColumns = used.filter((column) => grid.hiddenColumns.includes(column));
  const cleaned = spec.columns.flatMap(({ key, kind }) => (kind === 'exact' ? [] : [heading.columns.get(key) ?? -1]));
  const unseen = content.filter((row) => cleaned.some((column) => hadUnseen(textAt(row, column))));
  const says: (string | false)[] = [
    heading.row > 1 && `表头在第${heading.row}行`,
    above.length > 0 &&
      `表头上面的${above.length}行没有读（${above
        .slice(0, 3)
        .map((text) => `“${text.slice(0, 20)}”`)
        .join('、')}）`,
    unknown.length > 0 && `没有用到的栏：${unknown.slice(0, 30).join('、')}`,
    examples.length > 0 && `${numbersOf(examples)}是示例，没有导入`,
    formulas.length > 0 && `${numbersOf(formulas)}有公式，用的是算出的值`,
    hidden.length > 0 && `${numbersOf(hidden)}在表格里是隐藏的，也读了`,
    hiddenColumns.length > 0 && `${hiddenColumns.map(letterOf).join('、')}列在表格里是隐藏的，也读了`,
    unseen.length > 0 && `${numbersOf(unseen)}去掉了看不见的字符`,
  ];
  return says.filter((one) => one !== false);
}

/** Content under no heading. Of a text, what stands behind the heading's last cell is a fault of its row. */
function unnamedIn(rows: readonly GridRow[], heading: Heading, grid: Grid): string[] {
  const columns = new Set<number>();
  for (const row of rows) {
    if (row.unreadable) continue;
    row.cells.forEach((cell, column) => {
      const named = column < heading.names.length ? heading.names[column] !== '' : grid.ragged;
      if (!named && cell.text.trim() !== '') columns.add(column);
    });
  }
  return [...columns].sort((a, b) => a - b).map((column) => `${letterOf(column)}列（没有栏名）`);
}
