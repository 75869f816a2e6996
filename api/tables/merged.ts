/** Cells merged downwards stand for every row of them; merged across, nobody knows for which column. */
import { type Grid, type GridRow, letterOf } from './grid.ts';

export interface Filled {
  /** What to say of it. */
  filled: string[];
  /** Ranges merged across, by the rows that they touch. */
  across: Map<number, string>;
}

const MOST_SAID = 5;

/** Writes the merged cell's content into the rows below it. */
export function fillMerged(grid: Grid, body: readonly GridRow[]): Filled {
  const rows = new Map(body.map((row) => [row.row, row]));
  const across = new Map<number, string>();
  const said: string[] = [];
  for (const { top, left, bottom, right } of grid.merged) {
    const first = rows.get(top);
    const cell = first?.cells[left];
    if (right > left) {
      // A line drawn across empty cells says nothing.
      if (cell && cell.text.trim() !== '') across.set(top, `${letterOf(left)}${top}:${letterOf(right)}${bottom}`);
      continue;
    }
    if (!cell || cell.text.trim() === '') continue;
    let below = 0;
    for (const row of body) {
      if (row.row <= top || row.row > bottom) continue;
      row.cells[left] = { ...cell };
      below += 1;
    }
    if (below > 0) said.push(`${letterOf(left)}${top}:${letterOf(left)}${bottom}`);
  }
  if (said.length === 0) return { filled: [], across };
  const ranges = said.slice(0, MOST_SAID).join('、') + (said.length > MOST_SAID ? `等${said.length}处` : '');
  return { filled: [`${ranges}是合并的单元格，各行都按同一内容读取`], across };
}
