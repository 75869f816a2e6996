/** Lists on their way in: files and rows, good and bad. Nothing is published here. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { fromRows, listTable, writeCsv } from '../../api/lists/list-table.ts';
import { readTable } from '../../api/tables/read-table.ts';
import type { Duty } from '../../domain/lists/duties.ts';
import { headings } from '../../api/lists/table.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import { as, type Reply } from './client.ts';
import { done, expectProblem } from './scenes.ts';

const LISTS = ['matters', 'benchmarks', 'duties', 'patrol-items', 'delegation'] as const;
const tomorrow = addDays(legalDateOf(Date.now()), 1);
const asked = `effectiveFrom=${tomorrow}&note=${encodeURIComponent('测试')}`;
const upload = async (list: string, content: BlobPart, name = '清单.csv', query = asked): Promise<Reply> =>
  (await as('listadmin')).upload(`/lists/${list}/drafts/import?${query}`, content, name);
const exported = async (list: string, format: 'csv' | 'json' = 'csv', by = 'handler1'): Promise<string> =>
  (await (await as(by)).get(`/lists/${list}/export?format=${format}`)).body as string;
const duties = async (): Promise<Duty[]> => done(await (await as('handler1')).get('/lists/duties?limit=500')).body.items;
const tell = (reply: Reply) =>
  (reply.body.rows as { line: number; item: string; column: string; message: string }[]).map(({ line, item, column, message }) => [
    line,
    item,
    column,
    message,
  ]);

afterEach(async () => {
  const admin = await as('listadmin');
  for (const { list, version } of done(await admin.get('/lists/drafts')).body.items as { list: string; version: string }[])
    await admin.delete(`/lists/${list}/drafts/${version}`);
});

describe('a list out and in again', () => {
  it.each(LISTS)('%s: CSV and JSON come back as they went out', async (list) => {
    const reply = await (await as('handler1')).get(`/lists/${list}/export`);
    expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename=".*2026\.1\.csv"; filename\*=UTF-8''%/);
    const bytes = Buffer.from(await (await fetchRaw(`/lists/${list}/export`)).arrayBuffer());
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    // Unchanged: there is nothing to draft.
    expectProblem(await upload(list, bytes), 409, 'list-unchanged');
    const json = JSON.stringify(await exported(list, 'json'));
    expect(JSON.parse(json)).toMatchObject({ list, version: '2026.1', contentHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expectProblem(await upload(list, json, '清单.json'), 409, 'list-unchanged');
  });

  it('whatever stands in a cell', async () => {
    const signs = fc.constantFrom('"', ',', '\n', '\r\n', "'", '=', '+', '-', '@', '|', '\\', '；', ' ', '\t', '1', '甲');
    const text = fc
      .array(fc.oneof(signs, fc.string({ maxLength: 4, unit: 'grapheme' })), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join('').trim())
      .filter((one) => one !== '' && !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            item: text,
            domain: text,
            keywords: fc.array(text, { minLength: 1, maxLength: 4 }),
            lead: text,
            role: text,
            title: text,
          }),
          { minLength: 1, maxLength: 5 },
        ),
        async (parts) => {
          const rows = parts.map(({ item, domain, keywords, lead, role, title }, index): Duty => ({
            code: `D-${index}`,
            domain,
            item,
            keywords,
            leadDepartment: lead,
            assistingDepartments: [],
            townRole: role,
            source: { title },
            verified: index % 2 === 0,
          }));
          const read = fromRows('duties', await readTable(Buffer.from(writeCsv('duties', rows)), listTable('duties')));
          expect(read.faults).toEqual([]);
          expect(read.rows).toEqual(rows);
        },
      ),
      { numRuns: 300 },
    );
  });
});

async function fetchRaw(path: string): Promise<Response> {
  const { base, cookie } = await as('handler1');
  return fetch(`${base}${path}`, { headers: { Cookie: cookie } });
}

describe('a file that cannot be used', () => {
  it('says every broken row by line, column and reason, and keeps nothing', async () => {
    const [head, ...lines] = writeCsv(
      'duties',
      (await duties()).slice(0, 5).map((row) => ({ ...row, source: { title: '甲' }, townRole: '乙' })),
    )
      .split('\r\n')
      .filter(Boolean) as [string, ...string[]];
    const cells = (line: string) => line.split(',');
    const names = headings('duties');
    const at = (name: string) => names.indexOf(name);
    const broken = [
      lines[0]!,
      cells(lines[1]!).with(at('编号'), '编号 1').join(','),
      '',
      cells(lines[2]!).with(at('已核对'), '对').with(at('关键词'), '').join(','),
      `${lines[3]!},多一栏`,
      cells(lines[4]!).with(at('编号'), cells(lines[0]!)[0]!).join(','),
    ];
    const reply = await upload('duties', [head, ...broken].join('\n'));
    expectProblem(reply, 422, 'list-rows-broken');
    const first = cells(lines[0]!)[0]!;
    expect(tell(reply)).toEqual([
      [3, '编号 1', '编号', '编号只能用字母、数字和短横线，不超过40位'],
      [5, cells(lines[2]!)[0], '已核对', '应为“是”或者“否”'],
      [5, cells(lines[2]!)[0], '关键词', '不能为空'],
      [6, cells(lines[3]!)[0], '整行', `应有${names.length}栏，实有${names.length + 1}栏`],
      [7, first, '编号', `编号“${first}”与第2行重复`],
    ]);
    expect(reply.body.detail).toContain('4行有误，共5处，没有导入任何内容');
    expect(done(await (await as('listadmin')).get('/lists/drafts')).body.items).toEqual([]);
  });

  it('in a foreign encoding, as a spreadsheet, empty, with other headings', async () => {
    const text = await exported('duties');
    // 编号 in GBK.
    const gbk = Buffer.concat([Buffer.from([0xb1, 0xe0, 0xba, 0xc5]), Buffer.from(',a\r\n')]);
    expectProblem(await upload('duties', gbk), 400, 'csv-encoding');
    expectProblem(await upload('duties', Buffer.from('PK\u0003\u0004xlsx')), 400, 'spreadsheet-broken');
    expectProblem(await upload('duties', ''), 422);
    expectProblem(await upload('duties', '\uFEFF'), 422);
    const headless = await upload('duties', text.replace('牵头部门', '主管部门'));
    expectProblem(headless, 422);
    expect(headless.body.errors.map(({ message }: { message: string }) => message)).toEqual(['缺少“牵头部门”一栏', '不认识“主管部门”一栏']);
    expectProblem(await upload('duties', headings('duties').join(';')), 422);
    expectProblem(await upload('duties', `${headings('duties').join(',')}\r\n`), 422);
    expectProblem(await upload('duties', `${headings('duties').join(',')}\r\n"没有闭合`), 422);
    expectProblem(await upload('duties', '{"rows": ['), 400, 'malformed-json');
    expectProblem(await upload('duties', '{"list": "matters", "rows": []}'), 422);
    expectProblem(await upload('duties', '{"row": []}'), 422);
    expectProblem(
      await (await as('listadmin')).raw('POST', `/lists/duties/drafts/import?${asked}`, text, { 'Content-Type': 'text/html' }),
      415,
    );
  });

  it('of ten thousand rows, or of more bytes than a list has', async () => {
    const [first] = await duties();
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      ...first!,
      code: `D-${index}`,
      item: '甲',
      keywords: ['乙'],
      source: { title: '丙' },
    }));
    expectProblem(await upload('duties', writeCsv('duties', many)), 413, 'too-many-rows');
    expectProblem(
      await (
        await as('listadmin')
      ).post('/lists/duties/drafts', { effectiveFrom: tomorrow, note: '测试', rows: many.map(({ code }) => ({ code })) }),
      413,
      'too-many-rows',
    );
    expectProblem(await upload('duties', Buffer.alloc(11 * 1024 * 1024, 'a')), 413, 'too-large');
  });

  it('takes a raw CSV as it takes a form', async () => {
    const rows = await duties();
    const reply = await (
      await as('listadmin')
    ).raw('POST', `/lists/duties/drafts/import?${asked}`, writeCsv('duties', [...rows, { ...rows[0]!, code: 'NEW-1' }]), {
      'Content-Type': 'text/csv',
    });
    expect(done(reply, 201).body).toMatchObject({ status: 'draft', rows: rows.length + 1, base: '2026.1', effectiveFrom: tomorrow });
    const compared = done(await (await as('listadmin')).get(`/lists/duties/compare?from=2026.1&to=${reply.body.version}`)).body;
    expect(compared).toMatchObject({ added: [{ code: 'NEW-1', title: rows[0]!.item }], removed: [], changed: [], unchanged: rows.length });
  });
});

describe('a draft as rows or changes', () => {
  const draft = async (list: string, body: Record<string, unknown>, by = 'listadmin') =>
    (await as(by)).post(`/lists/${list}/drafts`, { effectiveFrom: tomorrow, note: '测试', ...body });

  it('is the list administrator’s to write, and told in Chinese to all others', async () => {
    for (const by of ['handler1', 'supervisor', 'bureauhead', 'sysadmin', 'auditor'])
      expectProblem(await draft('duties', { rows: [] }, by), 403);
    expectProblem(await (await as('handler1')).upload(`/lists/duties/drafts/import?${asked}`, 'x', 'a.csv'), 403);
    for (const by of ['handler1', 'auditor', 'supervisor']) expectProblem(await (await as(by)).get('/lists/drafts'), 403);
  });

  it('says which of the rows are broken, all of them', async () => {
    const [first, second] = await duties();
    const reply = await draft('duties', { rows: [{ ...first!, keywords: [], colour: 'red' }, second, { ...second!, item: ' 空格' }, 7] });
    expectProblem(reply, 422, 'list-rows-broken');
    expect(tell(reply)).toEqual([
      [1, first!.code, '关键词', '不能为空'],
      [1, first!.code, 'colour', '不认识的字段：colour'],
      [3, second!.code, '履职事项', '首尾不能有空格'],
      [4, '', '整行', '应为对象'],
    ]);
    expectProblem(await draft('duties', { rows: [first, first] }), 422, 'list-rows-broken');
  });

  it('changes something, and takes effect after the version before it', async () => {
    const rows = await duties();
    expectProblem(await draft('duties', { rows }), 409, 'list-unchanged');
    expectProblem(await draft('duties', { rows: [] }), 409, 'list-empty');
    expectProblem(await draft('duties', { changes: { remove: ['XX-1'] } }), 409, 'row-not-there');
    expectProblem(
      await draft('duties', { changes: { remove: [rows[0]!.code] }, effectiveFrom: '2024-01-01' }),
      409,
      'list-effective-too-early',
    );
    expectProblem(await draft('duties', { changes: { remove: [rows[0]!.code] }, effectiveFrom: '2026-02-30' }), 422);
    expectProblem(await draft('duties', {}), 422);
    expectProblem(await draft('duties', { rows, changes: {} }), 422);
    expectProblem(
      await draft('delegation', { changes: { remove: ['CG-0101-town'] }, effectiveFrom: '2026-03-01' }),
      409,
      'delegation-retroactive',
    );
    expectProblem(await (await as('listadmin')).get('/lists/duties/drafts/2099.1'), 404, 'no-list-version');
  });

  it('is read row by row, compared field by field, exported, and thrown away', async () => {
    const rows = await duties();
    const { version } = done(
      await draft('duties', { changes: { put: [{ ...rows[0]!, keywords: ['新词'], leadDepartment: '水利局' }], remove: [rows[1]!.code] } }),
      201,
    ).body;
    const admin = await as('listadmin');
    expect(done(await admin.get(`/lists/duties/drafts/${version}/rows?limit=1`)).body).toMatchObject({
      total: rows.length - 1,
      items: [{ keywords: ['新词'] }],
      nextCursor: expect.any(String),
    });
    const compared = done(await admin.get(`/lists/duties/compare?from=2026.1&to=${version}`)).body;
    expect(compared).toMatchObject({
      added: [],
      removed: [{ code: rows[1]!.code }],
      changed: [
        {
          code: rows[0]!.code,
          fields: [
            { heading: '关键词', before: rows[0]!.keywords.join('、'), after: '新词' },
            { heading: '牵头部门', before: rows[0]!.leadDepartment, after: '水利局' },
          ],
        },
      ],
    });
    expect((await admin.get(`/lists/duties/export?version=${version}`)).status).toBe(200);
    expectProblem(await (await as('handler1')).get(`/lists/duties/export?version=${version}`), 403);
    expectProblem(await (await as('handler1')).get(`/lists/duties/compare?from=2026.1&to=${version}`), 403);
    expectProblem(await admin.get('/lists/duties/export?format=xlsx'), 422);
    expect((await admin.delete(`/lists/duties/drafts/${version}`)).status).toBe(204);
    expectProblem(await admin.get(`/lists/duties/drafts/${version}`), 404);
  });

  it('compares benchmarks in the words of their factors', async () => {
    const [first] = done(await (await as('handler1')).get('/lists/benchmarks?code=CG-0101')).body.items;
    const tiers = first.tiers.map((tier: { ranges: { max: number }[] }) => ({
      ...tier,
      ranges: tier.ranges.map((range) => ({ ...range, max: range.max - 1 })),
    }));
    const { version } = done(await draft('benchmarks', { changes: { put: [{ ...first, tiers }] } }), 201).body;
    const [change] = done(await (await as('listadmin')).get(`/lists/benchmarks/compare?from=2026.1&to=${version}`)).body.changed;
    expect(change.fields).toMatchObject([{ heading: '裁量档次', before: expect.stringContaining('面积') }]);
    expect(JSON.stringify(change)).not.toMatch(/areaSqm|after-refusal/);
  });
});
