/** Units and people from proposal to the day, on a stack of its own: who is moved here would be missed elsewhere. */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase } from '../../api/database/database.ts';
import { projectStaff, readStaff } from '../../api/staffing/staff-store.ts';
import { createStaffing } from '../../api/staffing/staffing.ts';
import { addDays, legalDateOf, startOfDay } from '../../domain/terms/instant.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { type Reply, signIn, type Visitor } from './client.ts';
import { done, expectProblem, openingOf } from './scenes.ts';

let stack: Stack;
let sql: pg.Client;
const visitors = new Map<string, Visitor>();
async function as(username: string): Promise<Visitor> {
  const visitor = visitors.get(username) ?? (await signIn(username, `${stack.apiUrl}/api/v1`));
  visitors.set(username, visitor);
  return visitor;
}
const today = legalDateOf(Date.now());
const later = addDays(today, 10);
const reason = '任免文件〔2026〕1号';

beforeAll(async () => {
  stack = await startTestStack();
  sql = new pg.Client({ connectionString: stack.databaseUrl });
  await sql.connect();
}, 240_000);
afterAll(async () => {
  await sql.end();
  await stopTestStack(stack);
});

const patch = async (by: string, path: string, body: unknown): Promise<Reply> =>
  (await as(by)).raw('PATCH', path, JSON.stringify(body), { 'Content-Type': 'application/json' });
const change = (who: string, kind: string, effectiveOn: string, data: Record<string, unknown> = {}, by = 'sysadmin') =>
  patch(by, `/people/${who}`, { change: kind, effectiveOn, reason, data });
const approve = async (ids: string[], by = 'securityadmin') => (await as(by)).post('/staffing-changes/approve', { ids });
const approved = async (reply: Reply) => done(await approve([done(reply, 202).body.id]));
const read = async (who: string, by = 'sysadmin') => done(await (await as(by)).get(`/people/${who}`)).body;

describe('what the seed put there', () => {
  it('stands in the history as it stands in the tables', async () => {
    const rows = async () => (await sql.query('select * from person order by id')).rows as Record<string, unknown>[];
    const plain = (row: Record<string, unknown>) => ({ ...row, next_turn_on: null, home_unit_id: null, part_id: null });
    const before = (await rows()).map(plain);
    const database = createDatabase(stack.databaseUrl, { connections: 2, onError: () => undefined });
    await projectStaff(database, await readStaff(database, today), today);
    await database.close();
    expect((await rows()).map(plain)).toEqual(before);
  });
});

describe('somebody new', () => {
  const data = {
    name: '于新',
    username: 'Yu.Xin',
    unitId: 'qingshi',
    post: 'enforcement',
    certificate: { number: '浙云90001', validFrom: today, validUntil: addDays(today, 30) },
  };
  const hire = async (more: Record<string, unknown> = {}) =>
    (await as('sysadmin')).post('/people', { effectiveOn: today, reason, data: { ...data, ...more } });

  it('has no power before a second person has approved, and has it then', async () => {
    const made = done(await hire(), 202).body;
    expect(made).toMatchObject({ status: 'proposed', grants: true, subjectName: '于新', words: expect.stringContaining('青石镇执法岗') });
    expect((await sql.query('select 1 from person where username = $1', ['Yu.Xin'])).rowCount).toBe(0);
    expectProblem(await (await as('sysadmin')).post('/staffing-changes/approve', { ids: [made.id] }), 403, 'role-required');
    done(await approve([made.id]));
    expect((await sql.query('select roles, unit_id, active from person where username = $1', ['Yu.Xin'])).rows).toEqual([
      { roles: ['handler'], unit_id: 'qingshi', active: true },
    ]);
    expectProblem(await approve([made.id]), 409, 'already-decided');
  });

  it.each([
    ['a name in use, in another writing', { username: ' ＨＡＮＤＬＥＲ1' }, 409, 'username-taken'],
    ['a post that the unit has not', { post: 'dispatch', username: 'x1', unitId: 'nowhere' }, 409, 'unit-not-found'],
    [
      'a certificate that ends before it begins',
      { username: 'x2', certificate: { number: 'Z', validFrom: later, validUntil: today } },
      409,
      'ends-before-it-begins',
    ],
    ['a field that there is not', { username: 'x3', roles: ['sys-admin'] }, 422, 'invalid-input'],
    ['no name', { username: 'x4', name: '  ' }, 422, 'invalid-input'],
  ])('is refused with %s', async (_what, more, status, code) => expectProblem(await hire(more), status, code));

  it('is not hired by who may not', async () => {
    for (const by of ['securityadmin', 'auditadmin', 'townhead', 'handler1', 'supervisor'])
      expectProblem(await (await as(by)).post('/people', { effectiveOn: today, reason, data }), 403, 'role-required');
  });
});

describe('two people', () => {
  it('nobody decides on the own power', async () => {
    const made = done(await change('securityadmin', 'certify', today, { number: 'S1', validFrom: today, validUntil: later }), 202).body;
    expectProblem(await approve([made.id]), 403, 'own-power');
    expectProblem(await (await as('sysadmin')).post('/staffing-changes/withdraw', { ids: ['nothing'] }), 404);
    expect(done(await (await as('sysadmin')).post('/staffing-changes/withdraw', { ids: [made.id] })).body.items[0].status).toBe(
      'withdrawn',
    );
  });

  it('a batch stands or falls as one', async () => {
    const one = done(await change('hedong-handler1', 'assign', today, { unitId: 'hedong', post: 'assistant' }), 202).body;
    const other = done(await change('hedong-handler1', 'assign', today, { unitId: 'hedong', post: 'grid' }), 202).body;
    const clash = done(
      await change('hedong-review', 'deputise', today, { forPersonId: 'hedong-review2', until: later }).catch(
        (error: unknown) => error as Reply,
      ),
      409,
    );
    expect(clash.body.code).toBe('person-not-found');
    expectProblem(await approve([one.id, other.id, 'nothing']), 404, 'change-not-found');
    expect((await read('hedong-handler1')).posts).toHaveLength(1);
    done(await approve([one.id, other.id]));
    expect((await read('hedong-handler1')).posts).toHaveLength(3);
  });

  it('two who approve at once: one does, the other is told', async () => {
    const made = done(await change('baisha-assistant', 'assign', today, { unitId: 'baisha', post: 'grid' }), 202).body;
    const replies = await Promise.all([approve([made.id]), approve([made.id])]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('who goes', () => {
  it('hands on first: not today with work in hand, whoever is told of a later day; suspended at once', async () => {
    const opened = done(await (await as('dispatcher')).post('/cases', openingOf()), 201).body.caseId as string;
    done(await (await as('dispatcher')).command(opened, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
    done(await (await as('handler1')).command(opened, 'AcceptDispatch', { handlerIds: ['handler3', 'handler1'] }));
    expectProblem(await change('handler3', 'leave', today), 409, 'open-work-remains');
    expect(done(await change('handler3', 'leave', later), 202).body).toMatchObject({ status: 'approved', openItems: 1 });
    const notices = done(await (await as('townhead')).get('/me/work')).body.notifications as { text: string }[];
    expect(notices.some(({ text }) => text.includes('周海波') && text.includes('1件在办事项'))).toBe(true);
    expect(await read('handler3')).toMatchObject({ active: true, openItems: 1, open: [] });
    expect((await read('handler3', 'townhead')).open).toHaveLength(1);

    const officer = await as('handler2');
    done(await change('handler2', 'suspend', today), 202);
    expectProblem(await officer.get('/me/work'), 401);
    const back = done(await change('handler2', 'reinstate', today), 202).body;
    expect(back.status).toBe('proposed');
    done(await approve([back.id]));
    visitors.delete('handler2');
    done(await (await as('handler2')).get('/me/work'));
  });

  it('the last keeper does not', async () => {
    expectProblem(await change('securityadmin', 'leave', later), 409, 'last-keeper');
    expectProblem(await change('sysadmin', 'suspend', later), 409, 'last-keeper');
  });

  it('a head sees the own people and nobody else’s', async () => {
    const items = done(await (await as('townhead')).get('/people')).body.items as { unit: { id: string } }[];
    expect(new Set(items.map(({ unit }) => unit.id))).toEqual(new Set(['qingshi']));
    expectProblem(await (await as('townhead')).get('/people/handler4'), 404, 'person-not-found');
    expectProblem(await (await as('handler1')).get('/people'), 403, 'role-required');
  });
});

describe('the day turns', () => {
  it('a posting begins and ends by itself', async () => {
    await approved(await change('bureauhandler2', 'post', addDays(today, 3), { unitId: 'liulin', mode: 'sunk', until: addDays(today, 4) }));
    const database = createDatabase(stack.databaseUrl, { connections: 2, onError: () => undefined });
    const where: unknown[] = [];
    for (const days of [2, 3, 4, 5]) {
      // Each its own: a process that starts on that day.
      await createStaffing(database).turn(startOfDay(addDays(today, days)));
      where.push(
        (await sql.query('select unit_id, roles[1] as role, home_unit_id as home from person where id = $1', ['bureauhandler2'])).rows[0],
      );
    }
    const own = { unit_id: 'bureau', role: 'bureau-handler', home: null };
    const host = { unit_id: 'liulin', role: 'handler', home: 'bureau' };
    expect(where).toEqual([own, host, host, own]);
    // Who holds a certificate of thirty days is told once, with the heads, however often the day is turned.
    const told = await sql.query(`select person_id from notification where kind = 'certificate-ends' and text like '于新%' order by 1`);
    expect(told.rows.map((row: { person_id: string }) => row.person_id)).toEqual(expect.arrayContaining(['townhead', 'towndeputy']));
    expect(told.rowCount).toBe(3);
    await database.close();
  });

  it('history is neither rewritten nor removed', async () => {
    await expect(sql.query(`update staffing_change set data = '{}' where status = 'approved'`)).rejects.toThrow('history');
    await expect(sql.query('delete from staffing_change')).rejects.toThrow('history');
    await expect(sql.query('truncate staffing_change')).rejects.toThrow('history');
  });
});

describe('units', () => {
  it('are founded by two, renamed with their earlier name kept, and end when nobody is left', async () => {
    const admin = await as('sysadmin');
    const team = done(
      await admin.post('/units', { effectiveOn: today, reason, data: { name: '青石一中队', kind: 'team', parentId: 'qingshi' } }),
      202,
    ).body;
    done(await approve([team.id]));
    const listed = done(await admin.get('/units?kind=team')).body.items;
    expect(listed).toMatchObject([{ name: '青石一中队', body: { id: 'qingshi' }, people: 0 }]);
    await approved(await change('handler4', 'assign', today, { unitId: 'liulin', post: 'assistant' }));
    expectProblem(
      await patch('sysadmin', '/units/liulin', { change: 'end', effectiveOn: later, reason, data: {} }),
      409,
      'unit-has-people',
    );
    await approved(await patch('sysadmin', '/units/liulin', { change: 'rename', effectiveOn: today, reason, data: { name: '柳林街道' } }));
    expect(done(await admin.get('/units/liulin')).body).toMatchObject({
      name: '柳林街道',
      names: [{ name: '柳林镇' }, { name: '柳林街道' }],
    });
    // What people choose from has bodies only.
    const choices = done(await (await as('handler1')).get('/lists/units')).body.items as { name: string }[];
    expect(choices.some(({ name }) => name === '青石一中队')).toBe(false);
    expect(choices.some(({ name }) => name === '柳林街道')).toBe(true);
  });
});

describe('a table of people', () => {
  const send = async (path: string, text: string | Buffer, name = '人员.csv') =>
    (await as('sysadmin')).upload(path, text as BlobPart, name);
  const HEAD = '姓名,用户名,单位,岗位,正职,执法证号,执法领域,有效期起,有效期止,法律职业资格,入职日期';

  it('is read as offices have it: a title above, a town’s own words, dates in every form, GB18030', async () => {
    // The same table in GB18030: 姓名 is D0 D5 C3 FB.
    const gb = Buffer.from('d0d5c3fb2cd3c3bba7c3fb2cb5a5cebb2cb8dacebb0ad5c5c8fd2c7a7361312cbad3b6abbdd6b5c02cd6b4b7a8b8da0a', 'hex');
    expect(done(await send('/people/import?preview=true', gb)).body.rows).toMatchObject([{ line: 2, name: '张三', faults: [] }]);
    const text = `青石镇人员名册,,,,\n\n${HEAD}\n李四,lisi,青石镇,执法岗,,浙云90011,,2026/1/1,2030年12月31日,否,20200701\n,,,,\n王五,wangwu,青石镇,法制审核岗,,,,,,是,43831\n`;
    const seen = done(await send('/people/import?preview=true', text)).body;
    expect(seen.proposed).toBe(0);
    expect(seen.rows).toMatchObject([
      { line: 4, words: expect.stringContaining('2026-01-01至2030-12-31'), faults: [] },
      { line: 6, words: expect.stringContaining('法制审核岗'), faults: [] },
    ]);
    expect(done(await send('/people/import', text)).body.proposed).toBe(2);
    const open = done(await (await as('securityadmin')).get('/staffing-changes?status=proposed')).body.items as {
      id: string;
      kind: string;
    }[];
    done(await approve(open.filter(({ kind }) => kind === 'hire').map(({ id }) => id)));
    expect((await sql.query(`select roles from person where username in ('lisi', 'wangwu') order by username`)).rows).toEqual([
      { roles: ['handler'] },
      { roles: ['town-reviewer'] },
    ]);
  });

  it('tells every broken row and writes none', async () => {
    const rows = [
      '甲,jia,无此镇,执法岗,,,,,,,',
      '乙,yi,青石镇,站岗,,,,,,,',
      '丙,bing,青石镇,执法岗,也许,,,,,,',
      '丁,ding,青石镇,执法岗,,2.02611E+15,,2026-01-01,2027-01-01,,',
      '戊,wu,青石镇,执法岗,,Z9,,2026-02-30,2027-01-01,,',
      '己,ji,青石镇,执法岗,,Z8,,2027-01-01,2026-01-01,,',
      '庚,geng,青石镇,执法岗,,,,,,,',
      '辛,GENG,青石镇,执法岗,,,,,,,',
    ];
    const reply = await send('/people/import', `${HEAD}\n${rows.join('\n')}\n`);
    expectProblem(reply, 422, 'rows-broken');
    const faults = (reply.body.rows as { faults: string[] }[]).map((row) => row.faults.join());
    const wanted = ['无此镇', '站岗', '正职', '科学计数', '有效日期', '早于', '', '已经由'];
    wanted.forEach((word, index) => (word === '' ? expect(faults[index]).toBe('') : expect(faults[index]).toContain(word)));
    expect((await sql.query(`select 1 from staffing_change where data->>'username' = 'geng'`)).rowCount).toBe(0);
  });

  it('units come first, parents above their parts in one table', async () => {
    const text = '名称,类别,上级单位\n新安镇,镇、乡,云溪县人民政府\n新安一网格,网格,新安镇\n';
    expect(done(await send('/units/import', text, '单位.csv')).body.proposed).toBe(2);
    const open = done(await (await as('securityadmin')).get('/staffing-changes?status=proposed')).body.items as {
      id: string;
      kind: string;
    }[];
    done(await approve(open.filter(({ kind }) => kind === 'found').map(({ id }) => id)));
    expect(done(await (await as('sysadmin')).get('/units?kind=grid')).body.items).toMatchObject([
      { name: '新安一网格', body: { name: '新安镇' } },
    ]);
  });

  it.each([
    ['an old spreadsheet', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 415, 'spreadsheet-file'],
    ['a broken one', Buffer.from('PK\u0003\u0004nonsense'), 400, 'spreadsheet-broken'],
    ['nothing', Buffer.alloc(0), 422, 'invalid-input'],
    ['no heading', Buffer.from('a,b,c\n1,2,3\n'), 422, 'invalid-input'],
    ['a heading that nobody knows', Buffer.from('姓名,用户名,单位,岗位,工资\n甲,jia,青石镇,执法岗,1\n'), 422, 'invalid-input'],
  ])('is refused where it is %s', async (_what, bytes, status, code) => expectProblem(await send('/people/import', bytes), status, code));
});
