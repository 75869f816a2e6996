/** A stand-in for the scan of a paper file: one page an act, with its number and what it stands for, as plain PDF. */
const HEAD = '%PDF-1.4\n';
const SIZE = '[0 0 595 842]';

/** PDF's own text is not Chinese without a font of many megabytes; the stand-in says its words in signs that any viewer has. */
const plain = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/[\\()]/g, '\\$&');

const written = (lines: readonly string[]): string =>
  ['BT /F1 15 Tf 72 760 Td 24 TL', ...lines.map((line) => `(${plain(line)}) Tj T*`), 'ET', '60 60 475 722 re S'].join('\n');

export function scanOf(pages: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const first = 4;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${first + index * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, index) => {
      const text = written(lines);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox ${SIZE} /Contents ${first + index * 2 + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
        `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
      ];
    }),
  ];
  let body = HEAD;
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Uint8Array.from(Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1'));
}
