import { describe, expect, it } from 'vitest';
import { toShanghaiIso } from '../../../domain/terms/instant.ts';
import { dueBreaches, dueRungs, offsetInWork, pendingRungs, type DueRung } from '../../../domain/terms/ladder.ts';
import { nextWakeUp, spreadOf } from '../../../domain/terms/wakeup.ts';
import { nextWorkingInstant } from '../../../domain/terms/calendar.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { Book, at, definition, policyOf } from './kit.ts';

// The ladder `stage`: remind at yellow, tell the supervisor at red, urge a workday later, supervise after three,
// transfer after five. The term: 10 workdays from Mon 2026-03-02, yellow from Fri 13 00:00, red from Tue 17 00:00.
const begun = () => new Book(policyOf(definition())).did('Begun', '2026-03-02T10:00');

const due = (book: Book, now: string) => dueRungs(book.policy, book.ledger, at(now));
const brief = (rungs: DueRung[]) => rungs.map(({ action, reference }) => `${action} ${reference.nominal.slice(0, 16)}`);

const EVENT_OF = {
  remind: 'Reminded',
  'notify-supervisor': 'SupervisorNotified',
  urge: 'Urged',
  supervise: 'SupervisionIssued',
  transfer: 'TransferProposed',
} as const;

/** Carries out what is due, as the workflow does. */
function carryOut(book: Book, now: string): string[] {
  const rungs = due(book, now);
  for (const { action, reference, answerDueAt } of rungs) book.did(EVENT_OF[action], now, { rung: reference, answerDueAt });
  return brief(rungs);
}

describe('the ladder', () => {
  it('climbs rung by rung, each once', () => {
    const book = begun();
    expect(carryOut(book, '2026-03-12T17:00')).toEqual([]);
    expect(carryOut(book, '2026-03-13T08:30')).toEqual(['remind 2026-03-13T00:00']);
    expect(carryOut(book, '2026-03-13T09:00')).toEqual([]);
    expect(carryOut(book, '2026-03-17T08:30')).toEqual(['notify-supervisor 2026-03-17T00:00']);
    expect(carryOut(book, '2026-03-18T08:30')).toEqual(['urge 2026-03-18T08:30']);
    expect(carryOut(book, '2026-03-20T08:30')).toEqual(['supervise 2026-03-20T08:30']);
    expect(carryOut(book, '2026-03-24T08:29')).toEqual([]);
    expect(carryOut(book, '2026-03-24T08:30')).toEqual(['transfer 2026-03-24T08:30']);
    expect(pendingRungs(book.policy, book.ledger, at('2027-01-04T10:00'))).toEqual([]);
  });

  it('delivers in working hours and keeps the nominal instant', () => {
    const book = begun();
    expect(due(book, '2026-03-13T00:00')).toEqual([]);
    expect(due(book, '2026-03-13T12:30')).toEqual([]);
    expect(due(book, '2026-03-14T10:00')).toEqual([]);
    carryOut(book, '2026-03-16T08:30');
    expect(book.ledger.at(-1)).toEqual({
      op: 'rung',
      term: 'test#1',
      rung: 0,
      epoch: 0,
      nominal: '2026-03-13T00:00:00+08:00',
      delivered: '2026-03-16T00:30:00.000Z',
    });
  });

  it('after an outage fires the missed rungs in order', () => {
    expect(brief(due(begun(), '2026-03-20T10:00'))).toEqual([
      'remind 2026-03-13T00:00',
      'notify-supervisor 2026-03-17T00:00',
      'urge 2026-03-18T08:30',
      'supervise 2026-03-20T08:30',
    ]);
  });

  it('asks for answers in working time from the delivery', () => {
    const [, , urge, supervise] = due(begun(), '2026-03-20T10:00');
    expect(urge?.answerDueAt).toBe('2026-03-23T10:00:00+08:00');
    expect(supervise?.answerDueAt).toBe('2026-03-24T10:00:00+08:00');
  });

  it('rests while the term is paused, and after it is met', () => {
    const paused = begun().did('TermsPaused', '2026-03-13T08:00', { ground: 'suspension' });
    expect(due(paused, '2026-03-20T10:00')).toEqual([]);
    paused.did('TermsResumed', '2026-03-23T08:00', { ground: 'suspension' });
    expect(brief(due(paused, '2026-03-23T08:30'))).toEqual(['remind 2026-03-13T00:00']);
    expect(due(begun().did('Done', '2026-03-18'), '2026-03-20T10:00')).toEqual([]);
  });

  it('is not silenced by a pause that came after the deadline', () => {
    const book = begun().did('TermsPaused', '2026-03-17T07:00', { ground: 'suspension' });
    expect(brief(due(book, '2026-03-17T08:30'))).toContain('notify-supervisor 2026-03-17T00:00');
  });

  it('begins anew in the epoch that an extension opened', () => {
    const book = begun();
    carryOut(book, '2026-03-13T08:30');
    book.did('TermExtended', '2026-03-13T10:00', { term: 'test', length: 5, approver: 'head', basis: '', why: '' });
    expect(carryOut(book, '2026-03-13T10:01')).toEqual([]);
    // 15 workdays end on Mon 23; yellow with 12 used, from Thu 19
    expect(carryOut(book, '2026-03-19T08:30')).toEqual(['remind 2026-03-19T00:00']);
    expect(book.ledger.at(-1)).toMatchObject({ epoch: 1 });
  });

  it('does not repeat itself after a pause, which improves no light', () => {
    const book = begun();
    carryOut(book, '2026-03-13T08:30');
    book.did('TermsPaused', '2026-03-13T10:00', { ground: 'suspension' }).did('TermsResumed', '2026-03-16T10:00', { ground: 'suspension' });
    expect(carryOut(book, '2026-03-16T10:01')).toEqual([]);
  });

  it('stands for no instant before the term was armed', () => {
    const book = new Book(policyOf(definition({ armedBy: [{ event: 'Begun', anchor: 'data.on' }] })));
    book.did('Begun', '2026-03-18T10:00', { on: '2026-03-02' });
    expect(brief(due(book, '2026-03-18T10:00'))).toEqual([
      'remind 2026-03-18T10:00',
      'notify-supervisor 2026-03-18T10:00',
      'urge 2026-03-18T10:00',
    ]);
  });

  it('tells of a lapsed window once, and warns of none', () => {
    const book = new Book(policyOf(definition({ window: true, ladder: 'window', metBy: [] }))).did('Begun', '2026-03-02');
    expect(carryOut(book, '2026-03-16T10:00')).toEqual([]);
    expect(carryOut(book, '2026-03-17T08:30')).toEqual(['remind 2026-03-17T00:00']);
    expect(carryOut(book, '2026-03-18T08:30')).toEqual([]);
    expect(dueBreaches(book.policy, book.ledger, at('2026-03-18'))).toEqual([]);
  });

  it('reaches an emergency at any hour', () => {
    const book = new Book().did('CaseOpened', '2026-03-07T23:00', { emergency: true });
    const actions = due(book, '2026-03-07T23:31')
      .filter(({ key }) => key === 'emergency-arrival')
      .map(({ action }) => action);
    expect(actions).toEqual(['remind', 'notify-supervisor']);
  });

  it('left alone, a case climbs to the tier above and ends there', () => {
    const book = new Book().did('CaseOpened', '2026-03-02T09:00', { handlers: [{}] }, 'discovery');
    const fired: string[] = [];
    let now = at('2026-03-02T09:00');
    let proposals = 0;
    for (let step = 0; step < 200; step++) {
      const wake = nextWakeUp(book.policy, book.ledger, now);
      if (!wake) break;
      now = Math.max(now, wake.at);
      const when = toShanghaiIso(now).slice(0, 19);
      for (const breach of dueBreaches(book.policy, book.ledger, now)) book.did('TermBreached', when, { term: breach.term, why: '' });
      for (const { term, action, reference, answerDueAt } of dueRungs(book.policy, book.ledger, now)) {
        fired.push(`${term} ${action}`);
        // There are two tiers to climb; at the highest, the transfer is only told of.
        if (action === 'transfer' && ++proposals > 2) book.did('SupervisorNotified', when, { rung: reference });
        else book.did(EVENT_OF[action], when, { rung: reference, answerDueAt, urgeId: reference.term, supervisionId: reference.term });
      }
    }
    expect(nextWakeUp(book.policy, book.ledger, now)).toBeNull();
    expect(fired.filter((line) => line.startsWith('stage-discovery'))).toEqual([
      'stage-discovery#1 remind',
      'stage-discovery#1 notify-supervisor',
      'stage-discovery#1 urge',
      'stage-discovery#1 supervise',
      'stage-discovery#1 transfer',
    ]);
    expect(fired).toContain('urge-answer#1 notify-supervisor');
    expect(fired).toContain('supervision-answer#1 transfer');
    expect(fired.length).toBe(new Set(fired).size);
  });
});

describe('time at work', () => {
  it.each([
    ['2026-03-14T00:00', 1, 'workday', '2026-03-17T08:30'],
    ['2026-03-17T00:00', 1, 'workday', '2026-03-18T08:30'],
    ['2026-03-17T10:00', 1, 'workday', '2026-03-18T10:00'],
    ['2026-03-17T00:00', -1, 'workday', '2026-03-16T08:30'],
    ['2026-02-24T00:00', -1, 'workday', '2026-02-14T08:30'],
    ['2026-03-17T00:00', 2, 'workHour', '2026-03-17T10:30'],
    ['2026-03-17T09:30', -2, 'workHour', '2026-03-16T16:30'],
    ['2026-03-17T16:00', -4, 'workHour', '2026-03-17T10:00'],
    ['2026-03-14T00:00', 0, 'workday', '2026-03-14T00:00'],
  ] as const)('%s and %i %s: %s', (from, length, unit, to) => {
    expect(toShanghaiIso(offsetInWork(countyPolicy.calendar, at(from), { length, unit }))).toBe(`${to}:00+08:00`);
  });
});

describe('the next wake-up', () => {
  it('is the rung, then the breach, then the next rung', () => {
    const book = begun();
    const next = (now: string) => {
      const wake = nextWakeUp(book.policy, book.ledger, at(now));
      return wake && `${toShanghaiIso(wake.at).slice(0, 16)} ${wake.why}`;
    };
    expect(next('2026-03-02T10:00')).toBe('2026-03-13T08:30 测试期限：提醒承办人');
    carryOut(book, '2026-03-13T08:30');
    expect(next('2026-03-13T08:31')).toBe('2026-03-17T00:00 测试期限：超期登记');
    expect(dueBreaches(book.policy, book.ledger, at('2026-03-16T23:59:59'))).toEqual([]);
    expect(dueBreaches(book.policy, book.ledger, at('2026-03-17'))).toMatchObject([
      { term: 'test#1', deadline: '2026-03-16T23:59:59+08:00' },
    ]);
    book.did('TermBreached', '2026-03-17', { term: 'test#1', why: '' });
    expect(dueBreaches(book.policy, book.ledger, at('2026-03-17'))).toEqual([]);
    expect(next('2026-03-17')).toBe('2026-03-17T08:30 测试期限：报告督办员');
  });

  it('never lies before now, and a rung missed at night waits for the morning', () => {
    const wake = nextWakeUp(countyPolicy, begun().did('TermBreached', '2026-03-17', { term: 'test#1' }).ledger, at('2026-03-28T23:00'));
    expect(wake).toBeNull();
    const book = begun().did('TermBreached', '2026-03-17', { term: 'test#1' });
    expect(toShanghaiIso(nextWakeUp(book.policy, book.ledger, at('2026-03-28T23:00'))!.at)).toBe('2026-03-30T08:30:00+08:00');
  });

  it('is null while everything is paused', () => {
    const book = begun().did('TermsPaused', '2026-03-05', { ground: 'suspension' });
    expect(nextWakeUp(book.policy, book.ledger, at('2026-03-06'))).toBeNull();
  });

  it('spreads cases over ten minutes of a term of days, each always the same', () => {
    const book = begun();
    const wake = (caseId: string) => nextWakeUp(book.policy, book.ledger, at('2026-03-02T10:00'), caseId)!.at;
    const plain = at('2026-03-13T08:30');
    const offsets = Array.from({ length: 200 }, (_, index) => wake(`case-${index}`) - plain);
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...offsets)).toBeLessThan(600_000);
    expect(new Set(offsets.map((offset) => Math.floor(offset / 100_000))).size).toBe(6);
    expect(wake('case-7')).toBe(plain + spreadOf('case-7', 600_000));
  });

  it('puts thirty minutes off by less than thirty seconds', () => {
    const quick = definition({ unit: 'minute', length: 30 });
    const book = new Book(policyOf(quick)).did('Begun', '2026-03-02T10:00');
    const plain = nextWakeUp(book.policy, book.ledger, at('2026-03-02T10:01'))!.at;
    const late = Array.from(
      { length: 200 },
      (_, index) => nextWakeUp(book.policy, book.ledger, at('2026-03-02T10:01'), `case-${index}`)!.at - plain,
    );
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(30_000);
    expect(Math.max(...late)).toBeGreaterThan(20_000);
  });

  it('puts nothing off beyond the end of working hours', () => {
    // Red on Tuesday at 17:25:00; the supervisor is told within the same day's hours, which end at 17:30.
    const hours = definition({ unit: 'workHour', length: 15 });
    const book = new Book(policyOf(hours))
      .did('Begun', '2026-03-16T08:55')
      .did('TermBreached', '2026-03-18T09:25', { term: 'test#1', why: '' });
    for (let index = 0; index < 200; index += 1) {
      const { at: wake } = nextWakeUp(book.policy, book.ledger, at('2026-03-16T09:00'), `case-${index}`)!;
      expect(nextWorkingInstant(book.policy.calendar, wake), toShanghaiIso(wake)).toBe(wake);
    }
  });
});
