/** A case policy from draft to a case that is moved to it, on a stack of its own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { signIn, type Visitor } from './client.ts';
import { done, expectProblem, openingOf } from './scenes.ts';

let stack: Stack;
const visitors = new Map<string, Visitor>();
async function as(username: string): Promise<Visitor> {
  const visitor = visitors.get(username) ?? (await signIn(username, `${stack.apiUrl}/api/v1`));
  visitors.set(username, visitor);
  return visitor;
}
let current: CasePolicy;
let caseId: string;
beforeAll(async () => {
  stack = await startTestStack();
  current = done(await (await as('auditor')).get('/lists/policy')).body;
  const dispatcher = await as('dispatcher');
  caseId = done(await dispatcher.post('/cases', openingOf()), 201).body.caseId;
  done(await dispatcher.post('/cases', openingOf({ title: '另一件' })), 201);
  done(await dispatcher.command(caseId, 'DispatchCase', { unitId: 'qingshi', instruction: '到现场核查' }));
}, 240_000);
afterAll(() => stopTestStack(stack));

const draft = async (change: Record<string, unknown>) => (await as('listadmin')).post('/policies', { note: '测试', ...change });
const withTerm = (key: string, patch: Record<string, unknown>) =>
  current.terms.map((term) => (term.key === key ? { ...term, ...patch } : term));

describe('a policy draft', () => {
  it('says something new, is of the right shape, and is written by list administrators', async () => {
    expectProblem(await (await as('supervisor')).post('/policies', { note: '测试' }), 403);
    expectProblem(await draft({}), 409, 'policy-unchanged');
    expectProblem(await draft({ terms: withTerm('stage-discovery', { unit: 'fortnight' }) }), 422);
    expectProblem(await draft({ calendar: current.calendar }), 422);
  });

  it('whose ladder never ends or whose term cannot be met does not pass the check, and is not published', async () => {
    const ladders = current.ladders.map((ladder) =>
      ladder.key === 'urge-answer'
        ? {
            ...ladder,
            rungs: [
              {
                action: 'urge',
                at: 'red',
                after: { length: 1, unit: 'workday' },
                answerWithin: { length: 1, unit: 'workday' },
                basis: '测试',
              },
            ],
          }
        : ladder,
    );
    const { hash } = done(await draft({ ladders, terms: withTerm('stage-discovery', { length: 0 }) }), 201).body;
    const check = done(await (await as('listadmin')).post(`/policies/${hash}/check`)).body;
    expect(check).toMatchObject({ ok: false, dryRun: null });
    expect(check.faults.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['ladder-endless', 'term-length-invalid']),
    );
    expectProblem(await (await as('bureauhead')).post(`/policies/${hash}/approve`), 409, 'policy-unchecked');
    expect((await (await as('listadmin')).delete(`/policies/${hash}`)).status).toBe(204);
    expectProblem(await (await as('listadmin')).post(`/policies/${hash}/check`), 404, 'no-policy-version');
  });
});

describe('a policy that shortens a term', () => {
  let hash: string;

  it('is tried against every open case before anybody approves it', async () => {
    const drafted = done(
      await draft({ terms: withTerm('stage-discovery', { length: 1, yellow: { share: 0.5, remaining: 0 } }) }),
      201,
    ).body;
    expect(drafted).toMatchObject({
      status: 'draft',
      version: current.version + 1,
      calendarVersion: current.calendar.version,
      createdBy: 'listadmin',
    });
    hash = drafted.hash;
    expectProblem(await (await as('bureauhead')).post(`/policies/${hash}/approve`), 409, 'policy-unchecked');
    const check = done(await (await as('listadmin')).post(`/policies/${hash}/check`)).body;
    expect(check).toMatchObject({
      ok: true,
      faults: [],
      differences: [{ part: 'term', key: 'stage-discovery', kind: 'changed' }],
      dryRun: {
        cases: 2,
        capped: false,
        affected: 2,
        faults: [],
        terms: expect.arrayContaining([expect.objectContaining({ key: 'stage-discovery', moved: 2 })]),
      },
    });
    const sample = check.dryRun.samples.find((one: { caseId: string }) => one.caseId === caseId);
    expect(sample.differences[0].text).toMatch(/^发现核查：改用新规则，截止日期由\d{4}-\d\d-\d\d改为\d{4}-\d\d-\d\d$/);
    expect(JSON.stringify(check)).not.toContain('乱倒垃圾');
  });

  it('is not in force, nor on offer, before a second person approves it', async () => {
    expectProblem(await (await as('listadmin')).post(`/policies/${hash}/approve`), 409, 'second-person-required');
    expectProblem(await (await as('bureauhead')).post(`/cases/${caseId}/policy/preview`, { policyHash: hash }), 422);
    expect(done(await (await as('auditor')).get('/policies')).body.items.map((row: { hash: string }) => row.hash)).not.toContain(hash);
    expect(done(await (await as('bureauhead')).post(`/policies/${hash}/approve`)).body).toMatchObject({
      status: 'published',
      approvedBy: 'bureauhead',
    });
    expectProblem(await (await as('listadmin')).delete(`/policies/${hash}`), 409, 'policy-published');
  });

  it('binds new cases; a running one stays as it was until it is moved, previewed, with its used time', async () => {
    const policyOf = async (id: string) =>
      (done(await (await as('auditor')).get(`/cases/${id}/terms`)).body.items as { key: string; total: number; deadline: string }[]).find(
        ({ key }) => key === 'stage-discovery',
      )!;
    const fresh = done(await (await as('dispatcher')).post('/cases', openingOf()), 201).body.caseId;
    expect(await policyOf(fresh)).toMatchObject({ total: 1 });
    const before = await policyOf(caseId);
    expect(before.total).toBe(5);

    expectProblem(await (await as('handler1')).post(`/cases/${caseId}/policy/preview`, { policyHash: hash }), 403);
    const preview = done(await (await as('bureauhead')).post(`/cases/${caseId}/policy/preview`, { policyHash: hash })).body;
    expect(preview).toMatchObject({ from: { hash: current.hash }, to: { hash, version: current.version + 1 } });
    const moved = preview.differences.find(({ term }: { term: string }) => term === 'stage-discovery#1');
    expect(moved).toMatchObject({ change: 'moved', before: { deadline: before.deadline } });
    expect((await policyOf(caseId)).total).toBe(5);

    done(await (await as('bureauhead')).command(caseId, 'RebindPolicy', { policyHash: hash, reason: '按新版督办规则办理' }));
    // Counted anew from the term's own anchor: what was used stays used, and both cases were opened today.
    expect(await policyOf(caseId)).toMatchObject({ total: 1, deadline: moved.after.deadline });
    expect(moved.after.deadline).toBe((await policyOf(fresh)).deadline);
    expectProblem(
      await (await as('bureauhead')).command(caseId, 'RebindPolicy', { policyHash: current.hash, reason: '换回' }),
      409,
      'older-policy',
    );
    expectProblem(await (await as('bureauhead')).command(caseId, 'RebindPolicy', { policyHash: hash, reason: '再换' }), 409, 'same-policy');
    expect(done(await (await as('auditor')).get(`/cases/${caseId}/verify`)).body.ok).toBe(true);
    const rows = done(await (await as('auditor')).get('/policies')).body.items as { hash: string; openCases: number }[];
    expect(rows.find((row) => row.hash === hash)?.openCases).toBe(2);
  });
});

describe('a policy whose term cannot be armed', () => {
  it('fails the command that should have armed it, and nothing is recorded', async () => {
    const terms = withTerm('stage-discovery', { armedBy: [{ event: 'DispatchAccepted', anchor: 'data.promisedOn' }] });
    const { hash } = done(await draft({ terms }), 201).body;
    const check = done(await (await as('listadmin')).post(`/policies/${hash}/check`)).body;
    expect(check).toMatchObject({ ok: true, faults: [] });
    done(await (await as('bureauhead')).post(`/policies/${hash}/approve`));
    const fresh = done(await (await as('dispatcher')).post('/cases', openingOf()), 201).body.caseId;
    const sent = done(await (await as('dispatcher')).command(fresh, 'DispatchCase', { unitId: 'qingshi', instruction: '核查' })).body;
    const reply = await (await as('handler1')).command(fresh, 'AcceptDispatch', { handlerIds: ['handler1', 'handler2'] });
    expectProblem(reply, 409, 'term-anchor-invalid');
    expect(reply.body.detail).toContain('发现核查');
    expect(done(await (await as('auditor')).get(`/cases/${fresh}`)).body).toMatchObject({ version: sent.version, case: { handlers: [] } });
  });
});
