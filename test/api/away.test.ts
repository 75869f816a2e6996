/** A part is away: an honest 503 with Retry-After, nothing half-done, and repeating is safe. */
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { apiBase, as, send, signIn, Visitor } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, expectProblem, leadOf, openCase, openingOf, takenUp } from './scenes.ts';

const apps: OwnApp[] = [];
const start = async (environment: Record<string, string>) => {
  const app = await ownApp(environment);
  apps.push(app);
  return app;
};

afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

/** An address where nobody listens. */
async function nobodyAt(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

const withoutTemporal = async () => start({ TEMPORAL_ADDRESS: await nobodyAt(), CASELIGHT_COMMAND_DEADLINE_MS: '1500' });

function expectAway(reply: Awaited<ReturnType<typeof send>>, code?: string): void {
  expectProblem(reply, 503, code);
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
}

describe('without Temporal', () => {
  it('a command is told to be unknown, with the key that makes repeating safe', async () => {
    const app = await withoutTemporal();
    const caseId = await takenUp();
    const handler = await signIn('handler1', app.base);
    const reply = await handler.command(caseId, 'AddNote', { text: '只记一次' });
    expectAway(reply, 'outcome-unknown');
    expect(reply.body).toMatchObject({ outcome: 'unknown', idempotencyKey: expect.any(String) });
    const again = done(
      await (await as('handler1')).command(caseId, 'AddNote', { text: '只记一次' }, { 'Idempotency-Key': reply.body.idempotencyKey }),
    );
    expect(again.body.events).toHaveLength(1);
  });

  it('a lead stays new; repeating elsewhere accepts it', async () => {
    const app = await withoutTemporal();
    const lead = done(await (await as('dispatcher')).post('/leads', leadOf()), 201).body;
    const dispatcher = await signIn('dispatcher', app.base);
    expectAway(await dispatcher.post(`/leads/${lead.id}/accept`, {}));
    expect(done(await dispatcher.get(`/leads/${lead.id}`)).body).toMatchObject({ status: 'new', caseId: null });
    expect(await database().rows('select 1 from case_detail where lead_id = $1', [lead.id])).toEqual([]);
    done(await (await as('dispatcher')).post(`/leads/${lead.id}/accept`, {}));
  });

  it('opening with a key opens once when it is repeated', async () => {
    const app = await withoutTemporal();
    const handler = await signIn('handler1', app.base);
    const body = openingOf({ title: '重复建立一次' });
    const key = { 'Idempotency-Key': 'open-away' };
    expectAway(await handler.post('/cases', body, key), 'outcome-unknown');
    const opened = done(await (await as('handler1')).post('/cases', body, key), 201).body.caseId;
    expect(done(await (await as('handler1')).post('/cases', body, key), 201).body.caseId).toBe(opened);
  });

  it('what only reads goes on; proof says what it could not compare', async () => {
    const app = await withoutTemporal();
    const caseId = await openCase();
    const auditor = await signIn('auditor', app.base);
    for (const path of ['', '/events', '/terms', '/next']) done(await auditor.get(`/cases/${caseId}${path}`));
    const verified = done(await auditor.get(`/cases/${caseId}/verify`)).body;
    expect(verified).toMatchObject({ ok: false, open: true });
    expect(verified.checks.find(({ name }: { name: string }) => name === '办案引擎')).toMatchObject({ known: false });
    expectAway(await auditor.get(`/cases/${caseId}/history`), 'temporal-away');
  });

  it('is not ready, and names the part', async () => {
    const app = await withoutTemporal();
    const ready = await send(app.base.replace('/api/v1', ''), 'GET', '/readyz');
    expect(ready.status).toBe(503);
    expect(ready.body).toMatchObject({ ok: false, parts: { temporal: { ok: false }, postgres: { ok: true } } });
    expect((await send(app.base.replace('/api/v1', ''), 'GET', '/healthz')).status).toBe(200);
  });
});

describe('without PostgreSQL', () => {
  it('everything that needs it says so', async () => {
    const app = await start({ DATABASE_URL: `postgresql://nobody:secret-word@${await nobodyAt()}/nothing` });
    const { cookie, csrfToken } = await as('handler1');
    const visitor = new Visitor(app.base, 'handler1', cookie, csrfToken);
    for (const reply of [
      await send(app.base, 'POST', '/session', { body: { username: 'handler1', password: 'caselight-demo' } }),
      await visitor.get('/cases'),
      await visitor.get('/cases/x'),
      await visitor.command('x', 'AddNote', { text: 'a' }),
      await visitor.get('/lists/matters'),
    ]) {
      expectAway(reply, 'database-away');
      expect(JSON.stringify(reply.body)).not.toMatch(/secret-word|ECONNREFUSED|127\.0\.0\.1/);
    }
    expect((await send(app.base.replace('/api/v1', ''), 'GET', '/readyz')).body.parts).toMatchObject({
      postgres: { ok: false },
      temporal: { ok: true },
    });
  });
});

describe('otherwise', () => {
  it('the demo county is nowhere but in demo mode', async () => {
    const app = await start({ CASELIGHT_DEMO: '0' });
    expectProblem(
      await send(app.base, 'POST', '/session', { body: { username: 'handler1', password: 'caselight-demo' } }),
      401,
      'wrong-credentials',
    );
    expectProblem(await send(app.base, 'GET', '/session/demo'), 404);
  });

  it('the cookie is __Host- and Secure where people come by https', async () => {
    const app = await start({ CASELIGHT_DEMO: '0', CASELIGHT_PUBLIC_URL: 'https://caselight.example' });
    const session = await app.services.sessions.open('handler1', { method: 'password', address: '127.0.0.1', userAgent: null }, Date.now());
    const signedIn = { Cookie: `__Host-caselight=${session.token}`, 'X-CSRF-Token': session.csrfToken };
    expectProblem(await send(app.base, 'GET', '/session', { headers: { Cookie: `caselight=${session.token}` } }), 401, 'not-signed-in');
    const reply = await send(app.base, 'DELETE', '/session', { headers: signedIn });
    expect(reply.headers.getSetCookie()[0]).toMatch(/^__Host-caselight=; Path=\/; .*HttpOnly; Secure/);
    expect(reply.headers.get('strict-transport-security')).toMatch(/max-age/);
  });

  it('the stack itself is well', async () => expect((await send(apiBase().replace('/api/v1', ''), 'GET', '/readyz')).status).toBe(200));
});
