/**
 * The calendar at the turn of the year, the years back to 2019, and what a notice must at least give. Counted by hand from
 * the notices of the State Council's office; the totals are weekdays of the year − weekdays off + weekend days worked.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { validateCalendar } from '../../../domain/terms/calendar-check.ts';
import { dayKind, workdaysInYear } from '../../../domain/terms/calendar.ts';
import { deriveAdHoc, deriveTermSchema } from '../../../domain/terms/derive.ts';
import { addDays, weekday } from '../../../domain/terms/instant.ts';
import { belowMinimum } from '../../../domain/terms/holiday-minimum.ts';
import type { Calendar, CalendarYear } from '../../../domain/terms/model.ts';
import { reviseCalendar } from '../../../domain/terms/rebind.ts';
import { at, Book, definition, policyOf } from '../terms/kit.ts';

const calendar = COUNTY_CALENDAR;

describe('the years that are loaded', () => {
  it.each([
    // 261 weekdays; off 01-01, 02-04…08 (5), 04-05, 05-01…03 (3), 06-07, 09-13, 10-01…04 and 07 (5) = 17; six worked in 2019
    [2019, 261, 17, 6, 250],
    // 262; off 01-01, 01-24, 27…31 (6), 04-06, 05-01, 04, 05 (3), 06-25, 26 (2), 10-01, 02, 05…08 (6) = 19; worked 6
    [2020, 262, 19, 6, 249],
    // 261; off 01-01, 02-11, 12, 15…17 (5), 04-05, 05-03…05 (3), 06-14, 09-20, 21 (2), 10-01, 04…07 (5) = 18; worked 7
    [2021, 261, 18, 7, 250],
    // 260; off 01-03, 01-31…02-04 (5), 04-04, 05 (2), 05-02…04 (3), 06-03, 09-12, 10-03…07 (5) = 18; worked 7
    [2022, 260, 18, 7, 249],
    // 260; off 01-02, 01-23…27 (5), 04-05, 05-01…03 (3), 06-22, 23 (2), 09-29, 10-02…06 (6) = 18; worked 7
    [2023, 260, 18, 7, 249],
  ])('%i: %i weekdays − %i off + %i worked = %i workdays', (year, weekdays, off, worked, total) => {
    expect(weekdays - off + worked).toBe(total);
    expect(workdaysInYear(calendar, year)).toBe(total);
  });

  it.each([
    ['2018-12-29', true, '元旦调休上班', 'a Saturday of 2018, worked by the notice for 2019'],
    ['2018-12-31', false, '元旦放假', 'a Monday of 2018, off by the notice for 2019'],
    ['2019-05-03', false, '劳动节放假', 'by the change of March 2019 (国办发明电〔2019〕3号)'],
    ['2019-05-05', true, '劳动节调休上班', 'a Sunday, worked for it'],
    ['2020-01-31', false, '春节放假', 'by the extension of January 2020 (国办发明电〔2020〕1号)'],
    ['2020-02-01', false, '春节放假', 'no longer the Saturday worked that the first notice had made of it'],
    ['2020-02-03', true, '周一', '“2月3日起正常上班”'],
    ['2022-12-31', false, '元旦放假', 'by the notice for 2023'],
    ['2021-09-18', true, '中秋节调休上班', 'a Saturday'],
    ['2023-10-06', false, '中秋节、国庆节放假', 'the last of eight'],
  ])('%s: workday %s, %s (%s)', (date, workday, why) => {
    expect(dayKind(calendar, date)).toEqual({ workday, provisional: false, why });
  });

  it('holds together', () => {
    expect(validateCalendar(calendar)).toEqual([]);
    expect(belowMinimum(calendar)).toEqual([]);
  });
});

/** A made-up notice for 2027 that reaches into 2026, as the one for 2019 reached into 2018. */
const NOTICE_2027: CalendarYear = {
  year: 2027,
  notice: '测试通知',
  off: [
    { date: '2026-12-31', name: '元旦' },
    { date: '2027-01-01', name: '元旦' },
    { date: '2027-01-02', name: '元旦' },
  ],
  makeUp: [{ date: '2026-12-27', name: '元旦' }],
};
const withNotice: Calendar = { ...calendar, version: '2027.1', years: [...calendar.years, NOTICE_2027] };

type Ask = { unit: string; length: number; anchor: string; roll?: string };
const ask = (of: Calendar, request: Ask) => {
  const { deadline, provisional } = deriveAdHoc(deriveTermSchema.parse(request), of, at('2026-11-01'));
  return [deadline!.slice(0, 10), provisional];
};

/** Request → last day and whether it is provisional, before the notice for 2027 and with it. */
const TURNS: [Ask, [string, boolean], [string, boolean], string][] = [
  [
    { unit: 'workday', length: 3, anchor: '2026-12-21' },
    ['2026-12-24', false],
    ['2026-12-24', false],
    '22 23 24: before the last seven days',
  ],
  [
    { unit: 'workday', length: 4, anchor: '2026-12-21' },
    ['2026-12-25', true],
    ['2026-12-25', false],
    'Friday 25 is the first of the seven',
  ],
  [
    { unit: 'workday', length: 5, anchor: '2026-12-21' },
    ['2026-12-28', true],
    ['2026-12-27', false],
    'Sunday 27 becomes worked: a day earlier',
  ],
  [
    { unit: 'workday', length: 8, anchor: '2026-12-21' },
    ['2026-12-31', true],
    ['2026-12-30', false],
    '22–25 =4, 28–31 =8; with the notice 22–25, Sun 27 =5, 28 29 30 =8',
  ],
  [
    { unit: 'workday', length: 9, anchor: '2026-12-21' },
    ['2027-01-04', true],
    ['2027-01-04', false],
    'Fri 1 is 元旦 whatever the notice says: Mon 4 =9; with the notice, Sun 27 worked and 31 off, the same',
  ],
  [{ unit: 'naturalDay', length: 10, anchor: '2026-12-21' }, ['2026-12-31', false], ['2026-12-31', false], 'a date that cannot move'],
  [
    { unit: 'naturalDay', length: 90, anchor: '2026-12-01' },
    ['2027-03-01', false],
    ['2027-03-01', false],
    'in an unpublished year all the same',
  ],
  [{ unit: 'month', length: 6, anchor: '2026-09-30' }, ['2027-03-30', false], ['2027-03-30', false], 'months neither'],
  [{ unit: 'year', length: 2, anchor: '2026-06-10' }, ['2028-06-10', false], ['2028-06-10', false], 'nor years'],
  [
    { unit: 'naturalDay', length: 10, anchor: '2026-12-21', roll: 'next' },
    ['2026-12-31', true],
    ['2027-01-04', false],
    'Thu 31 may become off, and does: Fri 1, Sat 2 off, Sun 3, Mon 4',
  ],
  [
    { unit: 'month', length: 3, anchor: '2026-10-10', roll: 'next' },
    ['2027-01-11', true],
    ['2027-01-11', false],
    'Sunday 10 January rolls, whatever comes',
  ],
  [
    { unit: 'naturalDay', length: 2, anchor: '2026-12-21', roll: 'next' },
    ['2026-12-23', false],
    ['2026-12-23', false],
    'a Wednesday of a published year',
  ],
];

describe('the year’s turn', () => {
  it.each(TURNS)('%j: %j, with the next notice %j (%s)', (request, before, after) => {
    expect(ask(calendar, request)).toEqual(before);
    expect(ask(withNotice, request)).toEqual(after);
  });

  it('whatever the next notice says, it moves no deadline but a provisional one', () => {
    // From the first open day of 2026 to March: each day left as the week has it, off, or (a weekend day) worked.
    const open = Array.from({ length: 90 }, (_, index) => addDays('2026-12-25', index));
    const choices = fc.array(fc.constantFrom('week', 'week', 'off', 'worked'), { minLength: open.length, maxLength: open.length });
    const asked = fc.record({
      unit: fc.constantFrom('workday', 'naturalDay', 'month', 'workHour', 'hour'),
      length: fc.integer({ min: 1, max: 40 }),
      anchor: fc.integer({ min: 0, max: 100 }).map((days) => addDays('2026-10-01', days)),
      roll: fc.constantFrom('none', 'next', 'previous'),
    });
    fc.assert(
      fc.property(asked, choices, (request, kinds) => {
        const off = open.filter((_, index) => kinds[index] === 'off').map((date) => ({ date, name: '放假' }));
        const makeUp = open.filter((date, index) => kinds[index] === 'worked' && weekday(date) > 5).map((date) => ({ date, name: '调休' }));
        const next: Calendar = { ...calendar, years: [...calendar.years, { year: 2027, notice: '测试', off, makeUp }] };
        const of = (one: Calendar) => deriveAdHoc(deriveTermSchema.parse(request), one, at('2026-10-01'));
        const before = of(calendar);
        if (!before.provisional) expect(of(next).deadline).toBe(before.deadline);
      }),
      { numRuns: 400 },
    );
  });

  it('hours by the clock never wait for a notice; working hours do', () => {
    const by = (unit: string) =>
      deriveAdHoc(deriveTermSchema.parse({ unit, length: 4, anchor: '2026-12-31T16:00:00+08:00' }), calendar, at('2026-12-31')).provisional;
    expect([by('hour'), by('workHour')]).toEqual([false, true]);
  });

  it('the days are open from the 25th, and only while the next year has no notice', () => {
    const provisional = (of: Calendar, date: string) => dayKind(of, date).provisional;
    expect(['2026-12-24', '2026-12-25', '2026-12-31'].map((date) => provisional(calendar, date))).toEqual([false, true, true]);
    expect(['2025-12-29', '2025-12-31'].map((date) => provisional(calendar, date))).toEqual([false, false]);
    expect(['2026-12-29', '2027-12-24', '2027-12-25'].map((date) => provisional(withNotice, date))).toEqual([false, false, true]);
  });

  it('a notice that comes in moves what it moves, and says so', () => {
    const policy = policyOf(definition({ length: 8 }));
    const book = new Book(policy).did('Begun', '2026-12-21T10:00');
    expect(book.term('test', '2026-12-22')).toMatchObject({ deadline: '2026-12-31T23:59:59+08:00', provisional: true });
    const { differences } = reviseCalendar(4, policy, book.ledger, withNotice, at('2026-12-22'));
    expect(differences).toMatchObject([
      { change: 'moved', before: { provisional: true }, after: { deadline: '2026-12-30T23:59:59+08:00', provisional: false } },
    ]);
    // A case under the rules from before records what it was then: the year was published, so nothing was provisional.
    const former = reviseCalendar(3, policy, book.ledger, withNotice, at('2026-12-22'));
    expect(former.differences).toMatchObject([{ before: { provisional: false } }]);
    const dated = policyOf(definition({ length: 90, unit: 'naturalDay' }));
    const long = new Book(dated).did('Begun', '2026-12-01T10:00');
    expect(reviseCalendar(4, dated, long.ledger, withNotice, at('2026-12-22')).differences).toEqual([]);
    expect(reviseCalendar(3, dated, long.ledger, withNotice, at('2026-12-22')).differences).toMatchObject([
      { change: 'unmoved', before: { provisional: true }, after: { provisional: false } },
    ]);
  });

  it('says which notice is awaited', () => {
    const { lines } = deriveAdHoc(deriveTermSchema.parse({ unit: 'workday', length: 8, anchor: '2026-12-21' }), calendar, at('2026-12-22'));
    const texts = lines.map(({ text }) => text);
    expect(texts).toContain('暂定：2027年放假安排没有公布，可能改动2026年最后几天，公布后重新推算');
    expect(texts.some((text) => text.startsWith('2026-12-25起2027年放假安排没有公布'))).toBe(true);
  });
});

const day = (name: string, ...dates: string[]) => dates.map((date) => ({ date, name }));
/** 2027 with the bare minimum: lunar days by that year's moon. */
const MINIMUM: CalendarYear = {
  year: 2027,
  notice: '测试通知',
  off: [
    ...day('元旦', '2027-01-01'),
    ...day('春节', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'),
    ...day('清明节', '2027-04-05'),
    // 2 May 2027 is a Sunday, off without being listed; 1 May a Saturday.
    ...day('端午节', '2027-06-09'),
    ...day('中秋节', '2027-09-15'),
    ...day('国庆节', '2027-10-01', '2027-10-02', '2027-10-03'),
  ],
  makeUp: [],
};
const without = (...dates: string[]): CalendarYear => ({ ...MINIMUM, off: MINIMUM.off.filter(({ date }) => !dates.includes(date)) });

/** A year as it was given → what is missing (全国年节及纪念日放假办法 2). */
const MINIMA: [CalendarYear, string[], string][] = [
  [MINIMUM, [], 'complete'],
  [without('2027-01-01'), ['2027年元旦应当放假1日，缺01-01'], 'New Year’s Day is a Friday'],
  [without('2027-02-05'), ['2027年春节应当放假4日，列出3日'], 'without the eve: three are too few since 2025'],
  [without('2027-04-05'), ['2027年清明应当放假1日，列出0日'], ''],
  [without('2027-06-09', '2027-09-15'), ['2027年端午应当放假1日，列出0日', '2027年中秋应当放假1日，列出0日'], ''],
  [without('2027-10-01'), ['2027年国庆节应当放假3日，缺10-01'], 'Friday; 2 and 3 October are a weekend'],
  [without('2027-10-02'), [], 'a Saturday is off without being listed'],
  [{ ...MINIMUM, makeUp: day('劳动节', '2027-05-02') }, ['2027年劳动节应当放假2日，缺05-02'], 'a Sunday that is worked is not off'],
  [
    { ...MINIMUM, off: MINIMUM.off.map((one) => (one.name === '中秋节' ? { ...one, name: '国庆节、中秋节' } : one)) },
    [],
    'joined holidays bear both names',
  ],
  [
    {
      year: 2024,
      notice: '测试',
      off: [
        ...day('元旦', '2024-01-01'),
        ...day('春节', '2024-02-10', '2024-02-11', '2024-02-12'),
        ...day('清明节', '2024-04-04'),
        ...day('劳动节', '2024-05-01'),
        ...day('端午节', '2024-06-10'),
        ...day('中秋节', '2024-09-17'),
        ...day('国庆节', '2024-10-01', '2024-10-02', '2024-10-03'),
      ],
      makeUp: [],
    },
    [],
    'before 2025 three days of spring and one of labour were enough',
  ],
];

describe('the least that a notice gives', () => {
  it.each(MINIMA)('%#: %j', (year, gaps) => {
    expect(belowMinimum({ years: [year] })).toEqual(gaps);
  });
});
