/**
 * What a year's notice must at least give: 全国年节及纪念日放假办法 2, as revised with effect from 2025. A calendar that has
 * less was copied wrongly or is of an extraordinary year; a person says which.
 */
import { dayOf, weekdayOfDay } from './instant.ts';
import type { Calendar, CalendarYear } from './model.ts';

export const HOLIDAY_RULE = '《全国年节及纪念日放假办法》第二条';

/** Days on their own dates, `MM-DD`. */
const dated = (year: number): [name: string, days: string[]][] => [
  ['元旦', ['01-01']],
  ['劳动节', year >= 2025 ? ['05-01', '05-02'] : ['05-01']],
  ['国庆节', ['10-01', '10-02', '10-03']],
];
/** Days by the moon, known by the name under which the notice lists them. */
const lunar = (year: number): [name: string, days: number][] => [
  ['春节', year >= 2025 ? 4 : 3],
  ['清明', 1],
  ['端午', 1],
  ['中秋', 1],
];

function gapsOf({ year, off, makeUp }: CalendarYear): string[] {
  const rest = new Set(off.map(({ date }) => date));
  const worked = new Set(makeUp.map(({ date }) => date));
  // A weekend day need not be listed to be off.
  const isOff = (date: string) => rest.has(date) || (weekdayOfDay(dayOf(date)) > 5 && !worked.has(date));
  return [
    ...dated(year).flatMap(([name, days]) => {
      const missing = days.filter((day) => !isOff(`${year}-${day}`));
      return missing.length === 0 ? [] : [`${year}年${name}应当放假${days.length}日，缺${missing.join('、')}`];
    }),
    ...lunar(year).flatMap(([name, days]) => {
      const listed = off.filter((day) => day.name.includes(name)).length;
      return listed >= days ? [] : [`${year}年${name}应当放假${days}日，列出${listed}日`];
    }),
  ];
}

/** What is missing, year by year; empty where every year has the minimum. */
export const belowMinimum = ({ years }: Pick<Calendar, 'years'>): string[] => years.toSorted((a, b) => a.year - b.year).flatMap(gapsOf);
