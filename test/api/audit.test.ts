/** The audit trail: what is written, by whom it is read, and that nothing in it can be altered unseen. */
import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditRow } from '../../contract/audit.ts';
import { checkTrail } from '../../api/audit/chain.ts';
import { keepHead, keptHeads } from '../../api/audit/kept-heads.ts';
import { createAuditTrail } from '../../api/audit/trail.ts';
import { apiRoutes } from '../../api/routes.ts';
import { as, apiBase, send } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { grantedKey } from './keys.ts';
import { done, expectProblem, takenUp } from './scenes.ts';

const entries = async (query: string): Promise<AuditRow[]> =>
  done(await (await as('auditadmin')).get(`/audit?limit=200&${query}`)).body.items as AuditRow[];
/** Reads are written by nobody waited for. */
async function soon(query: string): Promise<AuditRow[]> {
  for (let attempt = 0; ; attempt++) {
    const found = await entries(query);
    if (found.length > 0 || attempt > 40) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

let app: OwnApp;
beforeAll(async () => {
  app = await ownApp();
});
afterAll(() => app.close());

describe('what is written', () => {
  it('sign-ins and refusals, with session, request and address', async () => {
    const requestId = `audit-${randomUUID()}`;
    const username = `nobody-${randomUUID()}`;
    const reply = await send(apiBase(), 'POST', '/session', {
      body: { username, password: 'geheim-geheim' },
      headers: { 'X-Request-Id': requestId },
    });
    expectProblem(reply, 401, 'wrong-credentials');
    const [wrong] = (await soon('kind=session&outcome=refused')).filter((one) => one.requestId === requestId);
    expect(wrong).toMatchObject({
      what: 'session:sign-in',
      actorId: null,
      outcome: 'refused',
      detail: { method: 'password', reason: 'unknown-name' },
    });
    expect(wrong?.address).toMatch(/127\.0\.0\.1|::1/);
    expect(JSON.stringify(wrong)).not.toContain('geheim');

    await as('handler2');
    const [signedIn] = await soon('kind=session&actor=handler2&outcome=done');
    expect(signedIn).toMatchObject({ what: 'session:sign-in', actorId: 'handler2', label: '登录' });

    expectProblem(await send(apiBase(), 'GET', '/cases', { headers: { 'X-Request-Id': `${requestId}-2` } }), 401);
    expect((await soon('what=read:listCases&outcome=refused')).some((one) => one.requestId === `${requestId}-2`)).toBe(true);
  });

  it('who read a case, by what right; who tried to and may not', async () => {
    const caseId = await takenUp();
    done(await (await as('handler1')).get(`/cases/${caseId}`));
    expectProblem(await (await as('handler4')).get(`/cases/${caseId}`), 404);
    expectProblem(await (await as('handler4')).command(caseId, 'AddNote', { text: '一' }), 404);
    const [read] = await soon(`subject=case:${caseId}&actor=handler1&kind=read`);
    expect(read).toMatchObject({ what: 'read:readCase', outcome: 'done', detail: { why: 'handler' }, actorName: expect.any(String) });
    expect(read?.sessionId).toEqual(expect.any(String));
    const refused = await soon(`subject=case:${caseId}&actor=handler4&outcome=refused`);
    expect(refused.map(({ what }) => what)).toEqual(['other:AddNote', 'read:readCase']);
  });

  it('searches for people by digest alone: who looked for a name is found by the name, the name is not in the trail', async () => {
    const name = `寻${randomInt(100_000, 999_999)}`;
    done(await (await as('handler1')).get(`/parties?q=${encodeURIComponent(name)}`));
    const [search] = await soon(`words=${encodeURIComponent(name)}`);
    expect(search).toMatchObject({ what: 'search:listParties', actorId: 'handler1', detail: { found: 0 } });
    const kept = await database().rows(`select 1 from audit_entry where to_jsonb(audit_entry)::text like $1`, [`%${name}%`]);
    expect(kept).toEqual([]);
  });

  it('keys: who made one, and what a key did, by its id', async () => {
    const made = await grantedKey({ name: '审计测试', scopes: ['leads:read'], channel: '12345' });
    const granting = await soon(`subject=key:${made.id}`);
    expect(granting.map(({ what, actorId }) => [what, actorId])).toEqual(
      expect.arrayContaining([
        ['key:proposeKey', 'sysadmin'],
        ['key:decideKey', 'securityadmin'],
      ]),
    );
    done(await send(apiBase(), 'GET', '/leads?limit=1', { headers: { Authorization: `Bearer ${made.key}` } }));
    const [read] = (await soon(`actor=${made.id}`)).filter(({ what }) => what.endsWith(':listLeads'));
    expect(read).toMatchObject({
      what: expect.stringMatching(/^(read|search):listLeads$/),
      keyId: made.id,
      keyName: '审计测试',
      actorId: `key:${made.id}`,
      sessionId: null,
    });
    expect(JSON.stringify(await entries(`actor=${made.id}`))).not.toContain(made.key);
  });
});

describe('who reads it', () => {
  it.each(['sysadmin', 'securityadmin', 'auditor', 'supervisor', 'bureauhead', 'dispatcher', 'listadmin', 'handler1'])(
    'not %s',
    async (who) => {
      for (const path of ['/audit', '/audit/check', '/audit/export']) expectProblem(await (await as(who)).get(path), 403, 'role-required');
    },
  );

  it('pages without a gap, newest first', async () => {
    const auditor = await as('auditadmin');
    const first = done(await auditor.get('/audit?limit=3')).body;
    const second = done(await auditor.get(`/audit?limit=3&cursor=${first.nextCursor}`)).body;
    const numbers = [...first.items, ...second.items].map(({ n }: AuditRow) => n);
    expect(numbers).toEqual(Array.from({ length: 6 }, (_, index) => numbers[0]! - index));
  });

  it('exports it, which is written down before the first line', async () => {
    const auditor = await as('auditadmin');
    const lines = (done(await auditor.get('/audit/export?kind=session')).body as string)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditRow);
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ what }) => what.split(':')[0]))).toEqual(new Set(['session']));
    expect(await entries('what=export:exportAudit&actor=auditadmin')).toMatchObject([{ detail: { filters: ['kind', 'format'] } }]);
    const csv = done(await auditor.get('/audit/export?format=csv&kind=session')).body as string;
    expect(csv.replace('\uFEFF', '').split('\r\n')[0]).toBe(
      '序号,时间,事项,代码,结果,人员,人员编号,密钥,会话,请求,地址,对象,详情,原文,哈希',
    );
  });
});

describe('what it says', () => {
  it('is told in words, the filters of a search as their form calls them', async () => {
    done(await (await as('handler1')).get('/cases?stage=discovery&limit=5'));
    // Others of this person's searches may be on record already, and this one comes a moment later.
    await expect
      .poll(async () => (await entries('actor=handler1&kind=read')).map(({ said }) => said), { timeout: 10_000 })
      .toContainEqual(expect.stringMatching(/按条件：阶段/u));
    for (const { said } of await entries('kind=session')) expect(said).not.toMatch(/method|unknown-name|^ok/);
  });
});

describe('the chain page', () => {
  it('tells those who prove the record that the trail holds, and nothing of it', async () => {
    const { body } = done(await (await as('auditor')).get('/record/chain'));
    expect(body.trail).toMatchObject({ ok: true, archived: 0, faults: [] });
    expect(Object.keys(body.trail).sort()).toEqual(['archived', 'faults', 'head', 'length', 'ok']);
  });
});

describe('a second person', () => {
  it('is told what waits, and whoever proposed it what became of it', async () => {
    const name = `待批密钥${randomInt(1_000_000)}`;
    await grantedKey({ name });
    const told = async (who: string) => done(await (await as(who)).get('/me/notifications')).body.items as { text: string }[];
    expect((await told('securityadmin')).filter(({ text }) => text.includes(name))).toMatchObject([
      { text: expect.stringContaining('请批准') },
    ]);
    expect((await told('sysadmin')).filter(({ text }) => text.includes(name))).toMatchObject([{ text: expect.stringContaining('批准') }]);
  });
});

describe('nothing in it is altered unseen', () => {
  it('is refused by the database, whoever asks', async () => {
    const { run } = database();
    await expect(run(`update audit_entry set actor_id = 'x' where n = 1`)).rejects.toThrow(/refused/);
    await expect(run('delete from audit_entry where n = 1')).rejects.toThrow(/refused/);
    await expect(run('truncate audit_entry')).rejects.toThrow(/refused/);
  });

  it('holds, and says where it was broken by somebody who took the guard away', async () => {
    const auditor = await as('auditadmin');
    const check = done(await auditor.get('/audit/check')).body;
    expect(check).toMatchObject({ ok: true, faults: [], here: 1 });
    const forgeries: [string, RegExp][] = [
      [`update audit_entry set actor_id = 'somebody-else' where n = 3`, /第3条/],
      ['delete from audit_entry where n = 2', /缺少第2条/],
    ];
    for (const [forgery, reason] of forgeries) {
      const undone = new Error('undone');
      const forged = app.services.database.transaction(async (queries) => {
        await queries.run('alter table audit_entry disable trigger all');
        await queries.run(forgery);
        expect(await checkTrail(queries)).toMatchObject({ ok: false, faults: [{ reason: expect.stringMatching(reason) }] });
        throw undone;
      });
      await expect(forged).rejects.toBe(undone);
    }
  });

  it('is not cut off at its end, nor written anew, by somebody who rules the database alone', async () => {
    const { database: own, evidence } = app.services;
    await keepHead(own, evidence.folder);
    // What is kept is kept once; a second keeper finds it there.
    await keepHead(own, evidence.folder);
    const kept = await keptHeads(evidence.folder);
    expect(kept.at(-1)?.n).toBeGreaterThan(1);
    expect(await checkTrail(own, kept)).toMatchObject({ ok: true });
    const undone = new Error('undone');
    const cut = own.transaction(async (queries) => {
      await queries.run('alter table audit_entry disable trigger all');
      await queries.run('delete from audit_entry where n >= $1', [kept.at(-1)!.n]);
      expect(await checkTrail(queries)).toMatchObject({ ok: true });
      expect(await checkTrail(queries, kept)).toMatchObject({ ok: false, faults: [{ reason: expect.stringContaining('末尾被截去') }] });
      throw undone;
    });
    await expect(cut).rejects.toBe(undone);
    const before = kept.map(({ n }) => ({ n, hash: '0'.repeat(64) }));
    expect((await checkTrail(own, before)).faults.map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('与库外留存的哈希不符'),
    );
  });

  it('stays one chain when two processes write at once', async () => {
    const { database: own, clock } = app.services;
    const log = { warn: () => undefined, error: () => undefined };
    const trails = [1, 2].map(() => createAuditTrail({ database: own, clock, log }));
    const note = { what: 'operation:test', actorId: null, outcome: 'done' as const, detail: { reason: '\u0000\ud800' } };
    await Promise.all(Array.from({ length: 60 }, (_, index) => trails[index % 2]!.write(note)));
    expect(await checkTrail(own)).toMatchObject({ ok: true });
  });
});

describe('what is on record before it is shown', () => {
  it('is not shown where it cannot be put on record, and is on record once it can', async () => {
    const { database: own, clock } = app.services;
    const log = { warn: () => undefined, error: () => undefined };
    let broken = true;
    const failing = {
      ...own,
      transaction: (work: never) => (broken ? Promise.reject(new Error('Connection terminated')) : own.transaction(work)),
    } as unknown as typeof own;
    const trail = createAuditTrail({ database: failing, clock, log });
    const subject = `case:${randomUUID()}`;
    const note = { what: 'reveal:test', actorId: 'handler1', outcome: 'done' as const, subject, detail: {} };
    await expect(trail.write(note)).rejects.toMatchObject({ status: 503, code: 'audit-away' });
    broken = false;
    expect(await soon(`subject=${subject}`)).toHaveLength(1);
  });
});

/** Reads that show no case, party or reporter: their routes write nothing. A new one is written down here, or writes. */
const SHOW_NOBODY = [
  ...['/cases/{caseId}/next', '/cases/{caseId}/terms', '/cases/{caseId}/tier', '/cases/{caseId}/verify'],
  ...['/disputes/{id}/next', '/disputes/{id}/terms', '/disputes/{id}/verify'],
  ...['/whistles/{id}/next', '/whistles/{id}/terms', '/whistles/{id}/verify'],
  ...[
    '/session',
    '/session/demo',
    '/session/ways',
    '/session/second-factor',
    '/channels',
    '/county',
    '/county/logo',
    '/county/settings',
    '/me/notifications',
  ],
  ...['/openapi.json', '/docs', '/policies', '/policies/{hash}', '/people/import/template', '/units/import/template'],
  ...['/leads/import/template', '/paper-table/template'],
];

describe('every route', () => {
  it('that reads writes what was read, but for those that show nobody', () => {
    const silent = apiRoutes(app.services).filter(({ method, audit }) => method === 'get' && 'silent' in audit && !audit.itself);
    expect(
      silent
        .map(({ path }) => path)
        .filter((path) => !path.startsWith('/lists/'))
        .sort(),
    ).toEqual([...SHOW_NOBODY].sort());
  });

  it('that changes something writes it, but for what the record of an item tells, what is one’s own, and calculators', () => {
    const silent = apiRoutes(app.services).filter(({ method, audit }) => method !== 'get' && 'silent' in audit && !audit.itself);
    const others = silent
      .filter(({ path }) => !/^\/(derive|me)\/|\/commands\/|\/preview$/.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(others.sort()).toEqual(['post /cases', 'post /cases/bulk/{CommandName}', 'post /whistles'].sort());
  });

  it('that grants power or reveals waits until it is on record', () => {
    const waiting = apiRoutes(app.services).filter(({ audit }) => 'kind' in audit && (audit.waits ?? audit.early));
    const ids = waiting.map(({ id }) => id);
    for (const id of [
      'proposeKey',
      'decideKey',
      'approveStaffingChanges',
      'revokeKey',
      'approvePolicy',
      'approveCalendar',
      'approve-matters',
      'caseHistory',
      'exportAudit',
    ])
      expect(ids).toContain(id);
    for (const { id, reveals, audit } of apiRoutes(app.services))
      if (reveals) expect('kind' in audit && (audit.waits ?? audit.early), id).toBe(true);
  });
});
