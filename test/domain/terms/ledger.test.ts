import { describe, expect, it } from 'vitest';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { caseLight, deriveTerm, lightFromIndex, lightIndex } from '../../../domain/terms/view.ts';
import { Book, at, definition, policyOf } from './kit.ts';

// 10 workdays from Mon 2026-03-02: 3–6 are 4, 9–13 are 9, Mon 16 is the tenth. Yellow with 8 used up (80 %) or 1 left:
// 8 are used at the end of Thu 12, so from 2026-03-13 00:00.
const begun = () => new Book(policyOf(definition())).did('Begun', '2026-03-02T10:00');

describe('a term over time', () => {
  it('green, yellow, red at the second', () => {
    const book = begun();
    expect(book.term('test', '2026-03-12T23:59:59')).toMatchObject({ light: 'green', consumed: 7, remaining: 3, status: 'running' });
    expect(book.term('test', '2026-03-13')).toMatchObject({ light: 'yellow', consumed: 8, remaining: 2 });
    expect(book.term('test', '2026-03-16T23:59:59')).toMatchObject({ light: 'yellow', consumed: 9, remaining: 1, late: false });
    expect(book.term('test', '2026-03-17')).toMatchObject({
      light: 'red',
      deadline: '2026-03-16T23:59:59+08:00',
      redAt: '2026-03-17T00:00:00+08:00',
      remaining: 0,
      overdue: 1,
      late: true,
    });
    expect(book.term('test', '2026-03-23T09:00')).toMatchObject({ overdue: 5 });
  });

  it('met in time stays in time, met late stays late', () => {
    expect(begun().did('Done', '2026-03-16T23:59:59').term('test', '2027-01-01')).toMatchObject({
      status: 'met',
      light: 'yellow',
      late: false,
      open: false,
      endedAt: '2026-03-16T23:59:59+08:00',
    });
    expect(begun().did('Done', '2026-03-17T00:00').term('test', '2027-01-01')).toMatchObject({ status: 'met', light: 'red', late: true });
  });

  it('a recorded breach stays with the term after it was met', () => {
    const book = begun().did('TermBreached', '2026-03-17', { term: 'test#1', why: '超期' }).did('Done', '2026-03-18');
    expect(book.term('test', '2026-03-20')).toMatchObject({ status: 'met', late: true });
  });

  it('cancelled is ended, and a new arming is the second', () => {
    const book = begun().did('Dropped', '2026-03-04').did('Begun', '2026-04-01');
    const [first, second] = book.terms('2026-04-02');
    expect(first).toMatchObject({ term: 'test#1', status: 'cancelled', open: false });
    expect(second).toMatchObject({ term: 'test#2', status: 'running', anchor: '2026-04-01T00:00:00+08:00' });
    expect(deriveTerm(book.policy.terms[0]!, book.ledger, book.policy.calendar, at('2026-04-02'))?.term).toBe('test#2');
  });

  it('a second arming leaves an open term alone unless it is to start anew', () => {
    expect(begun().did('Begun', '2026-03-09').ledger).toHaveLength(1);
    const anew = new Book(policyOf(definition({ rearm: 'restart' }))).did('Begun', '2026-03-02').did('Begun', '2026-03-09');
    expect(anew.ledger.map(({ op, term }) => `${op} ${term}`)).toEqual(['armed test#1', 'cancelled test#1', 'armed test#2']);
    const later = new Book(policyOf(definition({ rearm: 'later', armedBy: [{ event: 'Begun', anchor: 'data.on' }] })));
    later.did('Begun', '2026-03-02', { on: '2026-03-02' }).did('Begun', '2026-03-09', { on: '2026-03-01' });
    expect(later.ledger).toHaveLength(1);
    expect(later.did('Begun', '2026-03-09', { on: '2026-03-05' }).ledger).toHaveLength(3);
  });
});

describe('paused', () => {
  it('is grey with its remainder, and without a deadline', () => {
    const book = begun().did('TermsPaused', '2026-03-05T10:00', { ground: 'suspension', why: '等待' });
    expect(book.term('test', '2026-06-01')).toMatchObject({
      status: 'paused',
      light: 'grey',
      deadline: null,
      redAt: null,
      consumed: 2,
      remaining: 8,
      pausedBy: ['suspension'],
    });
  });

  it('goes on where it stood', () => {
    const book = begun()
      .did('TermsPaused', '2026-03-05T10:00', { ground: 'suspension', why: '' })
      .did('TermsResumed', '2026-03-10T09:00', { ground: 'suspension' });
    // 3→1 4→2; 5 6 9 paused; 10→3 … 13→6, 16→7 17→8 18→9 19→10
    expect(book.term('test', '2026-03-10T10:00')).toMatchObject({
      status: 'running',
      light: 'green',
      deadline: '2026-03-19T23:59:59+08:00',
      consumed: 2,
    });
  });

  it('by two grounds at once runs again when the last has ended', () => {
    const book = begun()
      .did('TermsPaused', '2026-03-05T10:00', { ground: 'suspension' })
      .did('TermsPaused', '2026-03-06T10:00', { ground: 'appraisal' })
      .did('TermsResumed', '2026-03-09T10:00', { ground: 'suspension' });
    expect(book.term('test', '2026-03-09T11:00')).toMatchObject({ light: 'grey', pausedBy: ['appraisal'] });
    book.did('TermsResumed', '2026-03-11T10:00', { ground: 'appraisal' });
    // 3→1 4→2; 5 6 9 10 paused; 11→3 12 13→5 16–19→9 20→10
    expect(book.term('test', '2026-03-11T11:00').deadline).toBe('2026-03-20T23:59:59+08:00');
  });

  it('not by a ground that it does not name', () => {
    const book = begun().did('TermsPaused', '2026-03-05T10:00', { ground: 'hearing' });
    expect(book.term('test', '2026-03-06')).toMatchObject({ status: 'running', deadline: '2026-03-16T23:59:59+08:00' });
  });

  it('a term armed while the ground stands stands still at once', () => {
    const book = new Book(policyOf(definition()))
      .did('TermsPaused', '2026-03-01T10:00', { ground: 'suspension' })
      .did('Begun', '2026-03-02');
    expect(book.term('test', '2026-03-20')).toMatchObject({ light: 'grey', deadline: null, consumed: 0 });
    book.did('TermsResumed', '2026-03-23T10:00', { ground: 'suspension' });
    // Mon 23 resumes and counts: 23–27 are 5, 30 31 04-01 02 03 are 10
    expect(book.term('test', '2026-03-23T11:00').deadline).toBe('2026-04-03T23:59:59+08:00');
  });

  it('a pause that begins after the deadline makes no red light grey', () => {
    const book = begun().did('TermsPaused', '2026-03-18', { ground: 'suspension' });
    expect(book.term('test', '2026-03-19')).toMatchObject({ light: 'red', status: 'running', deadline: '2026-03-16T23:59:59+08:00' });
  });

  it.each([
    ['twice on one ground', 'TermsPaused', '2026-03-06', 'suspension', 'pause-already-standing'],
    ['a resumption without a pause', 'TermsResumed', '2026-03-06', 'appraisal', 'resume-without-pause'],
    ['a resumption before its pause', 'TermsResumed', '2026-03-04', 'suspension', 'resume-before-pause'],
    ['a ground that there is not', 'TermsPaused', '2026-03-06', 'holiday', 'pause-ground-unknown'],
  ])('%s is refused', (_name, type, when, ground, code) => {
    const book = begun().did('TermsPaused', '2026-03-05T10:00', { ground: 'suspension' });
    const refusal = book.refused(type, when, { ground });
    expect(refusal.code).toBe(code);
    expect(refusal.needs.length).toBeGreaterThan(0);
  });

  it('a pause over an earlier one on the same ground is refused', () => {
    const book = begun()
      .did('TermsPaused', '2026-03-05', { ground: 'suspension' })
      .did('TermsResumed', '2026-03-10', { ground: 'suspension' });
    expect(book.refused('TermsPaused', '2026-03-11', { ground: 'suspension', at: '2026-03-08' }).code).toBe('pause-overlaps');
    expect(book.effects('TermsPaused', '2026-03-11', { ground: 'suspension', at: '2026-03-10' }).ok).toBe(true);
  });
});

describe('extended', () => {
  const extension = (more: object = {}) => ({ term: 'test', length: 5, approver: 'head', basis: '', why: '案情复杂', ...more });

  it('in its own unit, a new epoch where the light got better', () => {
    const book = begun().did('TermExtended', '2026-03-16T10:00', extension());
    // 15 workdays: Mon 16 is 10, 17–20 are 14, Mon 23 is 15; yellow with 12 used: after Wed 18
    expect(book.term('test', '2026-03-16T11:00')).toMatchObject({
      light: 'green',
      deadline: '2026-03-23T23:59:59+08:00',
      yellowAt: '2026-03-19T00:00:00+08:00',
      extended: 5,
      total: 15,
      epoch: 1,
    });
    expect(book.ledger.at(-1)).toMatchObject({ op: 'extended', step: 1, basis: '规则甲' });
  });

  it('while still green begins no epoch', () => {
    expect(begun().did('TermExtended', '2026-03-04', extension()).term('test', '2026-03-05').epoch).toBe(0);
  });

  it('a second time by the collective decision, as long as that fixes it', () => {
    const book = begun()
      .did('TermExtended', '2026-03-04', extension())
      .did('TermExtended', '2026-03-05', extension({ length: 30, approver: 'collective' }));
    expect(book.term('test', '2026-03-06').total).toBe(45);
  });

  it.each([
    ['beyond its bound', extension({ length: 6 }), 'extension-beyond-bound'],
    ['by the wrong approver', extension({ approver: 'collective' }), 'extension-approver'],
    ['by nothing', extension({ length: 0 }), 'extension-length-invalid'],
    ['by half a day', extension({ length: 0.5 }), 'extension-length-invalid'],
    ['by no number', extension({ length: 'five' }), 'extension-length-invalid'],
    ['of no such term', extension({ term: 'other' }), 'extension-term-unknown'],
  ])('%s is refused', (_name, data, code) => {
    expect(begun().refused('TermExtended', '2026-03-05', data).code).toBe(code);
  });

  it('after the deadline, after the end, or a third time is refused', () => {
    expect(begun().refused('TermExtended', '2026-03-17', extension()).code).toBe('extension-after-deadline');
    expect(begun().effects('TermExtended', '2026-03-16T23:59:59', extension()).ok).toBe(true);
    expect(begun().did('Done', '2026-03-10').refused('TermExtended', '2026-03-11', extension()).code).toBe('extension-after-end');
    const twice = begun()
      .did('TermExtended', '2026-03-04', extension())
      .did('TermExtended', '2026-03-05', extension({ approver: 'collective' }));
    expect(twice.refused('TermExtended', '2026-03-06', extension({ approver: 'collective' })).code).toBe('extension-exhausted');
  });

  it('of a term without a rule for it is refused', () => {
    const book = new Book(policyOf(definition({ extensions: [] }))).did('Begun', '2026-03-02');
    expect(book.refused('TermExtended', '2026-03-04', extension()).code).toBe('extension-not-allowed');
  });
});

describe('counted back', () => {
  // At least 7 workdays before the hearing: the hearing's day not counted, the seventh workday before it is the last.
  it.each([
    ['2026-10-14', '2026-09-29', '13 12, Sat 10, 9 8 are five; 1–7 off; 09-30 is six, 29 seven'],
    ['2026-02-24', '2026-02-06', '15–23 off; Sat 14 13 12 11 10 9 are six; 8 7 weekend; Fri 6 seven'],
    ['2025-05-06', '2025-04-23', '1–5 off; 30 29 28, Sun 27 are four; 26 off; 25 24 23'],
    ['2025-02-10', '2025-01-24', '9 off; Sat 8 7 6 5 are four; 01-28 to 02-04 off; 27, Sun 26 are six; 25 off; 24'],
    ['2026-03-20', '2026-03-11', '19 18 17 16 are four, 13 12 11'],
  ])('a hearing on %s is notified by %s (%s)', (held, last, why) => {
    const book = new Book().did('HearingScheduled', '2025-01-02', { heldAt: `${held}T09:00:00+08:00` });
    expect(book.term('hearing-notice', '2025-01-02').deadline, why).toBe(`${last}T23:59:59+08:00`);
  });

  it('is met by the very event when the notice was given in time, and late when not', () => {
    const scheduled = (noticeOn: string) =>
      new Book()
        .did('HearingScheduled', '2026-03-12T10:00', { heldAt: '2026-03-20T09:00:00+08:00', noticeOn })
        .term('hearing-notice', '2026-03-12T11:00');
    expect(scheduled('2026-03-11')).toMatchObject({ status: 'met', late: false });
    expect(scheduled('2026-03-12')).toMatchObject({ status: 'met', late: true });
  });

  it('turns yellow on its way', () => {
    // Armed Mon 03-02, due Wed 03-11: 7 workdays; 80 % is 6, one left is 6: yellow from 03-11.
    const book = new Book().did('HearingScheduled', '2026-03-02T10:00', { heldAt: '2026-03-20T09:00:00+08:00' });
    expect(book.term('hearing-notice', '2026-03-10T23:00')).toMatchObject({ light: 'green', remaining: 2, total: 7 });
    expect(book.term('hearing-notice', '2026-03-11')).toMatchObject({ light: 'yellow', remaining: 1 });
    expect(book.term('hearing-notice', '2026-03-12').light).toBe('red');
  });
});

describe('a case’s light', () => {
  const two = () =>
    new Book(
      policyOf(definition({ key: 'short', length: 3, pausedBy: ['suspension'] }), definition({ key: 'long', length: 10, pausedBy: [] })),
    ).did('Begun', '2026-03-02');

  it('is its worst open term’s, and names it', () => {
    const book = two();
    expect(caseLight(book.terms('2026-03-02'))).toMatchObject({ light: 'green', term: { key: 'short' } });
    expect(caseLight(book.terms('2026-03-05'))).toMatchObject({ light: 'yellow', term: { key: 'short' } });
    expect(caseLight(book.terms('2026-03-06'))).toMatchObject({ light: 'red', term: { key: 'short' } });
  });

  it('is grey only when every open term stands still', () => {
    const book = two().did('TermsPaused', '2026-03-03', { ground: 'suspension' });
    expect(caseLight(book.terms('2026-03-04'))).toMatchObject({ light: 'green', term: { key: 'long' } });
    const alone = begun().did('TermsPaused', '2026-03-03', { ground: 'suspension' });
    expect(caseLight(alone.terms('2026-03-04'))).toMatchObject({ light: 'grey', term: { key: 'test' } });
  });

  it('is green without open terms', () => {
    expect(caseLight(begun().did('Done', '2026-03-20').terms('2026-03-21'))).toEqual({ light: 'green', term: null });
  });

  it('is never moved by a window, which lapses', () => {
    const book = new Book(policyOf(definition({ window: true, metBy: [] }))).did('Begun', '2026-03-02');
    expect(book.term('test', '2026-03-16T23:59:59')).toMatchObject({ status: 'running', light: 'green' });
    expect(book.term('test', '2026-03-17')).toMatchObject({ status: 'lapsed', light: 'green', late: false, open: false, overdue: 0 });
    expect(caseLight(book.terms('2026-03-17'))).toEqual({ light: 'green', term: null });
  });

  it('comes out of the index the same', () => {
    const book = two();
    const index = lightIndex(book.terms('2026-03-02'));
    expect(index).toEqual({ yellowAt: '2026-03-05T00:00:00+08:00', redAt: '2026-03-06T00:00:00+08:00', grey: false });
    for (const now of ['2026-03-04T23:59:59', '2026-03-05', '2026-03-05T23:59:59', '2026-03-06', '2026-09-01']) {
      expect(lightFromIndex(index, at(now))).toBe(caseLight(book.terms(now)).light);
    }
  });
});

describe('a year that is published later', () => {
  it('was provisional before and is not after', () => {
    const book = new Book(policyOf(definition())).did('Begun', '2026-12-25');
    expect(book.term('test', '2026-12-26').provisional).toBe(true);
    const year = {
      year: 2027,
      notice: '测试通知',
      off: [{ date: '2027-01-01', name: '元旦' }],
      makeUp: [{ date: '2027-01-03', name: '元旦' }],
    };
    const published = { ...countyPolicy.calendar, years: [...countyPolicy.calendar.years, year] };
    const view = deriveTerm(definition(), book.ledger, published, at('2026-12-26'));
    // 12-28 to 31 are 4; Sun 01-03 worked is 5; 4–8 are 10
    expect(view).toMatchObject({ provisional: false, deadline: '2027-01-08T23:59:59+08:00' });
  });
});
