import {
  DAY,
  HOUR,
  instantOf,
  legalDateOf,
  MINUTE,
  toShanghaiIso,
  toShanghaiText,
  WEEKDAY_LABELS,
  weekday,
} from '../../../domain/terms/instant.ts';
import { amountText, clockText } from '../../../domain/terms/words.ts';
import type { TermView } from '../../../domain/terms/view.ts';

/** How long is left or over by the clock on the wall, as a person says it. Milliseconds. */
export function duration(milliseconds: number): string {
  const amount = Math.abs(milliseconds);
  if (amount < HOUR) return `${Math.max(Math.floor(amount / MINUTE), 1)}分钟`;
  return amount < 2 * DAY ? `${Math.floor(amount / HOUR)}小时` : `${Math.floor(amount / DAY)}天`;
}

/** For a row that knows the deadline alone. `now` in epoch milliseconds. */
export function untilDeadline(deadline: string | null, now: number): string {
  if (!deadline) return '暂停计时';
  const left = instantOf(deadline) - now;
  return left >= 0 ? `剩${duration(left)}` : `超期${duration(left)}`;
}

/** In the term's own unit: `剩3个工作日`, `超期2日`, `暂停，尚余40日`. */
export function remainingOf(term: TermView): string {
  const said = (amount: number) => {
    switch (term.countUnit) {
      case 'workday':
      case 'naturalDay':
        return amountText(amount, term.countUnit);
      case 'minute':
        return clockText(Math.round(amount) * MINUTE);
      case 'workHour':
        return `${clockText(Math.floor(amount * 60) * MINUTE)}（工作时间）`;
      case 'hour':
        return clockText(Math.floor(amount * 60) * MINUTE);
    }
  };
  if (term.status === 'paused') return `暂停，尚余${said(term.remaining)}`;
  if (term.overdue > 0) return `超期${said(term.overdue)}`;
  return term.remaining === 0 && term.countUnit !== 'minute' ? '今日届满' : `剩${said(term.remaining)}`;
}

/** `2026-03-05 23:59`, on the office's clock wherever the browser stands; a legal date stays a date. */
export function localTime(iso: string, withTime = true): string {
  const text = toShanghaiText(instantOf(iso));
  return withTime && iso.length > 10 ? text.slice(0, 16) : text.slice(0, 10);
}

/** `3月5日（周四）`, and the year where it is not this one. */
export function dayWords(iso: string, now: number): string {
  const date = iso.length > 10 ? legalDateOf(instantOf(iso)) : iso;
  const [year, month, day] = date.split('-').map(Number);
  const thisYear = Number(legalDateOf(now).slice(0, 4));
  return `${year === thisYear ? '' : `${year}年`}${month}月${day}日（${WEEKDAY_LABELS[weekday(date)]}）`;
}

/** `11月21日 14:30`, for rows of one year; the year where it is not this one. */
export function shortTime(iso: string, now: number): string {
  const text = localTime(iso);
  const [year, month, day] = text.slice(0, 10).split('-').map(Number);
  const own = Number(legalDateOf(now).slice(0, 4)) === year;
  return `${own ? '' : `${year}年`}${month}月${day}日${text.length > 10 ? ` ${text.slice(11)}` : ''}`;
}

export const todayInOffice = (): string => legalDateOf(Date.now());

/** This minute on the office's clock, as a form takes it. */
export const nowInOffice = (): string => `${toShanghaiIso(Math.floor(Date.now() / MINUTE) * MINUTE).slice(0, 16)}:00+08:00`;
