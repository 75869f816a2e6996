/** Powers taken back from the towns and handed down again, and what becomes of their cases; on a stack of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../domain/case/state.ts';
import type { Delegation } from '../../domain/lists/delegation.ts';
import { addDays, legalDateOf } from '../../domain/terms/instant.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { ordinary } from '../support/lives.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { signIn, type Visitor } from './client.ts';
import { type OwnApp, ownApp } from './own-app.ts';
import { done, expectProblem, openingOf } from './scenes.ts';

/** 乱倒生活垃圾, handed down to towns and streets from 2024-01-01. */
const MATTER = 'CG-0110';
let stack: Stack;
/** The same county through a process whose clock is a day ahead: what was published for tomorrow is in force there. */
let nextDay: OwnApp;
const visitors = new Map<string, Visitor>();
async function at(base: string, username: string): Promise<Visitor> {
  const key = `${base} ${username}`;
  const known = visitors.get(key);
  if (known) return known;
  const visitor = await signIn(username, base);
  visitors.set(key, visitor);
  // Of today still good tomorrow.
  await nextDay.services.database.run(`update session set expires_at = now() + interval '7 days'`);
  return visitor;
}
const as = (username: string) => at(`${stack.apiUrl}/api/v1`, username);
const asTomorrow = (username: string) => at(nextDay.base, username);
const today = legalDateOf(Date.now());
const tomorrow = addDays(today, 1);

/** The ordinary life's step of that name, over HTTP, by whose step it is. */
async function command(id: string, name: string, by = as) {
  const step = ordinary.find((one) => one.name === name)!;
  const { case: file } = done(await (await as('auditor')).get(`/cases/${id}`)).body as { case: CaseFile };
  return (await by(step.by)).command(id, name, step.payload(file, today, new Date().toISOString()));
}
async function caseUpTo(last: string): Promise<string> {
  const id = done(await (await as('dispatcher')).post('/cases', openingOf()), 201).body.caseId as string;
  for (const { name } of ordinary) {
    done(await command(id, name));
    if (name === last) return id;
  }
  throw new Error(`no step ${last}`);
}
const takeBack = (over: Record<string, unknown> = {}) => ({
  action: 'take-back',
  matterCodes: [MATTER],
  townType: 'town',
  from: tomorrow,
  ...over,
});
const handDown = (over: Record<string, unknown> = {}) => ({
  ...takeBack(over),
  action: 'hand-down',
  decision: { title: '省人民政府关于赋权的决定' },
  ...over,
});
const preview = async (body: Record<string, unknown>, by = 'listadmin') =>
  (await as(by)).post('/lists/delegation/adjustments/preview', body);

let filed: string;
let unfiled: string;
beforeAll(async () => {
  stack = await startTestStack();
  nextDay = await ownApp(stack.env as Record<string, string>);
  nextDay.services.clock = () => Date.now() + 86_400_000;
  filed = await caseUpTo('RecordStatement');
  unfiled = await caseUpTo('RecordCorrectionCheck');
}, 240_000);
afterAll(async () => {
  await nextDay.close();
  await stopTestStack(stack);
});

describe('an adjustment that is only being thought of', () => {
  it('says which open cases it touches, and changes nothing', async () => {
    const body = done(await preview(takeBack(), 'bureauhead')).body;
    expect(body).toMatchObject({
      base: '2026.1',
      effectiveFrom: tomorrow,
      comparison: { added: [], removed: [], changed: [{ code: `${MATTER}-town` }] },
      cases: { cases: 2, touched: 2, counts: { lost: 1, kept: 1, gained: 0 } },
    });
    const effects = Object.fromEntries(
      body.cases.samples.map(({ caseId, effect, message }: Record<string, string>) => [caseId, { effect, message }]),
    );
    expect(effects[unfiled]).toMatchObject({ effect: 'lost', message: expect.stringContaining('收回') });
    expect(effects[filed]).toMatchObject({ effect: 'kept', message: expect.stringContaining(`本案${today}在收回前立案`) });
    expect(JSON.stringify(body)).not.toMatch(/张三|乱倒垃圾案/);
    expect(done(await (await as('listadmin')).get('/lists/drafts')).body.items).toEqual([]);
  });

  it('is refused in words where it makes no sense', async () => {
    expectProblem(await preview(takeBack({ from: addDays(today, -1) })), 409, 'delegation-retroactive');
    expectProblem(await preview(takeBack({ matterCodes: ['XX-1'] })), 409, 'nothing-to-take-back');
    expectProblem(await preview(takeBack({ matterCodes: [] })), 422);
    expectProblem(await preview(takeBack({ townType: 'village' })), 422);
    expectProblem(await preview(takeBack({ towns: ['qingshi'] })), 422);
    expectProblem(await preview(handDown()), 409, 'period-overlap');
    expectProblem(await preview(handDown({ decision: undefined })), 409, 'delegation-decision-required');
    expectProblem(await preview(handDown({ matterCodes: ['XX-1'] })), 409, 'unknown-matter');
    expectProblem(await preview(takeBack(), 'handler1'), 403);
    expectProblem(await (await as('bureauhead')).post('/lists/delegation/adjustments', { ...takeBack(), note: '测试' }), 403);
  });
});

describe('a power taken back from today, when a case was filed this morning', () => {
  it('does not pass the check: that case was filed before anybody decided', async () => {
    const { version } = done(
      await (await as('listadmin')).post('/lists/delegation/adjustments', { ...takeBack({ from: today }), note: '即日收回' }),
      201,
    ).body;
    const check = done(await (await as('listadmin')).post(`/lists/delegation/drafts/${version}/check`)).body;
    expect(check).toMatchObject({ ok: false, errors: 1 });
    expect(check.findings[0]).toMatchObject({
      code: 'filed-case-loses-power',
      item: MATTER,
      message: expect.stringContaining('1件在办案件'),
    });
    expect((await (await as('listadmin')).delete(`/lists/delegation/drafts/${version}`)).status).toBe(204);
  });
});

describe('a power taken back from tomorrow', () => {
  let version: string;

  it('goes the way of every list: draft, check, a second person', async () => {
    const draft = done(
      await (await as('listadmin')).post('/lists/delegation/adjustments', { ...takeBack(), note: '收回乱倒垃圾处罚权' }),
      201,
    ).body;
    ({ version } = draft);
    expect(draft).toMatchObject({ list: 'delegation', status: 'draft', base: '2026.1', effectiveFrom: tomorrow });
    expectProblem(await (await as('bureauhead')).post(`/lists/delegation/drafts/${version}/approve`, {}), 409, 'list-unchecked');
    const check = done(await (await as('listadmin')).post(`/lists/delegation/drafts/${version}/check`)).body;
    expect(check).toMatchObject({ ok: true, cases: { counts: { lost: 1, kept: 1 } } });
    expectProblem(await (await as('listadmin')).post(`/lists/delegation/drafts/${version}/approve`, {}), 409, 'second-person-required');
    done(await (await as('bureauhead')).post(`/lists/delegation/drafts/${version}/approve`, { contentHash: draft.contentHash }));
  });

  it('keeps a town from filing what was not filed, naming list, item and version', async () => {
    const reply = await command(unfiled, 'FileCase', asTomorrow);
    expectProblem(reply, 409, 'power-taken-back');
    expect(reply.body.detail).toContain(`（${MATTER}）的行政处罚权已于${today}收回，青石镇不能再行使`);
    expect(reply.body.needs).toContain('移送县级主管部门办理');
    expect(reply.body.basis).toEqual(['行政处罚法第二十四条', `赋权清单 ${version}（${tomorrow}起）第${MATTER}-town项`]);
  });

  it('keeps it from dispatching a case of that matter to a town; a street still has the power', async () => {
    const dispatcher = await asTomorrow('dispatcher');
    const id = done(await dispatcher.post('/cases', openingOf({ matterCode: MATTER })), 201).body.caseId as string;
    const reply = await dispatcher.command(id, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' });
    expectProblem(reply, 409, 'power-taken-back');
    expect(reply.body.basis).toContain(`赋权清单 ${version}（${tomorrow}起）第${MATTER}-town项`);
    done(await dispatcher.command(id, 'DispatchCase', { unitId: 'chengguan', instruction: '到现场核查' }));
  });

  it('lets the town decide the case that it filed before', async () => {
    done(await command(filed, 'Decide', asTomorrow));
    const { case: file } = done(await (await as('auditor')).get(`/cases/${filed}`)).body as { case: CaseFile };
    expect(file.decision).toMatchObject({ kind: 'penalty', money: { fine: 240 } });
    expect(done(await (await as('auditor')).get(`/cases/${filed}/verify`)).body.ok).toBe(true);
  });
});

describe('a power handed down again', () => {
  it('is an item of its own from its day on, and gives back what was lost', async () => {
    const from = addDays(today, 3);
    const body = done(await preview(handDown({ from }))).body;
    expect(body.comparison).toMatchObject({ added: [{ code: `${MATTER}-town-2` }], removed: [], changed: [] });
    expect(body.cases.counts).toMatchObject({ gained: 1, lost: 0 });
    const { version } = done(
      await (
        await as('listadmin')
      ).post('/lists/delegation/adjustments', { ...handDown({ from, until: addDays(from, 365), towns: ['qingshi'] }), note: '重新赋权' }),
      201,
    ).body;
    done(await (await as('listadmin')).post(`/lists/delegation/drafts/${version}/check`));
    done(await (await as('sysadmin')).post(`/lists/delegation/drafts/${version}/approve`, {}));
    const rows = async (on: string): Promise<Delegation[]> =>
      done(await (await as('handler1')).get(`/lists/delegation?limit=500&on=${on}&q=${MATTER}-town`)).body.items;
    expect(await rows(addDays(from, -1))).toHaveLength(1);
    expect(await rows(from)).toMatchObject([
      { effectiveUntil: today },
      { code: `${MATTER}-town-2`, effectiveFrom: from, towns: ['qingshi'] },
    ]);
    // Published for a later day: what is in force tomorrow still refuses.
    expectProblem(await command(unfiled, 'FileCase', asTomorrow), 409, 'power-taken-back');
    expectProblem(await preview(takeBack({ from: addDays(from, -1) })), 409, 'list-effective-too-early');
  });
});
