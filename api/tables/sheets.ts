/** A file's sheets as grids, and which of them is the table. */
import { invalid, Problem } from '../http/problem.ts';
import { DELIMITERS, type Delimiter, namedDelimiter, readCsv } from './csv-grid.ts';
import { decodeText } from './encodings.ts';
import { ABOVE_HEADING, type Grid } from './grid.ts';
import { bestLikeness, hasHeading, headingWords, type HeadingWords } from './headings.ts';
import { kindOfFile } from './signatures.ts';
import type { TableSpec } from './spec.ts';
import { openArchive } from './xlsx/archive.ts';
import { readWorkbook, type SheetPlace } from './xlsx/workbook.ts';
import { readSheet } from './xlsx/worksheet.ts';

export interface Taken {
  grid: Grid;
  words: HeadingWords;
  notes: string[];
}

/** `wanted`: the sheet's name, where somebody was asked. */
export async function takeSheet(bytes: Buffer, spec: TableSpec, wanted: string | undefined): Promise<Taken> {
  if (bytes.length === 0) throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  const words = headingWords(spec);
  const mostRows = spec.mostRows + ABOVE_HEADING;
  return kindOfFile(bytes) === 'zip' ? fromSpreadsheet(bytes, spec, words, mostRows, wanted) : fromText(bytes, spec, words, mostRows);
}

const HEAD = 64 * 1024;

async function fromText(bytes: Buffer, spec: TableSpec, words: HeadingWords, mostRows: number): Promise<Taken> {
  const { text, encoding, guessed } = decodeText(bytes);
  if (text.trim() === '') throw invalid([{ path: 'file', title: '文件', message: '文件没有内容' }]);
  const named = namedDelimiter(text);
  const delimiter = named.delimiter ?? (await delimiterOf(named.rest, words, spec.columns.length));
  const grid = await readCsv(named.rest, delimiter, mostRows);
  const look = guessed ? '，编码是从内容看出来的，请核对文字' : '';
  return { grid, words, notes: [`按 ${encoding}、${DELIMITERS[delimiter]}分隔读取${look}`] };
}

/** By which of them the heading comes out; with `most` columns it is whole. */
async function delimiterOf(text: string, words: HeadingWords, most: number): Promise<Delimiter> {
  const head = text.length > HEAD ? text.slice(0, text.lastIndexOf('\n', HEAD) + 1 || HEAD) : text;
  let best: { delimiter: Delimiter; known: number } = { delimiter: ',', known: 0 };
  for (const delimiter of Object.keys(DELIMITERS) as Delimiter[]) {
    const known = bestLikeness(await readCsv(head, delimiter, ABOVE_HEADING), words);
    if (known > best.known) best = { delimiter, known };
    if (known === most) break;
  }
  return best.delimiter;
}

const quoted = (sheets: readonly { name: string }[]): string => sheets.map(({ name }) => `“${name.slice(0, 60)}”`).join('、');

async function fromSpreadsheet(
  bytes: Buffer,
  spec: TableSpec,
  words: HeadingWords,
  mostRows: number,
  wanted: string | undefined,
): Promise<Taken> {
  const archive = await openArchive(bytes);
  const workbook = await readWorkbook(archive);
  const read = ({ part, name }: SheetPlace, most: number) => readSheet(archive, workbook, part, name, most);
  const visible = workbook.sheets.filter(({ hidden }) => !hidden);
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden);
  const notes = hidden.length > 0 ? [`隐藏的工作表${quoted(hidden)}没有读`] : [];
  if (workbook.macros) notes.push('文件里的宏没有运行');
  if (wanted !== undefined) {
    const named = visible.find(({ name }) => name === wanted);
    if (!named) throw invalid([{ path: 'query.sheet', title: '工作表', message: `没有可以读的工作表“${wanted.slice(0, 60)}”` }]);
    return { grid: await read(named, mostRows), words, notes: [`读取的是工作表“${named.name}”`, ...notes] };
  }
  const grids: Grid[] = [];
  for (const sheet of visible.slice(0, MOST_SHEETS)) {
    const grid = await read(sheet, mostRows);
    // Of a sheet that cannot be the table its heading is enough to say so.
    grids.push(hasHeading(grid, spec, words) ? grid : { ...grid, rows: grid.rows.slice(0, ABOVE_HEADING) });
  }
  const fit = grids.filter((grid) => hasHeading(grid, spec, words));
  if (fit.length > 1) throw whichSheet(fit);
  const [only] = fit;
  if (only) {
    const others = visible.filter(({ name }) => name !== only.name);
    if (others.length > 0) notes.unshift(`读取的是工作表“${only.name}”，${quoted(others)}没有这样的表头，没有读`);
    else notes.unshift(`读取的是工作表“${only.name}”`);
    return { grid: only, words, notes };
  }
  // None fits: what the most likely one lacks is told by its heading.
  const likely = grids.toSorted((a, b) => bestLikeness(b, words) - bestLikeness(a, words))[0];
  if (!likely) throw invalid([{ path: 'file', title: '文件', message: '工作表都是隐藏的，取消隐藏后重新上传' }]);
  return { grid: likely, words, notes };
}

const MOST_SHEETS = 30;

function whichSheet(grids: readonly Grid[]): Problem {
  const named = grids.map(({ name, total }) => ({ name: name ?? '', rows: total }));
  return new Problem(422, 'which-sheet', `有${grids.length}张工作表都可以导入：${quoted(named)}，请选择一张`, {
    errors: [{ path: 'query.sheet', title: '工作表', message: '请选择要读取的工作表' }],
    needs: ['选择一张工作表', '或者只留一张后重新上传'],
    more: { sheets: named },
  });
}
