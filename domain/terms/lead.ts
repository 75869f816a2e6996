/**
 * What runs out before a term begins: day terms one after another, each counted like any other (its first day is the day
 * after, its last day moves on where it is a holiday and the step says so), the next one from the moved day.
 */
import { dayKindOf, isWorkday, nthWorkdayAfter } from './calendar.ts';
import { addMonthsToDay, dayAt, dayEnd, type DayNumber } from './instant.ts';
import type { Calendar, Instant, LeadStep } from './model.ts';
import { dayText, lengthText, type Line } from './words.ts';

type Leading = { from: Instant; steps: readonly LeadStep[] };

interface Walked {
  step: LeadStep;
  from: DayNumber;
  /** Before the roll. */
  unrolled: DayNumber;
  last: DayNumber;
}

function endOfStep(day: DayNumber, { length, unit }: LeadStep, calendar: Calendar): DayNumber {
  switch (unit) {
    case 'month':
      return addMonthsToDay(day, length);
    case 'naturalDay':
      return day + length;
    case 'workday':
      return nthWorkdayAfter(calendar, day, length);
  }
}

function walk({ from, steps }: Leading, calendar: Calendar): Walked[] {
  let day = dayAt(from);
  return steps.map((step) => {
    const unrolled = endOfStep(day, step, calendar);
    const last = step.roll === undefined || isWorkday(calendar, unrolled) ? unrolled : nthWorkdayAfter(calendar, unrolled, 1);
    const walked = { step, from: day, unrolled, last };
    day = last;
    return walked;
  });
}

/** The last second of the last step's last day; the beginning itself where there is no step. */
export function leadEnd(lead: Leading, calendar: Calendar): Instant {
  const last = walk(lead, calendar).at(-1);
  return last ? dayEnd(last.last) : lead.from;
}

/** Step by step in words. */
export function leadLines(lead: Leading, calendar: Calendar): Line[] {
  return walk(lead, calendar).flatMap(({ step, from, unrolled, last }) => {
    const { what, length, unit, basis } = step;
    const counted = `先经过${what}：自${dayText(from)}的次日起${lengthText(length, unit)}，至${dayText(unrolled)}`;
    return [
      { text: counted, ...(basis === undefined ? {} : { basis }) },
      ...(last === unrolled
        ? []
        : [
            {
              text: `${dayText(unrolled)}不是工作日（${dayKindOf(calendar, unrolled).why}），顺延至其后第一个工作日${dayText(last)}，其后的期间自该日起算`,
              basis: '《民事诉讼法》第八十五条：期间届满的最后一日是法定休假日的，以其后的第一日为届满日期',
            },
          ]),
    ];
  });
}
