import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { as } from './client.ts';
import { database } from './database.ts';
import { done, expectProblem, leadOf, minutesAgo } from './scenes.ts';

const newLead = async (over: Record<string, unknown> = {}) => done(await (await as('dispatcher')).post('/leads', leadOf(over)), 201).body;

describe('taking leads in', () => {
  it('answers the lead with its triage', async () => {
    const lead = await newLead();
    expect(lead).toMatchObject({
      channel: '12345',
      status: 'new',
      town: { id: 'qingshi', name: '青石镇' },
      caseId: null,
      kind: expect.stringMatching(/^(enforcement|out-of-scope|criminal|emergency)$/),
      dispatch: { departments: expect.any(Array), confidence: expect.any(Number), toPerson: expect.any(Boolean), why: expect.any(Array) },
      duplicates: expect.any(Array),
    });
    for (const row of lead.dispatch.departments) {
      expect(row).toMatchObject({ department: expect.any(String), score: expect.any(Number), matched: expect.any(Array) });
    }
    const scores = lead.dispatch.departments.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('takes a ticket once', async () => {
    const dispatcher = await as('dispatcher');
    const lead = leadOf();
    const replies = await Promise.all([1, 2, 3].map(() => dispatcher.post('/leads', lead)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect((await dispatcher.post('/leads', { ...lead, channel: 'patrol' })).status).toBe(201);
  });

  it('without a ticket, once a key', async () => {
    const dispatcher = await as('dispatcher');
    const lead = leadOf({ ticket: null });
    const [one, two] = [
      await dispatcher.post('/leads', lead, { 'Idempotency-Key': 'lead-a' }),
      await dispatcher.post('/leads', lead, { 'Idempotency-Key': 'lead-a' }),
    ];
    expect([one.status, two.status]).toEqual([201, 200]);
    expect(two.body.id).toBe(one.body.id);
    expectProblem(
      await dispatcher.post('/leads', leadOf({ ticket: null, text: '别的事' }), { 'Idempotency-Key': 'lead-a' }),
      422,
      'idempotency-key-reused',
    );
  });

  it.each([
    ['an unknown town', { town: '桃源镇' }, 'town'],
    ['an unknown channel', { channel: '飞鸽传书' }, 'channel'],
    ['a time to come', { receivedAt: new Date(Date.now() + 86_400_000).toISOString() }, 'receivedAt'],
    ['no text', { text: '' }, 'text'],
  ])('refuses %s', async (_name, over, path) => {
    const reply = await (await as('dispatcher')).post('/leads', leadOf(over));
    expectProblem(reply, 422);
    expect(reply.body.errors[0].path).toBe(path);
  });

  it('finds what may be the same', async () => {
    const place = `解放路${randomUUID().slice(0, 4)}号`;
    const one = await newLead({
      address: place,
      text: '楼下烧烤店油烟很大，排烟口正对着居民窗户，熏得人睡不着',
      receivedAt: minutesAgo(120),
    });
    const two = await newLead({
      address: place,
      text: '楼下烧烤店油烟太大，排烟口对着我家窗户，晚上熏得睡不着觉',
      receivedAt: minutesAgo(60),
    });
    expect(two.duplicates[0]).toMatchObject({ leadId: one.id, score: expect.any(Number), why: expect.any(Array) });
    expect(two.duplicates[0].why.join()).toMatch(/\p{Script=Han}/u);
  });
});

describe('importing a table', () => {
  const header = 'id,receivedAt,channel,reporterName,reporterPhone,areaTown,address,text';
  const mark = () => randomUUID().slice(0, 8);
  const importCsv = async (content: string | Buffer, by = 'dispatcher') =>
    (await as(by)).upload('/leads/import', content as BlobPart, 'leads.csv', 'text/csv');

  it('takes the sixty leads of the catalogue, once', async () => {
    const csv = readFileSync('prisma/seed/catalogue/leads.csv');
    expect(done(await importCsv(csv)).body).toEqual({ imported: 60, existing: 0, errors: [] });
    expect(done(await importCsv(csv)).body).toEqual({ imported: 0, existing: 60, errors: [] });
    const rows = done(await (await as('dispatcher')).get('/leads?q=L-0001')).body.items;
    expect(rows).toMatchObject([
      { ticket: 'L-0001', channel: '12345', receivedAt: '2026-03-02T08:47:00+08:00', town: { name: '城关街道' } },
    ]);
  });

  it('tells each broken row by line and reason while the others go in', async () => {
    const m = mark();
    const rows = [
      header,
      `${m}-1,2026-03-02T08:47:00+08:00,12345热线,张某,138,青石镇,一号,好的一行`,
      `${m}-2,2026-02-30T08:47:00+08:00,12345热线,张某,138,青石镇,一号,没有这一天`,
      `${m}-3,2026-03-02T08:47:00+08:00,飞鸽传书,张某,138,青石镇,一号,没有这个渠道`,
      `${m}-4,2026-03-02T08:47:00+08:00,12345热线,张某,138,桃源镇,一号,没有这个镇`,
      `${m}-5,2026-03-02T08:47:00+08:00,12345热线,张某`,
      `${m}-6,2026-03-02T08:47:00+08:00,12345热线,张某,138,青石镇,一号,`,
      `${m}-7,2026-03-02T08:47:00+08:00,巡查发现,,,青石镇,"一号, 二号","一行里
换了行"`,
      `${m}-8,2026-03-02T08:47:00+08:00,网格上报,,,青石镇,一号,后面的一行`,
    ];
    const { body } = done(await importCsv(`\ufeff${rows.join('\r\n')}\r\n`));
    expect(body.imported).toBe(3);
    expect(body.errors.map(({ line }: { line: number }) => line)).toEqual([3, 4, 5, 6, 7]);
    const reasons = body.errors.map(({ reason }: { reason: string }) => reason);
    expect(reasons[0]).toContain('接收时间');
    expect(reasons[1]).toContain('渠道');
    expect(reasons[2]).toContain('桃源镇');
    expect(reasons[3]).toContain('栏数');
    expect(reasons[4]).toContain('线索内容');
    expect(await database().rows('select 1 from lead where ticket like $1', [`${m}-%`])).toHaveLength(3);
  });

  it('keeps what came before a quote that is never closed', async () => {
    const m = mark();
    const { body } = done(
      await importCsv(
        `${header}\n${m}-1,2026-03-02T08:47:00+08:00,12345热线,,,青石镇,一号,好的\n${m}-2,2026-03-02T08:47:00+08:00,12345热线,,,青石镇,"一号,坏的\n`,
      ),
    );
    expect(body).toMatchObject({ imported: 1, errors: [{ reason: expect.stringContaining('引号') }] });
  });

  it('reads GB18030, as spreadsheets write it', async () => {
    const m = mark();
    // 青石镇,一号,乱倒垃圾 in GBK.
    const gbk = Buffer.from('c7e0caafd5f22cd2bbbac52cc2d2b5b9c0acbbf8', 'hex');
    const csv = Buffer.concat([Buffer.from(`${header}\n${m}-1,2026-03-02T08:47:00+08:00,12345,,,`), gbk, Buffer.from('\n')]);
    expect(done(await importCsv(csv)).body).toMatchObject({ imported: 1, errors: [] });
    expect(await database().rows<{ text: string }>('select text from lead where ticket = $1', [`${m}-1`])).toEqual([{ text: '乱倒垃圾' }]);
  });

  it.each([
    ['an empty file', ''],
    ['a header alone', header],
    ['another header', 'a,b,c\n1,2,3'],
    ['no header', '1,2026-03-02T08:47:00+08:00,12345热线,,,青石镇,一号,一'],
  ])('refuses %s', async (_name, content) => expectProblem(await importCsv(content), 422));

  it('refuses bytes that are no text', async () =>
    expectProblem(await importCsv(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x80, 0xff])), 400, 'csv-encoding'));

  it('refuses more than ten megabytes', async () => {
    expectProblem(await importCsv(`${header}\n${'x'.repeat(11 * 1024 * 1024)}`), 413, 'too-large');
  });

  it('is for the dispatcher', async () => expectProblem(await importCsv(header, 'handler1'), 403, 'role-required'));

  it.each([
    ['another field', async () => (await as('dispatcher')).upload('/leads/import', 'a', 'a.csv', 'text/csv', 'table')],
    ['no file', async () => (await as('dispatcher')).raw('POST', '/leads/import', new FormData())],
    [
      'a broken multipart',
      async () => (await as('dispatcher')).raw('POST', '/leads/import', 'abc', { 'Content-Type': 'multipart/form-data; boundary=x' }),
    ],
    ['no boundary', async () => (await as('dispatcher')).raw('POST', '/leads/import', 'abc', { 'Content-Type': 'multipart/form-data' })],
    ['JSON', async () => (await as('dispatcher')).post('/leads/import', { file: 'a' })],
  ])('refuses %s with a 4xx', async (_name, work) => {
    const reply = await work();
    expect([400, 415, 422]).toContain(reply.status);
    expectProblem(reply, reply.status);
  });
});

describe('deciding a lead', () => {
  it('accepts it: a case is opened and dispatched', async () => {
    const lead = await newLead();
    const dispatcher = await as('dispatcher');
    const accepted = done(
      await dispatcher.post(`/leads/${lead.id}/accept`, { department: lead.dispatch.departments[0]?.department ?? '综合行政执法局' }),
    );
    expect(accepted.body).toMatchObject({ leadId: lead.id, stage: 'discovery', dispatched: true });
    const read = done(await dispatcher.get(`/cases/${accepted.body.caseId}`)).body.case;
    expect(read).toMatchObject({ source: { leadId: lead.id, text: lead.text, channel: '12345' }, dispatch: { unit: { id: 'qingshi' } } });
    expect(done(await dispatcher.get(`/leads/${lead.id}`)).body).toMatchObject({ status: 'accepted', caseId: accepted.body.caseId });
  });

  it('accepts once, also when asked twice at the same time', async () => {
    const lead = await newLead();
    const dispatcher = await as('dispatcher');
    const replies = await Promise.all([1, 2, 3].map(() => dispatcher.post(`/leads/${lead.id}/accept`, {})));
    expect(new Set(replies.map((reply) => done(reply).body.caseId)).size).toBe(1);
    expect(await database().rows('select 1 from case_detail where lead_id = $1', [lead.id])).toHaveLength(1);
    expectProblem(await (await as('townhead')).post(`/leads/${lead.id}/accept`, {}), 409, 'lead-decided');
  });

  it('asks why when another department is chosen, and remembers it', async () => {
    const lead = await newLead({ text: '占道经营，摆地摊，烧烤摊占了人行道' });
    const proposed = lead.dispatch.departments[0].department as string;
    const chosen = proposed === '水利局' ? '民政局' : '水利局';
    const dispatcher = await as('dispatcher');
    const without = await dispatcher.post(`/leads/${lead.id}/accept`, { department: chosen });
    expectProblem(without, 422);
    expect(without.body.errors[0].path).toBe('reason');
    done(await dispatcher.post(`/leads/${lead.id}/accept`, { department: `云溪县${chosen}`, reason: '在河道管理范围内' }));
    expect(await database().rows('select proposed, chosen, reason, by_id from dispatch_correction where lead_id = $1', [lead.id])).toEqual([
      { proposed, chosen, reason: '在河道管理范围内', by_id: 'dispatcher' },
    ]);
  });

  it('records nothing when the rules refuse the dispatch', async () => {
    const lead = await newLead();
    // A power that was never handed down to towns.
    const matters = done(await (await as('dispatcher')).get('/lists/matters?limit=500')).body.items as {
      code: string;
      delegatedTo: string[];
    }[];
    const countyOnly = matters.find(({ delegatedTo }) => !delegatedTo.includes('town'))!;
    const reply = await (await as('dispatcher')).post(`/leads/${lead.id}/accept`, { matterCode: countyOnly.code });
    expectProblem(reply, 409, /^power-/);
    expect(reply.body.needs.length).toBeGreaterThan(0);
    expect(await database().rows('select 1 from case_detail where lead_id = $1', [lead.id])).toEqual([]);
    expect(done(await (await as('dispatcher')).get(`/leads/${lead.id}`)).body).toMatchObject({ status: 'new', caseId: null });
    done(await (await as('dispatcher')).post(`/leads/${lead.id}/accept`, { matterCode: countyOnly.code, unitId: 'bureau' }));
  });

  it('a handler opens for the own town; the head dispatches', async () => {
    const lead = await newLead();
    const accepted = done(await (await as('handler1')).post(`/leads/${lead.id}/accept`, {}));
    expect(accepted.body.dispatched).toBe(false);
    done(await (await as('townhead')).command(accepted.body.caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
  });

  it('asks for the town where the lead has none', async () => {
    const lead = await newLead({ town: null });
    const dispatcher = await as('dispatcher');
    const reply = await dispatcher.post(`/leads/${lead.id}/accept`, {});
    expectProblem(reply, 422);
    expect(reply.body.errors[0].path).toBe('townId');
    done(await dispatcher.post(`/leads/${lead.id}/accept`, { townId: 'liulin' }));
  });

  it('merges into another, never into itself or what was rejected', async () => {
    const [one, two, three] = [await newLead(), await newLead(), await newLead()];
    const dispatcher = await as('dispatcher');
    expectProblem(await dispatcher.post(`/leads/${one.id}/merge`, { intoLeadId: one.id, reason: '同一件事' }), 422);
    expectProblem(await dispatcher.post(`/leads/${one.id}/merge`, { intoLeadId: 'nothing', reason: '同一件事' }), 422);
    expect(done(await dispatcher.post(`/leads/${one.id}/merge`, { intoLeadId: two.id, reason: '同一件事' })).body).toMatchObject({
      status: 'merged',
      mergedIntoId: two.id,
    });
    // What was merged points on to where it went.
    expect(done(await dispatcher.post(`/leads/${three.id}/merge`, { intoLeadId: one.id, reason: '同一件事' })).body.mergedIntoId).toBe(
      two.id,
    );
    expectProblem(await dispatcher.post(`/leads/${one.id}/accept`, {}), 409, 'lead-decided');
    expectProblem(await dispatcher.post(`/leads/${two.id}/merge`, { intoLeadId: three.id, reason: '绕圈' }), 422);
  });

  it('rejects with a reason', async () => {
    const lead = await newLead();
    const dispatcher = await as('dispatcher');
    expectProblem(await dispatcher.post(`/leads/${lead.id}/reject`, {}), 422);
    expect(done(await dispatcher.post(`/leads/${lead.id}/reject`, { reason: '不属于执法事项' })).body).toMatchObject({
      status: 'rejected',
      decidedReason: '不属于执法事项',
    });
    expectProblem(await dispatcher.post(`/leads/${lead.id}/reject`, { reason: '再来一次' }), 409, 'lead-decided');
  });

  it('lists by status, keyset', async () => {
    const dispatcher = await as('dispatcher');
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && seen.length < 200;) {
      const page: { items: { id: string; status: string }[]; nextCursor: string | null } = done(
        await dispatcher.get(`/leads?status=new&limit=20${cursor ? `&cursor=${cursor}` : ''}`),
      ).body;
      for (const row of page.items) expect(row.status).toBe('new');
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(60);
  });
});
