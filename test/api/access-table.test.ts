/**
 * Every mounted route × every role × where its unit stands to what is asked for, as the running API answers it: docs/access.md is
 * what a reviewer reads, and what this test expects, word for word. Where it changes on purpose
 * `npx vitest run --project api test/api/access-table.test.ts -u` writes it anew. What the answers say is looked at in
 * access-matrix.test.ts.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Route } from '../../api/http/route.ts';
import { apiRoutes } from '../../api/routes.ts';
import { page, table } from '../../tools/docs/markdown.ts';
import { eventually } from '../support/wait.ts';
import { as, signIn } from './client.ts';
import { grantedKey } from './keys.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, leadOf, takenUp } from './scenes.ts';

/** What is asked for is 青石镇's, or somebody's there; the foreign bureau has nothing to do with any of it. */
const COLUMNS = {
  本单位: { 办案: 'handler1', 协管: 'assistant', 审核: 'townreview', 负责人: 'townhead' },
  其他镇街: { 办案: 'handler4', 协管: 'liulin-assistant', 审核: 'liulin-review', 负责人: 'liulin-head' },
  上级部门: { 办案: 'bureauhandler1', 审核: 'bureaureview', 负责人: 'bureauhead' },
  其他部门: { 办案: 'water-handler1', 审核: 'water-review', 负责人: 'water-head' },
  县级: { 指挥调度: 'dispatcher', 督办: 'supervisor', 执法监督: 'auditor' },
  管理员: { 清单: 'listadmin', 系统: 'sysadmin', 安全: 'securityadmin', 审计: 'auditadmin' },
} as const;
type Column = keyof typeof COLUMNS;

let app: OwnApp;
let routes: Route[] = [];
const ids: Record<string, string> = {};
/** What there is none of in the scene: 404 says of these only that there is none, and the role has passed. */
const NONE = new Set<string>();

beforeAll(async () => {
  app = await ownApp();
  routes = apiRoutes(app.services);
  const caseId = await takenUp({ title: '权限表' });
  const handler = await as('handler1');
  const conduct = { on: new Date().toISOString().slice(0, 10), place: '青石镇' };
  const parties = [{ name: `表中人${caseId.slice(0, 6)}`, kind: 'citizen', identifier: null, phone: '13600000000', address: null }];
  const verified = { founded: true, findings: '属实', officerIds: ['handler1', 'handler2'], matterCode: 'CG-0101', conduct, parties };
  done(await handler.command(caseId, 'RecordVerification', verified));
  const { hash } = done(await handler.upload(`/cases/${caseId}/files`, caseId, 'table.txt'), 201).body;
  const leadId = done(await (await as('dispatcher')).post('/leads', leadOf()), 201).body.id;
  const [party] = done(await handler.get(`/parties?q=${encodeURIComponent(parties[0]!.name)}`)).body.items;
  const call = { title: '权限表', urgency: 'daily', unitId: 'bureau', place: '滨河路', text: '请到场', fromId: null };
  const whistle = done(await (await as('townhead')).post('/whistles', call), 201).body.id;
  done(await (await as('townhead')).command(caseId, 'RaiseJurisdictionDispute', { unitId: 'ecology', reason: '在保护区内' }));
  const disputes = async () => done(await (await as('townhead')).get('/disputes?limit=200')).body.items as { id: string }[];
  const ofTheCase = (one: { id: string }): boolean => JSON.stringify(one).includes(caseId);
  const dispute = (await eventually(disputes, (items) => items.some(ofTheCase))).find(ofTheCase)!;
  const key = await grantedKey({ name: '权限表' });
  Object.assign(ids, { caseId, hash, leadId, partyId: party.id, whistles: whistle, disputes: dispute.id, keyId: key.id });
  Object.assign(ids, { personId: 'handler1', unitId: 'qingshi', cases: caseId });
  ids['policies.hash'] = (await app.services.policies.current()).hash;
});
afterAll(() => app.close());

/** The lists are alike: one stands for all of them, and the commands of an item for each other (docs/authority.md). */
const isTold = ({ path, undocumented, access }: Route): boolean =>
  !undocumented &&
  access !== 'anyone' &&
  !/\/commands\/[A-Z]/.test(path) &&
  (!path.startsWith('/lists/') || /^\/lists\/(matters|calendar|units|people|delegation)/.test(path));

/** Streams that do not end, and what would sign the visitor out or end what others ask for. */
const LEFT_OUT: Record<string, string> = { live: '随事项可见范围推送', signOut: '结束自己的会话' };

function placeOf(path: string): { path: string; none: boolean } {
  let none = false;
  const kind = path.split('/')[1]!;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => {
    const known = name === 'id' ? ids[kind] : (ids[`${kind}.${name}`] ?? ids[name]);
    const value = name === 'CommandName' ? 'AddNote' : known;
    if (value === undefined) none = true;
    return encodeURIComponent(value ?? 'none');
  });
  if (none) NONE.add(path);
  return { path: filled, none };
}

/** Forms that are understood, so that what they ask for is decided; everything else gets one that no route knows. */
const BODIES: Record<string, unknown> = {
  revealOfCase: { what: 'phone', reason: '核对身份' },
  revealRecord: { reason: '核验' },
  revealOfParty: { what: 'phone', reason: '核对身份' },
  revealReporter: { what: 'reporterPhone', reason: '回访' },
  revealEntryOfCase: { entry: 1, reason: '核对身份' },
  revealEntryOfDispute: { entry: 1, reason: '核对身份' },
  revealEntryOfWhistle: { entry: 1, reason: '核对身份' },
};

async function ask(who: string, route: Route): Promise<string> {
  const { path, none } = placeOf(route.path);
  const visitor = await as(who);
  const header = { 'Content-Type': 'application/json' };
  const { status } =
    route.method === 'get'
      ? await visitor.get(path)
      : route.streams
        ? await visitor.upload(path, '', 'empty.txt')
        : route.method === 'delete'
          ? await visitor.delete(path)
          : await visitor.raw(route.method.toUpperCase(), path, JSON.stringify(BODIES[route.id] ?? { 没有这个字段: 1 }), header);
  expect(status, `${route.method} ${path} by ${who}`).toBeLessThan(500);
  if (status === 403) return '不许';
  return status === 404 && !none ? '不见' : '可';
}

/** What a deletion takes away is put back for the next one who asks. */
async function restored(route: Route): Promise<void> {
  if (route.id !== 'endSession' && !route.path.startsWith('/sessions/')) return;
  await signIn('handler1', app.base);
  const { items } = done(await (await as('securityadmin')).get('/sessions?limit=200')).body;
  const other = (items as { id: string; person: { id: string }; current?: boolean }[]).find(({ person }) => person?.id === 'handler1');
  ids['sessionId'] = other?.id ?? 'none';
}

const all = (column: Column): string[] => Object.keys(COLUMNS[column]);

async function rowOf(route: Route): Promise<string[]> {
  const cells: string[] = [];
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const may: string[] = [];
    const unseen: string[] = [];
    for (const [role, who] of Object.entries(COLUMNS[column])) {
      await restored(route);
      const answer = await ask(who, route);
      if (answer === '可') may.push(role);
      if (answer === '不见') unseen.push(role);
    }
    const whole = all(column).length;
    cells.push(
      may.length === whole
        ? '可'
        : may.length > 0
          ? may.join('、')
          : unseen.length === whole
            ? '不见'
            : unseen.length > 0
              ? `不许（${unseen.join('、')}不见）`
              : '—',
    );
  }
  return cells;
}

it('is what docs/access.md says of every route', { timeout: 600_000 }, async () => {
  const rows: [string, string][] = [];
  for (const route of routes.filter(isTold).filter(({ id }) => !(id in LEFT_OUT)))
    rows.push([`${route.method.toUpperCase()} ${route.path}`, JSON.stringify([route.summary, ...(await rowOf(route))])]);
  const sections = new Map<string, string[][]>();
  for (const [name, cells] of rows) {
    const section = name.split('/')[1]!;
    const [summary = '', ...rest] = JSON.parse(cells) as string[];
    sections.set(section, [
      ...(sections.get(section) ?? []),
      [`\`${name}\`${NONE.has(name.split(' ')[1]!) ? '*' : ''}<br>${summary}`, ...rest],
    ]);
  }
  const text = page(
    '谁能调用哪个接口',
    '由 `test/api/access-table.test.ts` 以每种角色的人员逐一请求每个接口得出。所请求的案件、线索、当事人、吹哨、争议、人员、单位都是青石镇的：' +
      '“本单位”是青石镇，“上级部门”是县综合行政执法局，“其他部门”是与之无关的水利局。“可”指可以办理（所填内容另行检查），列出角色的只有这些角色可以；' +
      '“不见”指如同没有这一件，“—”指不许。带 * 的，所请求的那一件不存在，只看角色。事项的各个命令由谁办理见 [谁可以办](authority.md)；' +
      '各张清单的接口相同，以违法事项清单为例。' +
      Object.entries(LEFT_OUT)
        .map(([id, why]) => `\`${id}\` 不在表内：${why}。`)
        .join(''),
    ...[...sections]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([section, lines]) => [`## /${section}`, table(['接口', ...Object.keys(COLUMNS)], lines)]),
  );
  await expect(text.replace(/^<!--.*-->\n\n/, '')).toMatchFileSnapshot(join(import.meta.dirname, '../../docs/access.md'));
});
