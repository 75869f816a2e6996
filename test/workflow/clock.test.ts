/**
 * What time and its rules do to a case, in a time that is skipped: pauses, extensions, a calendar that changes, the end of
 * the ladder.
 */
import { randomUUID } from 'node:crypto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../activities/sha256.ts';
import { stuckCondition } from '../../api/listing/light-condition.ts';
import { NO_LOOKUPS } from '../../domain/case/context.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import { nextWorkingInstant } from '../../domain/terms/calendar.ts';
import {
  addDays,
  DAY,
  endOfDay,
  HOUR,
  legalDateOf,
  MINUTE,
  parseInstant,
  SECOND,
  startOfDay,
  toShanghaiIso,
  weekday,
} from '../../domain/terms/instant.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { Calendar, Instant, LegalDate } from '../../domain/terms/model.ts';
import { sealPolicy } from '../../domain/terms/policy.ts';
import type { TermView } from '../../domain/terms/view.ts';
import { findTestServer } from '../../tools/temporal/test-server.ts';
import { units } from '../domain/case/people.ts';
import { testStack } from '../support/addresses.ts';
import { CaseClient, envelope, policy as county } from '../support/cases.ts';
import { opening, ordinary } from '../support/lives.ts';
import { keepPolicy, keepsTime } from '../support/pen.ts';
import { chainOf, recordedEvents } from '../support/rows.ts';
import { quietRuntime, startTestWorker, type TestWorker } from '../support/workers.ts';

const server = await findTestServer();

/** Every year that a test can come to is published, with these days off beside the weekends. */
function calendarWith(version: string, off: LegalDate[], from: Instant): Calendar {
  const first = Number(legalDateOf(from).slice(0, 4));
  const years = [0, 1]
    .map((more) => first + more)
    .map((year) => ({
      year,
      notice: '测试',
      makeUp: [],
      off: off.filter((date) => date.startsWith(String(year)) && weekday(date) <= 5).map((date) => ({ date, name: '测试假期' })),
    }));
  return { ...county.calendar, version, years, overrides: [] };
}

const under = (calendar: Calendar, change: (policy: CasePolicy) => CasePolicy = (policy) => policy): CasePolicy =>
  sealPolicy(change({ ...county, calendar }), sha256);

const days = (from: LegalDate, count: number): LegalDate[] => Array.from({ length: count }, (_, index) => addDays(from, index));

/** The n-th day after the anchor's that counts, by walking: nothing of the engine is in it. */
function naive(anchor: LegalDate, length: number, counts: (date: LegalDate) => boolean): LegalDate {
  let date = anchor;
  for (let left = length; left > 0;) {
    date = addDays(date, 1);
    if (counts(date)) left -= 1;
  }
  return date;
}

interface Fired {
  type: string;
  term: string;
  rung: number;
  epoch: number;
  nominal: string;
  at: Instant;
}

const firedIn = (events: readonly RecordedEvent[]): Fired[] =>
  events.flatMap(({ type, at, data }) => {
    const { rung } = data as { rung?: { term: string; rung: number; epoch: number; nominal: string } | null };
    return rung ? [{ type, ...rung, at: parseInstant(at) }] : [];
  });

describe.skipIf(!server)('the clock of a case', () => {
  let env: TestWorkflowEnvironment;
  let worker: TestWorker;
  beforeAll(async () => {
    quietRuntime();
    env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: server! } } });
    worker = await startTestWorker({ ...testStack(), temporalAddress: env.address, namespace: env.namespace ?? 'default' });
    keepsTime(worker.client, () => env.currentTimeMs());
  }, 180_000);
  afterAll(async () => {
    await worker?.close();
    await env?.teardown();
  });

  const sleepUntil = async (at: Instant): Promise<void> => {
    const now = await env.currentTimeMs();
    if (at > now) await env.sleep(at - now);
  };
  /** Opened at the next opening of the office, so that no test depends on when it is run. */
  async function opened(policyFor: (now: Instant) => CasePolicy): Promise<{ one: CaseClient; at: Instant; policy: CasePolicy }> {
    const now = await env.currentTimeMs();
    const policy = policyFor(now);
    await sleepUntil(nextWorkingInstant(policy.calendar, now) + MINUTE);
    const one = new CaseClient(worker.client);
    const at = await env.currentTimeMs();
    const { name, payload, by } = opening(toShanghaiIso(now));
    await one.start(envelope(name, payload(null as never, '', '') as never, by, null), { input: { policy } });
    return { one, at, policy };
  }
  const eventsOf = (one: CaseClient) => recordedEvents(worker.database, one.caseId);
  const viewOf = (one: CaseClient) => worker.database.workView.findUniqueOrThrow({ where: { id: one.caseId } });
  async function term(one: CaseClient, key: string): Promise<TermView> {
    const terms = (await viewOf(one)).terms as unknown as TermView[];
    const found = terms.find((view) => view.key === key);
    if (!found) throw new Error(`no open ${key} among ${terms.map((view) => view.key).join(', ')}`);
    return found;
  }
  async function dispatched(one: CaseClient): Promise<void> {
    await one.take(ordinary[0]!);
    await one.take(ordinary[1]!);
  }
  const whole = async (one: CaseClient): Promise<void> => {
    expect(await chainOf(worker.database, one.caseId)).toMatchObject({ ok: true, head: (await one.head()).hash });
  };

  it('left alone, climbs the whole ladder with answers due and ends at the bureau where transfers go by themselves', async () => {
    const { one, policy } = await opened((now) =>
      under(calendarWith('c1', [], now), (base) => ({
        ...base,
        ladders: base.ladders.map((ladder) => ({
          ...ladder,
          rungs: ladder.rungs.map((rung) => (rung.action === 'transfer' ? { ...rung, automatic: true, receiver: units.bureau } : rung)),
        })),
      })),
    );
    await env.sleep('90 days');
    const events = await eventsOf(one);
    const types = events.map(({ type }) => type);
    for (const [before, after] of [
      ['Reminded', 'SupervisorNotified'],
      ['SupervisorNotified', 'Urged'],
      ['Urged', 'SupervisionIssued'],
      ['SupervisionIssued', 'TransferProposed'],
    ] as const)
      expect(types.indexOf(before)).toBeLessThan(types.indexOf(after));
    for (const { type, at, data } of events) {
      if (type !== 'Urged' && type !== 'SupervisionIssued') continue;
      const due = parseInstant((data as { answerDueAt: string }).answerDueAt);
      expect(due).toBeGreaterThan(parseInstant(at));
      expect(nextWorkingInstant(policy.calendar, due) - due).toBeLessThan(SECOND);
    }
    const state = (await one.state()) as CaseFile;
    expect(state).toMatchObject({ tier: 'bureau-closes', unit: { id: 'bureau' } });
    expect(state.assistingUnits.map(({ id }) => id)).toContain('qingshi');
    // Each transfer names the rung and the instant it stood for; the clocks went along.
    expect(types.filter((type) => type === 'TransferAccepted').length).toBeGreaterThanOrEqual(2);
    const anchors = (ledger: CaseFile['ledger']) =>
      ledger.filter((entry) => entry.op === 'armed' && entry.key === 'case-filing-check').length;
    expect(anchors(state.ledger)).toBe(1);
    await whole(one);
  }, 120_000);

  it('left alone under the county’s own policy, is proposed to the bureau and the supervisor is told that nobody answers', async () => {
    const { one } = await opened((now) => under(calendarWith('c2', [], now)));
    await env.sleep('90 days');
    const events = await eventsOf(one);
    const proposed = events.filter(({ type }) => type === 'TransferProposed').map(({ data }) => (data as { to: string }).to);
    expect(proposed).toEqual(['bureau-reviews', 'bureau-closes']);
    const { transfer } = (await one.state()) as CaseFile;
    expect(transfer?.to).toBe('bureau-closes');
    const row = await viewOf(one);
    expect(row.waiting).toBe('等待县综合行政执法局答复提级');
    expect(row.nextWakeUpAt).toBeNull();
    await whole(one);
  }, 120_000);

  it('paused over a holiday, counts neither the pause nor the holiday and acts on the moved day', async () => {
    let off: LegalDate[] = [];
    const { one, at } = await opened((now) => {
      off = days(addDays(legalDateOf(now), 9), 5);
      return under(calendarWith('c3', off, now));
    });
    await dispatched(one);
    const anchor = legalDateOf(at);
    await sleepUntil(startOfDay(addDays(anchor, 1)) + 10 * HOUR);
    const began = legalDateOf(await env.currentTimeMs());
    await one.did('SuspendCase', { cause: 'force-majeure', reason: '山洪道路中断' }, 'townhead');
    expect(await term(one, 'stage-discovery')).toMatchObject({ status: 'paused', deadline: null, pausedBy: ['suspension'] });

    const resumedOn = addDays(off.at(-1)!, 3);
    await sleepUntil(startOfDay(resumedOn) + 10 * HOUR);
    const during = firedIn(await eventsOf(one)).filter((rung) => rung.term === 'stage-discovery#1');
    expect(during).toEqual([]);
    await one.did('ResumeCase', { reason: '道路恢复' }, 'townhead');

    // A day counts if the term runs at its end: the day the pause began does not, the day it ended does.
    const works = (date: LegalDate) => weekday(date) <= 5 && !off.includes(date);
    const last = naive(anchor, 5, (date) => works(date) && !(date >= began && date < resumedOn));
    const view = await term(one, 'stage-discovery');
    expect(view.deadline).toBe(`${last}T23:59:59+08:00`);
    await sleepUntil(endOfDay(last) + DAY * 6);
    const told = firedIn(await eventsOf(one)).find((rung) => rung.term === 'stage-discovery#1' && rung.type === 'SupervisorNotified');
    expect(told?.nominal).toBe(`${addDays(last, 1)}T00:00:00+08:00`);
    await whole(one);
  }, 120_000);

  it('extended while yellow, is green again and climbs anew from the later day', async () => {
    const { one, at, policy } = await opened((now) => under(calendarWith('c4', [], now)));
    await dispatched(one);
    const before = await term(one, 'stage-discovery');
    const works = (date: LegalDate) => weekday(date) <= 5;
    expect(before.deadline).toBe(`${naive(legalDateOf(at), 5, works)}T23:59:59+08:00`);
    const yellow = nextWorkingInstant(policy.calendar, parseInstant(before.yellowAt!));
    await sleepUntil(yellow + 11 * MINUTE);
    const reminders = async () =>
      firedIn(await eventsOf(one)).filter((rung) => rung.term === 'stage-discovery#1' && rung.type === 'Reminded');
    expect(await reminders()).toMatchObject([{ epoch: 0, nominal: before.yellowAt }]);

    await one.did('ExtendTerm', { term: 'stage-discovery#1', length: 3, reason: '当事人外出' }, 'townhead');
    const after = await term(one, 'stage-discovery');
    const last = naive(legalDateOf(at), 8, works);
    expect(after).toMatchObject({ deadline: `${last}T23:59:59+08:00`, light: 'green', epoch: 1, extended: 3 });
    await sleepUntil(endOfDay(last) + 4 * DAY);
    expect(await reminders()).toMatchObject([{ epoch: 0 }, { epoch: 1, nominal: after.yellowAt }]);
    const red = firedIn(await eventsOf(one)).filter((rung) => rung.term === 'stage-discovery#1' && rung.type === 'SupervisorNotified');
    expect(red).toMatchObject([{ epoch: 1, nominal: `${addDays(last, 1)}T00:00:00+08:00` }]);
    await whole(one);
  }, 120_000);

  it('moves its deadlines when the calendar changes under way, later and then earlier, each explained once', async () => {
    const { one, at, policy } = await opened((now) => under(calendarWith('c5', [], now)));
    await dispatched(one);
    const anchor = legalDateOf(at);
    const off = days(addDays(anchor, 2), 4);
    const revise = async (calendar: Calendar, updateId: string = randomUUID()) => {
      // As the walk does: the policy that a revised case will name exists before it is told.
      await keepPolicy(worker.client, sealPolicy({ ...policy, calendar }, sha256));
      return one.send(
        {
          ...envelope('ReviseCalendar', { version: calendar.version, reason: '放假安排公布' }, 'listadmin', null),
          lookups: { ...NO_LOOKUPS, calendar },
        },
        updateId,
      );
    };
    await env.sleep('1 hour');
    const longer = calendarWith('c5-2', off, at);
    const receipt = await revise(longer, 'calendar:c5-2');
    const last = naive(anchor, 5, (date) => weekday(date) <= 5 && !off.includes(date));
    expect(await term(one, 'stage-discovery')).toMatchObject({ deadline: `${last}T23:59:59+08:00` });
    const revised = (await eventsOf(one)).filter(({ type }) => type === 'CalendarRevised');
    const differences = (revised[0]!.data as { differences: { term: string; change: string; text: string }[] }).differences;
    const plain = naive(anchor, 5, (date) => weekday(date) <= 5);
    expect(differences.find(({ term: name }) => name === 'stage-discovery#1')).toMatchObject({
      change: 'moved',
      text: `发现核查：工作日历更新为c5-2，截止日期由${plain}改为${last}`,
    });
    // The same again changes nothing, whether it is the same request or another.
    expect(await revise(longer, 'calendar:c5-2')).toEqual(receipt);
    await expect(revise(longer)).rejects.toMatchObject({ cause: { type: 'same-calendar' } });
    // The policy that the case now names is the one it started under, with the other calendar.
    expect((await viewOf(one)).policyHash).toBe(sealPolicy({ ...policy, calendar: longer }, sha256).hash);

    await revise(calendarWith('c5-3', [], at));
    expect(await term(one, 'stage-discovery')).toMatchObject({ deadline: `${plain}T23:59:59+08:00` });
    await sleepUntil(endOfDay(plain) + 4 * DAY);
    const red = firedIn(await eventsOf(one)).filter((rung) => rung.term === 'stage-discovery#1' && rung.type === 'SupervisorNotified');
    expect(red.map(({ nominal }) => nominal)).toEqual([`${addDays(plain, 1)}T00:00:00+08:00`]);
    await whole(one);
  }, 120_000);

  it('with nothing to do and no reason to wait is stuck, and the board’s own condition finds it', async () => {
    const { one, at } = await opened((now) => under(calendarWith('c7', [], now), (base) => ({ ...base, terms: [] })));
    const stuck = (now: Instant) =>
      worker.database.$queryRawUnsafe<{ id: string }[]>(
        `select c.id from work_view c where c.id = '${one.caseId}' and ${stuckCondition(`'${new Date(now).toISOString()}'::timestamptz`)}`,
      );
    expect(await viewOf(one)).toMatchObject({ nextWakeUpAt: null, waiting: null });
    expect(await stuck(at)).toHaveLength(1);
    // Somebody says why it waits: no longer stuck.
    await one.take(ordinary[0]!);
    await one.did('SuspendCase', { cause: 'force-majeure', reason: '山洪' }, 'townhead');
    expect((await viewOf(one)).waiting).toContain('山洪');
    expect(await stuck(at)).toHaveLength(0);
  }, 60_000);

  it('whose own action is an hour late is stuck too', async () => {
    const { one, at } = await opened((now) => under(calendarWith('c8', [], now)));
    const { nextWakeUpAt } = await viewOf(one);
    const stuck = async (now: Instant) =>
      (
        await worker.database.$queryRawUnsafe<{ id: string }[]>(
          `select c.id from work_view c where c.id = '${one.caseId}' and ${stuckCondition(`'${new Date(now).toISOString()}'::timestamptz`)}`,
        )
      ).length;
    expect(await stuck(at)).toBe(0);
    expect(await stuck(nextWakeUpAt!.getTime() + 59 * MINUTE)).toBe(0);
    expect(await stuck(nextWakeUpAt!.getTime() + 61 * MINUTE)).toBe(1);
  }, 60_000);
});
