/** Tables to fill in and tables to correct, as XLSX and as CSV: whatever is written here, the reader reads. */
import writeXlsx, { type Cell, type Sheet } from 'write-excel-file/node';
import type { Table } from './read-table.ts';
import { EXAMPLE_MARK, REMARK, type TableSpec } from './spec.ts';
import { BOM, lineOf } from './write-csv.ts';

export const TABLE_FORMATS = ['xlsx', 'csv'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
export const TABLE_TYPES: Record<TableFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export interface TableFile {
  format: TableFormat;
  bytes: Buffer;
}

const HOW = [
  `从表头下面一行开始，一行一项；标着“${EXAMPLE_MARK}”的一行不导入，可以删去。`,
  '号码、编号的单元格已设为文本，粘贴时选择“只粘贴值”，以免长数字被改写。',
];

/** Text everywhere, so that no spreadsheet touches a number or a day. */
const textCell = (value: string, more: object = {}): Cell => ({ value, type: String, format: '@', ...more });
const HEAD = { fontWeight: 'bold', backgroundColor: '#E6EEF8' } as const;
const FAULTY = { textColor: '#B42318', wrap: true } as const;
const NOTE = { wrap: true, alignVertical: 'top' } as const;

/** Rows that are ready to be filled in as text. */
const BLANK_ROWS = 200;

/** The heading, an example, how each column is filled in. */
export async function templateOf(spec: TableSpec, what: string, format: TableFormat): Promise<TableFile> {
  const headings = [...spec.columns.map(({ heading }) => heading), REMARK];
  const example = [...spec.columns.map(({ example: value }) => value ?? ''), `${EXAMPLE_MARK}，不导入`];
  const notes = spec.columns.map(({ heading, required, note }) => [heading, required ? '必填' : '可不填', note ?? ''] as const);
  if (format === 'csv') {
    const above = notes.map(([heading, must, note]) => lineOf([`说明　${heading}：${must}${note ? `，${note}` : ''}`]));
    return { format, bytes: Buffer.from(BOM + above.join('') + lineOf(headings) + lineOf(example)) };
  }
  const sheet: Sheet<Buffer> = {
    sheet: what,
    columns: headings.map((heading) => ({ width: Math.max(14, heading.length * 2 + 6) })),
    stickyRowsCount: 1,
    data: [
      headings.map((heading, index) => textCell(spec.columns[index]?.required ? `${heading}*` : heading, HEAD)),
      example.map((cell) => textCell(cell, { textColor: '#667085' })),
      ...Array.from({ length: BLANK_ROWS }, () => headings.map((): Cell => ({ type: String, format: '@' }))),
    ],
  };
  const explained: Sheet<Buffer> = {
    sheet: '填写说明',
    columns: [{ width: 18 }, { width: 10 }, { width: 90 }],
    data: [
      [textCell('栏目', HEAD), textCell('要求', HEAD), textCell('怎么填', HEAD)],
      ...notes.map((cells) => cells.map((cell) => textCell(cell, NOTE))),
      ...HOW.map((line) => [textCell(''), textCell(''), textCell(line, NOTE)]),
    ],
  };
  return { format, bytes: await writeXlsx([sheet, explained]).toBuffer() };
}

export interface FaultyRow {
  raw: readonly string[];
  reason: string;
}

/** Only what was refused, in the file's own columns, with the reason: to be corrected and sent again. */
export async function faultyTable(
  table: Pick<Table, 'names' | 'remark'>,
  rows: readonly FaultyRow[],
  format: TableFormat,
): Promise<TableFile> {
  const width = Math.max(table.names.length, ...rows.map(({ raw }) => raw.length));
  const kept = Array.from({ length: width }, (_, column) => column).filter((column) => column !== table.remark);
  const heading = [...kept.map((column) => table.names[column] ?? ''), REMARK];
  const body = rows.map(({ raw, reason }) => [...kept.map((column) => raw[column] ?? ''), reason]);
  if (format === 'csv') return { format, bytes: Buffer.from(BOM + lineOf(heading) + body.map(lineOf).join('')) };
  const sheet: Sheet<Buffer> = {
    sheet: '待改正',
    columns: heading.map((name) => ({ width: name === REMARK ? 70 : 18 })),
    stickyRowsCount: 1,
    data: [
      heading.map((name) => textCell(name, HEAD)),
      ...body.map((cells) => cells.map((cell, index) => textCell(cell, index === cells.length - 1 ? FAULTY : {}))),
    ],
  };
  return { format, bytes: await writeXlsx([sheet]).toBuffer() };
}
