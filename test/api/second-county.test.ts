/**
 * A second county lives beside the first, on the same PostgreSQL and Temporal: from the lead to the closed case, with its
 * settings changed on the way. No text that any answer gives
 * to anybody names the first county or shows where a name should stand.
 */
import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../domain/case/state.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { testStack } from '../support/addresses.ts';
import { ofAnother, opening, ordinary, type Step } from '../support/lives.ts';
import type { Desk } from '../support/desk.ts';
import { type SecondCounty, startSecondCounty } from '../support/second-county.ts';
import { as as asInFirst, type Reply, send } from './client.ts';
import { done, expectProblem, fileOf as fileInFirst, leadOf, takenUp } from './scenes.ts';

const FOREIGN = /云溪|\{\{\w+\}\}/;
const EVERYBODY = [
  'dispatcher',
  'handler1',
  'handler4',
  'townreview',
  'townhead',
  'bureaureview',
  'bureauhead',
  'supervisor',
  'auditor',
  'listadmin',
  'sysadmin',
  'securityadmin',
  'auditadmin',
];
const today = legalDateOf(Date.now());

let county: SecondCounty;
beforeAll(async () => {
  county = await startSecondCounty('清河县', testStack());
}, 900_000);
afterAll(async () => {
  await county?.stack.stop();
  if (county) rmSync(county.stack.dataDir, { recursive: true, force: true });
});

const as = (username: string): Promise<Desk> => county.desk(username);
/** Where the text would be wrong, with what stands around it. */
const foreignIn = (reply: Reply): string | null => {
  const text = JSON.stringify(reply.body) ?? '';
  const at = text.search(FOREIGN);
  return at < 0 ? null : text.slice(Math.max(0, at - 80), at + 80);
};
const fileOf = async (caseId: string): Promise<CaseFile> => done(await (await as('auditor')).get(`/cases/${caseId}`)).body.case as CaseFile;
async function take(caseId: string, { name, payload, by }: Step): Promise<Reply> {
  const now = new Date();
  const given = payload(await fileOf(caseId), today, now.toISOString());
  return (await as(by)).post(`/cases/${caseId}/commands/${name}`, given);
}
const until = (name: string): Step[] => ordinary.slice(0, ordinary.findIndex((step) => step.name === name) + 1);

async function opened(): Promise<string> {
  const { payload, by } = opening(new Date(Date.now() - 60_000).toISOString(), '白马镇正街乱倒垃圾案');
  const given = payload({} as CaseFile, today, '') as Record<string, unknown>;
  return done(await (await as(by)).post('/cases', given), 201).body.caseId as string;
}

/** Every GET of the document, with ids of this county's in its path, by everybody. */
async function everyAnswer(ids: Record<string, string>): Promise<{ asked: number; found: string[] }> {
  const document = done(await (await as('auditor')).get('/openapi.json')).body as { paths: Record<string, Record<string, unknown>> };
  const found = FOREIGN.test(JSON.stringify(document)) ? ['/openapi.json'] : [];
  let asked = 0;
  for (const [path, methods] of Object.entries(document.paths)) {
    const filled = path
      .replace(/^\/api\/v1/, '')
      .replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[`${path.split('/').at(-2)}/${name}`] ?? ids[name] ?? whole);
    if (!methods.get || /\{|\/live|\/docs|\/session\/oidc/.test(filled)) continue;
    for (const username of EVERYBODY) {
      const reply = await (await as(username)).get(filled);
      const foreign = foreignIn(reply);
      asked += reply.status === 200 ? 1 : 0;
      if (foreign !== null) found.push(`${username} GET ${filled}: ${foreign}`);
    }
  }
  return { asked, found };
}

describe('a second county', () => {
  let caseId = '';

  it('refuses, grades and numbers in its own name at every step', async () => {
    caseId = await opened();
    const found: string[] = [];
    const refusals = new Set<string>();
    for (const step of until('CloseCase')) {
      for (const username of EVERYBODY.slice(0, 9)) {
        const next = await (await as(username)).get(`/cases/${caseId}/next`);
        const foreign = foreignIn(next);
        if (foreign !== null) found.push(`${username} before ${step.name}: ${foreign}`);
        const texts = JSON.stringify(next.body).match(/清河县[^"]*（内部规则[^"]*/g) ?? [];
        for (const text of texts) refusals.add(text);
      }
      // Not theirs to do, and nothing in the form.
      for (const username of ['handler4', 'townreview']) {
        const foreign = foreignIn(await (await as(username)).post(`/cases/${caseId}/commands/${step.name}`, {}));
        if (foreign !== null) found.push(`${username} ${step.name}: ${foreign}`);
      }
      const reply = done(await take(caseId, step));
      const foreign = foreignIn(reply);
      if (foreign !== null) found.push(`${step.name}: ${foreign}`);
    }
    expect(found).toEqual([]);
    const file = await fileOf(caseId);
    expect(file.filing?.number).toMatch(/^清河综执立〔\d{4}〕第00001号$/);
    expect(file.decision?.documentNumber).toMatch(/^清河综执罚决〔\d{4}〕第00001号$/);
    expect([...refusals]).toContain('清河县三级分级办案清单（内部规则）');
    const events = JSON.stringify(done(await (await as('auditor')).get(`/cases/${caseId}/events?limit=200`)).body);
    expect(events).toContain('清河县三级分级办案清单');
    expect(done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body.ok).toBe(true);
  });

  it('keeps a whistle in its name, too', async () => {
    const townhead = await as('townhead');
    const { body } = await townhead.post('/whistles', {
      name: 'BlowWhistle',
      payload: { urgency: 'daily', unitId: 'bureau', matter: '夜间占道', place: '正街', answerOf: null },
    });
    const foreign = foreignIn({ body } as Reply);
    expect(foreign).toBeNull();
  });

  it('changes its names and numbers by two people; a running case keeps its words', async () => {
    const running = await opened();
    for (const step of ofAnother(until('RecordVerification'), '李二')) done(await take(running, step));
    const [sys, sec] = [await as('sysadmin'), await as('securityadmin')];
    const reason = '县政府〔2026〕1号';
    const propose = (part: string, data: object, effectiveOn = today) => sys.post('/county/changes', { part, effectiveOn, reason, data });
    const numbers = { cases: '清执立〔{年}〕{号}号', penalty: '清执罚〔{年}〕{号}号', 'no-penalty': '清执免〔{年}〕{号}号' };
    expectProblem(await propose('numbers', { ...numbers, penalty: numbers.cases }), 409, 'number-pattern');
    expectProblem(await propose('numbers', { ...numbers, cases: '清执立{号}号' }), 409, 'number-pattern');
    expectProblem(await propose('numbers', numbers, '2020-01-01'), 409, 'effective-in-the-past');
    expectProblem(await propose('identity', { name: '清河区' }), 422, 'invalid-input');
    expectProblem(await propose('go-live', { on: '2199-01-01' }), 409, 'go-live-after-first-case');
    expectProblem(await propose('seals', { seals: { nowhere: '甲' } }), 409, 'unit-not-found');
    expectProblem(await propose('channels', { '12345': '网格上报' }), 409, 'channel-name');
    expectProblem(await propose('rules', { graded: '清河县综合行政执法案件办理规则' }), 409, 'rule-title');
    expectProblem(await (await as('listadmin')).post('/county/changes', {}), 403);
    const identity = { name: '清河区', short: '清河', title: '清河区综合行政执法' };
    const made = [];
    for (const [part, data] of [
      ['identity', identity],
      ['numbers', numbers],
    ] as const)
      made.push(done(await propose(part, data), 202).body.id as string);
    expect(done(await sys.get('/county')).body.name).toBe('清河县');
    expectProblem(await sys.post(`/county/changes/${made[0]}/approve`, {}), 403, 'role-required');
    for (const id of made) done(await sec.post(`/county/changes/${id}/approve`, {}));
    expectProblem(await sec.post(`/county/changes/${made[0]}/refuse`, { reason: '晚了' }), 409, 'already-decided');
    done(await propose('channels', { grid: '网格员上报' }), 201);
    done(await propose('identity', { ...identity, title: '以后的名称' }, '2199-01-01'), 202);
    expect(done(await sys.get('/county')).body).toMatchObject({ name: '清河区', channels: { grid: '网格员上报' } });
    expect(done(await sec.get('/county/settings')).body).toMatchObject({ numbers, settings: { title: '清河区综合行政执法' } });

    for (const step of ofAnother(until('Decide').slice(until('RecordVerification').length), '李二')) done(await take(running, step));
    const kept = await (await as('auditor')).get(`/cases/${running}/events?limit=200`);
    expect(JSON.stringify(kept.body)).toContain('清河县三级分级办案清单');
    expect(JSON.stringify(kept.body)).not.toContain('清河区三级');
    const file = await fileOf(running);
    expect(file.filing?.number).toMatch(/^清执立〔\d{4}〕2号$/);
    expect(file.decision?.documentNumber).toMatch(/^清执罚〔\d{4}〕2号$/);

    const fresh = await opened();
    for (const step of until('FileCase')) done(await take(fresh, step));
    const events = JSON.stringify(done(await (await as('auditor')).get(`/cases/${fresh}/events?limit=200`)).body);
    expect(events).toContain('清河区三级分级办案清单');
    expect(events).not.toContain('清河县三级');
    for (const id of [caseId, running, fresh]) expect(done(await (await as('auditor')).get(`/cases/${id}/verify`)).body.ok).toBe(true);
  });

  it('runs beside the first, and neither knows the other', async () => {
    const { databaseUrl, apiUrl } = testStack();
    expect(done(await send(`${apiUrl}/api/v1`, 'GET', '/county', {})).body.name).toBe('云溪县');
    const first = await takenUp();
    expect((await fileInFirst(first)).unit.name).toBe('青石镇');
    expectProblem(await (await as('auditor')).get(`/cases/${first}`), 404);
    expectProblem(await (await asInFirst('auditor')).get(`/cases/${caseId}`), 404);
    for (const url of [apiUrl, county.stack.apiUrl]) done(await send(url, 'GET', '/readyz', {}));
    const installations = await Promise.all(
      [databaseUrl, county.stack.databaseUrl].map(async (url) => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        const { rows } = await client.query<{ id: string }>('select id from installation');
        await client.end();
        return rows[0]?.id;
      }),
    );
    expect(new Set(installations).size).toBe(2);
  });

  it('tells nobody of the first county, wherever anything is read', async () => {
    const lead = done(await (await as('dispatcher')).post('/leads', leadOf({ town: '白马镇', address: '白马镇正街3号' })), 201).body as {
      id: string;
    };
    const policies = done(await (await as('listadmin')).get('/policies')).body.items as { hash: string }[];
    const terms = done(await (await as('auditor')).get(`/cases/${caseId}/terms`)).body.items as { term: string }[];
    const parties = done(await (await as('handler1')).get('/parties?q=张三')).body.items as { id: string }[];
    const ids = {
      caseId,
      id: caseId,
      'cases/caseId': caseId,
      'leads/id': lead.id,
      'leads/leadId': lead.id,
      'policies/hash': policies[0]!.hash,
      'parties/id': parties[0]?.id ?? '',
      'parties/partyId': parties[0]?.id ?? '',
      term: terms[0]?.term ?? '',
      list: 'matters',
      code: 'CG-0110',
      kind: 'case',
    };
    const { asked, found } = await everyAnswer(ids);
    expect(found).toEqual([]);
    expect(asked).toBeGreaterThan(300);
  }, 400_000);
});
