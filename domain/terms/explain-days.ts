/**
 * A day term counted out day by day, in words. It walks where `count.ts` calculates, and so is a second, independent
 * count; the tests hold the two together.
 */
import { dayKindOf, isKnown, isWorkday, nthWorkdayAfter } from './calendar.ts';
import type { Counting } from './count.ts';
import { amountOf } from './count.ts';
import { addMonthsToDay, civilFromDay, dateOfDay, dayAt, type DayNumber } from './instant.ts';
import type { GroundPause } from './ledger.ts';
import { PAUSE_GROUND_LABELS, type Calendar } from './model.ts';
import { dayText, lengthText, momentText, spanText, yearText, type Line } from './words.ts';

export interface WalkedDays {
  lines: Line[];
  /** Days counted on the way. */
  counted: number;
  /** The last counted day; null when a pause without an end stands before it. */
  lastDay: DayNumber | null;
}

/** Terms up to this many days are told day by day, longer ones in runs. */
const TOLD_SINGLY = 15;

interface Run {
  kind: 'count' | 'skip' | 'pause';
  why: string;
  from: DayNumber;
  to: DayNumber;
  pause?: GroundPause;
}

function pauseOver(pauses: readonly GroundPause[], day: DayNumber): GroundPause | undefined {
  return pauses.find(({ from, to }) => dayAt(from) <= day && (to === null || dayAt(to) > day));
}

const isWeekendName = (why: string) => why === '周六' || why === '周日';

function classify(day: DayNumber, counting: Counting, pauses: readonly GroundPause[], calendar: Calendar): Run {
  const pause = pauseOver(pauses, day);
  if (pause) return { kind: 'pause', why: pause.ground, from: day, to: day, pause };
  if (counting.unit !== 'workday') return { kind: 'count', why: '', from: day, to: day };
  const { workday, why } = dayKindOf(calendar, day);
  if (workday) return { kind: 'count', why: why.startsWith('周') ? '' : why, from: day, to: day };
  return { kind: 'skip', why: isWeekendName(why) ? '休息日' : why, from: day, to: day };
}

function pauseWords(pause: GroundPause): string {
  const label = PAUSE_GROUND_LABELS[pause.ground];
  const from = `${momentText(pause.from)}中止，当日起不计`;
  return pause.to === null ? `${label}（${from}；尚未恢复）` : `${label}（${from}；${momentText(pause.to)}恢复，恢复当日计入）`;
}

function runLine(run: Run, counted: number, unitWord: string): Line {
  const days = run.to - run.from + 1;
  const span = spanText(run.from, run.to);
  switch (run.kind) {
    case 'pause':
      return { text: `${span}，${days}日不计：${pauseWords(run.pause!)}` };
    case 'skip':
      return { text: `${span}，${days === 1 ? '' : `${days}日`}不计：${run.why}` };
    case 'count': {
      const why = run.why === '' ? '' : `（${run.why}）`;
      return days === 1
        ? { text: `${span}${why}计入，第${counted}${unitWord}` }
        : { text: `${span}计入${days}${unitWord}，累计${counted}${unitWord}` };
    }
  }
}

/** A month or year term's own rule: the same-numbered day, or the month's last. */
function sameNumberedDay(counting: Counting): Line | null {
  const { unit, length, anchor } = counting;
  if (unit !== 'month' && unit !== 'year') return null;
  const start = dayAt(anchor);
  const end = addMonthsToDay(start, Math.floor(unit === 'year' ? length * 12 : length));
  const same = civilFromDay(start).day === civilFromDay(end).day;
  const how = same ? '（与起算日同日）' : '（该月没有同日，以该月最后一日为准）';
  return {
    text: `${lengthText(length, unit)}，至${dayText(end)}${how}，合${end - start}日`,
    basis: '期间以月、年计算的，至相应月、年的对应日届满',
  };
}

/** Walks from the day after the anchor until the whole term is counted. */
export function walkDays(counting: Counting, pauses: readonly GroundPause[], calendar: Calendar): WalkedDays {
  const amount = amountOf(counting);
  const start = dayAt(counting.anchor);
  const lines: Line[] = [];
  const rule = sameNumberedDay(counting);
  if (rule) lines.push(rule);
  const unitWord = counting.unit === 'workday' ? '个工作日' : '日';
  const singly = amount <= TOLD_SINGLY;
  let counted = 0;
  let day = start;
  let run: Run | null = null;
  let announced = false;
  const flush = () => {
    if (run) lines.push(runLine(run, counted, unitWord));
    run = null;
  };
  while (counted < amount) {
    day += 1;
    const next = classify(day, counting, pauses, calendar);
    const current = run as Run | null;
    const alike = current?.kind === next.kind && current.why === next.why && current.pause === next.pause;
    const joins = alike && !(singly && next.kind === 'count');
    if (!joins) flush();
    if (counting.unit === 'workday' && !announced && !isKnown(calendar, day)) {
      flush();
      announced = true;
      lines.push({ text: `${dateOfDay(day)}起${yearText(calendar, day)}，暂按周一至周五为工作日推算` });
    }
    if (next.kind === 'count') counted += 1;
    if (run) (run as Run).to = day;
    else run = next;
    if (next.kind === 'pause' && next.pause!.to === null) {
      lines.push({ text: `${dayText(day)}起不计：${pauseWords(next.pause!)}` });
      return { lines, counted, lastDay: null };
    }
  }
  flush();
  return { lines, counted, lastDay: day };
}

export interface Rolled {
  lines: Line[];
  lastDay: DayNumber | null;
}

/** What becomes of a last day that is no workday. */
export function walkRoll(day: DayNumber, counting: Counting, pauses: readonly GroundPause[], calendar: Calendar): Rolled {
  const { roll } = counting;
  if (isWorkday(calendar, day)) return { lines: [], lastDay: day };
  const why = (at: DayNumber) => dayKindOf(calendar, at).why;
  if (roll === 'none') {
    const next = dayText(nthWorkdayAfter(calendar, day, 1));
    return {
      lines: [
        { text: `最后一日${dayText(day)}不是工作日（${why(day)}）；本期限末日不顺延，仍以该日为准` },
        { text: `参照《民事诉讼法》第八十五条顺延的，为${next}；设定本期限的法律没有顺延的规定，从严以前一日期为准` },
      ],
      lastDay: day,
    };
  }
  const lines: Line[] = [];
  const step = roll === 'next' ? 1 : -1;
  const open = (at: DayNumber) => isWorkday(calendar, at) && !(roll === 'next' && pauseOver(pauses, at));
  let last = day;
  while (!open(last)) {
    const pause = roll === 'next' && last !== day ? pauseOver(pauses, last) : undefined;
    if (pause?.to === null) {
      lines.push({ text: `最后一日${dayText(day)}不是工作日，顺延时遇${pauseWords(pause)}` });
      return { lines, lastDay: null };
    }
    last += step;
  }
  const direction = roll === 'next' ? '顺延至其后第一个工作日' : '提前至其前最后一个工作日';
  lines.push({
    text: `最后一日${dayText(day)}不是工作日（${why(day)}），${direction}${dayText(last)}`,
    ...(roll === 'next' ? { basis: '《民事诉讼法》第八十五条：期间届满的最后一日是法定休假日的，以其后的第一日为届满日期' } : {}),
  });
  if (roll === 'next') lines.push({ text: `未顺延的日期为${dayText(day)}：机关自己办理的，从严以该日为准` });
  return { lines, lastDay: last };
}
