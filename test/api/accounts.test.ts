import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { guardDemo } from '../../api/session/demo-guard.ts';
import { hashPassword } from '../../api/session/password/hash.ts';
import { seed } from '../../prisma/seed/main.ts';
import { testStack } from '../support/addresses.ts';
import { eventually } from '../support/wait.ts';
import { expectProblem } from './scenes.ts';
import { Browser, GOOD_PASSWORD, type Production, production } from './production.ts';

const OTHER_PASSWORD = 'bees in the attic window';
let county: Production;
beforeAll(async () => {
  county = await production();
});
const lastEntry = () => county.audit.at(-1);

describe('a local account', () => {
  it('is opened by a code that somebody else gives, once', async () => {
    const security = await passedAdmin('security', 'security-admin');
    await county.person('officer', 'handler');
    const issued = await security.post('/people/officer/activation');
    expect(issued.status).toBe(201);
    expect(Date.parse(issued.body.expiresAt) - Date.now()).toBeGreaterThan(2 * 86_400_000);
    const stored = await county.database.rows('select * from activation_code');
    expect(JSON.stringify(stored)).not.toContain(issued.body.code);
    expectProblem(await county.signIn('officer'), 401, 'wrong-credentials');

    const activate = (code: string, password = GOOD_PASSWORD) =>
      county.ask('POST', '/session/activation', { body: { username: 'officer', code, password } });
    expectProblem(await activate('0000-0000-0000-0000'), 401, 'wrong-activation');
    const weak = await activate(issued.body.code, 'officer12345');
    expectProblem(weak, 422, 'weak-password');
    expect(weak.body.errors).toMatchObject([{ path: 'password', title: '新密码' }]);
    const opened = await activate(issued.body.code.toLowerCase());
    expect(opened.status).toBe(200);
    expect(opened.body).toMatchObject({ username: 'officer', method: 'activation', secondFactor: 'none' });
    expect(lastEntry()).toMatchObject({ what: 'session:sign-in', actorId: 'officer', outcome: 'done', detail: { method: 'activation' } });
    expectProblem(await activate(issued.body.code), 401, 'wrong-activation');
    expect((await county.signIn('officer')).status).toBe(200);
  });

  it('is found however its name is written, and is one in all these forms', async () => {
    await county.database.run(
      `insert into person (id, username, name, unit_id, roles) values ('zs', 'Zhang San', '张三', 'town', '{handler}')`,
    );
    const reply = await county.ask('POST', '/session/activation', {
      body: { username: '  zhang   SAN ', code: await county.code('zs'), password: GOOD_PASSWORD },
    });
    expect(reply.status).toBe(200);
    for (const name of ['Zhang San', 'ＺＨＡＮＧ　ＳＡＮ', ' zhang san ']) {
      expect((await county.signIn(name)).body.username, name).toBe('Zhang San');
    }
    await expect(
      county.database.run(`insert into person (id, username, name, unit_id, roles) values ('zs2', 'ｚｈａｎｇ san', '张三', 'town', '{}')`),
    ).rejects.toThrow(/person_username_normal/);
  });

  it('expires with its code', async () => {
    await county.person('late', 'handler');
    const code = await county.code('late');
    await county.database.run(`update activation_code set expires_at = now() - interval '1 minute' where person_id = 'late'`);
    const reply = await county.ask('POST', '/session/activation', { body: { username: 'late', code, password: GOOD_PASSWORD } });
    expectProblem(reply, 401, 'wrong-activation');
    expect(lastEntry()).toMatchObject({ what: 'session:account-activation', outcome: 'refused', detail: { reason: 'code-expired' } });
  });

  it('changes its password by the old one, and ends its sessions everywhere else', async () => {
    const here = await county.signedIn('changer', 'handler');
    const there = new Browser(county, await county.signIn('changer'));
    expectProblem(await here.post('/session/password', { current: 'wrong words here', password: OTHER_PASSWORD }), 422, 'wrong-password');
    expectProblem(await here.post('/session/password', { current: GOOD_PASSWORD, password: GOOD_PASSWORD }), 422, 'same-password');
    expectProblem(await here.post('/session/password', { current: GOOD_PASSWORD, password: 'too short' }), 422, 'weak-password');
    expect((await there.get('/session')).status).toBe(200);
    expect((await here.post('/session/password', { current: GOOD_PASSWORD, password: OTHER_PASSWORD })).status).toBe(204);
    expect((await here.get('/session')).status).toBe(200);
    expectProblem(await there.get('/session'), 401, 'session-expired');
    expectProblem(await county.signIn('changer'), 401, 'wrong-credentials');
    expect((await county.signIn('changer', OTHER_PASSWORD)).status).toBe(200);
    expect(JSON.stringify(county.audit)).not.toMatch(/bees in the attic|四张木桌/);
  });

  it("keeps its password at today's cost: one of less is made anew at the next sign-in", async () => {
    await county.person('old', 'handler');
    const cheap = await hashPassword(GOOD_PASSWORD, { N: 16_384, r: 8, p: 1 });
    await county.database.run(`insert into local_credential (person_id, hash) values ('old', $1)`, [cheap]);
    expect((await county.signIn('old')).status).toBe(200);
    const row = await county.database.first<{ hash: string }>(`select hash from local_credential where person_id = 'old'`);
    expect(row?.hash).toMatch(/^scrypt\$131072\$8\$1\$/);
    expect((await county.signIn('old')).status).toBe(200);
  });

  it('of the demo county is none here', async () => {
    await county.person('demo', 'handler');
    const hash = await hashPassword('caselight-demo', { N: 16_384, r: 8, p: 1 });
    await county.database.run(`insert into local_credential (person_id, hash, demo) values ('demo', $1, true)`, [hash]);
    expectProblem(await county.signIn('demo', 'caselight-demo'), 401, 'wrong-credentials');
  });
});

describe('the demo county', () => {
  it('does not come into a database with accounts of a production system', async () => {
    await county.signedIn('present', 'handler');
    await expect(seed(county.databaseUrl, () => Promise.resolve('x'))).rejects.toThrow(/正式账号.*CASELIGHT_DEMO=0/);
    const reasons: string[] = [];
    const stop = guardDemo(county.database, (reason) => reasons.push(reason));
    await eventually(
      () => Promise.resolve(reasons.length),
      (told) => told > 0,
    );
    stop();
    expect(reasons[0]).toMatch(/正式账号，演示模式.*不能使用这个数据库/);
    expect(await county.database.rows('select 1 from unit')).toHaveLength(1);
  });

  it('is shown the API process itself: it does not stay', async () => {
    const child = spawn(process.execPath, ['tools/run.mjs', 'api/main.ts'], {
      env: { ...process.env, ...testStack().env, DATABASE_URL: county.databaseUrl, CASELIGHT_DEMO: '1', CASELIGHT_PORT: '0' },
    });
    let told = '';
    child.stdout.on('data', (text) => (told += String(text)));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect(code).toBe(1);
    expect(told).toContain('demo mode refuses this database');
  });
});

describe('codes', () => {
  it('are worth nothing any more where the account has come to decide over others since', async () => {
    const system = await passedAdmin('system3', 'sys-admin');
    await county.person('rising', 'handler');
    const { code } = (await system.post('/people/rising/activation')).body;
    await county.database.run(`update person set roles = '{town-head}' where id = 'rising'`);
    const activate = (given: string) =>
      county.ask('POST', '/session/activation', { body: { username: 'rising', code: given, password: GOOD_PASSWORD } });
    expectProblem(await activate(code), 401, 'wrong-activation');
    expect(lastEntry()).toMatchObject({ what: 'session:account-activation', outcome: 'refused', detail: { reason: 'giver-not-entitled' } });
    const security = await passedAdmin('security3', 'security-admin');
    const right = (await security.post('/people/rising/activation')).body.code;
    expect((await activate(right)).status).toBe(200);
  });

  it('are given by the security administrator also where the power is only to come', async () => {
    const system = await passedAdmin('system4', 'sys-admin');
    await county.person('coming', 'assistant');
    const change = (id: string, subject: 'unit' | 'person', subjectId: string, kind: string, from: string, data: object) =>
      county.database.run(
        `insert into staffing_change (id, subject, subject_id, kind, effective_on, data, reason, grants, proposed_by, status, decided_at, ordinal)
         values ($1, $2, $3, $4, $5, $6, '任职', true, 'system4', 'approved', now(), nextval('staffing_ordinal'))`,
        [id, subject, subjectId, kind, from, JSON.stringify(data)],
      );
    const post = (one: string) => ({ unitId: 'town', post: one, principal: false });
    await change('coming-0', 'unit', 'town', 'found', '2020-01-01', { name: '青山镇', kind: 'town', parentId: null });
    await change('coming-1', 'person', 'coming', 'hire', '2020-01-01', { name: '将任', username: 'coming', ...post('assistant') });
    expect((await system.post('/people/coming/activation')).status).toBe(201);
    const soon = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await change('coming-2', 'person', 'coming', 'transfer', soon, post('head'));
    expectProblem(await system.post('/people/coming/activation'), 403, 'role-required');
  });

  it('are given by the security administrator where the account decides over others, and by nobody to themselves', async () => {
    const system = await passedAdmin('system', 'sys-admin');
    const security = await passedAdmin('security2', 'security-admin');
    for (const [id, role] of [
      ['head', 'town-head'],
      ['reviewer', 'town-reviewer'],
      ['lists', 'list-admin'],
    ] as const) {
      await county.person(id, role);
      const refused = await system.post(`/people/${id}/activation`);
      expectProblem(refused, 403, 'role-required');
      expect(refused.body.needs).toEqual(['由安全管理员操作']);
      expect((await security.post(`/people/${id}/activation`)).status).toBe(201);
    }
    await county.person('helper', 'assistant');
    expect((await system.post('/people/helper/activation')).status).toBe(201);
    expectProblem(await security.post('/people/security2/activation'), 409, 'own-account');
    expectProblem(await system.post('/people/nobody/activation'), 404);
    const officer = new Browser(county, await county.signIn('officer'));
    expectProblem(await officer.post('/people/helper/activation'), 403, 'role-required');
    expectProblem(await officer.get('/accounts'), 403, 'role-required');
    const accounts = (await system.get('/accounts?q=helper')).body.items;
    expect(accounts).toMatchObject([{ username: 'helper', passwordSince: null, activationUntil: expect.any(String), secondFactor: false }]);
    expect(JSON.stringify(accounts)).not.toMatch(/hash|scrypt/);
  });

  it('are void for who has left, whose sessions end at once and do not come back', async () => {
    const leaver = await county.signedIn('leaver', 'handler');
    const code = await county.code('leaver');
    await county.database.run(`update person set active = false where id = 'leaver'`);
    expectProblem(await leaver.get('/session'), 401, 'session-expired');
    expectProblem(await county.signIn('leaver'), 401, 'wrong-credentials');
    await county.database.run(`update person set active = true where id = 'leaver'`);
    expectProblem(await leaver.get('/session'), 401, 'session-expired');
    const body = { username: 'leaver', code, password: OTHER_PASSWORD };
    expectProblem(await county.ask('POST', '/session/activation', { body }), 401, 'wrong-activation');
  });
});

/** An administrator who has passed the second factor; how that is done is another file's to show. */
async function passedAdmin(id: string, role: 'sys-admin' | 'security-admin'): Promise<Browser> {
  const browser = await county.signedIn(id, role);
  await county.database.run('update session set second_factor_at = now() where person_id = $1', [id]);
  return browser;
}
