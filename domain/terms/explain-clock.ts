/** A clock term counted out window by window, in words; like `explain-days.ts` a second count beside the arithmetic. */
import { dayKindOf, isKnown, isWorkday, workingHoursOf } from './calendar.ts';
import { amountOf, type Counting } from './count.ts';
import { dateOfDay, dayAt, dayStart } from './instant.ts';
import type { GroundPause } from './ledger.ts';
import { PAUSE_GROUND_LABELS, type Calendar, type Instant } from './model.ts';
import { clockText, dayText, momentText, spanText, yearText, type Line } from './words.ts';

export interface WalkedTime {
  lines: Line[];
  counted: number;
  /** Null when a pause without an end stands before it. */
  end: Instant | null;
}

interface Stretch {
  from: Instant;
  to: Instant;
}

/** The parts of a stretch at which no pause stands. */
function running({ from, to }: Stretch, pauses: readonly GroundPause[]): Stretch[] {
  let parts: Stretch[] = [{ from, to }];
  for (const pause of pauses) {
    const end = pause.to ?? Infinity;
    parts = parts.flatMap((part) =>
      [
        { from: part.from, to: Math.min(part.to, pause.from) },
        { from: Math.max(part.from, end), to: part.to },
      ].filter((rest) => rest.to > rest.from),
    );
  }
  return parts;
}

function pauseLines(pauses: readonly GroundPause[], anchor: Instant, end: Instant | null): Line[] {
  return pauses
    .filter((pause) => (pause.to === null || pause.to > anchor) && (end === null || pause.from < end))
    .map((pause) => {
      const label = PAUSE_GROUND_LABELS[pause.ground];
      const to = pause.to === null ? '尚未恢复' : `${momentText(pause.to)}恢复`;
      return { text: `${momentText(pause.from)}中止，${to}，其间不计：${label}` };
    });
}

function walkHours(counting: Counting, pauses: readonly GroundPause[]): WalkedTime {
  const amount = amountOf(counting);
  const { anchor } = counting;
  let counted = 0;
  for (const part of running({ from: anchor, to: Infinity }, pauses)) {
    const width = part.to - part.from;
    if (counted + width >= amount) {
      const end = part.from + amount - counted;
      return {
        lines: [
          { text: `自${momentText(anchor)}起按钟点连续计算${clockText(amount)}，不分昼夜和节假日` },
          ...pauseLines(pauses, anchor, end),
        ],
        counted: amount,
        end,
      };
    }
    counted += width;
  }
  return { lines: pauseLines(pauses, anchor, null), counted, end: null };
}

function walkWorkHours(counting: Counting, pauses: readonly GroundPause[], calendar: Calendar): WalkedTime {
  const amount = amountOf(counting);
  const { anchor } = counting;
  const hours = workingHoursOf(calendar);
  const dayLength = hours.reduce((sum, { from, to }) => sum + to - from, 0);
  const lines: Line[] = [{ text: `只计工作日的${hours.map(({ from, to }) => `${clock(from)}—${clock(to)}`).join('、')}` }];
  const openPause = pauses.find(({ to }) => to === null);
  let counted = 0;
  let day = dayAt(anchor);
  let full: { from: number; to: number } | null = null;
  let skipped: { from: number; to: number; why: string } | null = null;
  let announced = false;
  const flush = () => {
    if (full) lines.push({ text: `${spanText(full.from, full.to)}，每日${clockText(dayLength)}，累计${clockText(counted)}` });
    if (skipped) lines.push({ text: `${spanText(skipped.from, skipped.to)}不计：${skipped.why}` });
    full = null;
    skipped = null;
  };
  for (; ; day += 1) {
    if (openPause && dayStart(day) >= openPause.from) {
      flush();
      return { lines: [...lines, ...pauseLines(pauses, anchor, null)], counted, end: null };
    }
    if (!announced && !isKnown(calendar, day)) {
      flush();
      announced = true;
      lines.push({ text: `${dateOfDay(day)}起${yearText(calendar, day)}，暂按周一至周五为工作日推算` });
    }
    if (!isWorkday(calendar, day)) {
      const { why } = dayKindOf(calendar, day);
      const name = why === '周六' || why === '周日' ? '休息日' : why;
      const previous = skipped as { from: number; to: number; why: string } | null;
      if (previous && previous.why === name) previous.to = day;
      else {
        flush();
        skipped = { from: day, to: day, why: name };
      }
      continue;
    }
    const stretches = hours
      .map(({ from, to }) => ({ from: Math.max(dayStart(day) + from, anchor), to: dayStart(day) + to }))
      .filter(({ from, to }) => to > from)
      .flatMap((stretch) => running(stretch, pauses));
    const whole = stretches.reduce((sum, { from, to }) => sum + to - from, 0);
    if (whole === dayLength && counted + whole < amount) {
      counted += whole;
      const current = full as { from: number; to: number } | null;
      if (current && current.to === day - 1) current.to = day;
      else {
        counted -= whole;
        flush();
        counted += whole;
        full = { from: day, to: day };
      }
      continue;
    }
    flush();
    for (const { from, to } of stretches) {
      const end = Math.min(to, from + amount - counted);
      counted += end - from;
      const window = `${momentText(from).slice(11)}—${momentText(end).slice(11)}`;
      lines.push({ text: `${dayText(day)}${window}，计${clockText(end - from)}，累计${clockText(counted)}` });
      if (counted >= amount) return { lines: [...lines, ...pauseLines(pauses, anchor, end)], counted, end };
    }
  }
}

const clock = (ms: number) => momentText(dayStart(0) + ms).slice(11);

/** Walks the clock from the anchor until the whole term is counted. */
export function walkClock(counting: Counting, pauses: readonly GroundPause[], calendar: Calendar): WalkedTime {
  return counting.unit === 'workHour' ? walkWorkHours(counting, pauses, calendar) : walkHours(counting, pauses);
}
