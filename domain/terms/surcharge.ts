/**
 * 加处罚款: 3 % of the fine for each day overdue (行政处罚法 72(1)), never above the fine itself (行政强制法 45), standing
 * still during review and suit (行政处罚法 73(3)).
 */
import { addDays, dateOfDay, dayOf, daysBetween } from './instant.ts';
import type { LegalDate } from './model.ts';
import type { Line } from './words.ts';

const DAILY_PERCENT = 3;

export interface SurchargeRequest {
  /** Yuan, at most two decimals. */
  fine: number;
  /** The last day on which payment was in time. */
  dueOn: LegalDate;
  /** The day of payment, or the day up to which it is reckoned; counted. */
  until: LegalDate;
  /** Review or suit; a day does not count while one stands at its end. `to` is the day it ended, which counts again. */
  standstills?: { from: LegalDate; to?: LegalDate | null }[];
}

export interface Surcharge {
  /** Natural days that count. */
  days: number;
  /** Yuan. */
  amount: number;
  capped: boolean;
  lines: Line[];
}

/** The surcharge in yuan, to the fen. Throws on dates that do not exist: they were checked on their way in. */
export function surcharge(request: SurchargeRequest): Surcharge {
  const { fine, dueOn, until } = request;
  const overdue = Math.max(0, daysBetween(dueOn, until));
  const still = (day: number) =>
    (request.standstills ?? []).some(({ from, to }) => dayOf(from) <= day && (!to || day < dayOf(to)));
  let days = 0;
  for (let day = dayOf(dueOn) + 1; day <= dayOf(until); day++) if (!still(day)) days += 1;
  const fen = Math.round(fine * 100);
  const uncapped = Math.round((fen * DAILY_PERCENT * days) / 100);
  const amount = Math.min(fen, uncapped) / 100;
  const capped = uncapped > fen;
  const lines: Line[] = [
    {
      text: `缴款期限${dueOn}届满，自${addDays(dueOn, 1)}起至${until}逾期${overdue}日`,
      basis: '《行政处罚法》第七十二条第一款第一项：到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款',
    },
  ];
  if (days < overdue) {
    lines.push({
      text: `其中复议、诉讼期间${overdue - days}日不予计算，计${days}日`,
      basis: '《行政处罚法》第七十三条第三款',
    });
  }
  lines.push({ text: `${fine}元×${DAILY_PERCENT}%×${days}日＝${uncapped / 100}元` });
  if (capped) {
    lines.push({ text: `不得超出罚款数额，按${fine}元计`, basis: '《行政处罚法》第七十二条第一款第一项；《行政强制法》第四十五条第二款' });
  }
  return { days, amount, capped, lines };
}

/** The day on which the surcharge reaches the fine, with nothing standing still: the 34th. */
export function surchargeFullOn(dueOn: LegalDate): LegalDate {
  return dateOfDay(dayOf(dueOn) + Math.ceil(100 / DAILY_PERCENT));
}
