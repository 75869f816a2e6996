/**
 * Evaluates a discretion benchmark (行政处罚法 34). How its tiers compete: the no-penalty tier takes the case when all of
 * it holds (33(1) leaves no choice there). What an `any` tier lists is an aggravating fact each: one of them takes the
 * case there, the gravest such tier first. Without an aggravating fact the mildest `all` tier whose conditions all hold.
 * Where none matches, 一般. A fact that was not filled in is neither true nor false: a tier that hangs on it stops the
 * evaluation and names it.
 */
import { BENCHMARK_TIERS, criterionLabel } from '../lists/benchmarks.ts';
import type { Benchmark, BenchmarkTier, BenchmarkTierName, Criterion } from '../lists/benchmarks.ts';
import { ALL_FACTORS, factorNeed, valueText } from './factors.ts';
import type { FactorNeed, Facts, FactorValue } from './factors.ts';

/** null: not decided, because facts are missing. */
type Outcome = boolean | null;

export interface TierEvaluation {
  tier: BenchmarkTierName;
  outcome: Outcome;
  /** `严重档（满足其一）：面积>20（实际25，符合）；……`. */
  text: string;
  missing: string[];
}

export type TierAnswer =
  | { kind: 'matched' | 'fallback'; tier: BenchmarkTier; evaluated: TierEvaluation[]; text: string }
  | { kind: 'missing'; needs: FactorNeed[]; evaluated: TierEvaluation[] }
  /** Nothing matched, and the benchmark has no 一般 tier to fall back on. */
  | { kind: 'no-tier'; evaluated: TierEvaluation[] };

function holds(criterion: Criterion, value: FactorValue): boolean {
  switch (criterion.op) {
    case '=':
      return value === criterion.value;
    case 'in':
      return criterion.value.includes(value);
    case 'range': {
      const { gt, gte, lt, lte } = criterion.value;
      return (
        typeof value === 'number' &&
        (gt === undefined || value > gt) &&
        (gte === undefined || value >= gte) &&
        (lt === undefined || value < lt) &&
        (lte === undefined || value <= lte)
      );
    }
    default:
      if (typeof value !== 'number') return false;
      if (criterion.op === '<') return value < criterion.value;
      if (criterion.op === '<=') return value <= criterion.value;
      return criterion.op === '>' ? value > criterion.value : value >= criterion.value;
  }
}

function criterionText(criterion: Criterion): string {
  const label = ALL_FACTORS[criterion.factor]?.label ?? criterion.factor;
  if (criterion.op === '=') return `${label}：${valueText(criterion.factor, criterion.value)}`;
  if (criterion.op === 'in') return `${label}：${criterion.value.map((value) => valueText(criterion.factor, value)).join('或')}`;
  return criterionLabel(criterion, ALL_FACTORS);
}

function evaluateTier(tier: BenchmarkTier, facts: Facts): TierEvaluation {
  const all = tier.tier === '不予处罚' || tier.match === 'all';
  const parts = tier.criteria.map((criterion) => {
    const value = facts[criterion.factor];
    const outcome: Outcome = value === undefined ? null : holds(criterion, value);
    const shown = value === undefined ? '未填' : `实际${valueText(criterion.factor, value)}，${outcome ? '符合' : '不符合'}`;
    return { factor: criterion.factor, outcome, text: `${criterionText(criterion)}（${shown}）` };
  });
  const decisive = parts.some((part) => part.outcome === !all);
  const open = parts.filter((part) => part.outcome === null);
  const outcome: Outcome = decisive ? !all : open.length > 0 ? null : all;
  const verdict = outcome === null ? '尚不能判断' : outcome ? '属于本档' : '不属于本档';
  return {
    tier: tier.tier,
    outcome,
    text: `${tier.tier}档（${all ? '须全部满足' : '满足其一'}）：${parts.map((part) => part.text).join('；')}——${verdict}`,
    missing: outcome === null ? [...new Set(open.map((part) => part.factor))] : [],
  };
}

const rank = (tier: BenchmarkTier): number => BENCHMARK_TIERS.indexOf(tier.tier);

/** How tiers compete; `gravest-first` is how cases up to rule 3 were graded, and are when they are read again. */
export const TIER_ORDERS = ['mildest-unless-aggravated', 'gravest-first'] as const;
export type TierOrder = (typeof TIER_ORDERS)[number];

export const TIER_ORDER_WORDS: Record<TierOrder, string> = {
  'mildest-unless-aggravated':
    '先判不予处罚档（须全部满足）；“满足其一”的档所列为加重事实，有其一的取该档，由重到轻；没有加重事实的，取条件全部满足的最轻一档；都不符合的取一般档',
  'gravest-first': '先判不予处罚档，再由重到轻，都不匹配取一般档',
};

function inOrder(benchmark: Benchmark, order: TierOrder): BenchmarkTier[] {
  const exempt = benchmark.tiers.filter((tier) => tier.tier === '不予处罚');
  const graded = benchmark.tiers.filter((tier) => tier.tier !== '不予处罚').sort((a, b) => rank(b) - rank(a));
  if (order === 'gravest-first') return [...exempt, ...graded];
  const aggravating = graded.filter((tier) => tier.match === 'any');
  return [...exempt, ...aggravating, ...graded.filter((tier) => tier.match === 'all').reverse()];
}

/** The tier that the facts fall into. The same facts always give the same tier. */
export function evaluateBenchmark(benchmark: Benchmark, facts: Facts, order: TierOrder = 'mildest-unless-aggravated'): TierAnswer {
  const evaluated: TierEvaluation[] = [];
  const missing: string[] = [];
  for (const tier of inOrder(benchmark, order)) {
    const evaluation = evaluateTier(tier, facts);
    evaluated.push(evaluation);
    if (evaluation.outcome === true) {
      if (missing.length > 0) break;
      return { kind: 'matched', tier, evaluated, text: `符合${tier.tier}档` };
    }
    for (const factor of evaluation.missing) if (!missing.includes(factor)) missing.push(factor);
  }
  if (missing.length > 0) return { kind: 'missing', needs: missing.map((factor) => factorNeed(factor)), evaluated };
  const ordinary = benchmark.tiers.find((tier) => tier.tier === '一般');
  return ordinary
    ? { kind: 'fallback', tier: ordinary, evaluated, text: '各档条件都不符合，按评定规则取一般档' }
    : { kind: 'no-tier', evaluated };
}

/** Every factor that the benchmark asks for, for the form. */
export function factorsOf(benchmark: Benchmark): FactorNeed[] {
  const keys = new Set(benchmark.tiers.flatMap((tier) => tier.criteria.map((criterion) => criterion.factor)));
  return [...keys].map((key) => factorNeed(key));
}

/**
 * Lighter tiers whose conditions the same facts meet as well, graded from the gravest down: that the conditions
 * overlap is the benchmark's own flaw, and the reader is told.
 */
export function lighterTiersMet(benchmark: Benchmark, than: BenchmarkTier, facts: Facts): TierEvaluation[] {
  return benchmark.tiers
    .filter((tier) => tier.tier !== '不予处罚' && rank(tier) < rank(than))
    .map((tier) => evaluateTier(tier, facts))
    .filter((evaluation) => evaluation.outcome === true);
}

/** Aggravating facts that stand beside a no-penalty tier that took the case: told to the legal review, not weighed. */
export function aggravatingBeside(benchmark: Benchmark, facts: Facts): TierEvaluation[] {
  return benchmark.tiers
    .filter((tier) => tier.tier !== '不予处罚' && tier.match === 'any')
    .map((tier) => evaluateTier(tier, facts))
    .filter((evaluation) => evaluation.outcome === true);
}
