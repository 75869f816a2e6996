/** What a calendar must hold together by before it is published: dates, notices, the county's own days, working hours. */
import { refuse, type Refusal } from '../result.ts';
import { parseClock } from './calendar.ts';
import { WEEKDAY_LABELS, civilFromDay, parseDay, weekdayOfDay, type DayNumber } from './instant.ts';
import type { Calendar, LegalDate } from './model.ts';

/** A notice names days of its year; a holiday at its turn reaches into the December before or the January after. */
function mayName(year: number, day: DayNumber): boolean {
  const date = civilFromDay(day);
  return date.year === year || (date.year === year - 1 && date.month === 12) || (date.year === year + 1 && date.month === 1);
}

/** Everything wrong with a calendar, each with its place; empty when it may be published. */
export function validateCalendar(calendar: Calendar): Refusal[] {
  const refusals: Refusal[] = [];
  const bad = (code: string, message: string, needs: string[]) => refusals.push(refuse(code, message, needs));
  if (calendar.version.trim() === '') bad('calendar-version-missing', '日历没有版本号。', ['填写日历版本号']);

  const years = new Set<number>();
  const announced = new Map<LegalDate, { kind: string; year: number }>();
  for (const entry of calendar.years) {
    if (years.has(entry.year)) bad('calendar-year-twice', `${entry.year}年出现了两次。`, ['每个年份只保留一份安排']);
    years.add(entry.year);
    if (!Number.isInteger(entry.year) || entry.year < 1992 || entry.year > 2199) {
      bad('calendar-year-invalid', `年份“${entry.year}”不在可用范围（1992—2199）。`, ['改正年份']);
    }
    if (entry.notice.trim() === '') {
      bad('calendar-notice-missing', `${entry.year}年没有放假通知的文号。`, ['填写国务院办公厅放假通知文号']);
    }
    const seen = new Set<LegalDate>();
    for (const [kind, days] of [
      ['off', entry.off],
      ['makeUp', entry.makeUp],
    ] as const) {
      for (const { date, name } of days) {
        const day = parseDay(date);
        if (day === null) {
          bad('calendar-date-invalid', `日期“${date}”不存在。`, ['改正日期（YYYY-MM-DD）']);
          continue;
        }
        if (seen.has(date)) bad('calendar-date-twice', `${date}（${name}）出现了两次。`, ['同一日期只保留一条']);
        seen.add(date);
        if (!mayName(entry.year, day)) {
          bad('calendar-date-outside-year', `${date}（${name}）不在${entry.year}年内，也不与该年首尾相接。`, ['移到所属年份']);
        }
        const other = announced.get(date);
        if (other && other.year !== entry.year && other.kind !== kind) {
          bad('calendar-date-contradicted', `${date}在${other.year}年和${entry.year}年的通知中一处放假、一处上班。`, ['按后一份通知改正']);
        }
        announced.set(date, { kind, year: entry.year });
        if (name.trim() === '') bad('calendar-name-missing', `${date}没有节日名称。`, ['填写节日名称']);
        if (kind === 'makeUp' && weekdayOfDay(day) <= 5) {
          bad('calendar-make-up-on-weekday', `${date}是${WEEKDAY_LABELS[weekdayOfDay(day)]}，本来就上班，不能列为调休上班日。`, [
            '删去该日或改正日期',
          ]);
        }
      }
    }
  }

  const overridden = new Set<LegalDate>();
  for (const { date, reason } of calendar.overrides) {
    if (parseDay(date) === null) bad('calendar-date-invalid', `调整日期“${date}”不存在。`, ['改正日期（YYYY-MM-DD）']);
    if (overridden.has(date)) bad('calendar-override-twice', `${date}的本县调整出现了两次。`, ['同一日期只保留一条']);
    overridden.add(date);
    if (reason.trim() === '') bad('calendar-override-reason-missing', `${date}的本县调整没有理由。`, ['填写调整理由']);
  }

  if (calendar.workingHours.length === 0) bad('working-hours-missing', '没有工作时间。', ['至少填写一段工作时间']);
  let previousEnd = -1;
  for (const { from, to } of calendar.workingHours) {
    const start = parseClock(from);
    const end = parseClock(to);
    if (start === null || end === null) {
      bad('working-hours-invalid', `工作时间“${from}—${to}”写法不对。`, ['按 HH:MM 填写']);
      continue;
    }
    if (start >= end) bad('working-hours-empty', `工作时间“${from}—${to}”的结束不晚于开始。`, ['改正起止时间']);
    if (start < previousEnd) {
      bad('working-hours-overlap', `工作时间“${from}—${to}”与前一段重叠或次序颠倒。`, ['按先后填写，互不重叠']);
    }
    previousEnd = Math.max(previousEnd, end);
  }
  return refusals;
}
