/**
 * Every route × everybody, by status and by content. The routes are those that are mounted; what each of them may tell is told by
 * signs that stand only in one town's case, lead and party, and by the numbers that nobody is shown whole.
 */
import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sightOf } from '../../api/access/visibility.ts';
import type { Route } from '../../api/http/route.ts';
import { apiRoutes } from '../../api/routes.ts';
import { citizenCheckDigit } from '../../domain/parties/citizen-id.ts';
import { hasRole } from '../../domain/roles.ts';
import type { Role } from '../../domain/vocabulary.ts';
import { as, type Reply } from './client.ts';
import { database } from './database.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, leadOf, takenUp } from './scenes.ts';

/** By unit: that of the case, a sibling town, the bureau, none that has to do with cases. */
const PEOPLE = {
  own: ['handler1', 'assistant', 'townreview', 'townhead'],
  sibling: ['handler4', 'liulin-assistant', 'liulin-review', 'liulin-head'],
  bureau: ['bureauhandler1', 'bureaureview', 'bureauhead', 'dispatcher', 'supervisor', 'auditor'],
  none: ['listadmin', 'sysadmin', 'securityadmin', 'auditadmin'],
} as const;
type Relation = keyof typeof PEOPLE;

const digits = randomInt(100_000, 999_999);
const first17 = `33210219900307${randomInt(100, 999)}`;
/** Nobody is shown these whole, whoever they are. */
const HIDDEN = {
  identifier: first17 + citizenCheckDigit(first17),
  phone: `136${randomInt(10_000_000, 99_999_999)}`,
  reporterName: `举报${digits}人`,
  reporterPhone: `139${randomInt(10_000_000, 99_999_999)}`,
};
/** Only who sees the case, lead or party meets these. */
const CANARIES = {
  title: `案名${digits}`,
  address: `地址${digits}号`,
  text: `线索${digits}内容`,
  findings: `查明${digits}`,
  note: `附注${digits}`,
  lead: `来信${digits}`,
};

let app: OwnApp;
let routes: Route[] = [];
let roles = new Map<string, Role[]>();
const ids = { caseId: '', leadId: '', partyId: '', hash: '' };

beforeAll(async () => {
  app = await ownApp();
  routes = apiRoutes(app.services);
  const people = await database().rows<{ id: string; roles: Role[] }>('select username as id, roles from person');
  roles = new Map(people.map((one) => [one.id, one.roles]));
  const { title, address, text, findings, note, lead } = CANARIES;
  ids.caseId = await takenUp({ title, address, text });
  const handler = await as('handler1');
  const conduct = { on: new Date().toISOString().slice(0, 10), place: address };
  const parties = [{ name: `当事${digits}`, kind: 'citizen', identifier: HIDDEN.identifier, phone: HIDDEN.phone, address }];
  const verified = { founded: true, findings, officerIds: ['handler1', 'handler2'], matterCode: 'CG-0101', conduct, parties };
  done(await handler.command(ids.caseId, 'RecordVerification', verified));
  done(await handler.command(ids.caseId, 'AddNote', { text: note }));
  ids.hash = done(await handler.upload(`/cases/${ids.caseId}/files`, note, `${note}.txt`), 201).body.hash;
  const { reporterName, reporterPhone } = HIDDEN;
  ids.leadId = done(
    await (await as('dispatcher')).post('/leads', leadOf({ text: lead, address, reporterName, reporterPhone })),
    201,
  ).body.id;
  [{ id: ids.partyId }] = done(await handler.get(`/parties?q=${encodeURIComponent(`当事${digits}`)}`)).body.items;
});
afterAll(() => app.close());

/** The path with the scene's ids in it; null where it names something else. */
function placeOf(path: string): string | null {
  const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name as keyof typeof ids] ?? whole);
  return filled.includes('{') ? null : filled;
}
const ofTheScene = (path: string): boolean => /\{(caseId|leadId)\}/.test(path);

/** Streams that never end, and what would sign the visitor out. */
const LEFT_OUT = new Set(['live', 'signOut']);
const QUERIES: Record<string, string> = { listParties: `?q=当事${digits}`, similarCases: '' };

async function ask(who: string, route: Route, path: string): Promise<Reply> {
  const visitor = await as(who);
  if (route.method === 'get') return visitor.get(`${path}${QUERIES[route.id] ?? ''}`);
  if (route.streams) return visitor.upload(path, '', 'empty.txt');
  return route.method === 'delete'
    ? visitor.delete(path)
    : visitor.raw(route.method.toUpperCase(), path, '{"没有这个字段":1}', { 'Content-Type': 'application/json' });
}

/** What the route itself asks for, apart from sight. */
const mayCall = (who: string, route: Route): boolean =>
  route.access === 'anyone' || route.access.roles === undefined || hasRole({ roles: roles.get(who)! }, ...route.access.roles);

describe.each(Object.keys(PEOPLE) as Relation[])('%s', (relation) => {
  it.each([...PEOPLE[relation]])('%s: every route by status and by content', async (who) => {
    const faults: string[] = [];
    const sees = relation === 'own' || sightOf({ roles: roles.get(who)!, active: true }) === 'county';
    for (const route of routes) {
      const path = placeOf(route.path);
      if (path === null || LEFT_OUT.has(route.id) || route.access === 'anyone') continue;
      const { status, body } = await ask(who, route, path);
      const told = typeof body === 'string' ? body : JSON.stringify(body);
      const fault = (text: string) => void faults.push(`${route.method} ${route.path}: ${status}, ${text}`);
      if (status >= 500) fault('a fault of ours');
      if (!mayCall(who, route) && status !== 403) fault('not of a role that may call it');
      if (!sees && ofTheScene(route.path) && status !== 404 && status !== 403) fault('tells that it is there');
      for (const [name, sign] of Object.entries(HIDDEN)) if (told.includes(sign)) fault(`shows ${name} whole`);
      if (!sees) for (const [name, sign] of Object.entries(CANARIES)) if (told.includes(sign)) fault(`tells the ${name}`);
      if (sees && mayCall(who, route) && route.method === 'get' && ofTheScene(route.path) && ![200, 403, 404].includes(status))
        fault('is not served');
    }
    expect(faults).toEqual([]);
  });
});

it('asks every route that names nothing, a case, a lead, a party or a file; the others are these', () => {
  const others = routes.filter(({ path, undocumented }) => !undocumented && placeOf(path) === null).map(({ path }) => path.split('/')[1]);
  expect([...new Set(others)].sort()).toEqual(
    [
      ...['api-keys', 'cases', 'channel-reports', 'channels', 'county', 'disputes', 'lists', 'me', 'record', 'whistles'],
      // Who is there and who is signed in: the keepers', and heads' of their own unit (staffing.test.ts, sessions.test.ts).
      ...['identities', 'people', 'postings', 'session', 'sessions', 'units'],
      // A paper file that is no case yet: its unit's (paper.test.ts).
      'paper-drafts',
    ].sort(),
  );
});

it('what was read is on record: each route that told a sign wrote an entry', async () => {
  await app.services.audit.settled();
  const rows = await database().rows<{ what: string }>(
    `select distinct what from audit_entry where actor_id = 'auditor' and outcome = 'done'`,
  );
  const written = new Set(rows.map(({ what }) => what.split(':')[1]));
  const auditor = await as('auditor');
  for (const route of routes.filter(({ method, access, id }) => method === 'get' && access !== 'anyone' && !LEFT_OUT.has(id))) {
    const path = placeOf(route.path);
    if (path === null || !mayCall('auditor', route)) continue;
    const told = JSON.stringify((await auditor.get(`${path}${QUERIES[route.id] ?? ''}`)).body);
    if (Object.values(CANARIES).some((sign) => told.includes(sign))) expect(written, `${route.path} told of the case`).toContain(route.id);
  }
});
