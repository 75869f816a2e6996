/** Tables on their way in: what a look at one says, before anything is written and after. */

/** What would become of a row. `other`: its key is known with other content. */
export type ImportOutcome = 'new' | 'same' | 'other' | 'refused';

export interface ImportFault {
  /** The row as the spreadsheet numbers it. */
  line: number;
  /** The column's heading. */
  column: string;
  /** What stands there. */
  found: string;
  message: string;
  need: string;
}

export interface ImportedRow {
  line: number;
  name: string;
  /** What it does, in words. */
  words: string;
  outcome: ImportOutcome;
  /** Why it is refused; empty where it is sound. */
  faults: string[];
}

export type ImportCounts = Record<ImportOutcome, number>;

export interface ImportPreview {
  /** What was read and how: sheet, encoding, what was skipped. */
  notes: string[];
  counts: ImportCounts;
  /** Refused rows before the others; the longest tables are cut. */
  rows: ImportedRow[];
  /** How many rows are not among `rows`. */
  more: number;
  faults: ImportFault[];
  /** One refused row keeps all out. */
  allOrNone: boolean;
}
