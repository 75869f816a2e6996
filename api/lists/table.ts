/**
 * Rows ↔ table cells, for CSV and spreadsheets. No file handling: a caller reads and writes the text.
 * Every row survives the way out and back unchanged.
 */
import { fieldsOf, headingOf } from '../../domain/lists/headings.ts';
import type { ListName } from '../../domain/lists/list-names.ts';
import type { MatterPenalty } from '../../domain/lists/matters.ts';
import { LIST_SCHEMAS, type ListRows } from '../../domain/lists/registry.ts';
import { issueMessage, type ReadRows, type RowError } from '../../domain/lists/row-check.ts';
import { type Column, columnsOf } from './columns.ts';
import { penaltiesFromCell, penaltiesToCell } from './penalty-cell.ts';

const WORD_SEPARATOR = '|';

// A word may hold the sign that parts words: it is then written with a backslash before it.
const wordToCell = (word: string): string => word.replaceAll(/[\\|]/g, (sign) => `\\${sign}`);
const wordsFromCell = (cell: string): string[] =>
  [...cell.matchAll(/(?:\\[\\|]|[^|])+/g)].map(([word]) => word.replaceAll(/\\([\\|])/g, '$1').trim()).filter(Boolean);

export const headings = (list: ListName): string[] => fieldsOf(list).map(({ heading }) => heading);

function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], row);
}

function toCell(value: unknown, column: Column): string {
  if (value === null || value === undefined) return '';
  switch (column.kind) {
    case 'boolean':
      return value === true ? '是' : '否';
    case 'words':
      return (value as string[]).map(wordToCell).join(WORD_SEPARATOR);
    case 'json':
      return JSON.stringify(value);
    case 'penalties':
      return penaltiesToCell(value as MatterPenalty[]);
    default:
      return String(value);
  }
}

/** One row as cells, in the order of `headings`. */
export function toCells<Name extends ListName>(list: Name, row: ListRows[Name]): string[] {
  return columnsOf(list).map((column) => toCell(valueAt(row, column.key), column));
}

type Cell = { value: unknown } | { absent: true } | { error: string };

function fromCell(cell: string, column: Column): Cell {
  const trimmed = cell.trim();
  if (trimmed === '' && column.kind !== 'words' && column.kind !== 'penalties') {
    if (column.optional) return { absent: true };
    return column.nullable || column.kind === 'json' ? { value: null } : { error: '不能为空' };
  }
  switch (column.kind) {
    case 'boolean':
      return trimmed === '是' ? { value: true } : trimmed === '否' ? { value: false } : { error: '应为“是”或者“否”' };
    case 'number': {
      const number = Number(trimmed);
      return Number.isFinite(number) ? { value: number } : { error: `“${trimmed}”不是数字` };
    }
    case 'words':
      if (trimmed === '') return { value: column.nullable ? null : [] };
      return { value: wordsFromCell(trimmed) };
    case 'json':
      try {
        return { value: JSON.parse(trimmed) as unknown };
      } catch {
        return { error: '不是有效的 JSON' };
      }
    case 'penalties': {
      const parsed = penaltiesFromCell(cell);
      return parsed.errors.length > 0 ? { error: parsed.errors.join('；') } : { value: parsed.rows };
    }
    default:
      return { value: trimmed };
  }
}

function put(target: Record<string, unknown>, path: string, value: unknown): void {
  const [head = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    target[head] = value;
    return;
  }
  const inner = (target[head] ?? {}) as Record<string, unknown>;
  target[head] = inner;
  put(inner, rest.join('.'), value);
}

/**
 * Rows from table records (heading → cell), as a CSV reader with a heading line gives them. Broken rows are reported by
 * row and heading, the others go in. `row` counts data rows from 1; the heading line is not counted.
 */
export function fromTable<Name extends ListName>(
  list: Name,
  records: readonly Record<string, string | undefined>[],
): ReadRows<ListRows[Name]> {
  const columns = columnsOf(list);
  const rows: ListRows[Name][] = [];
  const errors: RowError[] = [];
  records.forEach((record, index) => {
    const problems: RowError[] = [];
    const draft: Record<string, unknown> = {};
    for (const heading of Object.keys(record)) {
      if (!columns.some((column) => column.heading === heading)) {
        problems.push({ row: index + 1, field: heading, message: `不认识的栏目：${heading}` });
      }
    }
    for (const column of columns) {
      const text = record[column.heading];
      // An object whose keys are all optional must still be there.
      const [head = '', inner] = column.key.split('.');
      if (inner !== undefined) draft[head] ??= {};
      if (text === undefined) {
        if (!column.optional) problems.push({ row: index + 1, field: column.heading, message: '缺少此栏' });
        continue;
      }
      const cell = fromCell(text, column);
      if ('error' in cell) problems.push({ row: index + 1, field: column.heading, message: cell.error });
      else if ('value' in cell) put(draft, column.key, cell.value);
    }
    const parsed = LIST_SCHEMAS[list].safeParse(draft, { reportInput: true });
    const told = new Set(problems.map(({ field }) => field));
    errors.push(...problems);
    if (parsed.success && problems.length === 0) rows.push(parsed.data);
    // A cell that could not be read has said so; what is wrong with the others is told in the same pass.
    for (const issue of parsed.error?.issues ?? []) {
      const field = headingOf(list, issue.path.join('.'));
      if (!told.has(field)) errors.push({ row: index + 1, field, message: issueMessage(issue) });
    }
  });
  return { rows, errors };
}
