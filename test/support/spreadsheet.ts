/** Spreadsheets made by hand, with what no writer makes: hidden and merged things, formulas, old epochs, bombs. */
import { ZipFile } from 'yazl';

export interface SheetParts {
  name: string;
  /** Rows as XML, or as values: a number is kept as a number. */
  rows: readonly (string | readonly (string | number | null)[])[];
  state?: 'hidden' | 'veryHidden';
  before?: string;
  after?: string;
}

export interface BookParts {
  sheets: readonly SheetParts[];
  date1904?: boolean;
  /** Format codes of styles 1, 2, …; style 0 is General. */
  formats?: readonly string[];
  extra?: Record<string, string>;
  doctype?: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const letter = (column: number) => String.fromCharCode(65 + column);

function rowXml(row: SheetParts['rows'][number], at: number): string {
  if (typeof row === 'string') return row;
  const cells = row.map((value, column) =>
    value === null
      ? ''
      : typeof value === 'number'
        ? `<c r="${letter(column)}${at}"><v>${value}</v></c>`
        : `<c r="${letter(column)}${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`,
  );
  return `<row r="${at}">${cells.join('')}</row>`;
}

export async function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function bookOf({ sheets, date1904, formats = [], extra = {}, doctype = '' }: BookParts): Promise<Buffer> {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf({
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook ${main} xmlns:r="${relations}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${sheets
      .map(
        ({ name, state }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Type="worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<?xml version="1.0"?><styleSheet ${main}><numFmts>${formats
      .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows, before = '', after = '' }, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `<?xml version="1.0"?>${doctype}<worksheet ${main}>${before}<sheetData>${rows.map((row, index) => rowXml(row, index + 1)).join('')}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...extra,
  });
}
