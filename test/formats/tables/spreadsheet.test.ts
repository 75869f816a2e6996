import { describe, expect, it } from 'vitest';
import { readTable } from '../../../api/tables/read-table.ts';
import type { TableSpec } from '../../../api/tables/spec.ts';
import { bookOf, zipOf, type SheetParts } from '../../support/spreadsheet.ts';
import { refusal } from './refusal.ts';

const SPEC: TableSpec = {
  mostRows: 500,
  unknown: 'told',
  columns: [
    { key: 'id', heading: '工单号', kind: 'code' },
    { key: 'at', heading: '接收时间', kind: 'instant', required: true },
    { key: 'day', heading: '有效期止', kind: 'date' },
    { key: 'phone', heading: '联系电话', kind: 'phone' },
    { key: 'text', heading: '内容', kind: 'text', required: true },
  ],
};
const HEAD = ['工单号', '接收时间', '有效期止', '联系电话', '内容'];
const AT = '2026-11-20 9:12';
const sheet = (rows: SheetParts['rows'], more: Partial<SheetParts> = {}): SheetParts => ({ name: '工单', rows: [HEAD, ...rows], ...more });
const read = async (book: Parameters<typeof bookOf>[0], wanted?: string) => readTable(await bookOf(book), SPEC, wanted);

describe('a spreadsheet', () => {
  it('days and times by their formats, counted from 1900 and from 1904', async () => {
    const rows = (shift: number) => [
      `<row r="2"><c r="B2" s="1"><v>${46346.383333333 - shift}</v></c><c r="C2" s="2"><v>${46086 - shift}</v></c><c r="E2" t="inlineStr"><is><t>甲</t></is></c></row>`,
      `<row r="3"><c r="B3"><v>${46346.383333333 - shift}</v></c><c r="C3"><v>${46086 - shift}</v></c><c r="E3" t="inlineStr"><is><t>乙</t></is></c></row>`,
    ];
    for (const [date1904, shift] of [
      [false, 0],
      [true, 1_462],
    ] as const) {
      const { rows: got } = await read({
        sheets: [sheet(rows(shift))],
        date1904,
        formats: ['yyyy/m/d h:mm', '[$-804]yyyy"年"m"月"d"日";@'],
      });
      for (const { cells, faults } of got) {
        expect(faults).toEqual([]);
        expect(cells).toMatchObject({ at: '2026-11-20T09:12:00+08:00', day: '2026-03-05' });
      }
    }
  });

  it('numbers: exact ones, zeros by their format, and what was rounded away', async () => {
    const { rows } = await read({
      formats: ['000000'],
      sheets: [
        sheet([
          `<row r="2"><c r="A2" s="1"><v>123</v></c><c r="B2" t="inlineStr"><is><t>${AT}</t></is></c><c r="E2"><v>0.30000000000000004</v></c></row>`,
          `<row r="3"><c r="A3"><v>2.0261100000000001E+15</v></c><c r="B3" t="inlineStr"><is><t>${AT}</t></is></c><c r="E3"><v>1</v></c></row>`,
          ['110105194912310000', AT, null, 57188880000, '文本格式的长号码是对的'],
        ]),
      ],
    });
    expect(rows[0]!.cells).toMatchObject({ id: '000123', text: '0.3' });
    expect(rows[1]!.faults).toMatchObject([{ line: 3, column: '工单号', message: expect.stringContaining('已经丢失') }]);
    expect(rows[2]!.faults).toMatchObject([{ line: 4, column: '联系电话', message: expect.stringContaining('丢了开头的0') }]);
  });

  it('formulas by their value, errors and formulas without one as faults', async () => {
    const { rows, notes } = await read({
      sheets: [
        sheet([
          `<row r="2"><c r="B2" t="str"><f>HYPERLINK("http://a")</f><v>${AT}</v></c><c r="E2" t="inlineStr"><is><t>甲</t></is></c></row>`,
          `<row r="3"><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E3"><f>A1</f></c></row>`,
        ]),
      ],
    });
    expect(rows[0]).toMatchObject({ faults: [], cells: { at: '2026-11-20T09:12:00+08:00' } });
    expect(notes.join()).toContain('第2、3行有公式，用的是算出的值');
    expect(rows[1]!.faults.map(({ column }) => column)).toEqual(['接收时间', '内容']);
  });

  it('merged downwards stands for every row, across is a fault; hidden rows and columns are told', async () => {
    const { rows, notes } = await read({
      sheets: [
        sheet(
          [
            ['1', AT, null, null, '甲'],
            `<row r="3" hidden="1"><c r="A3" t="inlineStr"><is><t>2</t></is></c><c r="E3" t="inlineStr"><is><t>乙</t></is></c></row>`,
            ['3', AT, null, '横着', null],
          ],
          {
            before: '<cols><col min="4" max="4" hidden="1"/></cols>',
            after: '<mergeCells><mergeCell ref="B2:B3"/><mergeCell ref="D4:E4"/></mergeCells>',
          },
        ),
      ],
    });
    expect(rows[1]!.cells).toMatchObject({ at: '2026-11-20T09:12:00+08:00', text: '乙' });
    expect(rows[2]!.faults.map(({ message }) => message)).toEqual([expect.stringContaining('D4:E4是横向合并')]);
    expect(notes.join('；')).toMatch(/第3行在表格里是隐藏的，也读了.*D列在表格里是隐藏的.*B2:B3是合并的单元格/);
  });

  it('title rows, empty rows and columns, columns without a name', async () => {
    const { rows, notes } = await read({
      sheets: [{ name: '导出', rows: [['云溪县12345工单'], [], [null, ...HEAD], [], [null, '1', AT, null, null, '甲', '多的']] }],
    });
    expect(rows).toMatchObject([{ line: 5, cells: { id: '1', text: '甲' } }]);
    expect(notes.join('；')).toMatch(/表头在第3行；表头上面的1行没有读（“云溪县12345工单”）；没有用到的栏：G列（没有栏名）/);
  });

  it('says which sheet it took, asks where two could be, never takes a hidden one', async () => {
    const row = ['1', AT, null, null, '甲'];
    const one = await read({ sheets: [sheet([row]), { name: '说明', rows: [['怎么填']] }, sheet([row], { name: '旧', state: 'hidden' })] });
    expect(one.notes.slice(0, 2)).toEqual(['读取的是工作表“工单”，“说明”没有这样的表头，没有读', '隐藏的工作表“旧”没有读']);
    const two = { sheets: [sheet([row]), sheet([['2', AT, null, null, '乙']], { name: '十二月' })] };
    const { status, message, details } = await refusal(read(two));
    expect([status, message]).toEqual([422, '有2张工作表都可以导入：“工单”、“十二月”，请选择一张']);
    expect(details.more?.sheets).toEqual([
      { name: '工单', rows: 2 },
      { name: '十二月', rows: 2 },
    ]);
    expect((await read(two, '十二月')).rows).toMatchObject([{ cells: { text: '乙' } }]);
    expect((await refusal(read(two, '十三月'))).message).toContain('没有可以读的工作表“十三月”');
    expect((await refusal(read({ sheets: [sheet([row], { state: 'veryHidden' })] }))).message).toContain('工作表都是隐藏的');
  });

  it.each([
    ['.numbers', { 'Index/Document.iwa': 'x' }, '.numbers'],
    ['.ods', { mimetype: 'x', 'content.xml': '<a/>' }, '.ods'],
    ['.xlsb', { 'xl/workbook.bin': 'x' }, '.xlsb'],
    ['.docx', { 'word/document.xml': '<a/>' }, 'Word'],
    ['an archive', { 'a.txt': 'x' }, '压缩包'],
  ])('%s is refused by its name', async (_name, files, word) => {
    const { status, message } = await refusal(readTable(await zipOf(files), SPEC));
    expect([status, message]).toEqual([415, expect.stringContaining(word)]);
  });

  it('bombs, external entities and broken parts are refused within memory', async () => {
    const row = ['1', AT, null, null, '甲'];
    const bomb = await bookOf({ sheets: [sheet([row])], extra: { 'xl/media/image1.png': ' '.repeat(120 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect((await refusal(readTable(bomb, SPEC))).status).toBe(413);
    const doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]>';
    expect((await refusal(read({ sheets: [sheet([row])], doctype }))).message).toContain('DOCTYPE');
    expect((await refusal(read({ sheets: [sheet(['<row><c></row>'])] }))).message).toContain('损坏');
    const cut = await bookOf({ sheets: [sheet([row])] });
    expect((await refusal(readTable(cut.subarray(0, cut.length - 40), SPEC))).status).toBe(400);
  });

  it('a hundred thousand rows are counted as a stream and refused', async () => {
    const rows = Array.from(
      { length: 100_000 },
      (_, at) =>
        `<row r="${at + 2}"><c r="B${at + 2}" t="inlineStr"><is><t>${AT}</t></is></c><c r="E${at + 2}" t="inlineStr"><is><t>店外摆摊</t></is></c></row>`,
    );
    const bytes = await bookOf({ sheets: [sheet(rows)] });
    const before = process.memoryUsage().heapUsed;
    const { message } = await refusal(readTable(bytes, SPEC));
    expect(message).toContain('表里有100000行，一次最多500行');
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(150 * 1024 * 1024);
  });
});
