/** When nobody is forced (行政强制法 43(1)): at night and on statutory holidays, but in urgency. */
import { refuse, type Refusal } from '../../result.ts';
import { addDays, DAY, dayAt, HOUR, instantOf, legalDateOf } from '../../terms/instant.ts';
import type { Calendar, LegalDate } from '../../terms/model.ts';

/** 行政强制法 does not say when night is; 噪声污染防治法 88 does, from ten in the evening to six. */
const NIGHT_FROM = 22 * HOUR;
const NIGHT_UNTIL = 6 * HOUR;

/**
 * 全国年节及纪念日放假办法 2, for calendars that do not name them themselves: holidays that stand on the same day every year, also where
 * no notice is published yet.
 */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': '元旦',
  '05-01': '劳动节',
  '05-02': '劳动节',
  '10-01': '国庆节',
  '10-02': '国庆节',
  '10-03': '国庆节',
};

/** The holiday that lies on that day; null on workdays and on plain weekends, which are no 法定节假日. */
export function holidayOn({ years }: Calendar, date: LegalDate): string | null {
  const named = years.flatMap(({ off }) => off).find((day) => day.date === date);
  return named?.name ?? FIXED[date.slice(5)] ?? null;
}

const milliseconds = (iso: string): { day: number; time: number } => {
  const at = instantOf(iso) + 8 * HOUR;
  return { day: dayAt(instantOf(iso)), time: ((at % DAY) + DAY) % DAY };
};

/** Whether any part of the time from one instant to the other lies in the night. */
export function touchesNight(from: string, to: string): boolean {
  const [start, end] = [milliseconds(from), milliseconds(to)];
  return start.day !== end.day || start.time < NIGHT_UNTIL || end.time > NIGHT_FROM || start.time >= NIGHT_FROM;
}

/** Why it may not be done then; null where it may, or where it was urgent. */
export function rightTime(
  act: { startedAt: string; endedAt: string; urgentReason: string | null },
  calendar: Calendar,
  now: number,
): Refusal | null {
  const basis = ['《行政强制法》第四十三条第一款'];
  if (instantOf(act.endedAt) > now) return refuse('in-the-future', '结束时间不能晚于现在', ['更正结束时间']);
  if (instantOf(act.endedAt) < instantOf(act.startedAt)) return refuse('period-reversed', '结束时间早于开始时间', ['更正起止时间']);
  if (act.urgentReason !== null) return null;
  const needs = ['在工作日的白天实施', '情况紧急的写明理由'];
  const last = legalDateOf(instantOf(act.endedAt));
  for (let date = legalDateOf(instantOf(act.startedAt)); date <= last; date = addDays(date, 1)) {
    const holiday = holidayOn(calendar, date);
    if (holiday) return refuse('on-a-holiday', `${date}是${holiday}假期，不得实施行政强制执行`, needs, basis);
  }
  return touchesNight(act.startedAt, act.endedAt)
    ? refuse('at-night', '不得在夜间（二十二时至次日六时）实施行政强制执行', needs, [
        ...basis,
        '《噪声污染防治法》第八十八条第二项（本县据此掌握夜间的起止）',
      ])
    : null;
}
