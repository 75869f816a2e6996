/** Each role against each route: who sees it, who may, and what the others are told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { maySeeCase, sightOf } from '../../api/access/visibility.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { as } from './client.ts';
import { done, expectProblem, leadOf, openCase, takenUp } from './scenes.ts';

const COUNTY = ['dispatcher', 'bureauhandler1', 'bureaureview', 'bureauhead', 'supervisor', 'auditor'];
const OWN_TOWN = ['handler1', 'assistant', 'townreview', 'townhead'];
const OTHER_TOWN = ['handler4', 'liulin-review', 'liulin-head', 'liulin-assistant'];
const NO_CASES = ['listadmin', 'sysadmin'];

describe('a case of 青石镇', () => {
  let caseId: string;
  let leadId: string;

  beforeAll(async () => {
    caseId = await takenUp();
    leadId = done(await (await as('dispatcher')).post('/leads', leadOf()), 201).body.id;
  });

  const itsRoutes = () =>
    ['', '/events', '/terms', '/tier', '/next', '/verify', '/files', '?asOf=2099-01-01T00:00:00Z'].map((rest) => `/cases/${caseId}${rest}`);

  it.each([...COUNTY, ...OWN_TOWN])('%s reads everything of it', async (username) => {
    const visitor = await as(username);
    for (const path of itsRoutes()) expect((await visitor.get(path)).status, path).toBe(200);
    // The engine's own history cannot be masked: it is for those who verify.
    expect((await visitor.get(`/cases/${caseId}/history`)).status).toBe(username === 'auditor' ? 200 : 403);
    expect((await visitor.get(`/leads/${leadId}`)).status).toBe(200);
    const listed = (await visitor.get('/cases?limit=200')).body.items as { id: string }[];
    expect(listed.some(({ id }) => id === caseId)).toBe(true);
  });

  it.each([...OTHER_TOWN, ...NO_CASES])('%s does not even learn that it exists', async (username) => {
    const visitor = await as(username);
    for (const path of [...itsRoutes(), `/cases/${caseId}/history`]) expectProblem(await visitor.get(path), 404);
    for (const path of [`/cases/${caseId}/reveal`, `/cases/${caseId}/reveal/record`, `/leads/${leadId}/reveal`])
      expectProblem(await visitor.post(path, { what: 'phone', reason: '核对' }), 404);
    expectProblem(await visitor.get(`/cases/${caseId}/files/${'a'.repeat(64)}`), 404);
    expectProblem(await visitor.get(`/leads/${leadId}`), 404);
    for (const command of ['AddNote', 'Decide', 'DispatchCase', 'NoSuchCommand'])
      expectProblem(await visitor.command(caseId, command, {}), 404);
    expectProblem(await visitor.upload(`/cases/${caseId}/files`, 'abc', 'a.txt'), 404);
    for (const act of ['accept', 'merge', 'reject']) {
      expectProblem(await visitor.post(`/leads/${leadId}/${act}`, act === 'accept' ? {} : { reason: '理由', intoLeadId: leadId }), 404);
    }
    const bulk = await visitor.post('/cases/bulk/AddNote', { caseIds: [caseId], payload: { text: 'a' } });
    if (bulk.status === 200) expect(bulk.body.items).toMatchObject([{ caseId, ok: false, code: 'case-not-found', title: '' }]);
    else expectProblem(bulk, 403);
  });

  it.each(OTHER_TOWN)('%s does not find it in lists, board or forecast', async (username) => {
    const visitor = await as(username);
    for (const path of ['/cases?limit=200', '/board', '/board/forecast', '/me/work', '/leads?limit=200']) {
      const reply = done(await visitor.get(path));
      expect(JSON.stringify(reply.body)).not.toContain(caseId);
      expect(JSON.stringify(reply.body)).not.toContain(leadId);
    }
  });

  it.each(NO_CASES)('%s sees no case content at all', async (username) => {
    const visitor = await as(username);
    for (const path of ['/cases', '/leads', '/board', '/board/forecast', '/me/work', '/live'])
      expectProblem(await visitor.get(path), 403, 'role-required');
    expectProblem(await visitor.post('/cases', {}), 403, 'role-required');
    for (const path of ['/lists/matters', '/lists/people', '/lists/policy']) expect((await visitor.get(path)).status).toBe(200);
  });

  it.each(['assistant', 'townreview', 'bureaureview', 'supervisor', 'auditor'])(
    '%s sees the lead and may not decide it',
    async (username) => {
      const visitor = await as(username);
      for (const act of ['accept', 'merge', 'reject']) {
        expectProblem(
          await visitor.post(
            `/leads/${leadId}/${act}`,
            act === 'accept' ? {} : { reason: '理由', ...(act === 'merge' ? { intoLeadId: leadId } : {}) },
          ),
          403,
          'role-required',
        );
      }
    },
  );

  it('auditors look and touch nothing', async () => {
    const auditor = await as('auditor');
    expectProblem(await auditor.upload(`/cases/${caseId}/files`, 'abc', 'a.txt'), 403);
    expectProblem(await auditor.post('/leads', leadOf()), 403);
    expectProblem(await auditor.post('/cases', {}), 403);
  });

  it('is seen by the unit it was dispatched to, wherever it lies', async () => {
    const elsewhere = await openCase({ townId: 'liulin', title: '柳林镇案件' });
    expectProblem(await (await as('handler1')).get(`/cases/${elsewhere}`), 404);
    done(await (await as('dispatcher')).command(elsewhere, 'DispatchCase', { unitId: 'qingshi', instruction: '就近核查' }));
    expect((await (await as('handler1')).get(`/cases/${elsewhere}`)).status).toBe(200);
    expect((await (await as('handler4')).get(`/cases/${elsewhere}`)).status).toBe(200);
    expectProblem(await (await as('baisha-handler1')).get(`/cases/${elsewhere}`), 404);
  });

  it('people of a town open cases of their own town only', async () => {
    const handler = await as('handler1');
    expectProblem(
      await handler.post('/cases', {
        title: '柳林镇案件',
        townId: 'liulin',
        address: '一',
        channel: 'patrol',
        receivedAt: '2026-11-01T10:00:00+08:00',
        text: '一',
      }),
      403,
      'not-your-town',
    );
  });

  it('nobody who is not signed in reads anything', async () => {
    const { send, apiBase } = await import('./client.ts');
    for (const path of [...itsRoutes(), '/cases', '/leads', '/board', '/me/work', '/live', '/lists/people', '/lists/matters']) {
      expectProblem(await send(apiBase(), 'GET', path), 401);
    }
  });
});

describe('the one function', () => {
  const person = (roles: Role[], unitId = 'qingshi') => ({
    id: 'p',
    name: 'p',
    unit: { id: unitId, name: unitId, kind: 'town' as const },
    roles,
    certificate: null,
    legalQualification: false,
    principal: false,
    active: true,
  });
  const standing = {
    townId: 'liulin',
    unitId: 'bureau',
    concernedUnitIds: ['baisha'],
    concernedPersonIds: ['k'],
    handlerIds: ['h'],
    barredPersonIds: ['b'],
  };

  it.each([
    ['dispatcher', 'county'],
    ['bureau-handler', 'county'],
    ['bureau-reviewer', 'county'],
    ['bureau-head', 'county'],
    ['supervisor', 'county'],
    ['auditor', 'county'],
    ['handler', 'own'],
    ['assistant', 'own'],
    ['town-reviewer', 'own'],
    ['town-head', 'own'],
    ['list-admin', 'none'],
    ['sys-admin', 'none'],
  ] as [Role, string][])('%s sees %s', (role, sight) => {
    expect(sightOf(person([role]))).toBe(sight);
    expect(sightOf({ ...person([role]), active: false })).toBe('none');
  });

  it('takes the widest of several roles', () => expect(sightOf(person(['sys-admin', 'handler', 'auditor']))).toBe('county'));

  it.each([
    ['the place', 'liulin', true],
    ['an assisting unit', 'baisha', true],
    ['the handling unit', 'bureau', true],
    ['none of it', 'qingshi', false],
  ])('own: %s', (_name, unit, sees) => expect(maySeeCase(person(['handler'], unit), standing)).toBe(sees));

  it('own: being one whom it concerns', () => expect(maySeeCase({ ...person(['handler']), id: 'k' }, standing)).toBe(true));

  it('own: a handler who has left the unit, no more', () => expect(maySeeCase({ ...person(['handler']), id: 'h' }, standing)).toBe(false));

  it.each(['handler', 'bureau-head', 'supervisor'] as Role[])('whoever was recused, no more: %s', (role) =>
    expect(maySeeCase({ ...person([role], 'liulin'), id: 'b' }, standing)).toBe(false),
  );
});
