/** A CSV that spreadsheet programs open as it is meant: marked as UTF-8, and nothing in it run as a formula. */

/** Spreadsheet programs read a CSV as UTF-8 only when it says so. */
export const BOM = '\uFEFF';

// A cell that begins so is run as a formula by spreadsheet programs; an apostrophe before it makes it text.
const FORMULA = /^'*[=+\-@\t\r]/;
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
/** The reader's counterpart. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell);

const quoted = (cell: string): string => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
export const lineOf = (cells: readonly string[]): string => `${cells.map((cell) => quoted(guarded(cell))).join(',')}\r\n`;
