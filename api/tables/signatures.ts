/** What a file is by its first bytes, whatever it is called; what is no table that can be read is refused by its name. */
import { Problem } from '../http/problem.ts';

const unusable = (message: string, needs: string[]): Problem => new Problem(415, 'spreadsheet-file', message, { needs });
const SAVE_AS = '用表格软件打开，另存为 .xlsx，或者“CSV UTF-8（逗号分隔）”';

const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** The container of old Office files, and of new ones with a password. */
function oldOffice(bytes: Buffer): Problem {
  if (bytes.includes(wide('EncryptedPackage')) || bytes.includes(wide('EncryptionInfo')))
    return unusable('这个电子表格加了密码，打不开', ['在表格软件里取消密码，另存后重新上传']);
  if (bytes.includes(wide('WordDocument'))) return unusable('这是 Word 文档（.doc），不是表格', ['把表格粘贴到表格软件里，另存为 .xlsx']);
  return unusable('这是旧式电子表格（.xls）或者 WPS 表格（.et）', [SAVE_AS]);
}

const BEGINNINGS: readonly [string, string][] = [
  ['%PDF', 'PDF 文件'],
  ['{\\rtf', 'RTF 文档'],
  ['Rar!', 'RAR 压缩包'],
  ['7z\xbc\xaf', '7z 压缩包'],
  ['\x1f\x8b', 'GZIP 压缩包'],
];

/** Throws the refusal; answers whether it is a zip archive, as new spreadsheets are, or a text. */
export function kindOfFile(bytes: Buffer): 'zip' | 'text' {
  const head = bytes.subarray(0, 512).toString('latin1');
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw oldOffice(bytes);
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip';
  const known = BEGINNINGS.find(([beginning]) => head.startsWith(beginning));
  if (known) throw unusable(`这是${known[1]}，不是表格`, [SAVE_AS]);
  // Systems export web pages and XML under the name of a spreadsheet; spreadsheet programs open both.
  const plain = head
    .replaceAll('\u0000', '')
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|html|meta|head|table|style|div)/.test(plain)) throw unusable('这是网页，只是名字像电子表格', [SAVE_AS]);
  if (plain.startsWith('<?xml')) throw unusable('这是 XML 文件（或者 XML 电子表格 2003）', [SAVE_AS]);
  return 'text';
}

/** By what the archive holds; null where it is a spreadsheet that can be read. */
export function foreignArchive(names: ReadonlySet<string>): Problem | null {
  if (names.has('xl/workbook.xml')) return null;
  const has = (test: (name: string) => boolean) => [...names].some(test);
  if (names.has('xl/workbook.bin')) return unusable('这是二进制电子表格（.xlsb）', [SAVE_AS]);
  if (has((name) => name.endsWith('.iwa')))
    return unusable('这是 Numbers 表格（.numbers）', ['在 Numbers 里导出为 Excel（.xlsx）或者 CSV']);
  if (names.has('content.xml') && names.has('mimetype')) return unusable('这是开放文档表格（.ods）', [SAVE_AS]);
  if (names.has('word/document.xml')) return unusable('这是 Word 文档（.docx），不是表格', ['把表格粘贴到表格软件里，另存为 .xlsx']);
  if (names.has('ppt/presentation.xml')) return unusable('这是演示文稿（.pptx），不是表格', [SAVE_AS]);
  return names.size === 0 ? null : unusable('这是压缩包，里面不是电子表格', ['解压后上传其中的 .xlsx 或者 CSV']);
}
