/**
 * The surcharge 加处罚款 on a fine paid late: three per cent of the fine a day (行政处罚法 72(1)1), never above the fine
 * itself (行政强制法 45), and not counted while review or litigation goes on (行政处罚法 73(3)).
 */
import { refuse } from '../result.ts';
import type { Refusal } from '../result.ts';
import { dateOfDay, dayOf, isLegalDate } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Line } from './law.ts';
import { scaleFen, toFen, toYuan, yuanText } from './money.ts';

const PERCENT_A_DAY = 3;

export interface SurchargeQuestion {
  /** What is still owed of the fine, yuan. */
  fine: number;
  /** Last day to pay (fifteen days from receipt, or the day granted under Art. 66). */
  dueOn: LegalDate;
  /** The day it was paid, or the day the surcharge is asked for. */
  paidOn: LegalDate;
  /** Review and litigation, first and last day both included; `to` null while they go on. */
  standstill: readonly { from: LegalDate; to: LegalDate | null }[];
}

export interface Surcharge {
  ok: true;
  /** Yuan. */
  amount: number;
  /** Days that count, after the standstill is taken off. */
  days: number;
  daysLate: number;
  daysStoodStill: number;
  capped: boolean;
  /** The day on which the surcharge reached the fine; null where it had not by `paidOn`. */
  fullOn: LegalDate | null;
  lines: Line[];
}

/**
 * The first day that counts is the day after `dueOn`; the day of payment counts. Days are natural days; a day that two
 * proceedings share stands still once. The sum is rounded down to the fen.
 */
export function surcharge(question: SurchargeQuestion): Surcharge | Refusal {
  const { dueOn, paidOn, standstill } = question;
  const fine = toFen(question.fine);
  if (fine === null || fine === 0) return refuse('fine-invalid', '罚款数额应为大于零、最多两位小数的元数', ['更正罚款数额']);
  const bad = badDate(question);
  if (bad) return bad;

  const first = dayOf(dueOn) + 1;
  const last = dayOf(paidOn);
  const daysLate = Math.max(0, last - first + 1);
  const stopped = (day: number) => standstill.some(({ from, to }) => dayOf(from) <= day && (to === null || day <= dayOf(to)));
  let days = 0;
  let fullDay: number | null = null;
  // The cap comes on the 34th counted day (33 × 3 % = 99 %): beyond it there is nothing left to find out.
  const fullAfter = Math.ceil(100 / PERCENT_A_DAY);
  for (let day = first; day <= last; day++) {
    if (stopped(day)) continue;
    days += 1;
    if (days === fullAfter) fullDay = day;
  }
  const plain = scaleFen(fine, days * PERCENT_A_DAY, 100, 'down') ?? fine;
  const capped = plain > fine;
  const amount = Math.min(plain, fine);
  const daysStoodStill = daysLate - days;

  const lines: Line[] = [{ text: `缴款期限${dueOn}届满，计算至${paidOn}，逾期${daysLate}日`, basis: '行政处罚法第七十二条第一款第一项' }];
  for (const { from, to } of standstill) {
    lines.push({ text: `${from}至${to ?? '今'}为行政复议或者行政诉讼期间，加处罚款不予计算`, basis: '行政处罚法第七十三条第三款' });
  }
  if (daysStoodStill > 0) lines.push({ text: `扣除${daysStoodStill}日，计${days}日` });
  lines.push({ text: `${yuanText(fine)}×${PERCENT_A_DAY}%×${days}日＝${yuanText(plain)}`, basis: '行政处罚法第七十二条第一款第一项' });
  if (capped) lines.push({ text: `超过罚款本数，以${yuanText(fine)}为限`, basis: '行政强制法第四十五条第二款' });
  const fullOn = fullDay === null ? null : dateOfDay(fullDay);
  return { ok: true, amount: toYuan(amount), days, daysLate, daysStoodStill, capped, fullOn, lines };
}

function badDate({ dueOn, paidOn, standstill }: SurchargeQuestion): Refusal | null {
  const named: [LegalDate | null, string][] = [
    [dueOn, '缴款期限'],
    [paidOn, '缴款或者计算日期'],
    ...standstill.flatMap(({ from, to }): [LegalDate | null, string][] => [
      [from, '复议、诉讼开始日期'],
      [to, '复议、诉讼结束日期'],
    ]),
  ];
  for (const [date, name] of named) {
    if (date !== null && !isLegalDate(date)) return refuse('date-invalid', `${name}“${date}”不是有效日期`, [`按年-月-日填写${name}`]);
  }
  const reversed = standstill.find(({ from, to }) => to !== null && to < from);
  if (reversed) {
    return refuse('standstill-reversed', `复议、诉讼期间结束日期${reversed.to}早于开始日期${reversed.from}`, ['更正复议、诉讼的起止日期']);
  }
  // Ten years of days are more than any surcharge needs; a wrong century would only be counted out.
  if (dayOf(paidOn) - dayOf(dueOn) > 36_600) return refuse('date-invalid', '缴款日期与缴款期限相隔过久', ['核实日期']);
  return null;
}
