/** A key is never a person: what machines are granted, by whom, and what is never taken from one. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isAmong, isNetwork } from '../../api/keys/addresses.ts';
import { apiRoutes } from '../../api/routes.ts';
import { SCOPES } from '../../api/session/caller.ts';
import { sha256 } from '../../api/session/tokens.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import { eventually } from '../support/wait.ts';
import { apiBase, as, type Reply, send } from './client.ts';
import { database } from './database.ts';
import { grantedKey, keyOf, newKey } from './keys.ts';
import { ownApp } from './own-app.ts';
import { done, expectProblem, leadOf, openCase, openingOf, takenUp } from './scenes.ts';

const by = (key: string, method: string, path: string, body?: unknown): Promise<Reply> =>
  send(apiBase(), method, path, { headers: { Authorization: `Bearer ${key}` }, ...(body === undefined ? {} : { body }) });
const ticket = () => ({
  orderNo: `GD-${randomUUID().slice(0, 12)}`,
  orderType: '投诉',
  acceptTime: new Date(Date.now() + 8 * 3_600_000 - 1_800_000).toISOString().slice(0, 19).replace('T', ' '),
  callerName: '秦反映',
  callerPhone: '13900007777',
  area: '云溪县青石镇',
  address: '解放路18号',
  content: '夜里排烟',
});

describe('a key is granted by two people', () => {
  it('proposed by the system administrator, approved by the security administrator, and then fetched', async () => {
    const [proposer, approver] = [await as('sysadmin'), await as('securityadmin')];
    const asked = done(await proposer.post('/api-keys', keyOf({ name: '网格平台', channel: 'grid' })), 201).body;
    expect(asked).toMatchObject({ standing: 'proposed', createdByName: '范思远', ownerName: '范思远', secrets: [], decidedBy: null });
    expect(asked.key).toBeUndefined();
    const fetched = () => proposer.post(`/api-keys/${asked.id}/secrets`, {});
    expectProblem(await fetched(), 409, 'key-not-approved');
    expectProblem(await proposer.post(`/api-keys/${asked.id}/decision`, { approve: true }), 403, 'role-required');
    expectProblem(await approver.post('/api-keys', keyOf()), 403, 'role-required');
    expectProblem(await approver.post(`/api-keys/${asked.id}/secrets`, {}), 403, 'role-required');
    expect(done(await approver.post(`/api-keys/${asked.id}/decision`, { approve: true })).body).toMatchObject({
      standing: 'approved',
      decidedBy: 'securityadmin',
    });
    expectProblem(await approver.post(`/api-keys/${asked.id}/decision`, { approve: true }), 409, 'key-decided');
    const { key } = done(await fetched(), 201).body;
    expect(key).toMatch(/^clk_/);
    const listed = done(await approver.get('/api-keys')).body;
    expect(JSON.stringify(listed)).not.toContain(key);
    expect(JSON.stringify(listed)).not.toContain(sha256(key));
  });

  it('not approved without a reason, and then never in use', async () => {
    const { id } = done(await (await as('sysadmin')).post('/api-keys', keyOf()), 201).body;
    const approver = await as('securityadmin');
    expectProblem(await approver.post(`/api-keys/${id}/decision`, { approve: false }), 422);
    expect(done(await approver.post(`/api-keys/${id}/decision`, { approve: false, reason: '用途不清' })).body).toMatchObject({
      standing: 'refused',
      decidedReason: '用途不清',
    });
    expectProblem(await (await as('sysadmin')).post(`/api-keys/${id}/secrets`, {}), 409, 'key-not-approved');
  });

  it('never by whoever proposed it, had he both roles', async () => {
    const { id } = done(await (await as('sysadmin')).post('/api-keys', keyOf()), 201).body;
    await database().run(`update api_key set created_by = 'securityadmin' where id = $1`, [id]);
    expectProblem(await (await as('securityadmin')).post(`/api-keys/${id}/decision`, { approve: true }), 403, 'own-proposal');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['for no purpose', { purpose: ' ' }, 'purpose'],
    ['nobody answers for', { ownerId: 'nobody' }, 'ownerId'],
    ['to handle cases', { scopes: ['cases:write'] }, 'scopes.0'],
    ['for more than a year', { expiresOn: addDays(legalDateOf(Date.now()), 366) }, 'expiresOn'],
    ['that ends today', { expiresOn: legalDateOf(Date.now()) }, 'expiresOn'],
    ['to read cases of nobody', { scopes: ['cases:read'] }, 'area'],
    ['to read leads of nobody', { scopes: ['leads:read'] }, 'channel'],
    ['for an area it does not read', { area: 'county' }, 'area'],
    ['from no address', { addresses: ['10.8.0.0/33'] }, 'addresses.0'],
    ['from everywhere in disguise', { addresses: ['0.0.0.0/0'] }, 'addresses.0'],
    ['in somebody’s name', { actsAs: 'handler1' }, 'actsAs'],
  ])('none %s', async (_what, over, path) => {
    const reply = await (await as('sysadmin')).post('/api-keys', keyOf(over));
    expectProblem(reply, 422);
    expect(reply.body.errors.map((one: { path: string }) => one.path)).toContain(path);
  });
});

describe('a key in use', () => {
  it('is told when and from where, names itself on what it brings, and ends at once when revoked', async () => {
    const { id, key } = await grantedKey({ name: '热线平台', channel: '12345' });
    const { leadId } = done(await by(key, 'POST', '/channels/12345/tickets', ticket()), 201).body;
    const row = done(await (await as('sysadmin')).get('/api-keys')).body.items.find((one: { id: string }) => one.id === id);
    expect(Date.now() - Date.parse(row.lastUsedAt)).toBeLessThan(60_000);
    expect(row.lastUsedFrom).toMatch(/127\.0\.0\.1|::1/);
    const lead = done(await (await as('dispatcher')).get(`/leads/${leadId}`)).body;
    expect(lead.takenBy).toEqual({ id: `key:${id}`, name: '热线平台' });
    expect((await (await as('securityadmin')).delete(`/api-keys/${id}`)).status).toBe(204);
    expectProblem(await by(key, 'POST', '/channels/12345/tickets', ticket()), 401, 'key-invalid');
  });

  it('changes its secret: both are good for a while, then the former ends', async () => {
    const { id, key: former } = await grantedKey({ scopes: ['lists:read'] });
    const admin = await as('sysadmin');
    expectProblem(await admin.post(`/api-keys/${id}/secrets`, { overlapHours: 169 }), 422);
    const row = done(await admin.post(`/api-keys/${id}/secrets`, { overlapHours: 168 }), 201).body;
    expect(row.secrets).toHaveLength(2);
    for (const secret of [former, row.key]) expect((await by(secret, 'GET', '/lists/matters')).status).toBe(200);
    await database().run('update api_key_secret set ends_at = now() where hash = $1', [sha256(former)]);
    expectProblem(await by(former, 'GET', '/lists/matters'), 401, 'key-invalid');
    expect((await by(row.key, 'GET', '/lists/matters')).status).toBe(200);
    const last = done(await admin.post(`/api-keys/${id}/secrets`, { overlapHours: 0 }), 201).body;
    expectProblem(await by(row.key, 'GET', '/lists/matters'), 401, 'key-invalid');
    expect((await by(last.key, 'GET', '/lists/matters')).status).toBe(200);
  });

  it('ends on its day', async () => {
    const { id, key } = await grantedKey({ scopes: ['lists:read'] });
    await database().run('update api_key set expires_at = now() where id = $1', [id]);
    expectProblem(await by(key, 'GET', '/lists/matters'), 401, 'key-invalid');
    expectProblem(await (await as('sysadmin')).post(`/api-keys/${id}/secrets`, {}), 409, 'key-not-approved');
  });

  it('comes from its own addresses only', async () => {
    const { key } = await grantedKey({ scopes: ['lists:read'], addresses: ['10.8.0.0/24', '2001:db8::/32'] });
    expectProblem(await by(key, 'GET', '/lists/matters'), 403, 'key-address');
    const { key: near } = await grantedKey({ scopes: ['lists:read'], addresses: ['127.0.0.0/8', '::1'] });
    expect((await by(near, 'GET', '/lists/matters')).status).toBe(200);
  });

  it('is not used more often than a minute allows', async () => {
    const { key } = await grantedKey({ scopes: ['lists:read'], perMinute: 3 });
    const full = await eventually(
      () => by(key, 'GET', '/lists/units?limit=1'),
      ({ status }) => status === 429,
      20_000,
    );
    expectProblem(full, 429, 'key-too-many');
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('what a machine reads', () => {
  it('is its own channel’s leads without the reporter, and how the cases fare that came of them', async () => {
    const { key } = await grantedKey({ scopes: ['leads:write', 'leads:read', 'cases:read'], channel: '12345', perMinute: 600 });
    const { leadId } = done(await by(key, 'POST', '/channels/12345/tickets', ticket()), 201).body;
    const foreign = done(await (await as('dispatcher')).post('/leads', leadOf({ channel: 'patrol' })), 201).body.id;
    const lead = done(await by(key, 'GET', `/leads/${leadId}`)).body;
    expect(lead).toMatchObject({ channel: '12345', reporterName: null, reporterPhone: null, duplicates: [] });
    expectProblem(await by(key, 'GET', `/leads/${foreign}`), 404);
    const listed = done(await by(key, 'GET', '/leads?limit=200'));
    expect(new Set(listed.body.items.map((one: { channel: string }) => one.channel))).toEqual(new Set(['12345']));
    expect(JSON.stringify(listed.body)).not.toMatch(/秦反映|13900007777/);

    const { caseId } = done(await (await as('dispatcher')).post(`/leads/${leadId}/accept`, {})).body;
    const fare = done(await by(key, 'GET', `/case-fares/${caseId}`)).body;
    expect(fare).toMatchObject({ id: caseId, stage: 'discovery', town: { name: '青石镇' }, leads: [{ id: leadId }] });
    expect(Object.keys(fare).sort()).toEqual(
      'closedAt,id,leads,light,matterName,number,openedAt,outcome,stage,stageEnteredAt,tier,town,unit'.split(','),
    );
    const other = await openCase();
    expectProblem(await by(key, 'GET', `/case-fares/${other}`), 404);
    const { key: county } = await grantedKey({ scopes: ['cases:read'], area: 'county' });
    expect(done(await by(county, 'GET', `/case-fares/${other}`)).body).toMatchObject({ id: other, leads: [] });
    expect(done(await by(county, 'GET', '/case-fares?limit=2')).body.items).toHaveLength(2);
  });

  it('says no more of a ticket that another brought than that it was', async () => {
    const { key } = await grantedKey({ name: '汇聚平台' });
    const own = done(await by(key, 'POST', '/leads', leadOf()), 201).body;
    expect(done(await by(key, 'POST', '/leads', leadOf({ ticket: own.ticket }))).body.id).toBe(own.id);
    const theirs = done(await (await as('dispatcher')).post('/leads', leadOf()), 201).body;
    const reply = await by(key, 'POST', '/leads', leadOf({ ticket: theirs.ticket }));
    expectProblem(reply, 409, 'ticket-of-another');
    expect(JSON.stringify(reply.body)).not.toContain(theirs.id);
  });
});

describe('nothing else is taken from a key', () => {
  it('on any route that there is, with every scope that there is', async () => {
    const app = await ownApp();
    try {
      const key = await newKey({ scopes: [...SCOPES, 'cases:write'], area: 'county' });
      const changing = apiRoutes(app.services).filter(({ method, access }) => method !== 'get' && access !== 'anyone');
      expect(changing.length).toBeGreaterThan(150);
      const taken: string[] = [];
      for (const { method, path, access } of changing) {
        const scope = access === 'anyone' ? undefined : access.scope;
        const reply = await by(key, method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x'), {});
        if (scope === 'leads:write' || scope === 'derive') taken.push(path);
        else expect(`${reply.status} ${reply.body.code}`, `${method} ${path}`).toBe('403 people-only');
      }
      expect(taken.filter((path) => !path.startsWith('/channels/')).sort()).toEqual([
        '/derive/dispatch',
        '/derive/penalty',
        '/derive/term',
        '/leads',
      ]);
    } finally {
      await app.close();
    }
  });

  it('the system administrator can no longer file, review and decide a case in three officials’ names', async () => {
    const caseId = await takenUp();
    // As it was done: keys straight into the table, with all they once could be granted and somebody to act for.
    const keys = await Promise.all(
      ['townhead', 'bureaureview', 'handler1'].map(async (official) => {
        const key = await newKey({ scopes: ['cases:read', 'cases:write', 'leads:write'], area: 'county' });
        await database().run('update api_key set acts_as_id = $2 where id = (select key_id from api_key_secret where hash = $1)', [
          sha256(key),
          official,
        ]);
        return key;
      }),
    );
    const before = done(await (await as('auditor')).get(`/cases/${caseId}`)).body.case.version;
    for (const key of keys) {
      for (const command of ['FileCase', 'ConcludeInvestigation', 'SubmitForReview', 'PassReview', 'Decide', 'AddNote', 'CloseCase']) {
        expectProblem(await by(key, 'POST', `/cases/${caseId}/commands/${command}`, { text: 'x' }), 403, 'people-only');
      }
      expectProblem(await by(key, 'POST', '/cases', openingOf()), 403, 'people-only');
      expectProblem(await by(key, 'POST', '/paper-drafts', { reference: 'x', reason: 'x', unitId: 'qingshi' }), 403, 'people-only');
      expectProblem(await by(key, 'POST', '/cases/bulk/AddNote', { caseIds: [caseId], payload: { text: 'x' } }), 403, 'people-only');
      expectProblem(await by(key, 'GET', `/cases/${caseId}`), 403, 'people-only');
    }
    expect(done(await (await as('auditor')).get(`/cases/${caseId}`)).body.case.version).toBe(before);
    for (const scope of ['cases:write']) expectProblem(await (await as('sysadmin')).post('/api-keys', keyOf({ scopes: [scope] })), 422);
  });
});

describe('addresses', () => {
  it('are single ones and networks of both versions, and IPv4 behind a socket of both', () => {
    expect(isAmong('10.8.0.7', ['10.8.0.0/24'])).toBe(true);
    expect(isAmong('::ffff:10.8.0.7', ['10.8.0.0/24'])).toBe(true);
    expect(isAmong('10.8.1.7', ['10.8.0.0/24', '10.8.1.8'])).toBe(false);
    expect(isAmong('2001:db8::9', ['2001:db8::/32'])).toBe(true);
    expect(isAmong('', ['10.8.0.0/24'])).toBe(false);
    expect(isAmong('', [])).toBe(true);
    for (const wrong of ['10.8.0', '10.8.0.0/33', '::/0', '0.0.0.0/0', '10.8.0.0/-1', 'county.example', ''])
      expect(isNetwork(wrong)).toBe(false);
  });
});
