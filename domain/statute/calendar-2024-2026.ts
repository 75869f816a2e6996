/**
 * Published working-day calendar, 2024 to 2026, from the State Council General Office's holiday notices
 * (国务院办公厅关于部分节假日安排的通知). 2027 is not published: a deadline that reaches it is provisional.
 *
 * `off` lists every day of a holiday as announced, weekend days included; `makeUp` the weekend days worked for it.
 */
import type { Calendar, CalendarYear } from '../terms/model.ts';
import { CALENDAR_2019, CALENDAR_2020, CALENDAR_2021, CALENDAR_2022, CALENDAR_2023 } from './calendar-2019-2023.ts';
import { on, range } from './holiday-ranges.ts';

export const CALENDAR_2024: CalendarYear = {
  year: 2024,
  notice: '国办发明电〔2023〕7号',
  off: [
    ...on('元旦', '2024-01-01'),
    // New Year's Eve (02-09) was only encouraged as leave: it stays a workday.
    ...range('春节', '2024-02-10', '2024-02-17'),
    ...range('清明节', '2024-04-04', '2024-04-06'),
    ...range('劳动节', '2024-05-01', '2024-05-05'),
    ...on('端午节', '2024-06-10'),
    ...range('中秋节', '2024-09-15', '2024-09-17'),
    ...range('国庆节', '2024-10-01', '2024-10-07'),
  ],
  makeUp: [
    ...on('春节', '2024-02-04', '2024-02-18'),
    ...on('清明节', '2024-04-07'),
    ...on('劳动节', '2024-04-28', '2024-05-11'),
    ...on('中秋节', '2024-09-14'),
    ...on('国庆节', '2024-09-29', '2024-10-12'),
  ],
};

export const CALENDAR_2025: CalendarYear = {
  year: 2025,
  notice: '国办发明电〔2024〕12号',
  off: [
    ...on('元旦', '2025-01-01'),
    ...range('春节', '2025-01-28', '2025-02-04'),
    ...range('清明节', '2025-04-04', '2025-04-06'),
    ...range('劳动节', '2025-05-01', '2025-05-05'),
    ...range('端午节', '2025-05-31', '2025-06-02'),
    ...range('国庆节、中秋节', '2025-10-01', '2025-10-08'),
  ],
  makeUp: [...on('春节', '2025-01-26', '2025-02-08'), ...on('劳动节', '2025-04-27'), ...on('国庆节、中秋节', '2025-09-28', '2025-10-11')],
};

export const CALENDAR_2026: CalendarYear = {
  year: 2026,
  notice: '国办发明电〔2025〕7号',
  off: [
    ...range('元旦', '2026-01-01', '2026-01-03'),
    ...range('春节', '2026-02-15', '2026-02-23'),
    ...range('清明节', '2026-04-04', '2026-04-06'),
    ...range('劳动节', '2026-05-01', '2026-05-05'),
    ...range('端午节', '2026-06-19', '2026-06-21'),
    ...range('中秋节', '2026-09-25', '2026-09-27'),
    ...range('国庆节', '2026-10-01', '2026-10-07'),
  ],
  makeUp: [
    ...on('元旦', '2026-01-04'),
    ...on('春节', '2026-02-14', '2026-02-28'),
    ...on('劳动节', '2026-05-09'),
    ...on('国庆节', '2026-09-20', '2026-10-10'),
  ],
};

/** The calendar that a county begins with: the years published, back to those of conduct still pursued, and working hours. */
export const COUNTY_CALENDAR: Calendar = {
  version: '2026.3',
  years: [CALENDAR_2019, CALENDAR_2020, CALENDAR_2021, CALENDAR_2022, CALENDAR_2023, CALENDAR_2024, CALENDAR_2025, CALENDAR_2026],
  overrides: [],
  // 全国年节及纪念日放假办法 2, as in force since 2025.
  fixed: [
    { date: '01-01', name: '元旦' },
    { date: '05-01', name: '劳动节' },
    { date: '05-02', name: '劳动节' },
    { date: '10-01', name: '国庆节' },
    { date: '10-02', name: '国庆节' },
    { date: '10-03', name: '国庆节' },
  ],
  workingHours: [
    { from: '08:30', to: '12:00' },
    { from: '14:00', to: '17:30' },
  ],
};
