/** A range in the clause's unit as yuan, once the base (cost, gains, value, area …) is known, with the arithmetic. */
import { PENALTY_UNIT_LABELS } from '../lists/matters.ts';
import type { PenaltyUnit } from '../lists/matters.ts';
import { factorNeed, needText } from './factors.ts';
import type { Facts } from './factors.ts';
import type { Line } from './law.ts';
import { scaleFen, toFen, toYuan, yuanText } from './money.ts';

interface UnitBase {
  factor: string;
  name: string;
  /** 100 for a percentage. */
  divisor: number;
  /** How the factor reads in the arithmetic. */
  factorText: (value: number) => string;
  /** Money is multiplied by the factor; a count of things is multiplied by yuan. */
  money: boolean;
}

const times = (value: number) => `${value}倍`;
const BASES: Record<Exclude<PenaltyUnit, 'yuan'>, UnitBase> = {
  'percent-of-project-cost': {
    factor: 'projectCostYuan',
    name: '建设工程造价',
    divisor: 100,
    factorText: (value) => `${value}%`,
    money: true,
  },
  'multiple-of-illegal-gains': { factor: 'illegalGainsYuan', name: '违法所得', divisor: 1, factorText: times, money: true },
  'multiple-of-goods-value': { factor: 'goodsValueYuan', name: '货值金额', divisor: 1, factorText: times, money: true },
  'multiple-of-cultivation-fee': { factor: 'cultivationFeeYuan', name: '耕地开垦费', divisor: 1, factorText: times, money: true },
  'multiple-of-reclamation-fee': { factor: 'reclamationFeeYuan', name: '土地复垦费', divisor: 1, factorText: times, money: true },
  'yuan-per-square-metre': {
    factor: 'areaSqm',
    name: '占用面积（平方米）',
    divisor: 1,
    factorText: (value) => `每平方米${value}元`,
    money: false,
  },
  'yuan-per-dog': { factor: 'dogCount', name: '超养犬只数', divisor: 1, factorText: (value) => `每只${value}元`, money: false },
};

/** The factor that turns a unit into yuan; null for plain yuan. */
export const baseFactorOf = (unit: PenaltyUnit): string | null => (unit === 'yuan' ? null : BASES[unit].factor);

export interface YuanRange {
  /** Yuan, at most two decimals. */
  min: number;
  max: number;
  minInclusive: boolean;
  maxInclusive: boolean;
}

export interface RangeLike {
  min: number;
  max: number;
  unit: PenaltyUnit;
  minInclusive: boolean;
  maxInclusive: boolean;
}

export type Figures = { range: YuanRange; lines: Line[] } | { range: null; lines: Line[] };

/**
 * The range in yuan. A lower bound is rounded up to the fen and an upper bound down, so that the figures stay inside.
 * Where the base is not filled in: no figures, and a line that says what is missing.
 */
export function figuresOf(name: string, range: RangeLike, facts: Facts): Figures {
  const { min, max, unit, minInclusive, maxInclusive } = range;
  if (unit === 'yuan') return { range: { min, max, minInclusive, maxInclusive }, lines: [] };
  const base = BASES[unit];
  const value = facts[base.factor];
  if (typeof value !== 'number') {
    return {
      range: null,
      lines: [{ text: `${name}以${PENALTY_UNIT_LABELS[unit]}计，填写“${needText(factorNeed(base.factor))}”后可折算为元` }],
    };
  }
  const lowFen = bound(base, value, min, 'up');
  const highFen = bound(base, value, max, 'down');
  if (lowFen === null || highFen === null) return { range: null, lines: [{ text: `${name}数额过大或者位数过多，不能折算` }] };
  const baseText = base.money ? `${base.name}${value}元` : `${base.name}${value}`;
  const lines: Line[] = [
    { text: `${name}下限：${baseText}×${base.factorText(min)}＝${yuanText(lowFen)}${rounded(base, value, min, lowFen, '进位')}` },
    { text: `${name}上限：${baseText}×${base.factorText(max)}＝${yuanText(highFen)}${rounded(base, value, max, highFen, '舍去')}` },
  ];
  if (value === 0) lines.push({ text: `${base.name}为零，按此计算没有罚款数额` });
  // 1.01 metres at 0.5 yuan round to two different fens: the range would be empty, so the bounds meet.
  return { range: { min: toYuan(Math.min(lowFen, highFen)), max: toYuan(highFen), minInclusive, maxInclusive }, lines };
}

function bound(base: UnitBase, value: number, factor: number, rounding: 'up' | 'down'): number | null {
  const fen = toFen(base.money ? value : factor);
  return fen === null ? null : scaleFen(fen, base.money ? factor : value, base.divisor, rounding);
}

function rounded(base: UnitBase, value: number, factor: number, fen: number, word: string): string {
  const other = bound(base, value, factor, word === '进位' ? 'down' : 'up');
  return other === fen ? '' : `（不足一分的${word}）`;
}
