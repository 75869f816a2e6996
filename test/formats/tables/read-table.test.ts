import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../api/http/problem.ts';
import { readTable, type Table } from '../../../api/tables/read-table.ts';
import type { TableSpec } from '../../../api/tables/spec.ts';
import { faultyTable, TABLE_FORMATS, templateOf } from '../../../api/tables/write-table.ts';
import { refusal } from './refusal.ts';

const SPEC: TableSpec = {
  mostRows: 500,
  unknown: 'told',
  columns: [
    { key: 'id', heading: '工单号', also: ['编号'], kind: 'code', example: '12345-0001' },
    { key: 'at', heading: '接收时间', kind: 'instant', required: true, note: '年-月-日 时:分', example: '2026-03-05 09:30' },
    { key: 'phone', heading: '联系电话', kind: 'phone', example: '0571-88880000' },
    { key: 'person', heading: '身份证号', kind: 'identity' },
    { key: 'text', heading: '内容', also: ['线索内容'], kind: 'text', required: true, example: '店外摆摊' },
  ],
};
const HEAD = '工单号,接收时间,联系电话,身份证号,内容';
const read = (content: string | Buffer, sheet?: string): Promise<Table> => readTable(Buffer.from(content), SPEC, sheet);
const cellsOf = ({ rows }: Table) => rows.map(({ cells }) => cells);
const faultsOf = ({ rows }: Table) =>
  rows.flatMap(({ faults }) => faults.map(({ line, column, message }) => `${line} ${column} ${message}`));

describe('a text table', () => {
  const ROW = 'X-1,2026/11/20 9:12,138****0001,,䶮某在解放路18号，𠮷店外摆摊 😡';
  const SAID = { id: 'X-1', at: '2026-11-20T09:12:00+08:00', phone: '138****0001', person: '', text: '䶮某在解放路18号，𠮷店外摆摊 😡' };

  it.each([
    ['UTF-8', Buffer.from(`${HEAD}\n${ROW}\n`)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${HEAD}\r\n${ROW}\r\n`)],
    ['UTF-16 LE', iconv.encode(`${HEAD}\r\n${ROW}\r\n`, 'utf-16le', { addBOM: true })],
    ['UTF-16 BE', iconv.encode(`${HEAD}\r\n${ROW}\r\n`, 'utf-16be', { addBOM: true })],
    ['UTF-16 LE without its mark', iconv.encode(`${HEAD}\r\n${ROW}\r\n`, 'utf-16le')],
    ['GB18030', iconv.encode(`${HEAD}\r\n${ROW}\r\n`, 'gb18030')],
  ])('in %s', async (_name, bytes) => expect(cellsOf(await read(bytes))).toEqual([SAID]));

  it('in Big5 is read right, and says how it was read', async () => {
    const table = await read(iconv.encode('id,at,text\r\nY-1,2026/11/20 9:12,解放路18號的早餐店蓋在人行道上\r\n', 'big5'));
    expect(cellsOf(table)).toMatchObject([{ text: '解放路18號的早餐店蓋在人行道上' }]);
    expect(table.notes[0]).toContain('Big5');
  });

  it.each([
    [',', '逗号'],
    [';', '分号'],
    ['\t', '制表符'],
  ])('with %j between its cells', async (sign, name) => {
    const table = await read(`${HEAD.replaceAll(',', sign)}\nX-1${sign}2026-11-20 9:12${sign}${sign}${sign}甲\n`);
    expect(cellsOf(table)).toMatchObject([{ id: 'X-1', text: '甲' }]);
    expect(table.notes[0]).toContain(name);
  });

  it('with quotes, line breaks in cells, a named separator, a title and a note above, empty rows and columns', async () => {
    const table = await read(
      `sep=;\r\n12345工单导出（2026年11月）;;\r\n;;\r\n工单号;接收时间;内容;;\r\nX-1;2026.11.20 9:12;"一行\r\n又一行；说""好"""\r\n;;;;\r\nX-2;2026年11月20日 下午3:20;乙;;\r\n`,
    );
    expect(table.rows.map(({ line }) => line)).toEqual([4, 6]);
    expect(cellsOf(table)).toMatchObject([{ text: '一行\n又一行；说"好"' }, { at: '2026-11-20T15:20:00+08:00', text: '乙' }]);
    expect(table.notes.join()).toMatch(/表头在第3行.*上面的1行没有读/);
    expect(faultsOf(table)).toEqual([]);
  });

  it('tells stray quotes by row and line and reads on', async () => {
    const table = await read(
      `${HEAD}\nX-1,2026-11-20 9:12,,,"甲\n乙"\nX-2,2026-11-20 9:12,,,他说"好"\nX-3,2026-11-20 9:12,,,"他说"好"了"\nX-4,2026-11-20 9:12,,,"没有完\nX-5,2026-11-20 9:12,,,戊\n`,
    );
    expect(faultsOf(table)).toEqual([
      '3 整行 引号位置不对（文本第4行）',
      '4 整行 引号位置不对（文本第5行）',
      '5 整行 引号没有闭合（文本第6行）',
    ]);
    expect(table.rows.filter(({ faults }) => faults.length === 0).map(({ cells }) => cells.id)).toEqual(['X-1', 'X-5']);
  });

  it('tells a row with too many or too few cells', async () => {
    expect(faultsOf(await read(`${HEAD}\nX-1,2026-11-20 9:12\nX-2,2026-11-20 9:12,,,甲,乙\nX-3,2026-11-20 9:12,,,甲,,\n`))).toEqual([
      '2 整行 应有5栏，实有2栏',
      '3 整行 应有5栏，实有6栏',
    ]);
  });
});

describe('headings', () => {
  it('are known by other words, widths, brackets and signs that nobody sees', async () => {
    const table = await read(
      '\u200b编号,接收时间（年-月-日 时:分）*,\u00a0线索内容\u3000,备注\nX-\u200b1\u202c,2026-11-20 9:12,\u3000甲\u00a0乙\u200b ,丙\n',
    );
    expect(cellsOf(table)).toMatchObject([{ id: 'X-1', text: '甲 乙' }]);
    expect(table.notes.join('；')).toMatch(/没有用到的栏：“备注”；第2行去掉了看不见的字符/);
  });

  it('keep the joiners inside an emoji', async () => {
    expect(cellsOf(await read('接收时间,内容\n2026-11-20 9:12,👨‍👩‍👧 一家\n'))).toMatchObject([{ text: '👨‍👩‍👧 一家' }]);
  });

  it.each([
    ['接收时间,地址\n1,2', '前60行里没有找到表头'],
    ['工单号,接收时间,地址\n1,2,3', '缺少“内容”一栏'],
    ['接收时间,内容,线索内容\n1,2,3', '“线索内容”一栏出现了两次（B列和C列）'],
    ['a,b\n1,2', '应有：接收时间、内容'],
    [HEAD, '只有表头，没有内容'],
    ['', '文件没有内容'],
    ['\uFEFF \n', '文件没有内容'],
  ])('%j is refused: %s', async (content, reason) => expect((await refusal(read(content))).message).toContain(reason));

  it('unknown columns refuse where nothing may be left out', async () => {
    const strict = { ...SPEC, unknown: 'refused' as const };
    const { message } = await refusal(readTable(Buffer.from('接收时间,内容,工资\n2026-11-20 9:12,甲,1\n'), strict));
    expect(message).toContain('不认识“工资”一栏');
  });
});

describe('what a spreadsheet has spoiled', () => {
  it.each([
    ['2.02611E+15,2026-11-20 9:12,,,甲', '工单号', '第15位以后的数字已经丢失'],
    ['20261120000100000,2026-11-20 9:12,,,甲', '工单号', '第15位以后全是0'],
    ['X,2026-11-20 9:12,,110105194912310000,甲', '身份证号', '第15位以后全是0'],
    ['X,2026-11-20 9:12,,1.10105E+17,甲', '身份证号', '第15位以后的数字已经丢失'],
    ['X,2026-11-20 9:12,57188880000,,甲', '联系电话', '丢了开头的0'],
    ['X,03/04/2026 9:12,,,甲', '接收时间', '分不清是3月4日还是4月3日'],
    ['X,26/3/5 9:12,,,甲', '接收时间', '年份只有两位'],
  ])('%s', async (row, column, reason) => {
    const [fault, ...others] = (await read(`${HEAD}\n${row}\n`)).rows[0]!.faults;
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ line: 2, column });
    expect(fault!.message).toContain(reason);
    expect(fault!.need.length).toBeGreaterThan(5);
    expect(fault!.found.length).toBeGreaterThan(0);
  });

  it.each(['13800000001', '0571-88880000', '057188880000', '88880000', '4008001234', '12345', '138****0001', '+86 138 0000 0001'])(
    'a phone is left alone: %s',
    async (phone) => expect(faultsOf(await read(`${HEAD}\nX,2026-11-20 9:12,${phone},,甲\n`))).toEqual([]),
  );

  it('zeros lost in a column whose other numbers have theirs', async () => {
    expect(faultsOf(await read(`${HEAD}\n0012,2026-11-20 9:12,,,甲\n13,2026-11-20 9:12,,,乙\nA7,2026-11-20 9:12,,,丙\n`))).toEqual([
      '3 工单号 “13”比同一栏以0开头的少2位，像是丢了开头的0',
    ]);
  });

  it('long numbers are believed where others in the column go on', async () => {
    expect(faultsOf(await read(`${HEAD}\n20261120000100000,2026-11-20 9:12,,,甲\n20261120000100017,2026-11-20 9:12,,,乙\n`))).toEqual([]);
  });

  it('full width is the same number', async () => {
    expect(
      cellsOf(await read(`${HEAD}\nＸ－１,2026-11-20 9:12,１３８０００００００１,１１０１０５　１９４９１２３１　００２Ｘ,甲\n`)),
    ).toMatchObject([{ id: 'X-1', phone: '13800000001', person: '11010519491231002X' }]);
  });
});

describe('files that are no table', () => {
  it.each([
    ['.xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('Workbook', 'utf16le')]), 415, '.xls'],
    ['with a password', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 415, '密码'],
    ['PDF', Buffer.from('%PDF-1.7'), 415, 'PDF'],
    ['a web page', Buffer.from('<html><table><tr><td>1</td></tr></table>'), 415, '网页'],
    ['XML 2003', Buffer.from('\uFEFF<?xml version="1.0"?><Workbook/>'), 415, 'XML'],
    ['a picture', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x80, 0xff]), 400, '编码'],
    ['UTF-16 cut in two', Buffer.from('fffe610062', 'hex'), 400, 'UTF-16'],
    ['UTF-32', Buffer.from('fffe0000610000002c000000', 'hex'), 400, 'UTF-32'],
    ['a broken zip', Buffer.from('PK\u0003\u0004nonsense'), 400, '损坏'],
  ])('%s', async (_name, bytes, status, reason) => {
    const { status: told, message, details } = await refusal(read(bytes));
    expect([told, message]).toEqual([status, expect.stringContaining(reason)]);
    expect(details.needs?.length).toBeGreaterThan(0);
  });

  it('a hundred thousand rows are counted and refused, without keeping them', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `X-${index},2026-11-20 9:12,,,店外摆摊`).join('\n');
    const { status, message } = await refusal(read(`${HEAD}\n${rows}`));
    expect([status, message]).toEqual([413, '表里有100000行，一次最多500行，没有导入任何内容']);
  });
});

describe('what is written is read', () => {
  it.each(TABLE_FORMATS)('the template as %s, its example told and skipped, or taken once it is written over', async (format) => {
    const { bytes } = await templateOf(SPEC, '线索', format);
    expect((await refusal(read(bytes))).message).toContain('除了示例行，没有内容');
    if (format === 'csv') {
      const mine = `${bytes.toString()}X-9,2026-11-20 9:12,,,我的一行,\r\n`;
      const table = await read(mine);
      expect(cellsOf(table)).toMatchObject([{ id: 'X-9', text: '我的一行' }]);
      expect(table.notes.join()).toContain('是示例，没有导入');
      expect(faultsOf(await read(bytes.toString().replace('店外摆摊', '我改过了')))).toEqual([
        expect.stringContaining('还标着“示例行”，但内容已经改过'),
      ]);
    }
  });

  it.each(TABLE_FORMATS)('refused rows as %s: corrected, they go in, and the reasons are no content', async (format) => {
    const table = await read(`备注,${HEAD}\n留着,=1+1,26/3/5 9:12,,2.02611E+15,"甲,乙"\n`);
    const file = await faultyTable(table, [{ raw: table.rows[0]!.raw, reason: '年份只有两位' }], format);
    const again = await read(file.bytes);
    expect(again.rows[0]!.raw).toEqual(['留着', '=1+1', '26/3/5 9:12', '', '2.02611E+15', '甲,乙', '年份只有两位']);
    expect(again.rows[0]!.faults.map(({ column }) => column)).toEqual(['接收时间', '身份证号']);
    expect(again.notes.join()).not.toContain('导入说明');
  });

  const cell = fc
    .array(
      fc.oneof(
        fc.constantFrom('"', ',', ';', '\t', '\n', "'", '=', '+', '-', '@', '甲', '号', '油烟', '1', ' '),
        fc.string({ maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => `店外${parts.join('')}摆摊`)
    .filter((text) => !/[\u0000-\u0008\u000b-\u001f\u007f-\u00ff]/.test(text));

  it.each([
    ['utf8', true],
    ['utf8', false],
    ['utf-16le', true],
    ['utf-16be', true],
    ['gb18030', false],
  ] as const)('through %s, each delimiter', async (encoding, mark) => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 4 }), fc.constantFrom(',', ';', '\t'), async (texts, sign) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = texts.map((text, at) => [`X-${at}`, '2026-11-20 9:12', quoted(text)].join(sign));
        const bytes = iconv.encode(`${['工单号', '接收时间', '内容'].join(sign)}\r\n${lines.join('\r\n')}\r\n`, encoding, { addBOM: mark });
        const table = await read(bytes);
        expect(faultsOf(table)).toEqual([]);
        expect(table.rows.map(({ cells }) => cells.text)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });

  it('through our own CSV and XLSX', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 3 }), fc.constantFrom(...TABLE_FORMATS), async (texts, format) => {
        const names = ['工单号', '接收时间', '内容'];
        const rows = texts.map((text, at) => ({ raw: [`X-${at}`, '2026-11-20 9:12', text], reason: '因为' }));
        const { bytes } = await faultyTable({ names, remark: null }, rows, format);
        expect((await read(bytes)).rows.map(({ cells }) => cells.text)).toEqual(texts);
      }),
      { numRuns: 60 },
    );
  });
});

describe('any bytes', () => {
  const beginnings = fc.constantFrom(
    '',
    'PK\u0003\u0004',
    '\u00ff\u00fe',
    '\u00fe\u00ff',
    '\u00ef\u00bb\u00bf',
    '\u00d0\u00cf\u0011\u00e0',
    `${HEAD}\n`,
  );
  it('are a table or a told refusal, never an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(beginnings, fc.uint8Array({ maxLength: 300 }), async (begin, rest) => {
        const bytes = Buffer.concat([Buffer.from(begin === `${HEAD}\n` ? begin : Buffer.from(begin, 'latin1')), rest]);
        try {
          const table = await readTable(bytes, SPEC);
          for (const { faults } of table.rows)
            for (const { message, need } of faults) expect(message.length * need.length).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          expect(error.message).toMatch(/\p{Script=Han}/u);
        }
      }),
      { numRuns: 400 },
    );
  });
});
