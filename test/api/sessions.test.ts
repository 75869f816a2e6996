import { describe, expect, it } from 'vitest';
import { sha256 } from '../../api/session/tokens.ts';
import { apiBase, send, signIn, type Visitor } from './client.ts';
import { database } from './database.ts';
import { expectProblem } from './scenes.ts';

const idOf = ({ cookie }: Visitor) => sha256(cookie.split('=')[1]!);
const shift = (visitor: Visitor, minutes: number) =>
  database().run('update session set last_used_at = now() - make_interval(mins => $2) where id = $1', [idOf(visitor), minutes]);
const lastUse = async (visitor: Visitor) =>
  (await database().first<{ at: Date }>('select last_used_at as at from session where id = $1', [idOf(visitor)]))!.at.getTime();

describe('sessions', () => {
  it('are shown to their owner with device and last use, and ended one by one or all but this', async () => {
    const [here, there, elsewhere] = [await signIn('hukou-review'), await signIn('hukou-review'), await signIn('hukou-review')];
    const { items } = (await here.get('/sessions')).body;
    expect(items).toHaveLength(3);
    expect(items.filter(({ current }: { current: boolean }) => current)).toMatchObject([
      {
        id: idOf(here),
        person: { id: 'hukou-review' },
        method: 'password',
        secondFactor: false,
        address: '127.0.0.1',
        device: expect.any(String),
      },
    ]);
    expect(JSON.stringify(items)).not.toContain(here.cookie.split('=')[1]);
    expect((await here.delete(`/sessions/${idOf(there)}`)).status).toBe(204);
    expectProblem(await there.get('/session'), 401, 'session-expired');
    expectProblem(await here.delete(`/sessions/${idOf(there)}`), 404, 'no-session');
    expect((await here.delete('/sessions')).body).toEqual({ ended: 1 });
    expectProblem(await elsewhere.get('/session'), 401, 'session-expired');
    expect((await here.get('/session')).status).toBe(200);
  });

  it("of others are the security administrator's alone to see and to end", async () => {
    const [somebody, another, security] = [await signIn('hukou-head'), await signIn('hukou-assistant'), await signIn('securityadmin')];
    expectProblem(await somebody.get('/sessions?all=true'), 403, 'role-required');
    expectProblem(await (await signIn('sysadmin')).get('/sessions?all=true'), 403, 'role-required');
    expectProblem(await somebody.delete(`/sessions/${idOf(another)}`), 404, 'no-session');
    const page = (await security.get('/sessions?all=true&limit=2')).body;
    expect(page.items).toHaveLength(2);
    const next = (await security.get(`/sessions?all=true&limit=200&cursor=${page.nextCursor}`)).body.items;
    expect(next.some(({ id }: { id: string }) => page.items.some((row: { id: string }) => row.id === id))).toBe(false);
    expect((await security.delete(`/sessions/${idOf(another)}`)).status).toBe(204);
    expectProblem(await another.get('/session'), 401, 'session-expired');
  });

  it.each([
    ['hukou-handler2', 119, 121],
    ['auditadmin', 29, 31],
  ])('of %s end without use', async (username, still, over) => {
    const visitor = await signIn(username);
    await shift(visitor, still);
    expect((await visitor.get('/session')).status).toBe(200);
    await shift(visitor, over);
    expectProblem(await visitor.get('/session'), 401, 'session-expired');
    await database().run('update session set last_used_at = now() where id = $1', [idOf(visitor)]);
    expectProblem(await visitor.get('/session'), 401, 'session-expired');
  });

  it('are not kept open by what a page asks by itself', async () => {
    const visitor = await signIn('hukou-handler2');
    await shift(visitor, 30);
    const before = await lastUse(visitor);
    expect((await visitor.get('/session', { 'X-Asked-By': 'page' })).status).toBe(200);
    expect(await lastUse(visitor)).toBe(before);
    expect((await visitor.get('/session')).status).toBe(200);
    expect(await lastUse(visitor)).toBeGreaterThan(before);
  });

  it('end at the latest after half a day, however much they are used', async () => {
    const visitor = await signIn('hukou-handler2');
    const row = await database().first<{ hours: number }>(
      `select extract(epoch from expires_at - created_at)::int / 3600 as hours from session where id = $1`,
      [idOf(visitor)],
    );
    expect(row?.hours).toBe(12);
  });

  it('begin under a new token, and the one before in the same browser ends', async () => {
    const before = await signIn('hukou-handler2');
    const body = { username: 'hukou-handler2', password: 'caselight-demo' };
    const reply = await send(apiBase(), 'POST', '/session', { body, headers: { Cookie: before.cookie } });
    expect(reply.headers.getSetCookie()[0]).not.toContain(before.cookie);
    expectProblem(await before.get('/session'), 401, 'session-expired');
  });

  it('take what is open in the browser with them at once', async () => {
    const visitor = await signIn('baisha-head');
    const stream = await fetch(`${apiBase()}/live`, { headers: { Cookie: visitor.cookie } });
    expect(stream.status).toBe(200);
    const ended = (async () => {
      const reader = stream.body!.getReader();
      while (!(await reader.read()).done);
      return Date.now();
    })();
    const began = Date.now();
    await database().run('delete from session where id = $1', [idOf(visitor)]);
    expect((await ended) - began).toBeLessThan(5_000);
  });
});

describe('the ways in', () => {
  it('say that this is a demonstration', async () => {
    expect((await send(apiBase(), 'GET', '/session/ways')).body).toEqual({ demo: true, password: true, provider: null });
  });
});
