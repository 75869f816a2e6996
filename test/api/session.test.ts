import { describe, expect, it } from 'vitest';
import { apiBase, as, PASSWORD, send, signIn } from './client.ts';
import { database } from './database.ts';
import { expectProblem, leadOf, openCase } from './scenes.ts';
import { newKey } from './keys.ts';

const credentials = (username: string, password = PASSWORD) => ({ body: { username, password } });

describe('signing in', () => {
  it('answers the person and sets a cookie that scripts cannot read', async () => {
    const reply = await send(apiBase(), 'POST', '/session', credentials('handler1'));
    expect(reply.status).toBe(200);
    expect(reply.body.person).toMatchObject({
      id: 'handler1',
      name: '陈立新',
      unit: { id: 'qingshi', name: '青石镇' },
      roles: ['handler'],
    });
    const [cookie] = reply.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect(JSON.stringify(reply.body)).not.toContain(cookie!.split(/[=;]/)[1]);
  });

  it('keeps only the hash of the token', async () => {
    const visitor = await signIn('handler2');
    const token = visitor.cookie.split('=')[1]!;
    const rows = await database().rows<{ id: string }>('select id from session');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ id }) => /^[0-9a-f]{64}$/.test(id) && id !== token)).toBe(true);
  });

  it('does not tell which of name and password is wrong', async () => {
    const wrong = await send(apiBase(), 'POST', '/session', credentials('townhead', 'no'));
    const nobody = await send(apiBase(), 'POST', '/session', credentials('nobody-there', 'no'));
    expectProblem(wrong, 401, 'wrong-credentials');
    expectProblem(nobody, 401, 'wrong-credentials');
    expect(wrong.body.detail).toBe(nobody.body.detail);
    expect(wrong.headers.getSetCookie()).toEqual([]);
  });

  it('slows guessing: 429 with Retry-After, for that name alone', async () => {
    const tries = [];
    for (let n = 0; n < 12; n++) tries.push(await send(apiBase(), 'POST', '/session', credentials('guessed-name', `guess ${n}`)));
    expect(tries.slice(0, 10).every(({ status }) => status === 401)).toBe(true);
    expectProblem(tries.at(-1)!, 429, 'too-many-attempts');
    expect(Number(tries.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send(apiBase(), 'POST', '/session', credentials('handler1'))).status).toBe(200);
  });

  it('reads and ends the session', async () => {
    const visitor = await signIn('auditor');
    expect((await visitor.get('/session')).body).toMatchObject({ person: { id: 'auditor' }, csrfToken: visitor.csrfToken });
    expect((await visitor.delete('/session')).status).toBe(204);
    expectProblem(await visitor.get('/session'), 401, 'session-expired');
  });

  it('refuses an expired session', async () => {
    const visitor = await signIn('auditor');
    await database().run(`update session set expires_at = now() - interval '1 second' where csrf_token = $1`, [visitor.csrfToken]);
    expectProblem(await visitor.get('/session'), 401, 'session-expired');
  });

  it('takes a role away at once', async () => {
    const visitor = await signIn('hukou-handler1');
    expect((await visitor.get('/cases')).status).toBe(200);
    await database().run(`update person set active = false where id = 'hukou-handler1'`);
    try {
      expectProblem(await visitor.get('/cases'), 401);
    } finally {
      await database().run(`update person set active = true where id = 'hukou-handler1'`);
    }
  });

  it.each(['', 'caselight_session=', 'caselight_session=forged-token-that-is-long-enough', 'other=1; caselight_session=%00%00'])(
    'refuses the cookie %j',
    async (cookie) => {
      expectProblem(await send(apiBase(), 'GET', '/cases', { headers: { Cookie: cookie } }), 401);
    },
  );

  it('names the demo people', async () => {
    const reply = await send(apiBase(), 'GET', '/session/demo');
    expect(reply.body.people.map((person: { username: string }) => person.username)).toEqual([
      'dispatcher',
      'handler1',
      'handler2',
      'handler3',
      'handler4',
      'assistant',
      'townreview',
      'townhead',
      'bureauhandler1',
      'bureauhandler2',
      'bureaureview',
      'bureauhead',
      'supervisor',
      'auditor',
      'listadmin',
      'sysadmin',
      'securityadmin',
      'auditadmin',
    ]);
  });
});

describe('CSRF', () => {
  it.each([
    ['without the token', {}],
    ['with another token', { 'X-CSRF-Token': 'A'.repeat(43) }],
  ])('refuses a change %s and records nothing', async (_name, headers) => {
    const { cookie } = await as('dispatcher');
    const lead = leadOf();
    expectProblem(await send(apiBase(), 'POST', '/leads', { body: lead, headers: { Cookie: cookie, ...headers } }), 403, 'csrf-token');
    expect(await database().rows('select 1 from lead where ticket = $1', [lead.ticket])).toEqual([]);
  });

  it('does not ask for it when reading', async () => {
    const { cookie } = await as('dispatcher');
    expect((await send(apiBase(), 'GET', '/cases', { headers: { Cookie: cookie } })).status).toBe(200);
  });
});

describe('machine clients', () => {
  const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

  it('report leads of their own channel, without CSRF', async () => {
    const key = await newKey({ scopes: ['leads:write', 'leads:read'], channel: '12345' });
    const reply = await send(apiBase(), 'POST', '/leads', { body: leadOf(), headers: bearer(key) });
    expect(reply.status).toBe(201);
    expectProblem(
      await send(apiBase(), 'POST', '/leads', { body: leadOf({ channel: 'patrol' }), headers: bearer(key) }),
      403,
      'own-channel-only',
    );
  });

  it('may do what their scopes say and nothing else', async () => {
    const key = await newKey({ scopes: ['leads:write'] });
    expectProblem(await send(apiBase(), 'GET', '/lists/matters', { headers: bearer(key) }), 403, 'scope-required');
    expectProblem(await send(apiBase(), 'GET', '/case-fares', { headers: bearer(key) }), 403, 'scope-required');
    expectProblem(await send(apiBase(), 'GET', '/me/work', { headers: bearer(key) }), 403, 'people-only');
  });

  it('see no case and give no session', async () => {
    const key = await newKey({ scopes: ['cases:read'], channel: '12345' });
    const caseId = await openCase();
    for (const path of ['/cases', `/cases/${caseId}`, '/session']) {
      expectProblem(await send(apiBase(), 'GET', path, { headers: bearer(key) }), 403, 'people-only');
    }
  });

  it('are refused when revoked or unknown', async () => {
    const key = await newKey({ scopes: ['lists:read'], revoked: true });
    expectProblem(await send(apiBase(), 'GET', '/cases', { headers: bearer(key) }), 401, 'key-invalid');
    expectProblem(await send(apiBase(), 'GET', '/cases', { headers: bearer('x') }), 401, 'key-invalid');
    expectProblem(await send(apiBase(), 'GET', '/cases', { headers: { Authorization: 'Basic YTpi' } }), 401, 'key-invalid');
  });
});
