/** Terms that begin when another has run out, and what ended terms keep. Days counted by hand on the 2025 and 2026 calendars. */
import { describe, expect, it } from 'vitest';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { dateOfDay, dayAt, instantOf } from '../../../domain/terms/instant.ts';
import { explainTerm } from '../../../domain/terms/explain.ts';
import { leadEnd, leadLines } from '../../../domain/terms/lead.ts';
import type { Calendar, LeadStep, LedgerEntry } from '../../../domain/terms/model.ts';
import { deriveTerm } from '../../../domain/terms/view.ts';
import { definition } from './kit.ts';

const at = (date: string) => instantOf(`${date}T00:00:00+08:00`);
const days = (length: number, roll?: 'next'): LeadStep => ({ length, unit: 'naturalDay', what: '前一期间', ...(roll ? { roll } : {}) });
const months = (length: number): LeadStep => ({ length, unit: 'month', roll: 'next', what: '起诉期限' });
const end = (from: string, ...steps: LeadStep[]) => dateOfDay(dayAt(leadEnd({ from: at(from), steps }, COUNTY_CALENDAR)));

describe('what runs out before a term begins', () => {
  it.each([
    // from, steps, last day: counting
    ['2026-03-02', [days(15, 'next')], '2026-03-17'], // a Tuesday
    ['2026-05-14', [days(15, 'next')], '2026-05-29'], // a Friday
    ['2025-11-28', [months(6)], '2026-05-28'], // a Thursday
    ['2026-01-05', [months(6)], '2026-07-06'], // 07-05 is a Sunday
    ['2026-08-31', [months(6)], '2027-03-01'], // February has no 31st: the 28th, a Sunday of plain weeks
    ['2026-09-16', [days(15, 'next')], '2026-10-08'], // 10-01 to 10-07 are 国庆
    ['2026-09-16', [days(15)], '2026-10-01'], // a date that does not move
    ['2026-09-16', [days(15, 'next'), days(30)], '2026-11-07'], // 10-08 and thirty days
    // 11, 12, 13, the make-up Saturday 14; 15 to 23 are 春节; 24 is the fifth.
    ['2026-02-10', [{ ...days(5), unit: 'workday' as const }], '2026-02-24'],
  ])('%s and %j: %s', (from, steps, last) => {
    expect(end(from, ...steps)).toBe(last);
  });

  it('is told step by step, each roll with its reason', () => {
    const lines = leadLines({ from: at('2026-09-16'), steps: [days(15, 'next')] }, COUNTY_CALENDAR).map(({ text }) => text);
    expect(lines).toEqual([
      '先经过前一期间：自2026-09-16（周三）的次日起15日，至2026-10-01（周四）',
      '2026-10-01（周四）不是工作日（国庆节放假），顺延至其后第一个工作日2026-10-08（周四），其后的期间自该日起算',
    ]);
  });

  it('moves with the calendar, and what follows it too', () => {
    // 2026-07-06 is made a local day off: the suit ends on 07-07, three months later is 10-07, a holiday: 10-08.
    const revised: Calendar = { ...COUNTY_CALENDAR, overrides: [{ date: '2026-07-06', workday: false, reason: '防汛' }] };
    const term = definition({ key: 'after', length: 3, unit: 'month', roll: 'next' });
    const entries: LedgerEntry[] = [armed('after', '2026-07-06T23:59:59+08:00', 3, 'month', 'next', [months(6)], '2026-01-05')];
    const view = (calendar: Calendar) => deriveTerm(term, entries, calendar, at('2026-07-01'));
    expect([view(COUNTY_CALENDAR)?.anchor.slice(0, 10), view(COUNTY_CALENDAR)?.deadline?.slice(0, 10)]).toEqual([
      '2026-07-06',
      '2026-10-08',
    ]);
    expect([view(revised)?.anchor.slice(0, 10), view(revised)?.deadline?.slice(0, 10)]).toEqual(['2026-07-07', '2026-10-08']);
  });
});

const armed = (
  key: string,
  anchor: string,
  length: number,
  unit: 'month' | 'naturalDay',
  roll: 'next' | 'none',
  steps: LeadStep[] = [],
  from = anchor,
): LedgerEntry => ({
  op: 'armed',
  term: `${key}#1`,
  key,
  at: anchor,
  anchor,
  length,
  unit,
  roll,
  why: 'DocumentServed',
  ...(steps.length > 0 ? { lead: { from: `${from}T00:00:00+08:00`, steps } } : {}),
});

describe('an ended term', () => {
  const term = definition({ key: 'ended', length: 90, unit: 'naturalDay', pausedBy: ['hearing'] });
  const pause = (from: string, to: string | null): LedgerEntry[] => [
    { op: 'paused', term: '*', at: `${from}T00:00:00+08:00`, ground: 'hearing', why: '' },
    ...(to === null ? [] : [{ op: 'resumed' as const, term: '*', at: `${to}T00:00:00+08:00`, ground: 'hearing' as const, why: '' }]),
  ];
  const met: LedgerEntry = { op: 'met', term: 'ended#1', at: '2026-02-02T00:00:00+08:00', why: 'Decided' };
  const start = armed('ended', '2026-01-05T00:00:00+08:00', 90, 'naturalDay', 'none');
  const deadline = (...entries: LedgerEntry[]) => deriveTerm(term, [start, ...entries], COUNTY_CALENDAR, at('2026-06-01'))?.deadline;

  it('keeps its deadline, whatever stands still later', () => {
    // 01-05 and ninety days: 26 to the end of January, 28, 31, and five of April.
    expect(deadline(met)?.slice(0, 10)).toBe('2026-04-05');
    expect(deadline(met, ...pause('2026-03-01', '2026-03-21'))).toBe(deadline(met));
    expect(deadline(met, ...pause('2026-03-01', null))).toBe(deadline(met));
  });

  it('counts the pauses of its own time, and has no deadline where one still stood at its end', () => {
    // Ten days of January stand still.
    expect(deadline(...pause('2026-01-10', '2026-01-20'), met)?.slice(0, 10)).toBe('2026-04-15');
    const [begun, over] = pause('2026-01-30', '2026-03-30');
    expect(deadline(begun!, met)).toBeNull();
    expect(deadline(begun!, met, over!)).toBeNull();
  });
});

describe('a last day that is no workday', () => {
  it.each([
    ['next' as const, '2026-10-08', '未顺延的日期为2026-10-01（周四）：机关自己办理的，从严以该日为准'],
    [
      'none' as const,
      '2026-10-01',
      '参照《民事诉讼法》第八十五条顺延的，为2026-10-08（周四）；设定本期限的法律没有顺延的规定，从严以前一日期为准',
    ],
  ])('is told both ways (%s)', (roll, last, text) => {
    const told = explainTerm(
      definition({ key: 'both', length: 15, unit: 'naturalDay', roll }),
      [armed('both', '2026-09-16T00:00:00+08:00', 15, 'naturalDay', roll)],
      COUNTY_CALENDAR,
      at('2026-09-20'),
      (word) => word,
    );
    expect(told?.deadline?.slice(0, 10)).toBe(last);
    expect(told?.lines.map((line) => line.text)).toContain(text);
  });
});
