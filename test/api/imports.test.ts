/** Tables through the doors of every import: looked at, written once, what was refused given back, corrected and sent again. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import { bookOf } from '../support/spreadsheet.ts';
import { as, type Reply } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem } from './scenes.ts';

const HEAD = '工单号,接收时间,线索渠道,反映人,联系电话,属地镇街,地址,线索内容';
const mark = () => `T${randomUUID().slice(0, 8)}`;
const send = async (path: string, content: string | Buffer, by = 'dispatcher'): Promise<Reply> =>
  (await as(by)).upload(path, content as BlobPart, '表.csv', 'text/csv');
const file = async (path: string, content: string | Buffer, by = 'dispatcher'): Promise<Buffer> => {
  const { base, cookie, csrfToken } = await as(by);
  const form = new FormData();
  form.append('file', new Blob([content as BlobPart]), '表.csv');
  const answer = await fetch(`${base}${path}`, { method: 'POST', headers: { Cookie: cookie, 'X-CSRF-Token': csrfToken }, body: form });
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};
const ticketsOf = async (m: string): Promise<number> =>
  (await database().rows('select 1 from lead where ticket like $1', [`${m}%`])).length;

describe('a table of leads', () => {
  it('is looked at without writing, written once, and its refused rows go in once they are corrected', async () => {
    const m = mark();
    const table = [
      `云溪县12345工单导出,,,,,,,`,
      HEAD,
      `${m}-1,2026/3/5 9:30,12345热线,张某,0571-88880000,青石镇,解放路1号,占道经营`,
      `${m}-2,03/04/2026 9:30,12345热线,,,青石镇,解放路2号,占道经营`,
      `${m}-3,46086.395833,12345热线,,57188880000,青石镇,解放路3号,占道经营`,
    ].join('\r\n');
    const { body: seen } = done(await send('/leads/import/preview', table));
    expect(seen).toMatchObject({ counts: { new: 1, same: 0, other: 0, refused: 2 }, allOrNone: false, more: 0 });
    expect(seen.notes.join()).toContain('上面的1行没有读');
    expect(seen.faults).toMatchObject([
      { line: 4, column: '接收时间', found: '03/04/2026 9:30', message: expect.stringContaining('分不清') },
      { line: 5, column: '联系电话', found: '57188880000', need: expect.stringContaining('文本') },
    ]);
    expect(await ticketsOf(m)).toBe(0);
    expect(done(await send('/leads/import', table)).body).toMatchObject({ imported: 1, existing: 0, errors: [{ line: 4 }, { line: 5 }] });
    expect(done(await send('/leads/import', table)).body).toMatchObject({ imported: 0, existing: 1 });
    const back = (await file('/leads/import/faults?format=csv', table)).toString();
    expect(back.split('\r\n')[0]).toBe(`\uFEFF${HEAD},导入说明`);
    const corrected = back.replace('03/04/2026 9:30', '2026-03-04 9:30').replace('57188880000', '0571-88880000');
    expect(done(await send('/leads/import', corrected)).body).toEqual({ imported: 2, existing: 0, errors: [] });
    expect(await ticketsOf(m)).toBe(3);
    const sheet = await file('/leads/import/faults?format=xlsx', table);
    expect(done(await send('/leads/import/preview', sheet)).body.counts).toMatchObject({ refused: 2 });
  });

  it('compares what is there by its content, in the table and on file', async () => {
    const m = mark();
    const row = (n: number, text: string) => `${m}-${n},2026-03-05 09:30,12345热线,,,青石镇,解放路1号,${text}`;
    done(await send('/leads/import', `${HEAD}\n${row(1, '占道经营')}\n`));
    const table = `${HEAD}\n${row(1, '占道经营')}\n${row(1, '又有油烟')}\n${row(2, '甲')}\n${row(2, '甲')}\n${row(2, '乙')}\n`;
    const { body } = done(await send('/leads/import/preview', table));
    expect(body.counts).toEqual({ new: 1, same: 2, other: 2, refused: 0 });
    expect(body.faults.map(({ message }: { message: string }) => message)).toEqual([
      `工单号“${m}-1”早已收到，内容不同（线索内容）`,
      '工单号与第4行相同，内容不同（线索内容）',
    ]);
    expect(done(await send('/leads/import', table)).body).toMatchObject({ imported: 1, existing: 2, errors: [{ line: 3 }, { line: 6 }] });
  });

  it('without tickets is the same table again, also twice at once', async () => {
    const text = `无工单号 ${mark()}`;
    const table = `接收时间,渠道,地址,内容\n2026-03-05 09:30,巡查发现,解放路1号,${text}\n`;
    const both = await Promise.all([send('/leads/import', table), send('/leads/import', table)]);
    expect(both.map((reply) => done(reply).body.imported).sort()).toEqual([0, 1]);
    expect(done(await send('/leads/import', table)).body).toEqual({ imported: 0, existing: 1, errors: [] });
    expect(await database().rows('select 1 from lead where text = $1', [text])).toHaveLength(1);
  });

  it('as a spreadsheet asks which sheet where two could be', async () => {
    const m = mark();
    const rows = (n: number) => [
      HEAD.split(','),
      [`${m}-${n}`, '2026-03-05 9:30', '12345热线', null, null, '青石镇', '解放路1号', '占道经营'],
    ];
    const book = await bookOf({
      sheets: [
        { name: '三月', rows: rows(1) },
        { name: '四月', rows: rows(2) },
      ],
    });
    const asked = await send('/leads/import/preview', book);
    expectProblem(asked, 422, 'which-sheet');
    expect(asked.body.sheets).toEqual([
      { name: '三月', rows: 2 },
      { name: '四月', rows: 2 },
    ]);
    expect(done(await send(`/leads/import?sheet=${encodeURIComponent('四月')}`, book)).body).toMatchObject({ imported: 1 });
    expect(await ticketsOf(`${m}-2`)).toBe(1);
  });

  it('is for dispatchers, at every door', async () => {
    for (const path of ['/leads/import', '/leads/import/preview', '/leads/import/faults'])
      expectProblem(await send(path, HEAD, 'handler1'), 403);
    expectProblem(await (await as('handler1')).get('/leads/import/template'), 403);
  });

  it('has a template that comes back empty-handed', async () => {
    const { base, cookie } = await as('dispatcher');
    for (const format of ['xlsx', 'csv']) {
      const answer = await fetch(`${base}/leads/import/template?format=${format}`, { headers: { Cookie: cookie } });
      expect(answer.headers.get('content-disposition')).toContain(`.${format}`);
      expectProblem(await send('/leads/import/preview', Buffer.from(await answer.arrayBuffer())), 422);
    }
  });
});

describe('a table of units and people', () => {
  it('proposes nothing twice, while it waits or after it was approved, and says where it differs', async () => {
    const m = mark().toLowerCase();
    const units = `名称,类别,上级单位\n${m}镇,镇、乡,云溪县人民政府\n${m}网格,网格,${m}镇\n`;
    expect(done(await send('/units/import', units, 'sysadmin')).body).toMatchObject({ proposed: 2, counts: { new: 2 } });
    expect(done(await send('/units/import', units, 'sysadmin')).body).toMatchObject({ proposed: 0, counts: { new: 0, same: 2 } });
    const other = await send('/units/import', units.replace('镇、乡', '街道'), 'sysadmin');
    expectProblem(other, 422, 'rows-broken');
    expect(other.body.faults[0]).toMatchObject({ line: 2, column: '名称', message: expect.stringContaining('类别不同') });
    const people = `姓名,用户名,单位,岗位\n甲,${m},青石镇,执法岗\n乙,${m}b,${m}镇,执法岗\n`;
    const waits = await send('/people/import', people, 'sysadmin');
    expectProblem(waits, 422, 'rows-broken');
    expect(waits.body.faults).toMatchObject([{ line: 3, column: '单位', message: expect.stringContaining('还没有批准设立') }]);
    // What goes in whole comes back whole.
    expect((await file('/people/import/faults?format=csv', people, 'sysadmin')).toString()).toContain(`甲,${m},`);
    const one = people.split('\n').slice(0, 2).join('\n');
    const both = await Promise.all([send('/people/import', one, 'sysadmin'), send('/people/import', one, 'sysadmin')]);
    expect(both.map((reply) => done(reply).body.proposed).sort()).toEqual([0, 1]);
    const changed = await send('/people/import/preview', one.replace('执法岗', '法制审核岗'), 'sysadmin');
    expect(done(changed).body).toMatchObject({ counts: { other: 1 }, allOrNone: true });
    const open = done(await (await as('sysadmin')).get('/staffing-changes?status=proposed')).body.items as {
      id: string;
      subjectName: string;
    }[];
    for (const { id, subjectName } of open)
      if (subjectName.startsWith(m) || subjectName === '甲') await (await as('sysadmin')).post(`/staffing-changes/${id}/withdraw`, {});
  });
});

describe('a table of a list', () => {
  const tomorrow = addDays(legalDateOf(Date.now()), 1);
  it('is looked at beside the published version, and drafted once', async () => {
    const text = (await (await as('listadmin')).get('/lists/duties/export')).body as string;
    const [head, first, second, ...rest] = text.split('\r\n');
    const changed = [
      head,
      first!.replace(/^([^,]+),/, '$1-9,'),
      second!.replace(/是|否/, (word) => (word === '是' ? '否' : '是')),
      ...rest,
    ].join('\r\n');
    const { body } = done(await send('/lists/duties/drafts/import/preview', changed, 'listadmin'));
    expect(body.counts).toMatchObject({ new: 1, other: 1, refused: 0 });
    expect(body.notes.join()).toContain('的1项在表里没有，将删去');
    const path = `/lists/duties/drafts/import?effectiveFrom=${tomorrow}&note=${encodeURIComponent('测试')}`;
    const drafted = done(await send(path, changed, 'listadmin'), 201).body;
    expect(done(await send(path, changed, 'listadmin'), 200).body.version).toBe(drafted.version);
    done(await (await as('listadmin')).delete(`/lists/duties/drafts/${drafted.version}`), 204);
  });
});
