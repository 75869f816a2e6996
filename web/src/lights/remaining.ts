/** How long is left or over, as a person says it. `from` and `to` in epoch milliseconds. */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 60) return `${Math.max(minutes, 1)}分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}小时`;
  return `${Math.floor(hours / 24)}天`;
}

export function untilDeadline(deadline: string | null, now: number): string {
  if (!deadline) return '中止计时';
  const left = new Date(deadline).getTime() - now;
  return left >= 0 ? `剩${duration(left)}` : `超期${duration(left)}`;
}

const WEEKDAYS = '日一二三四五六';

/** `2026-03-05 23:59`, on the office's clock wherever the browser stands. */
export function localTime(iso: string, withTime = true): string {
  const shanghai = new Date(new Date(iso).getTime() + 8 * 3_600_000).toISOString();
  return withTime ? `${shanghai.slice(0, 10)} ${shanghai.slice(11, 16)}` : shanghai.slice(0, 10);
}

/** `3月5日（周四）`, and the year where it is not this one. */
export function dayWords(iso: string, now: number): string {
  const day = new Date(new Date(iso).getTime() + 8 * 3_600_000);
  const thisYear = new Date(now + 8 * 3_600_000).getUTCFullYear();
  const year = day.getUTCFullYear() === thisYear ? '' : `${day.getUTCFullYear()}年`;
  return `${year}${day.getUTCMonth() + 1}月${day.getUTCDate()}日（周${WEEKDAYS[day.getUTCDay()] ?? ''}）`;
}
