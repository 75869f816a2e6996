/** How the explanation writes days, times and amounts. */
import { isPublished } from './calendar.ts';
import { isDayUnit } from './count.ts';
import { HOUR, MINUTE, SECOND, WEEKDAY_LABELS, civilFromDay, dateOfDay, toShanghaiText, weekdayOfDay, type DayNumber } from './instant.ts';
import type { Calendar, Instant, TermUnit } from './model.ts';

export interface Line {
  text: string;
  /** The article or rule that this line stands on. */
  basis?: string;
}

export const UNIT_WORDS: Record<TermUnit, string> = {
  workday: '个工作日',
  naturalDay: '日',
  month: '个月',
  year: '年',
  workHour: '个工作小时',
  hour: '小时',
  minute: '分钟',
};

/** `5个工作日`, `90日`, `3个月`. */
export function lengthText(length: number, unit: TermUnit): string {
  return `${Math.round(length * 100) / 100}${UNIT_WORDS[unit]}`;
}

/** Milliseconds as hours, minutes and seconds: `3小时30分`. */
export function clockText(ms: number): string {
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  const seconds = Math.floor((ms % MINUTE) / SECOND);
  const parts = [hours > 0 ? `${hours}小时` : '', minutes > 0 ? `${minutes}分` : '', seconds > 0 ? `${seconds}秒` : ''];
  return parts.join('') || '0分';
}

/** An amount as `count.ts` measures it: days of the unit, or milliseconds. */
export function amountText(amount: number, unit: TermUnit): string {
  if (!isDayUnit(unit)) return clockText(amount);
  return unit === 'workday' ? `${amount}个工作日` : `${amount}日`;
}

/** `2026-03-06（周五）`. */
export function dayText(day: DayNumber): string {
  return `${dateOfDay(day)}（${WEEKDAY_LABELS[weekdayOfDay(day)]}）`;
}

export function spanText(from: DayNumber, to: DayNumber): string {
  if (from === to) return dayText(from);
  return to === from + 1 ? `${dayText(from)}、${dayText(to)}` : `${dayText(from)}至${dayText(to)}`;
}

/** Why it is not known what kind of day it is: its year's notice, or the next one's, or an old year that was never loaded. */
export function yearText(calendar: Calendar, day: DayNumber): string {
  const year = civilFromDay(day).year;
  if (isPublished(calendar, year)) return `${year + 1}年放假安排没有公布，可能改动${year}年最后几天`;
  const later = calendar.years.every((published) => published.year < year);
  return `${year}年放假安排${later ? '没有公布' : '没有载入'}`;
}

export const momentText = (instant: Instant) => toShanghaiText(instant);
