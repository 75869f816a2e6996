/** A sheet as it stands in a file, before anybody knows what it means. */
import type { SpreadsheetEpoch } from '../../domain/terms/written-time.ts';

export interface GridCell {
  text: string;
  /** A spreadsheet keeps it as a number; with `rounded` it had more figures than a spreadsheet can keep. */
  number?: 'exact' | 'rounded';
  formula?: true;
  /** The spreadsheet itself says that this is an error (#REF!), or has not worked its formula out. */
  broken?: string;
}

export interface GridRow {
  /** As the spreadsheet numbers it. */
  row: number;
  /** By column, from 0; holes are empty cells. */
  cells: GridCell[];
  hidden?: true;
  /** Why the line could not be taken apart; its cells are then the raw line. */
  unreadable?: { message: string; need: string };
}

/** A merged range, from 0, ends included. */
export interface Merged {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface Grid {
  /** The sheet's name; null in a CSV. */
  name: string | null;
  rows: GridRow[];
  /** How many rows with content there were, also beyond those that were kept. */
  total: number;
  epoch: SpreadsheetEpoch;
  merged: Merged[];
  hiddenColumns: number[];
  /** A text file has cells for every comma: a row that is short or long has been cut or has a comma too many. */
  ragged: boolean;
}

/** More columns than any office's table has; beyond it a file is no such table. */
export const MOST_COLUMNS = 512;
/** Title rows and notes may stand above the heading. */
export const ABOVE_HEADING = 60;

/** `A`, `Z`, `AA` of a column counted from 0. */
export function letterOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letterOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

export const textAt = (row: GridRow, column: number): string => row.cells[column]?.text ?? '';
