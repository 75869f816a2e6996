import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALL_FACTORS, BENCHMARK_FACTORS } from '../../../domain/discretion/factors.ts';
import type { FactorValue } from '../../../domain/discretion/factors.ts';
import { derivePenalty } from '../../../domain/discretion/penalty.ts';
import { PENALTY_SUBJECTS } from '../../../domain/discretion/subject.ts';
import type { PenaltySubject } from '../../../domain/discretion/subject.ts';
import { BENCHMARK_TIERS } from '../../../domain/lists/benchmarks.ts';
import type { Benchmark, BenchmarkRange, Criterion } from '../../../domain/lists/benchmarks.ts';
import { PENALTY_STAGES } from '../../../domain/lists/matters.ts';
import type { PenaltyStage } from '../../../domain/lists/matters.ts';
import { benchmark, benchmarks, factorDefinitions, matter, matters } from '../lists/catalogue.ts';
import { ask, refused } from './ask.ts';

type Facts = Record<string, FactorValue>;

it('the dictionary of factors is the benchmark list’s own', () => expect(BENCHMARK_FACTORS).toEqual(factorDefinitions));

/** A possible value of a factor; numbers lie close to the thresholds that the benchmarks use. */
function valueOf(key: string): fc.Arbitrary<FactorValue> {
  const type = ALL_FACTORS[key]!.type;
  if (type === 'boolean') return fc.boolean();
  if (type === 'text') return fc.string();
  if (type.startsWith('enum:')) return fc.constantFrom(...type.slice(5).split('|'));
  if (key === 'timesWithinYear') return fc.integer({ min: 1, max: 4 });
  if (key === 'blockedWidthPercent') return fc.constantFrom(0, 10, 19.9, 20, 30, 30.5, 50, 99.9, 100);
  if (type === 'integer') return fc.integer({ min: 0, max: 8 });
  return fc.constantFrom(
    0,
    1,
    2,
    3,
    4.99,
    5,
    9.99,
    10,
    20,
    29,
    30,
    45,
    50,
    60,
    99,
    100,
    199,
    200,
    499,
    500,
    999,
    1000,
    2000,
    2999,
    3000,
    5999,
    6000,
    9999,
  );
}

const factorKeys = (row: Benchmark): string[] => {
  const criteria = row.tiers.flatMap((tier) => tier.criteria);
  return [...new Set(criteria.map((criterion) => criterion.factor))];
};
/** Everything that the benchmark asks for, free of contradictions. */
const completeFacts = (row: Benchmark): fc.Arbitrary<Facts> =>
  fc.record(Object.fromEntries(factorKeys(row).map((key) => [key, valueOf(key)]))).map((facts) => {
    const clean: Facts = { ...facts };
    if (clean['refusedCorrection'] === true) {
      if ('correctedWithinDeadline' in clean) clean['correctedWithinDeadline'] = false;
      if ('correctedOnSpot' in clean) clean['correctedOnSpot'] = false;
    }
    if (clean['spilled'] === false) clean['spilledAreaSqm'] = 0;
    return clean;
  });

/** The rule read from the list's `evaluation`, written once more and independently, for complete facts. */
function expectedTier(row: Benchmark, facts: Facts): string {
  const meets = ({ factor, op, value }: Criterion): boolean => {
    const actual = facts[factor] as never;
    if (op === 'range') {
      const bounds = value as { gt?: number; gte?: number; lt?: number; lte?: number };
      const above = actual > (bounds.gt ?? -1) && actual >= (bounds.gte ?? -1);
      return above && actual < (bounds.lt ?? Infinity) && actual <= (bounds.lte ?? Infinity);
    }
    if (op === 'in') return (value as unknown[]).includes(actual);
    if (op === '=') return actual === value;
    return { '<': actual < value, '<=': actual <= value, '>': actual > value, '>=': actual >= value }[op];
  };
  const none = row.tiers.find((tier) => tier.tier === '不予处罚');
  if (none?.criteria.every(meets)) return '不予处罚';
  const find = (name: string) => row.tiers.find((candidate) => candidate.tier === name);
  // Aggravating facts, the gravest first.
  for (const name of ['严重', '较重', '一般', '轻微']) {
    if (find(name)?.match === 'any' && find(name)!.criteria.some(meets)) return name;
  }
  // None: the mildest tier that holds altogether.
  for (const name of ['轻微', '一般', '较重', '严重']) {
    if (find(name)?.match === 'all' && find(name)!.criteria.every(meets)) return name;
  }
  return '一般';
}

/** Subject and stage pairs that the benchmark has a range for. */
const pairs = (row: Benchmark) => {
  const seen = new Map(row.tiers.flatMap((tier) => tier.ranges).map((range) => [`${range.subjectKind}/${range.stage}`, range]));
  return [...seen.values()].map(({ subjectKind, stage }) => ({ subjectKind, stage }));
};

describe.each(benchmarks.map((row) => [row.matterCode, row] as const))('benchmark %s', (code, row) => {
  it('gives the tier of its own rule, the range of that tier, inside the clause, and the same again', () => {
    for (const { subjectKind, stage } of pairs(row)) {
      fc.assert(
        fc.property(completeFacts(row), (facts) => {
          const answer = ask(code, { subjectKind, stage, factors: facts });
          const again = ask(code, { subjectKind, stage, factors: Object.fromEntries(Object.entries(facts).reverse()) });
          const tier = row.tiers.find((candidate) => candidate.tier === expectedTier(row, facts))!;
          const range = tier.ranges.find((entry) => entry.subjectKind === subjectKind && entry.stage === stage);
          if (!answer.ok) {
            // SW-0103 alone: a tier that fines at another stage only.
            expect([code, answer.code]).toEqual(['SW-0103', 'tier-needs-other-stage']);
            expect(tier.ranges.length > 0 && range === undefined).toBe(true);
            return;
          }
          expect(again).toMatchObject({ tier: answer.tier, range: answer.range, figures: answer.figures });
          expect(answer.tier).toBe(tier.tier);
          expect(answer.range).toEqual(
            range
              ? { min: range.min, max: range.max, unit: range.unit, minInclusive: range.min > 0, maxInclusive: range.maxInclusive }
              : null,
          );
          if (answer.range) {
            expect(answer.statutory).not.toBeNull();
            expect(answer.range.unit).toBe(answer.statutory!.unit);
            expect(answer.range.min).toBeGreaterThanOrEqual(answer.statutory!.min);
            expect(answer.range.max).toBeLessThanOrEqual(answer.statutory!.max);
          }
        }),
        { numRuns: 60 },
      );
    }
  });

  it('never guesses: with facts left out it answers as with them filled in, or asks for one of those', () => {
    const [pair] = pairs(row);
    fc.assert(
      fc.property(completeFacts(row), fc.subarray(factorKeys(row)), (facts, left) => {
        const partial = Object.fromEntries(Object.entries(facts).filter(([key]) => !left.includes(key)));
        const whole = ask(code, { ...pair!, factors: facts });
        const some = ask(code, { ...pair!, factors: partial });
        if (!some.ok && some.code === 'factors-missing') {
          expect(some.missing!.length).toBeGreaterThan(0);
          expect(some.missing!.every((need) => left.includes(need.key))).toBe(true);
          expect(some.needs.every((need, index) => need.startsWith(`${some.missing![index]!.key}：${some.missing![index]!.label}`))).toBe(
            true,
          );
        } else if (some.ok && whole.ok) expect([some.tier, some.range]).toEqual([whole.tier, whole.range]);
        else expect([some.ok, some.ok || some.code]).toEqual([whole.ok, whole.ok || whole.code]);
      }),
      { numRuns: 80 },
    );
  });

  it('more of a thing never makes it lighter', () => {
    const numeric = factorKeys(row).filter((key) => /number|integer/.test(ALL_FACTORS[key]!.type));
    const [pair] = pairs(row);
    for (const key of numeric) {
      fc.assert(
        fc.property(completeFacts(row), valueOf(key), valueOf(key), (facts, a, b) => {
          if (facts['spilled'] === false) return;
          const [less, more] = [Math.min(a as number, b as number), Math.max(a as number, b as number)];
          const [low, high] = [less, more].map((value) => ask(code, { ...pair!, factors: { ...facts, [key]: value } }));
          if (!low!.ok || !high!.ok || low!.tier === null || high!.tier === null) return;
          expect(BENCHMARK_TIERS.indexOf(high!.tier)).toBeGreaterThanOrEqual(BENCHMARK_TIERS.indexOf(low!.tier));
        }),
        { numRuns: 60 },
      );
    }
  });
});

describe('every matter, subject and stage', () => {
  const dates = [
    ['2026-09-01', '2026-11-21'],
    ['2026-07-01', '2026-11-21'],
    ['2026-07-01', '2026-08-01'],
    ['2025-06-01', '2026-01-10'],
  ] as const;

  it('derives, or refuses with a code, a Chinese sentence and what is needed', () => {
    let derivations = 0;
    let refusals = 0;
    for (const row of matters) {
      for (const subjectKind of PENALTY_SUBJECTS) {
        for (const stage of PENALTY_STAGES) {
          for (const [conductOn, decidedOn] of dates) {
            const answer = ask(row.code, { subjectKind, stage, conductOn, decidedOn });
            if (answer.ok) {
              derivations += 1;
              expect(answer.lines.length).toBeGreaterThan(3);
              expect(answer.lines.every((line) => /\p{Script=Han}/u.test(line.text))).toBe(true);
            } else {
              refusals += 1;
              expect(answer.code).toMatch(/^[a-z]+(-[a-z]+)+$/);
              expect(answer.message).toMatch(/\p{Script=Han}/u);
              expect(answer.needs.length).toBeGreaterThan(0);
            }
          }
        }
      }
    }
    expect(derivations + refusals).toBe(124 * 4 * 3 * 4);
    expect(derivations).toBeGreaterThan(1000);
  });

  it('each subject of each matter gets an answer at some stage, once its facts are given', () => {
    const facts: Facts = {
      timesWithinYear: 1,
      harm: 'minor',
      refusedCorrection: false,
      correctedWithinDeadline: false,
      correctedOnSpot: false,
      areaSqm: 8,
      durationDays: 1,
      facilityDamaged: false,
      goodsValueYuan: 800,
      illegalGainsYuan: 500,
      removableImpact: true,
      projectScale: 'small',
      spilled: false,
      spilledAreaSqm: 0,
      causedAccident: false,
      blockedWidthPercent: 10,
      crowdedVenue: false,
      hydrantCount: 2,
      fireEngineObstructed: false,
      foodAccident: false,
      cateringStage: true,
      supplierTraceable: true,
      correctedWithinDays: 9,
      baseStoves: 2,
      fireSpread: false,
      exceedDb: 2,
      night: false,
      cylinderCount: 1,
      trafficBlocked: false,
      dogHeightCm: 30,
      volumeCubicM: 1,
      floodSeason: false,
      landType: 'agricultural',
    };
    const circumstances = ['户外广告设施的设置者', '经营性单位和个人'];
    const without: string[] = [];
    for (const row of matters) {
      for (const subjectKind of row.subjectKinds) {
        const answers = PENALTY_STAGES.flatMap((stage) =>
          circumstances.map((circumstance) => ask(row.code, { subjectKind, stage, factors: { ...facts, circumstance } })),
        );
        if (!answers.some((answer) => answer.ok))
          without.push(`${row.code} ${subjectKind} ${answers.map((answer) => answer.ok || answer.code)[0]}`);
      }
    }
    // The clause sets no amount: to be entered from the local regulation before anything can be derived.
    expect(without).toEqual(
      ['CG-0117', 'CG-0118', 'GH-0104', 'GH-0105'].flatMap((code) => [
        `${code} citizen amount-not-set`,
        `${code} organisation amount-not-set`,
      ]),
    );
  });

  it('never throws, whatever is typed', () => {
    const anything = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null), fc.integer(), fc.constant(Number.NaN));
    const keys = fc.oneof(
      fc.constantFrom(...Object.keys(ALL_FACTORS)),
      fc.string(),
      fc.constantFrom('__proto__', 'constructor', 'toString'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...matters),
        fc.constantFrom(...PENALTY_SUBJECTS),
        fc.constantFrom(...PENALTY_STAGES),
        fc.dictionary(keys, anything, { maxKeys: 8 }),
        fc.constantFrom('2026-09-01', '2026-02-30', '', '2025-01-01'),
        (row, subjectKind: PenaltySubject, stage: PenaltyStage, factors, conductOn) => {
          const answer = derivePenalty({
            matter: row,
            benchmark: benchmark(row.code) ?? null,
            subjectKind,
            stage,
            factors,
            conductOn,
            decidedOn: '2026-11-21',
          });
          expect(answer.ok || answer.needs.length > 0).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('facts that cannot be', () => {
  it.each<[string, Facts, string]>([
    ['CG-0101', { colour: 'red' }, 'factor-invalid'],
    ['CG-0101', { areaSqm: -1 }, 'factor-invalid'],
    ['CG-0101', { areaSqm: '5' }, 'factor-invalid'],
    ['CG-0101', { areaSqm: Number.POSITIVE_INFINITY }, 'factor-invalid'],
    ['XF-0102', { blockedWidthPercent: 101 }, 'factor-invalid'],
    ['NY-0102', { timesWithinYear: 0 }, 'factor-invalid'],
    ['NY-0102', { timesWithinYear: 1.5 }, 'factor-invalid'],
    ['NY-0102', { harm: 'huge' }, 'factor-invalid'],
    ['NY-0102', { refusedCorrection: true, correctedWithinDeadline: true }, 'factors-contradict'],
    ['ST-0106', { spilled: false, spilledAreaSqm: 3 }, 'factors-contradict'],
    ['NY-0102', { firstViolation: true, timesWithinYear: 2 }, 'factors-contradict'],
    ['SP-0105', { goodsValueYuan: 0.001 }, 'factor-invalid'],
    ['NY-0102', { constructor: 1 }, 'factor-invalid'],
  ])('%s %j → %s', (code, factors, expected) => {
    const stage = code === 'CG-0101' ? 'after-refusal' : 'direct';
    const answer = refused(code, { factors, stage });
    expect(answer.code).toBe(expected);
    expect(answer.needs.length).toBeGreaterThan(0);
  });

  it('a benchmark of another matter', () => {
    expect(
      derivePenalty({
        matter: matter('CG-0101'),
        benchmark: benchmark('CG-0102')!,
        subjectKind: 'citizen',
        stage: 'after-refusal',
        factors: {},
        conductOn: '2026-09-01',
        decidedOn: '2026-11-21',
      }),
    ).toMatchObject({ ok: false, code: 'benchmark-mismatch' });
  });

  it('a benchmark outside the clause is refused, not followed', () => {
    const row = benchmark('CG-0101')!;
    const raise = (range: BenchmarkRange) => ({ ...range, max: 9999 });
    const wild = { ...row, tiers: row.tiers.map((tier) => ({ ...tier, ranges: tier.ranges.map(raise) })) };
    expect(ask('CG-0101', { stage: 'after-refusal', factors: { areaSqm: 20 }, benchmark: wild })).toMatchObject({
      ok: false,
      code: 'benchmark-outside-law',
    });
  });
});
