/**
 * Whether every tier of a benchmark has facts that lead to it and all facts lead somewhere, by trying them: the tiers
 * tell facts apart only at the values that their criteria name, so one value of each piece between those stands for all.
 */
import { evaluateBenchmark } from '../discretion/benchmark.ts';
import { contradictions, limitsOf } from '../discretion/factors.ts';
import type { Facts, FactorValue } from '../discretion/factors.ts';
import type { Benchmark, BenchmarkTierName, Criterion, FactorDefinitions } from './benchmarks.ts';
import type { PenaltyStage } from './matters.ts';

/** Beyond this the facts are not tried; a benchmark of that size cannot be read by people either. */
const MOST = 200_000;

export interface StageReach {
  stage: PenaltyStage;
  reached: Set<BenchmarkTierName>;
  /** Facts that no tier takes; null where every tier takes its own. */
  nowhere: Facts | null;
}

/** null: too many facts to try. */
export function tierReach(benchmark: Benchmark, definitions: FactorDefinitions): StageReach[] | null {
  const criteria = benchmark.tiers.flatMap((tier) => tier.criteria);
  const keys = [...new Set(criteria.map(({ factor }) => factor))];
  const pieces = keys.map((key) => ({ key, values: valuesOf(key, criteria, definitions) }));
  if (pieces.reduce((all, { values }) => all * Math.max(values.length, 1), 1) > MOST) return null;
  const all = combined(pieces).filter((facts) => contradictions(facts).length === 0);
  return benchmark.stages.map((stage) => {
    const reached = new Set<BenchmarkTierName>();
    let nowhere: Facts | null = null;
    for (const facts of all) {
      if (!possibleAt(stage, facts)) continue;
      const answer = evaluateBenchmark(benchmark, facts);
      if (answer.kind === 'matched') reached.add(answer.tier.tier);
      else nowhere ??= facts;
    }
    return { stage, reached, nowhere };
  });
}

/** A fine for refusal presupposes that the wrong was not put right in time. */
const possibleAt = (stage: PenaltyStage, facts: Facts): boolean =>
  stage !== 'after-refusal' || (facts['correctedWithinDeadline'] !== true && facts['correctedOnSpot'] !== true);

function valuesOf(key: string, criteria: readonly Criterion[], definitions: FactorDefinitions): FactorValue[] {
  const type = definitions[key]?.type ?? '';
  if (type === 'boolean') return [true, false];
  if (type.startsWith('enum:')) return type.slice('enum:'.length).split('|');
  const bounds = [...new Set(criteria.filter(({ factor }) => factor === key).flatMap(boundsOf))].sort((a, b) => a - b);
  const { min, max } = limitsOf(key);
  const between =
    type === 'integer'
      ? bounds.flatMap((bound) => [bound - 1, bound, bound + 1])
      : bounds.flatMap((bound, index) => [bound, (bound + (bounds[index + 1] ?? bound + 2)) / 2]);
  return [...new Set([min, ...between])].filter((value) => value >= min && value <= max);
}

function boundsOf(criterion: Criterion): number[] {
  const { value } = criterion;
  if (typeof value === 'number') return [value];
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'number');
  return typeof value === 'object' ? Object.values(value).filter((one) => typeof one === 'number') : [];
}

const combined = (pieces: readonly { key: string; values: FactorValue[] }[]): Facts[] =>
  pieces.reduce<Facts[]>((all, { key, values }) => all.flatMap((facts) => values.map((value) => ({ ...facts, [key]: value }))), [{}]);
