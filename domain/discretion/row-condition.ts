/**
 * Clauses that set different fines for different cases (货值金额不足一万元 … 一万元以上 …). The list keeps the case in a
 * row's note; what is measured there is read into a condition, what is not is left for a person to choose.
 */
import type { MatterPenalty } from '../lists/matters.ts';
import { factorNeed } from './factors.ts';
import type { FactorNeed, Facts } from './factors.ts';

export type RowCondition =
  | { kind: 'none' }
  /** `factor` compared with an amount in yuan. */
  | { kind: 'amount'; factor: 'goodsValueYuan' | 'illegalGainsYuan'; op: '<' | '<=' | '>' | '>='; yuan: number; text: string }
  | { kind: 'flag'; factor: 'removableImpact'; value: boolean; text: string }
  | { kind: 'words'; text: string };

const DIGITS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** `2`, `十`, `一百五十`: a number below ten thousand, as clauses write it. */
function smallNumber(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  let total = 0;
  let digit = 0;
  for (const sign of text) {
    const unit = UNITS[sign];
    if (unit !== undefined) {
      total += (digit || 1) * unit;
      digit = 0;
    } else if (DIGITS[sign] !== undefined) digit = DIGITS[sign];
    else return null;
  }
  return total + digit || null;
}

const AMOUNT = /(货值金额|违法所得)?(不足|超过|不满|达到)?([\d一二两三四五六七八九十百千]+)(万)?元(以上|以下)?/;

export function conditionOf(row: Pick<MatterPenalty, 'note'>): RowCondition {
  const text = row.note;
  if (text === undefined) return { kind: 'none' };
  if (text.startsWith('尚可采取改正措施消除影响')) return { kind: 'flag', factor: 'removableImpact', value: true, text };
  if (text.startsWith('无法采取改正措施消除影响') || text.startsWith('不能拆除'))
    return { kind: 'flag', factor: 'removableImpact', value: false, text };
  const match = AMOUNT.exec(text);
  const measured = /货值金额/.test(text) ? 'goodsValueYuan' : /违法所得/.test(text) ? 'illegalGainsYuan' : null;
  const number = match ? smallNumber(match[3] ?? '') : null;
  if (match && measured && number !== null) {
    const op = match[2] === '不足' || match[2] === '不满' ? '<' : match[2] === '超过' ? '>' : match[5] === '以下' ? '<=' : '>=';
    return { kind: 'amount', factor: measured, op, yuan: number * (match[4] ? 10_000 : 1), text };
  }
  return { kind: 'words', text };
}

/** True, false, or null where the fact it asks for was not filled in (words are never decided here). */
export function conditionHolds(condition: RowCondition, factors: Facts): boolean | null {
  switch (condition.kind) {
    case 'none':
      return true;
    case 'words':
      return null;
    case 'flag': {
      const value = factors[condition.factor];
      return value === undefined ? null : value === condition.value;
    }
    default: {
      const value = factors[condition.factor];
      if (typeof value !== 'number') return null;
      if (condition.op === '<') return value < condition.yuan;
      if (condition.op === '<=') return value <= condition.yuan;
      return condition.op === '>' ? value > condition.yuan : value >= condition.yuan;
    }
  }
}

export type RowChoice =
  | { kind: 'row'; row: MatterPenalty; text: string | null }
  | { kind: 'missing'; needs: FactorNeed[] }
  /** No alternative covers the facts: the clause leaves a gap, 违法所得 of exactly 2 万元 being one. */
  | { kind: 'gap'; texts: string[]; needs: FactorNeed[] };

/** The one fine row that applies. A measured condition decides first; a row without a condition takes what is left. */
export function chooseRow(rows: readonly MatterPenalty[], factors: Facts): RowChoice {
  const conditions = rows.map((row) => ({ row, condition: conditionOf(row) }));
  const only = conditions[0];
  if (only && conditions.length === 1 && (only.condition.kind === 'none' || only.condition.kind === 'words')) {
    return { kind: 'row', row: only.row, text: only.row.note ?? null };
  }
  const needs: FactorNeed[] = [];
  for (const { condition } of conditions) {
    if ((condition.kind === 'amount' || condition.kind === 'flag') && conditionHolds(condition, factors) === null) {
      if (!needs.some((need) => need.key === condition.factor)) needs.push(factorNeed(condition.factor));
    }
  }
  if (needs.length > 0) return { kind: 'missing', needs };

  const met = conditions.find(({ condition }) => condition.kind !== 'none' && conditionHolds(condition, factors) === true);
  if (met) return { kind: 'row', row: met.row, text: met.row.note ?? null };

  const choose = (among: readonly MatterPenalty[]): FactorNeed =>
    factorNeed(
      'circumstance',
      among.map((row) => ({ value: row.note ?? '', label: row.note ?? '' })),
    );
  const chosen = rows.find((row) => row.note !== undefined && row.note === factors['circumstance']);
  const words = conditions.filter(({ condition }) => condition.kind === 'words').map(({ row }) => row);
  if (words.length > 0) {
    return chosen ? { kind: 'row', row: chosen, text: chosen.note ?? null } : { kind: 'missing', needs: [choose(words)] };
  }
  const rest = conditions.find(({ condition }) => condition.kind === 'none');
  if (rest) return { kind: 'row', row: rest.row, text: null };
  // In a gap of the clause only a person can say which of its cases is the nearer one.
  if (chosen) return { kind: 'row', row: chosen, text: chosen.note ?? null };
  return { kind: 'gap', texts: rows.map((row) => row.note ?? ''), needs: [choose(rows)] };
}
