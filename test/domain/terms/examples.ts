/**
 * Dated examples, worked out by hand from the official 2024–2026 holiday notices. `why` is the derivation as written
 * down by hand; `deadline` is its result and never the engine's.
 *
 * Weekdays to check by: 2024-01-01 Mon, 2025-01-01 Wed, 2026-01-01 Thu; 2026-02-01 and 2026-03-01 Sun, 2026-10-01 Thu.
 * Times are Shanghai's unless written otherwise; a date alone stands for the whole day, to its last second.
 */
import type { DeriveTermRequest } from '../../../domain/terms/derive.ts';

export interface Example {
  name: string;
  ask: Omit<DeriveTermRequest, 'now'>;
  /** A date for a day term, `YYYY-MM-DDTHH:MM:SS` for a clock term. */
  deadline: string;
  provisional?: true;
  why: string;
}

const workdays = (
  name: string,
  length: number,
  anchor: string,
  deadline: string,
  why: string,
  more: Partial<Example['ask']> = {},
): Example => ({ name, ask: { unit: 'workday', length, anchor, ...more }, deadline, why });
const days = (
  name: string,
  length: number,
  anchor: string,
  deadline: string,
  why: string,
  more: Partial<Example['ask']> = {},
): Example => ({ name, ask: { unit: 'naturalDay', length, anchor, ...more }, deadline, why });
const provisional = (example: Example): Example => ({ ...example, provisional: true });

const WORKDAYS_2026: Example[] = [
  workdays('a plain week', 5, '2026-03-02', '2026-03-09', 'Mon 2 not counted; 3→1 4→2 5→3 6→4, weekend 7 8, 9→5'),
  workdays(
    'over Spring Festival, make-up Saturday before it',
    5,
    '2026-02-12',
    '2026-02-26',
    'Thu 12; 13→1, Sat 14 worked →2, 15–23 off, 24→3 25→4 26→5',
  ),
  workdays(
    'over Spring Festival, both make-up Saturdays',
    7,
    '2026-02-13',
    '2026-03-02',
    '14→1, 15–23 off, 24→2 25→3 26→4 27→5, Sat 28 worked →6, Sun 1 off, 2→7',
  ),
  workdays('ends on a make-up Saturday', 6, '2026-02-13', '2026-02-28', 'as above, the sixth is Sat 02-28'),
  workdays('starts on a make-up Saturday', 3, '2026-02-28', '2026-03-04', 'Sat 28 is the anchor; Sun 1 off; 2→1 3→2 4→3'),
  workdays('New Year, make-up Sunday', 1, '2025-12-31', '2026-01-04', '01-01 to 01-03 off; Sun 01-04 worked →1'),
  workdays('New Year, the day after the make-up Sunday', 2, '2025-12-31', '2026-01-05', 'Sun 04→1, Mon 05→2'),
  workdays('Labour Day', 5, '2026-04-28', '2026-05-08', '29→1 30→2, 1–5 off, 6→3 7→4 8→5'),
  workdays('Labour Day, ends on its make-up Saturday', 6, '2026-04-28', '2026-05-09', 'the sixth is Sat 05-09, worked'),
  workdays('Labour Day, past its make-up Saturday', 7, '2026-04-28', '2026-05-11', 'Sat 9→6, Sun 10 off, Mon 11→7'),
  workdays('Qingming', 3, '2026-04-02', '2026-04-08', 'Fri 3→1, Sat 4 Sun 5 Mon 6 off, 7→2 8→3'),
  workdays('Dragon Boat', 3, '2026-06-17', '2026-06-23', '18→1, Fri 19 to Sun 21 off, 22→2 23→3'),
  workdays('make-up Sunday in September', 5, '2026-09-18', '2026-09-24', 'Sat 19 off, Sun 20 worked →1, 21→2 22→3 23→4 24→5'),
  workdays('make-up Sunday and Mid-Autumn', 6, '2026-09-18', '2026-09-28', 'to 24→5, 25–27 off, Mon 28→6'),
  workdays(
    'National Day and its make-up Saturday',
    7,
    '2026-09-28',
    '2026-10-13',
    '29→1 30→2, 1–7 off, 8→3 9→4, Sat 10 worked →5, Sun 11 off, 12→6 13→7',
  ),
  workdays(
    'Mid-Autumn and National Day together',
    15,
    '2026-09-16',
    '2026-10-13',
    '17→1 18→2, 19 off, Sun 20→3, 21→4 22→5 23→6 24→7, 25–27 off, 28→8 29→9 30→10, 1–7 off, 8→11 9→12 Sat 10→13 12→14 13→15',
  ),
  workdays('two plain weeks', 10, '2026-11-23', '2026-12-07', '24–27→4, 30→5, 12-01→6 2→7 3→8 4→9, weekend, 7→10'),
  workdays('from a Saturday', 1, '2026-03-07', '2026-03-09', 'Sun 8 off, Mon 9→1'),
  workdays('from inside a holiday', 2, '2026-10-03', '2026-10-09', '4–7 off, 8→1 9→2'),
  workdays('the whole of Spring leave for one day', 1, '2026-02-14', '2026-02-24', 'Sat 14 is the anchor, 15–23 off, 24→1'),
];

const WORKDAYS_2025: Example[] = [
  workdays(
    '2025 Spring, make-up Sunday before it',
    5,
    '2025-01-23',
    '2025-02-06',
    'Fri 24→1, Sat 25 off, Sun 26 worked →2, Mon 27→3, 01-28 to 02-04 off, Wed 5→4 Thu 6→5',
  ),
  workdays('2025 Spring, ends on the make-up Saturday', 7, '2025-01-23', '2025-02-08', 'Fri 7→6, Sat 8 worked →7'),
  workdays('2025 Spring, past the make-up Saturday', 8, '2025-01-23', '2025-02-10', 'Sun 9 off, Mon 10→8'),
  workdays('2025 Qingming', 3, '2025-04-03', '2025-04-09', 'Fri 4 to Sun 6 off, 7→1 8→2 9→3'),
  workdays('2025 make-up Sunday before Labour Day', 3, '2025-04-25', '2025-04-29', 'Sat 26 off, Sun 27 worked →1, 28→2 29→3'),
  workdays('2025 Labour Day', 5, '2025-04-25', '2025-05-06', '30→4, 1–5 off, Tue 6→5'),
  workdays('2025 Dragon Boat', 2, '2025-05-30', '2025-06-04', 'Sat 31 to Mon 2 off, 3→1 4→2'),
  workdays('2025 make-up Sunday before National Day', 3, '2025-09-26', '2025-09-30', 'Sat 27 off, Sun 28 worked →1, 29→2 30→3'),
  workdays('2025 National Day and Mid-Autumn', 4, '2025-09-26', '2025-10-09', '10-01 to 10-08 off, Thu 9→4'),
  workdays('2025 ends on the October make-up Saturday', 6, '2025-09-26', '2025-10-11', 'Fri 10→5, Sat 11 worked →6'),
  workdays('2025 past the October make-up Saturday', 7, '2025-09-26', '2025-10-13', 'Sun 12 off, Mon 13→7'),
  workdays('over the turn of the year', 3, '2025-12-30', '2026-01-05', 'Wed 31→1, 01-01 to 01-03 off, Sun 4 worked →2, Mon 5→3'),
];

const WORKDAYS_2024: Example[] = [
  workdays('2024 make-up Sunday before Spring', 3, '2024-02-02', '2024-02-06', 'Sat 3 off, Sun 4 worked →1, 5→2 6→3'),
  workdays('2024 New Year’s Eve is a workday', 6, '2024-02-02', '2024-02-09', '7→4 8→5, Fri 9 (only encouraged leave) →6'),
  workdays('2024 Spring, ends on a make-up Sunday', 7, '2024-02-02', '2024-02-18', '10–17 off, Sun 18 worked →7'),
  workdays('2024 Qingming and its make-up Sunday', 2, '2024-04-03', '2024-04-08', '4–6 off, Sun 7 worked →1, Mon 8→2'),
  workdays('2024 make-up Sunday before Labour Day', 3, '2024-04-26', '2024-04-30', 'Sat 27 off, Sun 28 worked →1, 29→2 30→3'),
  workdays('2024 ends on the May make-up Saturday', 9, '2024-04-26', '2024-05-11', '30→3, 1–5 off, 6→4 7→5 8→6 9→7 10→8, Sat 11 worked →9'),
  workdays('2024 Dragon Boat joins a weekend', 1, '2024-06-07', '2024-06-11', '8 9 weekend, Mon 10 off, 11→1'),
  workdays('2024 Mid-Autumn, make-up Saturday', 3, '2024-09-12', '2024-09-18', 'Fri 13→1, Sat 14 worked →2, 15–17 off, Wed 18→3'),
  workdays(
    '2024 National Day, both make-up days',
    8,
    '2024-09-26',
    '2024-10-12',
    'Fri 27→1, Sat 28 off, Sun 29 worked →2, 30→3, 1–7 off, 8→4 9→5 10→6 11→7, Sat 12 worked →8',
  ),
  workdays('over leap day', 5, '2024-02-26', '2024-03-04', '27→1 28→2 29→3, 03-01→4, weekend, Mon 4→5'),
];

const NATURAL_DAYS: Example[] = [
  days('90 days from filing', 90, '2026-01-15', '2026-04-15', 'Jan 16 left (16–31), Feb 28 =44, Mar 31 =75, 15 more: 04-15'),
  days('ends inside National Day, not rolled', 15, '2026-09-20', '2026-10-05', 'ten days left in Sep, 5 more: 10-05'),
  days('ends inside National Day, next', 15, '2026-09-20', '2026-10-08', '10-05 is off till 10-07', { roll: 'next' }),
  days('ends inside National Day, previous', 15, '2026-09-20', '2026-09-30', '10-05 back over 10-01 to Wed 09-30', { roll: 'previous' }),
  days('ends inside Spring Festival, next', 15, '2026-02-01', '2026-02-24', '02-16 is off; the first workday is Tue 24', { roll: 'next' }),
  days(
    'ends inside Spring Festival, previous onto a make-up Saturday',
    15,
    '2026-02-01',
    '2026-02-14',
    '02-16 back over Sun 15 to Sat 14, which is worked',
    { roll: 'previous' },
  ),
  days('ends on a Sunday, not rolled', 3, '2026-04-02', '2026-04-05', '3 4 5; 行政处罚法 has no roll'),
  days('ends on a Sunday, next', 7, '2026-03-08', '2026-03-16', '03-15 is a Sunday, Mon 16', { roll: 'next' }),
  days(
    'ends on a make-up Saturday: a workday, nothing to roll',
    10,
    '2026-04-29',
    '2026-05-09',
    '04-30 is 1, 05-09 is 10, Sat but worked',
    { roll: 'next' },
  ),
  days('30 days past the holidays', 30, '2026-09-08', '2026-10-08', '22 left in Sep, 8 more'),
  days('60 days over the year', 60, '2025-11-20', '2026-01-19', 'Nov 10, Dec 31 =41, 19 more', { roll: 'next' }),
  days('over leap day', 15, '2024-02-14', '2024-02-29', '2024 has a 02-29: 15 days left in February'),
  days('over the end of a February without one', 15, '2026-02-14', '2026-03-01', '14 left in February, 1 more'),
  days('one day', 1, '2026-12-30', '2026-12-31', 'the day after'),
  days('into the unpublished year', 15, '2026-12-20', '2027-01-04', '11 left in December, 4 more; a date that no notice moves'),
];

const MONTHS_AND_YEARS: Example[] = [
  { name: 'same-numbered day', ask: { unit: 'month', length: 3, anchor: '2026-05-18' }, deadline: '2026-08-18', why: '18 → 18' },
  {
    name: 'no 30th of February',
    ask: { unit: 'month', length: 3, anchor: '2026-11-30' },
    deadline: '2027-02-28',
    why: 'February 2027 has 28 days',
  },
  {
    name: 'end of a month onto a make-up Saturday',
    ask: { unit: 'month', length: 1, anchor: '2026-01-31', roll: 'next' },
    deadline: '2026-02-28',
    why: 'no 31st: 02-28, Sat but worked, so nothing to roll',
  },
  {
    name: 'end of January into a leap February',
    ask: { unit: 'month', length: 1, anchor: '2024-01-31' },
    deadline: '2024-02-29',
    why: '2024 is a leap year',
  },
  {
    name: 'six months to the end of February',
    ask: { unit: 'month', length: 6, anchor: '2025-08-31' },
    deadline: '2026-02-28',
    why: 'no 31st',
  },
  {
    name: 'six months into National Day, next',
    ask: { unit: 'month', length: 6, anchor: '2026-04-01', roll: 'next' },
    deadline: '2026-10-08',
    why: '10-01, off till 10-07',
  },
  {
    name: 'six months into National Day, not rolled',
    ask: { unit: 'month', length: 6, anchor: '2026-04-01' },
    deadline: '2026-10-01',
    why: '1 → 1',
  },
  { name: 'leap day and a year', ask: { unit: 'year', length: 1, anchor: '2024-02-29' }, deadline: '2025-02-28', why: 'no 29th in 2025' },
  { name: 'two years', ask: { unit: 'year', length: 2, anchor: '2024-03-15' }, deadline: '2026-03-15', why: '15 → 15' },
  {
    name: 'leap day to leap day',
    ask: { unit: 'year', length: 4, anchor: '2024-02-29' },
    deadline: '2028-02-29',
    why: '2028 is a leap year again',
  },
  { name: 'the 28th stays the 28th', ask: { unit: 'month', length: 1, anchor: '2026-02-28' }, deadline: '2026-03-28', why: '28 → 28' },
  {
    name: 'three months moved by ten paused days',
    ask: {
      unit: 'month',
      length: 3,
      anchor: '2025-11-15',
      pauses: [{ from: '2025-12-01T10:00:00+08:00', to: '2025-12-11T09:00:00+08:00' }],
    },
    deadline: '2026-02-25',
    why: '02-15; paused at the end of 12-01 … 12-10: 10 days; 02-25',
  },
  {
    name: 'a pause over the end of a month term',
    ask: { unit: 'month', length: 1, anchor: '2026-03-10', pauses: [{ from: '2026-04-08', to: '2026-04-18' }] },
    deadline: '2026-04-20',
    why: '04-10; 04-08 … 04-17 are 10 days: 04-20',
  },
  {
    name: 'extended by a month: two months from the anchor, not one month twice',
    ask: { unit: 'month', length: 1, anchor: '2026-01-31', extensions: [1] },
    deadline: '2026-03-31',
    why: '31 + 2 months; not 02-28 + 1',
  },
];

const PAUSES: Example[] = [
  workdays(
    'paused over a weekend',
    10,
    '2026-03-02',
    '2026-03-19',
    '3→1 4→2; 5 begins, 6, 9 paused; 10 resumes and counts →3, 11→4 12→5 13→6 16→7 17→8 18→9 19→10',
    { pauses: [{ from: '2026-03-05T10:00:00+08:00', to: '2026-03-10T09:00:00+08:00' }] },
  ),
  workdays(
    'paused across Spring Festival',
    7,
    '2026-02-11',
    '2026-03-03',
    '12→1; 13, Sat 14 paused, 15–23 off, 24 paused; 25→2 26→3 27→4 Sat 28→5, 03-02→6 03-03→7',
    { pauses: [{ from: '2026-02-13T09:00:00+08:00', to: '2026-02-25T09:00:00+08:00' }] },
  ),
  workdays('paused and resumed on one day', 5, '2026-03-02', '2026-03-09', 'running at the end of 03-04, which counts', {
    pauses: [{ from: '2026-03-04T09:00:00+08:00', to: '2026-03-04T17:00:00+08:00' }],
  }),
  workdays('resumed on a Saturday', 5, '2026-03-02', '2026-03-12', '3→1; 4 5 6 paused; Sat 7 resumes but is off; 9→2 10→3 11→4 12→5', {
    pauses: [{ from: '2026-03-04', to: '2026-03-07' }],
  }),
  workdays('paused in the last second of a day', 3, '2026-03-02', '2026-03-06', '03-03 not running at its end; 4→1 5→2 6→3', {
    pauses: [{ from: '2026-03-03T23:59:59+08:00', to: '2026-03-04T00:00:00+08:00' }],
  }),
  workdays('paused from midnight', 3, '2026-03-02', '2026-03-06', '3→1; 4 begins at 00:00, does not count; 5 resumes →2, 6→3', {
    pauses: [{ from: '2026-03-04T00:00:00+08:00', to: '2026-03-05T08:00:00+08:00' }],
  }),
  workdays('paused from the anchor’s day', 3, '2026-03-02', '2026-03-06', '2 not counted anyway; 3 paused; 4→1 5→2 6→3', {
    pauses: [{ from: '2026-03-02T11:00:00+08:00', to: '2026-03-04T08:00:00+08:00' }],
  }),
  workdays('paused twice', 5, '2026-03-02', '2026-03-13', '3 p; 4→1 5→2; 6 9 p; 10→3 11→4; 12 p; 13→5', {
    pauses: [
      { from: '2026-03-12', to: '2026-03-13' },
      { from: '2026-03-03', to: '2026-03-04' },
      { from: '2026-03-06', to: '2026-03-10' },
    ],
  }),
  workdays('a pause after the deadline changes nothing', 3, '2026-03-02', '2026-03-05', '3→1 4→2 5→3; 6 comes too late', {
    pauses: [{ from: '2026-03-06T00:00:00+08:00', to: '2026-03-20' }],
  }),
  days(
    '90 days, 20 under appraisal',
    90,
    '2026-04-10',
    '2026-07-29',
    'unpaused 07-09 (Apr 20, May 31 =51, Jun 30 =81, 9 more); 05-06 … 05-25 are 20 days: 07-29',
    { pauses: [{ from: '2026-05-06T14:00:00+08:00', to: '2026-05-26T10:00:00+08:00' }] },
  ),
  days(
    'a pause across a holiday costs natural days too',
    10,
    '2026-04-28',
    '2026-05-13',
    '29→1; 04-30 … 05-04 are 5 days; 05-05→2 … 05-13→10',
    { pauses: [{ from: '2026-04-30', to: '2026-05-05' }] },
  ),
  days(
    'rolled onto the first day that is neither off nor paused',
    15,
    '2026-09-20',
    '2026-10-09',
    '10-05, off till 10-07; 10-08 paused (07 20:00 to 09 08:00); Fri 10-09',
    { roll: 'next', pauses: [{ from: '2026-10-07T20:00:00+08:00', to: '2026-10-09T08:00:00+08:00' }] },
  ),
];

const EXTENSIONS: Example[] = [
  days('90 + 30', 90, '2026-01-15', '2026-05-15', '04-15 and 30: 15 left in April, 15 more', { extensions: [30] }),
  workdays(
    '15 + 15',
    15,
    '2026-03-02',
    '2026-04-14',
    '3–6 =4, 9–13 =9, 16–20 =14, 23–27 =19, 30 31 04-01 02 03 =24, 4–6 off, 7→25 8→26 9→27 10→28 13→29 14→30',
    { extensions: [15] },
  ),
  days(
    'extended, then rolled once',
    10,
    '2026-09-16',
    '2026-10-08',
    '15 days: 14 left in Sep, 10-01, off till 10-07. Rolled before extending it would be 09-28 and then 10-03',
    { roll: 'next', extensions: [5] },
  ),
  days('90 + 30 + 20, paused', 90, '2026-01-15', '2026-06-09', '140 days unpaused 06-04; five paused days: 06-09', {
    extensions: [30, 20],
    pauses: [{ from: '2026-03-10', to: '2026-03-15' }],
  }),
];

const BOUNDARIES: Example[] = [
  workdays('an instant at 23:59:59 in Shanghai, written in UTC', 1, '2026-03-02T15:59:59Z', '2026-03-03', 'Mon 2 23:59:59; 3→1'),
  workdays('one second later it is the next day', 1, '2026-03-02T16:00:00Z', '2026-03-04', 'Tue 3 00:00:00; 4→1'),
  workdays(
    'the same moment written in New York',
    1,
    '2026-03-02T11:00:00-05:00',
    '2026-03-04',
    '11:00 −05:00 is 16:00Z, Tue 3 in Shanghai',
  ),
  days('UTC evening is Shanghai’s next day', 3, '2026-02-28T20:00:00Z', '2026-03-04', '03-01 04:00 in Shanghai; 2 3 4'),
  provisional(
    workdays(
      'into the unpublished year',
      5,
      '2026-12-29',
      '2027-01-06',
      '30→1 31→2; Fri 1 is 元旦 by law, weekend, then by the plain week: Mon 4→3, Tue 5→4, Wed 6→5',
    ),
  ),
  provisional(
    workdays('to the last day of the published year', 2, '2026-12-29', '2026-12-31', '30→1 31→2, until the next notice says so too'),
  ),
];

const CLOCK: Example[] = [
  {
    name: '24 hours over a holiday',
    ask: { unit: 'hour', length: 24, anchor: '2026-02-14T18:30:00+08:00' },
    deadline: '2026-02-15T18:30:00',
    why: 'by the clock',
  },
  {
    name: '24 hours, two paused',
    ask: {
      unit: 'hour',
      length: 24,
      anchor: '2026-03-02T10:00:00+08:00',
      pauses: [{ from: '2026-03-02T12:00:00+08:00', to: '2026-03-02T14:00:00+08:00' }],
    },
    deadline: '2026-03-03T12:00:00',
    why: '10:00 + 24 + 2',
  },
  {
    name: '30 minutes over midnight',
    ask: { unit: 'minute', length: 30, anchor: '2026-03-06T23:50:00+08:00' },
    deadline: '2026-03-07T00:20:00',
    why: 'by the clock',
  },
  {
    name: '4 working hours over a weekend',
    ask: { unit: 'workHour', length: 4, anchor: '2026-03-06T16:00:00+08:00' },
    deadline: '2026-03-09T11:00:00',
    why: 'Fri 16:00–17:30 is 1.5; Mon 08:30 + 2.5',
  },
  {
    name: '4 working hours onto a make-up Saturday',
    ask: { unit: 'workHour', length: 4, anchor: '2026-02-13T16:00:00+08:00' },
    deadline: '2026-02-14T11:00:00',
    why: 'Fri 1.5; Sat 14 is worked: 08:30 + 2.5',
  },
  {
    name: '4 working hours over Spring Festival',
    ask: { unit: 'workHour', length: 4, anchor: '2026-02-14T15:00:00+08:00' },
    deadline: '2026-02-24T10:00:00',
    why: 'Sat 15:00–17:30 is 2.5; 15–23 off; Tue 24 08:30 + 1.5',
  },
  {
    name: 'a whole working day',
    ask: { unit: 'workHour', length: 7, anchor: '2026-03-02T08:30:00+08:00' },
    deadline: '2026-03-02T17:30:00',
    why: '3.5 + 3.5',
  },
  {
    name: 'from noon',
    ask: { unit: 'workHour', length: 7, anchor: '2026-03-02T12:00:00+08:00' },
    deadline: '2026-03-03T12:00:00',
    why: '14:00–17:30, then 08:30–12:00',
  },
  {
    name: 'across the lunch hours',
    ask: { unit: 'workHour', length: 2, anchor: '2026-03-02T11:00:00+08:00' },
    deadline: '2026-03-02T15:00:00',
    why: '11:00–12:00, 14:00–15:00',
  },
  {
    name: 'from before opening',
    ask: { unit: 'workHour', length: 1, anchor: '2026-03-02T06:00:00+08:00' },
    deadline: '2026-03-02T09:30:00',
    why: '08:30 + 1',
  },
  {
    name: 'from a Sunday',
    ask: { unit: 'workHour', length: 1, anchor: '2026-03-08T12:00:00+08:00' },
    deadline: '2026-03-09T09:30:00',
    why: 'Mon 08:30 + 1',
  },
  {
    name: 'working hours with a pause over lunch',
    ask: {
      unit: 'workHour',
      length: 4,
      anchor: '2026-03-02T09:00:00+08:00',
      pauses: [{ from: '2026-03-02T10:00:00+08:00', to: '2026-03-02T15:00:00+08:00' }],
    },
    deadline: '2026-03-03T09:00:00',
    why: '09:00–10:00 is 1; 15:00–17:30 is 2.5; 08:30 + 0.5',
  },
  {
    name: 'working hours into the unpublished year',
    ask: { unit: 'workHour', length: 7, anchor: '2026-12-31T14:00:00+08:00' },
    deadline: '2027-01-04T12:00:00',
    provisional: true,
    why: 'Thu 3.5; Fri 2027-01-01 is 元旦 by law; Mon 4 08:30 + 3.5',
  },
];

export const EXAMPLES: Example[] = [
  ...WORKDAYS_2026,
  ...WORKDAYS_2025,
  ...WORKDAYS_2024,
  ...NATURAL_DAYS,
  ...MONTHS_AND_YEARS,
  ...PAUSES,
  ...EXTENSIONS,
  ...BOUNDARIES,
  ...CLOCK,
];
