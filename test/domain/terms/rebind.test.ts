import { describe, expect, it } from 'vitest';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { forecast } from '../../../domain/terms/forecast.ts';
import type { Calendar } from '../../../domain/terms/model.ts';
import { rebind, reviseCalendar } from '../../../domain/terms/rebind.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { Book, at, definition, policyOf } from './kit.ts';

const begun = (more: Parameters<typeof definition>[0] = {}) => new Book(policyOf(definition(more))).did('Begun', '2026-03-02T10:00');

describe('moving a case to another policy', () => {
  it('carries the used time over and previews the difference', () => {
    const book = begun();
    const after = policyOf(definition({ length: 15 }));
    const { entries, differences } = rebind(4, book.ledger, book.policy, after, at('2026-03-13T10:00'));
    expect(differences).toMatchObject([
      {
        term: 'test#1',
        change: 'moved',
        before: { deadline: '2026-03-16T23:59:59+08:00', light: 'yellow' },
        after: { deadline: '2026-03-23T23:59:59+08:00', light: 'green' },
        text: '测试期限：改用新规则，截止日期由2026-03-16改为2026-03-23',
      },
    ]);
    expect(entries).toMatchObject([{ op: 'redefined', length: 15, unit: 'workday', improved: true }]);
    const [view] = deriveTerms(after, [...book.ledger, ...entries], at('2026-03-13T10:00'));
    expect(view).toMatchObject({ consumed: 8, total: 15, epoch: 1, light: 'green' });
    // Recorded through the event as any other entry.
    expect(book.did('PolicyRebound', '2026-03-13T10:00', { entries }).ledger.at(-1)).toMatchObject({ op: 'redefined' });
  });

  it('to another unit counts anew from the anchor', () => {
    const book = begun();
    const after = policyOf(definition({ length: 20, unit: 'naturalDay' }));
    const { entries, differences } = rebind(4, book.ledger, book.policy, after, at('2026-03-05T10:00'));
    expect(differences[0]?.after?.deadline).toBe('2026-03-22T23:59:59+08:00');
    expect(deriveTerms(after, [...book.ledger, ...entries], at('2026-03-05T10:00'))[0]).toMatchObject({
      consumed: 2,
      countUnit: 'naturalDay',
    });
  });

  it('leaves an extended term in the unit it was extended in', () => {
    const book = begun().did('TermExtended', '2026-03-04', { term: 'test', length: 5, approver: 'head', basis: '', why: '' });
    const { entries, differences } = rebind(4, book.ledger, book.policy, policyOf(definition({ unit: 'naturalDay' })), at('2026-03-05'));
    expect(entries).toEqual([]);
    expect(differences).toMatchObject([
      { change: 'kept', before: { deadline: '2026-03-23T23:59:59+08:00' }, after: { deadline: '2026-03-23T23:59:59+08:00' } },
    ]);
  });

  it('cancels what the new policy drops, leaves ended terms, and says what stays', () => {
    const both = policyOf(definition(), definition({ key: 'other', label: '其他' }));
    const book = new Book(both).did('Begun', '2026-03-02');
    const dropped = rebind(4, book.ledger, both, policyOf(definition()), at('2026-03-05'));
    expect(dropped.entries).toMatchObject([{ op: 'cancelled', term: 'other#1' }]);
    expect(dropped.differences.map(({ term, change }) => [term, change])).toEqual([
      ['other#1', 'dropped'],
      ['test#1', 'unmoved'],
    ]);
    book.did('Done', '2026-03-06');
    expect(rebind(4, book.ledger, both, policyOf(definition()), at('2026-03-09'))).toEqual({ entries: [], differences: [] });
  });

  it('leaves a day that a document set', () => {
    const ordered = (length: number) => policyOf(definition({ length, armedBy: [{ event: 'Begun', due: 'data.dueOn' }] }));
    const book = new Book(ordered(10)).did('Begun', '2026-03-02', { dueOn: '2026-03-20' });
    expect(rebind(4, book.ledger, ordered(10), ordered(30), at('2026-03-05')).entries).toEqual([]);
  });

  it('moves a light by another yellow rule too', () => {
    const book = begun();
    const { entries, differences } = rebind(
      4,
      book.ledger,
      book.policy,
      policyOf(definition({ yellow: { share: 0.2, remaining: 0 } })),
      at('2026-03-05'),
    );
    expect(differences).toMatchObject([{ change: 'moved', before: { light: 'green' }, after: { light: 'yellow' } }]);
    expect(entries).toMatchObject([{ op: 'redefined', length: 10, improved: false }]);
  });

  it('arms the present stage’s own term where there was none', () => {
    const staged = policyOf(definition({ key: 'own', label: '新设', stage: 'evidence', armedBy: [], metBy: [] }));
    const { entries } = rebind(4, [], policyOf(), staged, at('2026-03-02T10:00'), 'evidence');
    expect(entries).toMatchObject([{ op: 'armed', term: 'own#1', anchor: '2026-03-02T10:00:00+08:00' }]);
  });
});

describe('another calendar', () => {
  const published: Calendar = {
    ...countyPolicy.calendar,
    version: '2027.1',
    years: [
      ...countyPolicy.calendar.years,
      {
        year: 2027,
        notice: '测试通知',
        off: [
          { date: '2027-01-01', name: '元旦' },
          { date: '2027-01-04', name: '元旦' },
        ],
        makeUp: [],
      },
    ],
  };

  it('moves the deadline, each move an entry that says why, and nothing the second time', () => {
    const book = new Book(policyOf(definition())).did('Begun', '2026-12-25');
    const { entries, differences } = reviseCalendar(4, book.policy, book.ledger, published, at('2026-12-26'));
    // By the plain week: 28–31 are 4, 元旦 is off by law, 4–8 are 9, 11 is 10. Published: 1 and 4 are off: 5–8 are 8, 11 12 are 10.
    expect(differences).toMatchObject([
      {
        change: 'moved',
        before: { deadline: '2027-01-11T23:59:59+08:00', provisional: true },
        after: { deadline: '2027-01-12T23:59:59+08:00', provisional: false },
        text: '测试期限：工作日历更新为2027.1，截止日期由2027-01-11改为2027-01-12',
      },
    ]);
    book.did('CalendarRevised', '2026-12-26', { entries });
    expect(book.ledger.at(-1)).toMatchObject({ op: 'redefined', length: 10, unit: 'workday', why: differences[0]!.text });
    expect(reviseCalendar(4, { ...book.policy, calendar: published }, book.ledger, published, at('2026-12-27'))).toEqual({
      entries: [],
      differences: [],
    });
  });

  it('makes a date certain without moving it', () => {
    const book = new Book(policyOf(definition({ unit: 'naturalDay', length: 20, roll: 'next' }))).did('Begun', '2026-12-25');
    const { entries, differences } = reviseCalendar(4, book.policy, book.ledger, published, at('2026-12-26'));
    expect(entries).toEqual([]);
    expect(differences).toMatchObject([{ change: 'unmoved', text: '测试期限：工作日历更新为2027.1，截止日期2027-01-14不变，不再是暂定' }]);
  });

  it('that turns a red light back opens a new epoch', () => {
    const book = begun();
    const flooded: Calendar = {
      ...countyPolicy.calendar,
      version: '2026.3',
      overrides: ['2026-03-10', '2026-03-11', '2026-03-12'].map((date) => ({ date, workday: false, reason: '防汛停工' })),
    };
    const { entries } = reviseCalendar(4, book.policy, book.ledger, flooded, at('2026-03-17T09:00'));
    expect(entries).toMatchObject([{ improved: true }]);
    const [view] = deriveTerms({ ...book.policy, calendar: flooded }, [...book.ledger, ...entries], at('2026-03-17T09:00'));
    expect(view).toMatchObject({ deadline: '2026-03-19T23:59:59+08:00', epoch: 1, light: 'green' });
  });
});

describe('the forecast', () => {
  it('tells the days on which the case turns', () => {
    const book = begun();
    const ahead = forecast(book.policy, book.ledger, at('2026-03-10T10:00'), 10);
    expect(ahead.yellow).toMatchObject({ on: '2026-03-13', term: 'test#1' });
    expect(ahead.red).toMatchObject({ on: '2026-03-17' });
    expect(forecast(book.policy, book.ledger, at('2026-03-10T10:00'), 3)).toMatchObject({ yellow: { on: '2026-03-13' }, red: null });
    expect(forecast(book.policy, book.ledger, at('2026-03-10T10:00'), 2)).toEqual({ turns: [], yellow: null, red: null });
  });

  it('tells a yellow case only when it turns red, a red or paused one nothing', () => {
    const book = begun();
    expect(forecast(book.policy, book.ledger, at('2026-03-13T10:00'), 10)).toMatchObject({ yellow: null, red: { on: '2026-03-17' } });
    expect(forecast(book.policy, book.ledger, at('2026-03-18T10:00'), 10)).toEqual({ turns: [], yellow: null, red: null });
    book.did('TermsPaused', '2026-03-10T11:00', { ground: 'suspension' });
    expect(forecast(book.policy, book.ledger, at('2026-03-10T12:00'), 30)).toEqual({ turns: [], yellow: null, red: null });
  });
});
