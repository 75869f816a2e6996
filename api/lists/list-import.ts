/** A whole list as it comes in, parsed row by row by the list's own schema: all good, or every fault told. */
import type { Request } from 'express';
import { factorDefinitionsSchema, type FactorDefinitions } from '../../domain/lists/benchmarks.ts';
import { fieldsOf, headingOf } from '../../domain/lists/headings.ts';
import type { ListName } from '../../domain/lists/list-names.ts';
import { LIST_SCHEMAS, type ListRows, ROW_CODES } from '../../domain/lists/registry.ts';
import { readRows } from '../../domain/lists/row-check.ts';
import { parse } from '../http/parse.ts';
import { invalid, Problem } from '../http/problem.ts';
import { refuseUnstorable } from '../http/text-check.ts';
import { takeTable } from '../http/upload.ts';
import { decodeText } from '../tables/encodings.ts';
import { readTable } from '../tables/read-table.ts';
import { fromRows, listTable, MOST_ROWS, requireFewer } from './list-table.ts';
import { brokenRows, type RowFault } from './row-faults.ts';

/** Rows from JSON values; `line` of a fault is which of them, from 1. */
export function rowsFrom<Name extends ListName>(list: Name, values: readonly unknown[]): ListRows[Name][] {
  requireFewer(values.length, MOST_ROWS);
  const { rows, errors } = readRows(LIST_SCHEMAS[list], values);
  const faults = errors.map(({ row, field, message }): RowFault => ({
    line: row,
    item: itemAt(list, values[row - 1]),
    column: headingOf(list, field),
    message,
  }));
  const broken = new Set(errors.map(({ row }) => row));
  const lines = values.map((_, index) => index + 1).filter((line) => !broken.has(line));
  return sound(list, rows, lines, faults);
}

function itemAt(list: ListName, value: unknown): string {
  const code = (value as Record<string, unknown> | null | undefined)?.[fieldsOf(list)[0]?.key ?? 'code'];
  return typeof code === 'string' ? code.slice(0, 60) : '';
}

/** The rows, once none is broken and no code stands twice. */
function sound<Name extends ListName>(list: Name, rows: ListRows[Name][], lines: readonly number[], faults: RowFault[]): ListRows[Name][] {
  const all = [...faults, ...codesTwice(list, rows, lines)];
  if (all.length > 0) throw brokenRows(all);
  return rows;
}

export function codesTwice<Name extends ListName>(list: Name, rows: readonly ListRows[Name][], lines: readonly number[]): RowFault[] {
  const firstAt = new Map<string, number>();
  return rows.flatMap((row, index): RowFault[] => {
    const code = ROW_CODES[list](row);
    const line = lines[index] ?? index + 1;
    const first = firstAt.get(code);
    if (first === undefined) firstAt.set(code, line);
    return first === undefined
      ? []
      : [{ line, item: code, column: fieldsOf(list)[0]?.heading ?? '编号', message: `编号“${code}”与第${first}行重复` }];
  });
}

export interface Upload<Name extends ListName> {
  rows: ListRows[Name][];
  factors?: FactorDefinitions;
}

/** The JSON that the export writes begins so; a table's heading does not. */
const isJson = (bytes: Buffer): boolean => /^(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(bytes.subarray(0, 100).toString('latin1'));

/** A table, or the JSON that the export writes; by what the file begins with, not by its name. */
export async function readUpload<Name extends ListName>(request: Request, list: Name, sheet?: string): Promise<Upload<Name>> {
  const bytes = await takeTable(request);
  if (isJson(bytes)) return fromJson(list, decodeText(bytes).text);
  const { rows, lines, faults } = fromRows(list, await readTable(bytes, listTable(list), sheet));
  refuseUnstorable(rows, 'rows');
  return { rows: sound(list, rows, lines, faults) };
}

function fromJson<Name extends ListName>(list: Name, text: string): Upload<Name> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed-json', '文件不是合法的 JSON', { needs: ['上传导出的 JSON，或者 CSV'] });
  }
  refuseUnstorable(value);
  const {
    rows,
    list: named,
    factors,
  } = (Array.isArray(value) ? { rows: value } : value) as { rows?: unknown; list?: unknown; factors?: unknown };
  if (named !== undefined && named !== list)
    throw invalid([{ path: 'list', title: '清单', message: `这是另一张清单（${String(named).slice(0, 40)}）` }]);
  if (!Array.isArray(rows)) throw invalid([{ path: 'rows', title: '清单各项', message: '缺少此项' }]);
  return {
    rows: rowsFrom(list, rows),
    ...(factors === undefined || list !== 'benchmarks' ? {} : { factors: parse(factorDefinitionsSchema, factors, 'factors') }),
  };
}
