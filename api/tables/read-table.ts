/**
 * A table as offices have them, to rows of words: XLSX or CSV (UTF-8 with or without BOM, UTF-16 with BOM, GB18030), with title
 * rows above the heading, empty rows and columns between. What a spreadsheet destroyed is told, never guessed.
 */
import { isUtf8 } from 'node:buffer';
import { parse as parseCsv } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { invalid, Problem } from '../http/problem.ts';

export interface TableRow {
  /** Row in the spreadsheet, from 1. */
  line: number;
  /** By heading, trimmed; '' where the cell is empty. */
  cells: Record<string, string>;
}

/** The heading may stand below a title and a note. */
const HEADING_WITHIN = 10;

/** `columns`: every heading that is known; the heading row is the first that has all of `required`. */
export async function readTable(
  bytes: Buffer,
  columns: readonly string[],
  required: readonly string[],
  mostRows: number,
): Promise<TableRow[]> {
  const table = await cellsOf(bytes);
  const at = table.slice(0, HEADING_WITHIN).findIndex((row) => required.every((name) => row.some((cell) => cell.trim() === name)));
  const heading = table[at]?.map((cell) => cell.trim());
  if (!heading) {
    throw invalid(
      [{ path: 'file', title: '表头', message: `前${HEADING_WITHIN}行里没有找到表头，应有：${required.join('、')}` }],
      undefined,
      { columns: [...columns] },
    );
  }
  const faults = heading.flatMap((name, index) => {
    if (name === '') return [];
    if (!columns.includes(name)) return [{ path: 'file', title: '表头', message: `不认识“${name.slice(0, 40)}”一栏` }];
    return heading.indexOf(name) === index ? [] : [{ path: 'file', title: '表头', message: `“${name}”一栏出现了两次` }];
  });
  if (faults.length > 0) throw invalid(faults);
  const rows = table.slice(at + 1).flatMap((row, index): TableRow[] => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const cells = Object.fromEntries(columns.map((name) => [name, row[heading.indexOf(name)]?.trim() ?? '']));
    return [{ line: at + index + 2, cells }];
  });
  if (rows.length === 0) throw invalid([{ path: 'file', title: '文件', message: '只有表头，没有内容' }]);
  if (rows.length > mostRows) throw invalid([{ path: 'file', title: '文件', message: `有${rows.length}行，一次最多${mostRows}行` }]);
  return rows;
}

async function cellsOf(bytes: Buffer): Promise<string[][]> {
  if (bytes.length === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    throw new Problem(415, 'spreadsheet-file', '这是旧式电子表格（.xls）或者加了密码的文件', { needs: ['另存为 .xlsx，或者 CSV UTF-8'] });
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    try {
      const [sheet] = await readXlsx(bytes);
      return (sheet?.data ?? []).map((row) => row.map(wordOf));
    } catch {
      throw new Problem(400, 'spreadsheet-broken', '电子表格已经损坏，或者不是 .xlsx', { needs: ['重新另存为 .xlsx 后上传'] });
    }
  }
  try {
    return parseCsv(textOf(bytes), { relax_column_count: true, skip_empty_lines: false, bom: true }) as string[][];
  } catch {
    throw new Problem(400, 'csv-broken', 'CSV 的引号没有成对', { needs: ['用表格软件另存为“CSV UTF-8（逗号分隔）”'] });
  }
}

/** A day that a spreadsheet keeps as such comes back as its midnight, UTC. */
function wordOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell as string | number);
}

function textOf(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') return new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be').decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'csv-encoding', '看不出文件的编码', { needs: ['另存为 .xlsx，或者“CSV UTF-8（逗号分隔）”'] });
  }
}

/** `2026/3/5`, `2026年3月5日`, `20260305`, `2026-03-05`, or a spreadsheet's day number; null for anything else. */
export function dateIn(word: string): string | null {
  const plain = word.normalize('NFKC').trim();
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00)?)?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (match) return [match[1], match[2]?.padStart(2, '0'), match[3]?.padStart(2, '0')].join('-');
  // Day 1 is 1900-01-01, and a day that never was stands between: 25569 is 1970-01-01.
  if (/^\d{5}$/.test(plain)) return new Date((Number(plain) - 25_569) * 86_400_000).toISOString().slice(0, 10);
  return null;
}

const YES = ['是', '有', '√', '1', 'true', 'y', 'yes'];
const NO = ['', '否', '无', '×', '0', 'false', 'n', 'no'];

/** null where it is neither. */
export function yesIn(word: string): boolean | null {
  const plain = word.normalize('NFKC').trim().toLowerCase();
  if (YES.includes(plain)) return true;
  return NO.includes(plain) ? false : null;
}

/** What a word of a table stands for: a label, or one of those that a label joins by 、. */
export const choiceIn = <Value extends string>(word: string, labels: Record<Value, string>): Value | undefined =>
  (Object.keys(labels) as Value[]).find((one) => labels[one] === word || labels[one].split('、').includes(word));
