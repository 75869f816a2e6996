/** A calendar from draft to every open case, on a stack of its own: what is published here would move the other tests' cases. */
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, legalDateOf, weekday } from '../../domain/terms/instant.ts';
import { countyPolicy } from '../../prisma/seed/policy.ts';
import { seedLists } from '../../prisma/seed/lists.ts';
import { seed } from '../../prisma/seed/main.ts';
import { workflowIdOf } from '../../workflows/messages.ts';
import type { Stack } from '../../tools/stack/stack.ts';
import { startTestStack, stopTestStack } from '../support/stack.ts';
import { eventually } from '../support/wait.ts';
import { type Reply, signIn, type Visitor } from './client.ts';
import { done, expectProblem, openingOf } from './scenes.ts';

let stack: Stack;
const visitors = new Map<string, Visitor>();
async function as(username: string): Promise<Visitor> {
  const visitor = visitors.get(username) ?? (await signIn(username, `${stack.apiUrl}/api/v1`));
  visitors.set(username, visitor);
  return visitor;
}
beforeAll(async () => {
  stack = await startTestStack();
}, 240_000);
afterAll(() => stopTestStack(stack));

/** The next days of the week's work, tomorrow on. */
const comingWorkdays = (count: number): string[] => {
  const dates: string[] = [];
  for (let date = addDays(legalDateOf(Date.now()), 1); dates.length < count; date = addDays(date, 1))
    if (weekday(date) <= 5) dates.push(date);
  return dates;
};
const off = (dates: string[]) => dates.map((date) => ({ date, workday: false, reason: '全县停电检修' }));
const nextYear = Number(legalDateOf(Date.now()).slice(0, 4)) + 1;
const open = async () => done(await (await as('dispatcher')).post('/cases', openingOf()), 201).body.caseId as string;
const draft = async (body: Record<string, unknown>) => (await as('listadmin')).post('/lists/calendar/drafts', { note: '测试', ...body });
const approve = async (version: string, by = 'bureauhead') => (await as(by)).post(`/lists/calendar/drafts/${version}/approve`, {});
const revision = async (id: string) => done(await (await as('supervisor')).get(`/lists/calendar/revisions/${id}`)).body;
const eventsOf = async (caseId: string) =>
  done(await (await as('auditor')).get(`/cases/${caseId}/events?limit=200`)).body.items as {
    type: string;
    data: Record<string, unknown>;
  }[];
const revisedIn = async (caseId: string) => (await eventsOf(caseId)).filter(({ type }) => type === 'CalendarRevised');

describe('a calendar draft', () => {
  it('is written by list administrators only', async () => {
    expectProblem(await (await as('supervisor')).post('/lists/calendar/drafts', { note: '测试', years: [] }), 403);
    expectProblem(await draft({}), 409, 'calendar-unchanged');
  });

  it('with a date twice, outside its year or on a plain weekday is refused, with every reason', async () => {
    const reply = await draft({
      years: [
        {
          year: nextYear,
          notice: '国办发明电〔2026〕9号',
          off: [
            { date: `${nextYear}-01-01`, name: '元旦' },
            { date: `${nextYear}-01-01`, name: '元旦' },
            { date: `${nextYear + 1}-02-01`, name: '春节' },
          ],
          makeUp: [],
        },
      ],
    });
    expectProblem(reply, 409, 'calendar-date-twice');
    expect(reply.body.needs.join()).toContain(`${nextYear + 1}-02-01（春节）不在${nextYear}年内`);
    expectProblem(
      await draft({
        years: [
          { year: nextYear, notice: '号', off: [], makeUp: [] },
          { year: nextYear, notice: '号', off: [], makeUp: [] },
        ],
      }),
      409,
      'calendar-year-twice',
    );
    expectProblem(await draft({ overrides: [...off(['2026-12-01']), ...off(['2026-12-01'])] }), 409, 'calendar-override-twice');
    expectProblem(await draft({ overrides: off(['2026-02-30']) }), 422);
    expectProblem(await draft({ workingHours: [{ from: '12:00', to: '08:00' }] }), 409, 'working-hours-empty');
  });

  it('with less than the law gives everybody is not published without a word', async () => {
    const years = [{ year: nextYear, notice: '号', off: [{ date: `${nextYear}-01-01`, name: '元旦' }], makeUp: [] }];
    const { version, gaps } = done(await draft({ years }), 201).body;
    expect(gaps).toContain(`${nextYear}年春节应当放假4日，列出0日`);
    const reply = await approve(version);
    expectProblem(reply, 409, 'calendar-below-minimum');
    expect(reply.body.detail).toContain(`${nextYear}年春节应当放假4日`);
    const unsure = await (await as('bureauhead')).post(`/lists/calendar/drafts/${version}/approve`, { confirmedGaps: 'yes' });
    expectProblem(unsure, 422);
    expect((await (await as('listadmin')).delete(`/lists/calendar/drafts/${version}`)).status).toBe(204);
    // What is already published is not asked about again.
    const { gaps: none, version: other } = done(await draft({ overrides: off(comingWorkdays(1)) }), 201).body;
    expect(none).toEqual([]);
    expect((await (await as('listadmin')).delete(`/lists/calendar/drafts/${other}`)).status).toBe(204);
  });

  it('is approved by another person, and may be withdrawn before', async () => {
    const { version } = done(await draft({ overrides: off(comingWorkdays(1)) }), 201).body;
    expectProblem(await approve(version, 'handler1'), 403);
    expectProblem(await approve(version, 'listadmin'), 409, 'second-person-required');
    expect((await (await as('listadmin')).delete(`/lists/calendar/drafts/${version}`)).status).toBe(204);
    expectProblem(await approve(version), 404, 'no-calendar-version');
  });
});

describe('a published calendar', () => {
  let cases: string[];
  let lost: string;
  let answer: Reply;
  let version: string;
  let days: string[];
  const deadlineOf = async (caseId: string) =>
    (done(await (await as('auditor')).get(`/cases/${caseId}/terms`)).body.items as { key: string; deadline: string }[]).find(
      ({ key }) => key === 'stage-discovery',
    )!.deadline;
  let before: string;

  beforeAll(async () => {
    cases = [await open(), await open(), await open()];
    lost = await open();
    const connection = await Connection.connect({ address: stack.temporalAddress });
    await new Client({ connection }).workflow.getHandle(workflowIdOf(lost)).terminate('a test');
    await connection.close();
    before = await deadlineOf(cases[0]!);
    days = comingWorkdays(3);
    version = done(await draft({ overrides: off(days) }), 201).body.version;
    const other = done(await draft({ overrides: off(comingWorkdays(1)) }), 201).body.version;
    answer = done(await approve(version), 202);
    // A draft made from the former calendar would undo this one.
    expectProblem(await approve(other), 409, 'calendar-base-moved');
    await eventually(
      () => revision(version),
      ({ done: told, failed }) => told + failed >= 4,
      60_000,
    );
  }, 120_000);

  it('moves the deadlines of every open case, each by an event that explains itself', async () => {
    expect(answer.body).toMatchObject({ id: version, calendarVersion: version });
    const progress = await revision(version);
    expect(progress).toMatchObject({ total: 4, done: 3, moved: 3, failed: 1, failures: [{ caseId: lost, code: 'not-running' }] });
    for (const caseId of cases) {
      const [revised, ...more] = await revisedIn(caseId);
      expect(more).toEqual([]);
      const { differences, to } = revised!.data as { differences: { term: string; change: string; text: string }[]; to: string };
      expect(to).toBe(version);
      const moved = differences.find(({ term }) => term === 'stage-discovery#1');
      expect(moved).toMatchObject({
        change: 'moved',
        text: expect.stringContaining(`发现核查：工作日历更新为${version}，截止日期由${before.slice(0, 10)}改为`),
      });
    }
    // Five workdays now end three workdays later.
    let expected = before.slice(0, 10);
    for (let left = 3; left > 0;) {
      expected = addDays(expected, 1);
      if (weekday(expected) <= 5) left -= 1;
    }
    expect((await deadlineOf(cases[0]!)).slice(0, 10)).toBe(expected);
    expect(done(await (await as('auditor')).get(`/cases/${cases[0]}/verify`)).body.ok).toBe(true);
  });

  it('is in force for new cases, which are not revised', async () => {
    const fresh = await open();
    expect(await deadlineOf(fresh)).toBe(await deadlineOf(cases[0]!));
    expect(done(await (await as('handler1')).get('/lists/calendar')).body).toMatchObject({ version, overrides: off(days) });
    expect(await revisedIn(fresh)).toEqual([]);
  });

  it('approved again, or walked again, changes nothing', async () => {
    expect(done(await approve(version), 202).body.id).toBe(version);
    await eventually(
      () => revision(version),
      ({ status }) => status === 'finished',
      60_000,
    );
    const { total, done: told, moved, movedTerms } = await revision(version);
    done(await (await as('listadmin')).post(`/lists/calendar/revisions/${version}/resume`, {}), 202);
    await eventually(
      () => revision(version),
      ({ status, failed }) => status === 'finished' && failed === 1,
      60_000,
    );
    expect(await revision(version)).toMatchObject({ total, done: told, moved, movedTerms });
    for (const caseId of cases) expect(await revisedIn(caseId)).toHaveLength(1);
  }, 120_000);

  it('corrected, moves the deadlines back', async () => {
    const corrected = done(await draft({ note: '更正', overrides: [] }), 201).body;
    expect(corrected.base).toBe(version);
    done(await approve(corrected.version, 'sysadmin'), 202);
    await eventually(
      () => revision(corrected.version),
      ({ done: told }) => told >= 4,
      60_000,
    );
    expect(await deadlineOf(cases[0]!)).toBe(before);
    expect(await revisedIn(cases[0]!)).toHaveLength(2);
  }, 90_000);

  it('outlives the next release: shipped lists and rules come in only where the county has published none', async () => {
    const shown = async () => {
      const listadmin = await as('listadmin');
      const [calendar, policy] = [await listadmin.get('/lists/calendar'), await listadmin.get('/lists/policy')];
      return [done(calendar).body.version, done(policy).body.hash] as const;
    };
    const own = await shown();
    const shipped = seedLists().map((list) => (list.list === 'calendar' ? { ...list, version: '2031.1' } : list));
    await seed(stack.databaseUrl, () => Promise.resolve('x'), { lists: shipped, policy: { ...countyPolicy, version: 99 } });
    expect(await shown()).toEqual(own);
    const known = done(await (await as('listadmin')).get('/policies')).body.items.map(({ version: one }: { version: number }) => one);
    expect(known).not.toContain(99);
  });
});
