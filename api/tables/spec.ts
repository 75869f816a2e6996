/** What a table is to hold: its columns as people head them, and how each cell is read. */

/**
 * `text`: as written, without signs that nobody sees. `exact`: as written, for what was exported and has to come back unchanged.
 * `code`, `phone`, `identity`: figures and letters in half width, refused where a spreadsheet has spoiled them.
 * `date`, `instant`: in every form that people write. `flag`: 是 or 否.
 */
export type CellKind = 'text' | 'exact' | 'code' | 'phone' | 'identity' | 'date' | 'instant' | 'flag';

export interface TableColumn {
  key: string;
  heading: string;
  /** Other words for the same column. */
  also?: readonly string[];
  kind: CellKind;
  /** The table is refused without this column; whether a cell may be empty is the affair of who reads the rows. */
  required?: true;
  /** How to fill it in, for the template. */
  note?: string;
  example?: string;
}

export interface TableSpec {
  columns: readonly TableColumn[];
  mostRows: number;
  /** Columns that nobody asked for: told and left out, or a reason to refuse the table. */
  unknown: 'told' | 'refused';
}

/** Templates mark their example here, error files write why; it is never read as content. */
export const REMARK = '导入说明';
/** What the remark of an example begins with: such a row is told of and skipped. */
export const EXAMPLE_MARK = '示例行';

export const headingOf = ({ columns }: TableSpec, key: string): string | undefined => columns.find((column) => column.key === key)?.heading;
