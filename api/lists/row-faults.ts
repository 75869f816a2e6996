/** What is wrong with the rows of a list that came in: all of them at once, and nothing of the list is kept. */
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

export interface RowFault {
  /** In a table the spreadsheet's row, the heading being 1; in JSON which of the rows, from 1. */
  line: number;
  /** The row's own code as written, where it could be read. */
  item: string;
  /** The column's heading. */
  column: string;
  message: string;
}

export const rowFaultSchema = z.object({
  line: z.int().meta({ title: '行号' }),
  item: z.string().meta({ title: '编号' }),
  column: z.string().meta({ title: '栏目' }),
  message: z.string(),
});

/** Told one by one up to here; the count tells of the rest. */
const MOST_TOLD = 2_000;

const place = ({ line, item, column }: RowFault): string => `第${line}行${item ? `（${item}）` : ''}${column}`;

/** 422 with every fault by line, column and reason: as common `errors`, and as `rows` for a table of them. */
export function brokenRows(faults: readonly RowFault[]): Problem {
  const sorted = faults.toSorted((a, b) => a.line - b.line);
  const told = sorted.slice(0, MOST_TOLD);
  const rows = new Set(sorted.map(({ line }) => line)).size;
  const [first] = sorted;
  return new Problem(
    422,
    'list-rows-broken',
    `${rows}行有误，共${sorted.length}处，没有导入任何内容${first ? `；${place(first)}：${first.message}` : ''}`,
    {
      errors: told.map((fault) => ({
        path: `rows.${fault.line}.${fault.column}`,
        title: `第${fault.line}行 ${fault.column}`,
        message: fault.message,
      })),
      needs: told.slice(0, 20).map((fault) => `${place(fault)}：${fault.message}`),
      more: { rows: told, faults: sorted.length },
    },
  );
}
