/** A text with commas, semicolons or tabs to rows; a line that cannot be taken apart is told and the next ones go on. */
import { setImmediate as breathe } from 'node:timers/promises';
import { type CsvError, Parser } from 'csv-parse';
import type { Grid, GridRow } from './grid.ts';

export const DELIMITERS = { ',': '逗号', ';': '分号', '\t': '制表符' } as const;
export type Delimiter = keyof typeof DELIMITERS;

/** More signs in one row than any cell of an office holds: a quote was opened and never closed. */
const LONGEST_ROW = 200_000;
/** After so many lines with wrong quotes the rest is not worth telling. */
const MOST_UNREADABLE = 100;
const PIECE = 64 * 1024;

const NEED = '单元格里的引号写成两个，整格再用引号括起来；或者用表格软件另存后上传';
const REASONS: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: '引号没有闭合',
  CSV_MAX_RECORD_SIZE: '引号没有闭合，或者一行过长',
  CSV_INVALID_CLOSING_QUOTE: '引号位置不对',
  INVALID_OPENING_QUOTE: '引号位置不对',
};

/** `sep=;` in the first line tells spreadsheet programs what parts the cells; they do not show it as a row. */
export function namedDelimiter(text: string): { delimiter: Delimiter | null; rest: string } {
  const match = /^sep=([,;\t])\r?\n/i.exec(text);
  return match ? { delimiter: match[1] as Delimiter, rest: text.slice(match[0].length) } : { delimiter: null, rest: text };
}

/** `mostRows` are kept, all are counted. */
export async function readCsv(text: string, delimiter: Delimiter, mostRows: number): Promise<Grid> {
  const bytes = Buffer.from(text);
  const grid: Grid = { name: null, rows: [], total: 0, epoch: 1900, merged: [], hiddenColumns: [], ragged: true };
  const reading = { grid, mostRows, row: 0, from: 0, line: 1, unreadable: 0 };
  while (reading.from < bytes.length) {
    const again = await readFrom(bytes, delimiter, reading);
    if (!again) break;
    if (reading.unreadable >= MOST_UNREADABLE) {
      const rest: GridRow = {
        row: reading.row + 1,
        cells: [],
        unreadable: { message: '引号有问题的行太多，此后的内容没有读', need: NEED },
      };
      grid.rows.push(rest);
      grid.total += 1;
      break;
    }
  }
  return grid;
}

interface Reading {
  grid: Grid;
  mostRows: number;
  /** The last row that was taken. */
  row: number;
  /** Where in the text the next row begins, in bytes and as a line. */
  from: number;
  line: number;
  unreadable: number;
}

/** Reads on from where `reading` stands; true where a row broke what follows, which then begins with the next line. */
async function readFrom(bytes: Buffer, delimiter: Delimiter, reading: Reading): Promise<boolean> {
  const { grid } = reading;
  const begun = reading.from;
  let good = begun;
  let stopped: string | null = null;
  let told = -1;
  const unreadable = (line: number, at: number, code: string) => {
    reading.row += 1;
    reading.unreadable += 1;
    grid.total += 1;
    const raw = lineAt(bytes, at).trimEnd();
    const message = `${REASONS[code] ?? '这一行的格式不对'}（文本第${line}行）`;
    if (grid.rows.length < reading.mostRows)
      grid.rows.push({ row: reading.row, cells: [{ text: raw.slice(0, 2_000) }], unreadable: { message, need: NEED } });
  };
  const parser = new Parser({
    delimiter,
    info: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
    on_skip: (error?: CsvError) => {
      const code = String(error?.code);
      const lines = Number((error as unknown as { lines?: number } | undefined)?.lines ?? 0);
      if (stopped !== null || lines === told) return undefined;
      told = lines;
      // A quote in the middle of a cell without quotes spoils its own line only.
      if (code === 'INVALID_OPENING_QUOTE') {
        unreadable(reading.line + lines - 1, lineStart(bytes, begun, lines), code);
        good = lineStart(bytes, begun, lines + 1);
      } else stopped = code;
      return undefined;
    },
    on_record: (given, context) => {
      if (stopped !== null) return null;
      // With `info` a record comes with what is known of it.
      take((given as unknown as { record: string[] }).record);
      good = begun + context.bytes;
      return null;
    },
  });
  const take = (record: string[]) => {
    reading.row += 1;
    if (record.every((cell) => cell.trim() === '')) return;
    grid.total += 1;
    if (grid.rows.length < reading.mostRows) grid.rows.push({ row: reading.row, cells: record.map((text) => ({ text })) });
  };
  parser.on('error', () => undefined);
  for (let at = begun; at < bytes.length && stopped === null; at += PIECE) {
    parser.write(bytes.subarray(at, at + PIECE));
    if (at + PIECE < bytes.length) await breathe();
  }
  await new Promise<void>((done) => parser.end(() => done()));
  if (stopped === null) return false;
  const line = reading.line + linesIn(bytes, begun, good);
  unreadable(line, good, stopped);
  const next = bytes.indexOf(10, good);
  reading.from = next < 0 ? bytes.length : next + 1;
  reading.line = line + 1;
  return true;
}

function linesIn(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(10, from); at >= 0 && at < to; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

/** Where the line numbered `line` from 1 begins. */
function lineStart(bytes: Buffer, from: number, line: number): number {
  let at = from;
  for (let count = 1; count < line; count++) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return at;
    at = end + 1;
  }
  return at;
}

function lineAt(bytes: Buffer, at: number): string {
  const end = bytes.indexOf(10, at);
  return bytes.subarray(at, end < 0 ? Math.min(bytes.length, at + 8_000) : Math.min(end, at + 8_000)).toString('utf8');
}
