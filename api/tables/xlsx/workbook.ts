/** What a workbook says of itself before its sheets are read: their names and places, shared texts, formats of numbers. */
import type { SpreadsheetEpoch } from '../../../domain/terms/written-time.ts';
import { type Archive, brokenSpreadsheet, localName } from './archive.ts';
import { formatOf, type NumberFormat } from './number-format.ts';

export interface SheetPlace {
  name: string;
  hidden: boolean;
  /** Its part in the archive. */
  part: string;
}

export interface Workbook {
  sheets: SheetPlace[];
  epoch: SpreadsheetEpoch;
  texts: string[];
  formats: NumberFormat[];
  /** It carries a program, which is never run. */
  macros: boolean;
}

const attributes = (tag: { attributes: unknown }) => tag.attributes as Record<string, string>;
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const sheets: (Omit<SheetPlace, 'part'> & { relation: string })[] = [];
  let epoch: SpreadsheetEpoch = 1900;
  await archive.walk('xl/workbook.xml', (parser) =>
    parser.on('opentag', (tag) => {
      const given = attributes(tag);
      const name = localName(tag.name);
      if (name === 'workbookPr' && isTrue(given.date1904)) epoch = 1904;
      if (name !== 'sheet') return;
      const relation = Object.entries(given).find(([key]) => localName(key) === 'id' && key !== 'id')?.[1] ?? '';
      sheets.push({ name: given.name ?? '', hidden: given.state === 'hidden' || given.state === 'veryHidden', relation });
    }),
  );
  const parts = await relationsOf(archive);
  const places = sheets.flatMap(({ relation, ...sheet }): SheetPlace[] => {
    const part = parts.get(relation);
    // Sheets of charts have no rows.
    return part?.startsWith('xl/worksheets/') || (part !== undefined && archive.has(part) && !part.includes('chartsheets'))
      ? [{ ...sheet, part }]
      : [];
  });
  if (places.length === 0) throw brokenSpreadsheet('电子表格里没有工作表');
  return {
    sheets: places,
    epoch,
    texts: await sharedTexts(archive),
    formats: await cellFormats(archive),
    macros: archive.has('xl/vbaProject.bin'),
  };
}

async function relationsOf(archive: Archive): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await archive.walk('xl/_rels/workbook.xml.rels', (parser) =>
    parser.on('opentag', (tag) => {
      const { Id, Target, TargetMode } = attributes(tag);
      if (localName(tag.name) !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      parts.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`);
    }),
  );
  return parts;
}

/** `_x000D_` stands for a sign that XML has no way to write. */
export const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

async function sharedTexts(archive: Archive): Promise<string[]> {
  const texts: string[] = [];
  if (!archive.has('xl/sharedStrings.xml')) return texts;
  let current = '';
  let reading = false;
  // How the signs of other scripts are read aloud stands beside them and is not the text.
  let aside = 0;
  await archive.walk('xl/sharedStrings.xml', (parser) => {
    parser.on('opentag', ({ name }) => {
      const local = localName(name);
      if (local === 'si') current = '';
      if (local === 'rPh') aside += 1;
      reading = local === 't' && aside === 0;
    });
    parser.on('text', (text) => {
      if (reading) current += text;
    });
    parser.on('cdata', (text) => {
      if (reading) current += text;
    });
    parser.on('closetag', ({ name }) => {
      const local = localName(name);
      if (local === 'si') texts.push(unescaped(current));
      if (local === 'rPh') aside -= 1;
      reading = false;
    });
  });
  return texts;
}

async function cellFormats(archive: Archive): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  if (!archive.has('xl/styles.xml')) return formats;
  let inCells = false;
  await archive.walk('xl/styles.xml', (parser) => {
    parser.on('opentag', (tag) => {
      const local = localName(tag.name);
      const { numFmtId, formatCode } = attributes(tag);
      if (local === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode);
      if (local === 'cellXfs') inCells = true;
      if (local === 'xf' && inCells) formats.push(formatOf(Number(numFmtId ?? 0), codes.get(Number(numFmtId))));
    });
    parser.on('closetag', ({ name }) => {
      if (localName(name) === 'cellXfs') inCells = false;
    });
  });
  return formats;
}
