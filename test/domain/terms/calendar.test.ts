import { describe, expect, it } from 'vitest';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { addWorkingTime, dayKind, isPublished, nextWorkingInstant, workdaysInYear, workingTime } from '../../../domain/terms/calendar.ts';
import { validateCalendar } from '../../../domain/terms/calendar-check.ts';
import { HOUR, instantOf, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { Calendar } from '../../../domain/terms/model.ts';

const calendar = COUNTY_CALENDAR;
const at = (text: string) => instantOf(`${text}+08:00`);

describe('the published years', () => {
  it.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i workdays', (year, total) => {
    expect(workdaysInYear(calendar, year)).toBe(total);
  });

  it('passes its own checks', () => {
    expect(validateCalendar(calendar)).toEqual([]);
  });

  it.each([
    ['2026-02-14', true, '春节调休上班'],
    ['2026-02-16', false, '春节放假'],
    ['2026-03-07', false, '周六'],
    ['2026-03-09', true, '周一'],
    ['2024-02-09', true, '周五'],
    ['2025-10-08', false, '国庆节、中秋节放假'],
  ])('%s: workday %s, because %s', (date, workday, why) => {
    expect(dayKind(calendar, date)).toEqual({ workday, provisional: false, why });
  });

  it('guesses nothing about a year that is not published', () => {
    expect(isPublished(calendar, 2027)).toBe(false);
    expect(dayKind(calendar, '2027-02-05')).toEqual({ workday: true, provisional: true, why: '周五' });
  });

  it('knows of such a year the holidays that have the same date every year by law', () => {
    const why = '元旦（法定节假日，当年放假通知尚未公布）';
    expect(dayKind(calendar, '2027-01-01')).toEqual({ workday: false, provisional: false, why });
    // Calendars from before it was said count the plain week.
    const { fixed: _, ...before } = calendar;
    expect(dayKind(before, '2027-01-01')).toEqual({ workday: true, provisional: true, why: '周五' });
  });

  it('lets the county override a day, with its reason', () => {
    const flooded: Calendar = { ...calendar, overrides: [{ date: '2026-07-15', workday: false, reason: '防汛停工' }] };
    expect(dayKind(flooded, '2026-07-15')).toEqual({ workday: false, provisional: false, why: '本县调整为非工作日：防汛停工' });
    expect(workdaysInYear(flooded, 2026)).toBe(247);
    const worked: Calendar = { ...calendar, overrides: [{ date: '2026-10-06', workday: true, reason: '抢险' }] };
    expect(workdaysInYear(worked, 2026)).toBe(249);
  });
});

describe('working time', () => {
  it.each([
    ['2026-03-02T08:30:00', '2026-03-02T17:30:00', 7],
    ['2026-03-02T11:30:00', '2026-03-02T14:30:00', 1],
    ['2026-03-06T17:00:00', '2026-03-09T09:00:00', 1],
    ['2026-02-14T17:00:00', '2026-02-24T09:00:00', 1],
    ['2026-03-07T00:00:00', '2026-03-09T00:00:00', 0],
  ])('from %s to %s: %d hours', (from, to, hours) => {
    expect(workingTime(calendar, at(from), at(to))).toBe(hours * HOUR);
  });

  it('ends a morning at noon, not at two', () => {
    expect(toShanghaiIso(addWorkingTime(calendar, at('2026-03-02T08:30:00'), 3.5 * HOUR))).toBe('2026-03-02T12:00:00+08:00');
  });

  it.each([
    ['2026-03-02T07:00:00', '2026-03-02T08:30:00'],
    ['2026-03-02T12:00:00', '2026-03-02T14:00:00'],
    ['2026-03-02T11:59:59', '2026-03-02T11:59:59'],
    ['2026-03-06T17:30:00', '2026-03-09T08:30:00'],
    ['2026-02-15T10:00:00', '2026-02-24T08:30:00'],
    ['2026-02-13T20:00:00', '2026-02-14T08:30:00'],
  ])('%s waits until %s', (from, to) => {
    expect(nextWorkingInstant(calendar, at(from))).toBe(at(to));
  });
});

describe('a calendar is refused', () => {
  const year = calendar.years.at(-1)!;
  const broken = (change: Partial<Calendar>): string[] => validateCalendar({ ...calendar, ...change }).map(({ code }) => code);
  const brokenYear = (change: Partial<typeof year>) => broken({ years: [{ ...year, ...change }] });

  it.each([
    ['a date twice', () => brokenYear({ off: [...year.off, { date: '2026-10-01', name: '国庆节' }] }), 'calendar-date-twice'],
    ['a date both off and worked', () => brokenYear({ makeUp: [{ date: '2026-10-03', name: '国庆节' }] }), 'calendar-date-twice'],
    ['a date outside its year', () => brokenYear({ off: [{ date: '2027-02-01', name: '春节' }] }), 'calendar-date-outside-year'],
    [
      'a day that two notices make off and worked',
      () => broken({ years: [year, { year: 2027, notice: '测试', off: [], makeUp: [{ date: '2026-10-03', name: '国庆节' }] }] }),
      'calendar-date-outside-year',
    ],
    [
      'a day at the turn that two notices make off and worked',
      () =>
        broken({
          years: [
            { ...year, makeUp: [{ date: '2026-12-27', name: '元旦' }] },
            { year: 2027, notice: '测试', off: [{ date: '2026-12-27', name: '元旦' }], makeUp: [] },
          ],
        }),
      'calendar-date-contradicted',
    ],
    ['a day that does not exist', () => brokenYear({ off: [{ date: '2026-02-30', name: '春节' }] }), 'calendar-date-invalid'],
    ['make-up work on a weekday', () => brokenYear({ makeUp: [{ date: '2026-03-04', name: '春节' }] }), 'calendar-make-up-on-weekday'],
    ['a year without its notice', () => brokenYear({ notice: ' ' }), 'calendar-notice-missing'],
    ['a year twice', () => broken({ years: [year, year] }), 'calendar-year-twice'],
    [
      'overlapping working hours',
      () =>
        broken({
          workingHours: [
            { from: '08:30', to: '12:00' },
            { from: '11:00', to: '17:00' },
          ],
        }),
      'working-hours-overlap',
    ],
    ['working hours that end first', () => broken({ workingHours: [{ from: '12:00', to: '08:30' }] }), 'working-hours-empty'],
    ['no working hours', () => broken({ workingHours: [] }), 'working-hours-missing'],
    ['25 o’clock', () => broken({ workingHours: [{ from: '08:30', to: '25:00' }] }), 'working-hours-invalid'],
    [
      'an override without a reason',
      () => broken({ overrides: [{ date: '2026-07-15', workday: false, reason: '' }] }),
      'calendar-override-reason-missing',
    ],
    [
      'an override twice',
      () =>
        broken({
          overrides: [
            { date: '2026-07-15', workday: false, reason: '防汛' },
            { date: '2026-07-15', workday: true, reason: '抢险' },
          ],
        }),
      'calendar-override-twice',
    ],
  ])('%s', (_name, codes, code) => {
    expect(codes()).toContain(code);
  });

  it('a plain weekend listed as off is no fault', () => {
    expect(brokenYear({ off: [...year.off, { date: '2026-03-07', name: '周末' }] })).toEqual([]);
  });
});
