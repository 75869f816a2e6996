/**
 * Why a term ends when it does, line by line in Chinese: anchor, each day counted or skipped and why, pauses,
 * extensions, the roll, the yellow rule, the result, and the article. Deadline and count come from the walk over the
 * days; property tests hold them equal to what `view.ts` derives.
 */
import { LIGHT_LABELS } from '../vocabulary.ts';
import { isKnown } from './calendar.ts';
import { amountOf, countUnitOf, isDayUnit, remainderAmount } from './count.ts';
import { walkClock } from './explain-clock.ts';
import { walkDays, walkRoll } from './explain-days.ts';
import { dayAt, dayEnd, parseInstant, toShanghaiIso } from './instant.ts';
import { leadLines } from './lead.ts';
import { foldLedger } from './ledger.ts';
import { yellowAmount } from './light.ts';
import {
  type Calendar,
  type TermPolicy,
  type Instant,
  type IsoInstant,
  type LedgerEntry,
  TERM_EFFECT_LABELS,
  type TermDefinition,
} from './model.ts';
import { allInstants, instantsOf, type TermInstants } from './instants.ts';
import { viewOf, type TermView } from './view.ts';
import { amountText, dayText, lengthText, momentText, yearText, type Line } from './words.ts';

export interface Explanation {
  /** By the walk; equal to the view's. */
  deadline: IsoInstant | null;
  /** Days, or milliseconds for clock units, counted by the walk up to the deadline or the standing pause. */
  counted: number;
  lines: Line[];
}

/** The reader's word for an event by its type; anything else, such as a reason in words, comes back as it is. */
export type EventWords = (typeOrReason: string) => string;

export type ExplainedTerm = TermView & { lines: Line[] };

const START_BASIS = '《民事诉讼法》第八十五条：期间开始的时和日，不计算在期间内';

const APPROVERS: Record<string, string> = { head: '负责人批准', collective: '负责人集体讨论决定' };

function opening({ record, definition, counting }: TermInstants, calendar: Calendar, wordOf: EventWords): Line[] {
  const anchor = momentText(record.anchor);
  const event = record.why === '' ? '' : `（${wordOf(record.why)}）`;
  if (!isDayUnit(counting.unit)) return [{ text: `起算时刻：${anchor}${event}，按钟点计算` }];
  const day = dayAt(record.anchor);
  if (definition.direction === 'back') return [{ text: `自${dayText(day)}${event}向前推算，当日不计入` }];
  const start = { text: `起算：${dayText(day)}${event}；起算当日不计入，自${dayText(day + 1)}开始计算`, basis: START_BASIS };
  return record.lead === null ? [start] : [...leadLines(record.lead, calendar), start];
}

/** Whose term it is; nothing for one that was only asked about. */
const classOf = ({ effect, rule, basis }: TermDefinition): string =>
  basis === '' ? '' : `，${TERM_EFFECT_LABELS[effect]}期限${rule ? `（参照${rule.name}）` : ''}`;

function lengthLines({ record, definition }: TermInstants): Line[] {
  const own = record.fixed ? '（由文书或指令确定）' : classOf(definition);
  const lines: Line[] = [{ text: `期限长度：${lengthText(record.length, record.unit)}${own}`, basis: definition.basis }];
  for (const { step, length, approver, basis, why } of record.extensions) {
    const reason = why === '' ? '' : `：${why}`;
    lines.push({ text: `第${step}次延长${lengthText(length, record.unit)}（${APPROVERS[approver] ?? approver}）${reason}`, basis });
  }
  for (const turn of record.turns) {
    if (turn.op === 'extended') continue;
    const what = turn.op === 'reanchored' ? '起算时间变更' : '期限规则变更';
    lines.push({ text: `${momentText(turn.at)}${what}：${turn.why}；已用时间按变更后的规则自起算日重新推算` });
  }
  if (record.extensions.length > 0) {
    const total = record.extensions.reduce((sum, { length }) => sum + length, record.length);
    lines.push({ text: `延长后共${lengthText(total, record.unit)}，连续计算，末日只在最后处理一次` });
  }
  return lines;
}

function body(instants: TermInstants, calendar: Calendar): Explanation {
  const { counting, definition, pauses, deadline } = instants;
  if (definition.direction === 'back') {
    const { length, unit } = instants.record;
    const lines: Line[] = [{ text: `最迟在${lengthText(length, unit)}前，即${dayText(deadline!.lastDay!)}当日结束前` }];
    return { deadline: toShanghaiIso(deadline!.at), counted: amountOf(counting), lines };
  }
  if (!isDayUnit(counting.unit)) {
    const { lines, counted, end } = walkClock(counting, pauses, calendar);
    return { deadline: end === null ? null : toShanghaiIso(end), counted, lines };
  }
  const walked = walkDays(counting, pauses, calendar);
  if (walked.lastDay === null) return { deadline: null, counted: walked.counted, lines: walked.lines };
  const rolled = walkRoll(walked.lastDay, counting, pauses, calendar);
  return {
    deadline: rolled.lastDay === null ? null : toShanghaiIso(dayEnd(rolled.lastDay)),
    counted: walked.counted,
    lines: [...walked.lines, ...rolled.lines],
  };
}

function yellowLine({ counting, definition, yellowAt }: TermInstants): Line | null {
  if (definition.window) return null;
  const { share, remaining } = definition.yellow;
  const total = amountOf(counting);
  const amount = yellowAmount(counting, definition.yellow);
  const rules = [
    `用去期限的${Math.round(share * 100)}%`,
    ...(remaining > 0 ? [`剩余${amountText(remainderAmount(counting, remaining), counting.unit)}`] : []),
  ].join('或');
  const when = yellowAt === null ? '（中止期间不变色）' : `：${momentText(yellowAt)}`;
  if (amount >= total) return null;
  return { text: `${rules}（先到者）转黄灯，即用满${amountText(amount, counting.unit)}时${when}` };
}

function resultLines(
  instants: TermInstants,
  view: TermView,
  explanation: Explanation,
  now: Instant,
  calendar: Calendar,
  wordOf: EventWords,
): Line[] {
  const lines: Line[] = [];
  const { definition, record } = instants;
  if (explanation.deadline === null) {
    lines.push({ text: '中止尚未结束，截止时间待恢复计时后推算' });
  } else {
    const at = parseInstant(explanation.deadline);
    const after = definition.window ? '届满后即可继续办理' : '下一秒起为红灯';
    lines.push({ text: `截止：${dayText(dayAt(at))}${toShanghaiIso(at).slice(11, 19)}，${after}` });
  }
  const unit = countUnitOf(instants.counting.unit);
  const used = `已用${lengthText(view.consumed, unit)}，剩余${lengthText(view.remaining, unit)}`;
  const overdue = view.overdue > 0 ? `，已超期${lengthText(view.overdue, unit)}` : '';
  const end =
    record.end !== null && now >= record.end.at
      ? `${momentText(record.end.at)}${record.end.how === 'met' ? '办结' : '终止'}（${wordOf(record.end.why)}）：`
      : `${momentText(now)}：`;
  lines.push({ text: `${end}${used}${overdue}，${view.status === 'lapsed' ? '期间已届满' : LIGHT_LABELS[view.light]}` });
  if (view.provisional) lines.push({ text: provisionalText(instants, calendar) });
  if (definition.local !== undefined) lines.push({ text: `须核对：${definition.local}` });
  return lines;
}

function provisionalText({ counting, deadline }: TermInstants, calendar: Calendar): string {
  const last = deadline!.lastDay ?? dayAt(deadline!.at);
  // The first day on the way that is not known: it may lie before the last, and where the last day rolled, before that.
  const start = dayAt(counting.anchor) + 1;
  const from = counting.unit === 'workday' || counting.unit === 'workHour' ? start : Math.min(deadline!.unrolledDay ?? last, last);
  let open = from;
  while (open < last && isKnown(calendar, open)) open += 1;
  return `暂定：${yearText(calendar, open)}，公布后重新推算`;
}

/** The explanation of one term from its instants. */
export function explain(instants: TermInstants, view: TermView, calendar: Calendar, now: Instant, wordOf: EventWords): Explanation {
  const told = body(instants, calendar);
  const yellow = yellowLine(instants);
  return {
    ...told,
    lines: [
      ...opening(instants, calendar, wordOf),
      ...lengthLines(instants),
      ...told.lines,
      ...(yellow ? [yellow] : []),
      ...resultLines(instants, view, told, now, calendar, wordOf),
    ],
  };
}

function explained(instants: TermInstants, calendar: Calendar, now: Instant, wordOf: EventWords): ExplainedTerm {
  const view = viewOf(instants, calendar, now);
  return { ...view, lines: explain(instants, view, calendar, now, wordOf).lines };
}

/** One term (the last armed of the definition's key) with its derivation; null when it was never armed. */
export function explainTerm(
  definition: TermDefinition,
  entries: readonly LedgerEntry[],
  calendar: Calendar,
  now: Instant,
  wordOf: EventWords,
): (ExplainedTerm & { counted: number }) | null {
  const { records, pauses } = foldLedger(entries);
  const record = records.filter(({ key }) => key === definition.key).at(-1);
  if (!record) return null;
  const instants = instantsOf(definition, record, pauses, calendar);
  const view = viewOf(instants, calendar, now);
  return { ...view, ...explain(instants, view, calendar, now, wordOf) };
}

/** Every term of a case with its derivation, in the order of arming. */
export function explainTerms(
  policy: Pick<TermPolicy, 'terms' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  now: Instant,
  wordOf: EventWords,
): ExplainedTerm[] {
  return allInstants(policy, ledger).map((instants) => explained(instants, policy.calendar, now, wordOf));
}
