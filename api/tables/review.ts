/** Rows of a table looked at by who knows what they mean, and what people are told of them. */
import { z } from 'zod';
import type { ImportCounts, ImportOutcome, ImportPreview } from '../../contract/imports.ts';
import { fieldProblems } from '../http/parse.ts';
import { type Table, type TableFault, type TableRow, WHOLE_ROW } from './read-table.ts';
import { headingOf, type TableSpec } from './spec.ts';

export interface Reviewed<Value> {
  line: number;
  /** What people call the row. */
  name: string;
  words: string;
  outcome: ImportOutcome;
  faults: TableFault[];
  /** null where it cannot be taken. */
  value: Value | null;
  raw: readonly string[];
}

const MOST_ROWS = 500;
const MOST_FAULTS = 2_000;

export const faultSchema = z.object({
  line: z.int().meta({ title: '行号' }),
  column: z.string().meta({ title: '栏目' }),
  found: z.string().meta({ title: '表里写的' }),
  message: z.string().meta({ title: '原因' }),
  need: z.string().meta({ title: '怎样改' }),
});
const rowSchema = z.object({
  line: z.int(),
  name: z.string(),
  words: z.string(),
  outcome: z.enum(['new', 'same', 'other', 'refused']),
  faults: z.array(z.string()),
});
export const previewSchema = z
  .object({
    notes: z.array(z.string()),
    counts: z.object({ new: z.int(), same: z.int(), other: z.int(), refused: z.int() }),
    rows: z.array(rowSchema),
    more: z.int().meta({ title: '未列出的行' }),
    faults: z.array(faultSchema),
    allOrNone: z.boolean().meta({ title: '一行有误则都不导入' }),
  })
  .meta({ title: '导入预览' });

/** `接收时间：“2026-02-30”没有这一天`, in one line. */
export const reasonOf = ({ column, message }: TableFault): string =>
  column === WHOLE_ROW || message.includes(column) ? message : `${column}：${message}`;
export const reasonsOf = (faults: readonly TableFault[]): string =>
  faults.map((fault) => `${reasonOf(fault)}${fault.need ? `（${fault.need}）` : ''}`).join('；');

export function countsOf(rows: readonly { outcome: ImportOutcome }[]): ImportCounts {
  const counts: ImportCounts = { new: 0, same: 0, other: 0, refused: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

export function previewOf(table: Pick<Table, 'notes'>, rows: readonly Reviewed<unknown>[], allOrNone: boolean): ImportPreview {
  const shown = [...rows.filter(({ faults }) => faults.length > 0), ...rows.filter(({ faults }) => faults.length === 0)].slice(
    0,
    MOST_ROWS,
  );
  return {
    notes: table.notes,
    counts: countsOf(rows),
    rows: shown
      .map(({ line, name, words, outcome, faults }) => ({ line, name, words, outcome, faults: faults.map(reasonOf) }))
      .sort((a, b) => a.line - b.line),
    more: rows.length - shown.length,
    faults: rows.flatMap(({ faults }) => faults).slice(0, MOST_FAULTS),
    allOrNone,
  };
}

/** A row that cannot be taken, for faults that were found on the way. */
export const refusedRow = ({ line, raw }: TableRow, name: string, faults: TableFault[]): Reviewed<never> => ({
  line,
  name,
  words: '',
  outcome: 'refused',
  faults,
  value: null,
  raw,
});

/** A fault of a cell by its column's key. */
export function faultAt(
  spec: TableSpec,
  { line, cells }: Pick<TableRow, 'line' | 'cells'>,
  key: string,
  message: string,
  need: string,
): TableFault {
  return { line, column: headingOf(spec, key) ?? WHOLE_ROW, found: (cells[key] ?? '').slice(0, 60), message, need };
}

/** What the schema says of the fields, by the columns that they came from; a cell that could not be read has said so already. */
export function schemaFaults(
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
  row: TableRow,
  spec: TableSpec,
  keyOf: (field: string) => string = (field) => field,
): TableFault[] {
  const told = new Set(row.faults.map(({ column }) => column));
  return fieldProblems(schema, issues)
    .map(({ path, message }) => {
      const key = keyOf(path);
      const note = spec.columns.find((column) => column.key === key)?.note;
      return faultAt(spec, row, key, message, note ?? '');
    })
    .filter(({ column }) => !told.has(column));
}
