import { describe, expect, it } from 'vitest';
import type { Benchmark } from '../../../domain/lists/benchmarks.ts';
import { checkBenchmarks } from '../../../domain/lists/check-benchmarks.ts';
import { checkDuties, checkPatrolItems } from '../../../domain/lists/check-duties.ts';
import { checkMatters } from '../../../domain/lists/check-matters.ts';
import type { Matter } from '../../../domain/lists/matters.ts';
import type { RowFinding } from '../../../domain/lists/row-check.ts';
import { benchmark, benchmarks, departments, duties, factorDefinitions, matter, matters, patrolItems } from './catalogue.ts';

const brief = (findings: RowFinding[]) => findings.map((finding) => `${finding.severity} ${finding.item} ${finding.field} ${finding.code}`);

describe('the shipped catalogue: what is known to be wrong or open in it', () => {
  it('matters: four without an amount, two unverified, one stage to look up', () => {
    expect(brief(checkMatters(matters))).toEqual([
      'warning CG-0117 penalties.0.max amount-not-set',
      'warning CG-0117 penalties.1.max amount-not-set',
      'warning CG-0118 penalties.0.max amount-not-set',
      'warning CG-0118 penalties.1.max amount-not-set',
      'warning GH-0104 penalties.0.max amount-not-set',
      'warning GH-0104 penalties.1.max amount-not-set',
      'warning GH-0105 penalties.2.max amount-not-set',
      'warning GH-0105 penalties.3.max amount-not-set',
      // 先责令改正, and yet a fine at once: the clause could not be read.
      'warning WJ-0106 penalties.0.stage direct-fine-before-correction',
      'warning WJ-0106 verified not-verified',
      'warning XF-0107 verified not-verified',
    ]);
  });

  it('benchmarks: every tier has facts that lead to it and all facts lead somewhere; the rest are remarks', () => {
    const findings = checkBenchmarks(benchmarks, matters, factorDefinitions);
    expect(brief(findings.filter((finding) => finding.severity === 'error'))).toEqual([]);
    const remarks = findings.filter((finding) => finding.severity === 'warning');
    expect(brief(remarks)).toEqual([
      // Fixed at 2000 and at 5000 yuan: nothing between.
      'warning ST-0106 tiers.2.ranges ranges-gap',
      'warning ST-0106 tiers.2.ranges ranges-gap',
      // 严重 is the clause's other fine (up to 10 %, beside confiscation), so it overlaps.
      'warning GH-0101 tiers.2.ranges ranges-overlap',
      'warning GH-0101 tiers.2.ranges ranges-overlap',
    ]);
  });

  it('duties: two keywords are claimed by two departments; patrol items are clean', () => {
    expect(brief(checkDuties(duties, departments))).toEqual([
      'warning ZR-D05 keywords.0 keyword-contested',
      'warning WL-D04 keywords.1 keyword-contested',
    ]);
    expect(
      checkPatrolItems(
        patrolItems,
        departments,
        matters.map((row) => row.code),
      ),
    ).toEqual([]);
  });
});

const codes = (findings: RowFinding[]) => findings.map((finding) => `${finding.field} ${finding.code}`);

describe('matters', () => {
  const base = matter('CG-0103');
  const fine = base.penalties[0]!;
  const check = (change: Partial<Matter>) => codes(checkMatters([{ ...base, ...change }]));
  const withFine = (change: Partial<typeof fine>) => check({ penalties: [{ ...fine, ...change }, base.penalties[1]!] });

  it('accepts the row as it is', () => expect(check({})).toEqual([]));

  it('finds a code that stands twice, with the row it repeats', () => {
    const findings = checkMatters([base, matter('CG-0101'), base]);
    expect(findings).toEqual([
      { row: 3, item: 'CG-0103', field: 'code', code: 'duplicate-code', message: '编号“CG-0103”与第1行重复', severity: 'error' },
    ]);
  });

  it.each([
    ['min over max', { min: 4000 }, ['penalties.0.min min-over-max']],
    ['amount without unit', { unit: null }, ['penalties.0.unit amount-without-unit']],
    ['half a range', { min: null }, ['penalties.0.min half-range', 'penalties.0.max amount-not-set']],
    ['a fine of nothing', { min: 0, max: 0 }, ['penalties.0.max zero-maximum', 'simplifiedProcedureEligible simplified-flag']],
    [
      'an amount on a warning',
      { kind: '警告' as const },
      ['penalties.0 amount-on-non-fine', 'simplifiedProcedureEligible simplified-flag', 'warningAvailable warning-flag'],
    ],
  ])('finds %s', (_name, change, expected) => expect(withFine(change)).toEqual(expected));

  it('finds two fines nothing tells apart', () => {
    expect(check({ penalties: [fine, { ...fine, max: 5000 }, base.penalties[1]!] })).toEqual(['penalties.1 alternatives-alike']);
  });

  it('finds subjects without rows and rows without subjects', () => {
    expect(check({ subjectKinds: ['citizen'] })).toEqual(['penalties row-without-subject']);
    expect(check({ penalties: [fine], subjectKinds: ['citizen', 'organisation'] })).toEqual(['subjectKinds subject-without-row']);
  });

  it.each([
    ['overlap', '2026-08-15', ['predecessor.effectiveUntil law-overlap']],
    ['gap', '2026-08-01', ['predecessor.effectiveUntil law-gap']],
    ['seamless', '2026-08-14', []],
  ])('old and new law: %s', (_name, effectiveUntil, expected) => {
    const row = matter('ST-0104');
    expect(codes(checkMatters([{ ...row, predecessor: { ...row.predecessor!, effectiveUntil } }]))).toEqual(expected);
  });

  it('finds a predecessor whose successor has no first day, and flags that contradict the rows', () => {
    const row = matter('ST-0104');
    expect(codes(checkMatters([{ ...row, effectiveFrom: null }]))).toEqual(['effectiveFrom predecessor-without-start']);
    expect(check({ firstViolationExemptible: true })).toEqual(['firstViolation first-violation-mismatch']);
    expect(check({ simplifiedProcedureEligible: { citizen: true, organisation: true } })).toEqual([
      'simplifiedProcedureEligible simplified-flag',
    ]);
    expect(check({ orderToCorrect: false })).toEqual(['orderToCorrect correction-first-without-order']);
  });
});

describe('benchmarks', () => {
  const base = benchmark('CG-0101')!;
  const check = (change: Partial<Benchmark>) => codes(checkBenchmarks([{ ...base, ...change }], matters, factorDefinitions));
  const [light, middle, heavy] = base.tiers;
  const tiers = (...list: Benchmark['tiers']) => check({ tiers: list });

  it('accepts the row as it is', () => expect(check({})).toEqual([]));

  it('finds unknown matters and factors', () => {
    expect(check({ matterCode: 'XX-1' })).toEqual(['matterCode unknown-matter']);
    expect(tiers(light!, middle!, { ...heavy!, criteria: [{ factor: 'colour', op: '=', value: 'red' }] })).toEqual([
      'tiers.2.criteria.0.factor unknown-factor',
    ]);
  });

  it('finds a range outside the clause, the wrong way round, or of another stage', () => {
    const over = { ...heavy!, ranges: heavy!.ranges.map((range) => ({ ...range, max: range.max + 1 })) };
    expect(tiers(light!, middle!, over)).toEqual([
      'tiers.2.ranges.0 outside-clause',
      'tiers.2.ranges.1 outside-clause',
      'tiers ceiling-out-of-reach',
      'tiers ceiling-out-of-reach',
    ]);
    const turned = middle!.ranges.map((range) => ({ ...range, min: range.max, max: range.min }));
    const reversed = { ...middle!, ranges: turned };
    expect(tiers(light!, reversed, heavy!)).toContain('tiers.1.ranges.0.min min-over-max');
    expect(check({ stages: ['direct'] })).toContain('tiers.0.ranges.0.stage stage-not-listed');
  });

  it('finds values that no tier speaks of, and holes and overlaps of the ranges', () => {
    const later = { ...heavy!, criteria: [{ factor: 'areaSqm', op: '>=' as const, value: 12 }] };
    expect(tiers(light!, middle!, later)).toEqual(['tiers facts-without-tier']);
    const lower = { ...light!, ranges: light!.ranges.map((range) => ({ ...range, max: range.max - 100 })) };
    expect(tiers(lower, middle!, heavy!)).toEqual(['tiers.1.ranges ranges-gap', 'tiers.1.ranges ranges-gap']);
    const higher = { ...light!, ranges: light!.ranges.map((range) => ({ ...range, max: range.max + 10 })) };
    expect(tiers(higher, middle!, heavy!)).toEqual(['tiers.1.ranges ranges-overlap', 'tiers.1.ranges ranges-overlap']);
    const inclusive = { ...light!, ranges: light!.ranges.map((range) => ({ ...range, maxInclusive: true })) };
    expect(tiers(inclusive, middle!, heavy!)).toEqual(['tiers.1.ranges ranges-touch', 'tiers.1.ranges ranges-touch']);
  });

  it('finds a tier that no facts lead to, at each stage that it has a range for', () => {
    const unreachable = 'tiers.0.criteria tier-unreachable';
    const harm = { factor: 'harm', op: 'in' as const, value: ['serious', 'medium'] };
    const any = { ...heavy!, match: 'any' as const, criteria: [heavy!.criteria[0]!, harm] };
    const light2 = (...criteria: Benchmark['tiers'][number]['criteria']) => tiers({ ...light!, criteria }, middle!, any);
    // Medium harm is an aggravating fact, so what asks for it is never the mild tier's; minor harm is.
    expect(light2({ factor: 'harm', op: '=', value: 'medium' }, { factor: 'night', op: '=', value: true })).toContain(unreachable);
    expect(light2({ factor: 'harm', op: '=', value: 'minor' })).not.toContain(unreachable);
    // No area is below 3 and above 4.
    expect(light2({ factor: 'areaSqm', op: '<', value: 3 }, { factor: 'areaSqm', op: '>', value: 4 })).toContain(unreachable);
    // A mild tier inside the next one is reached: the mildest whose conditions all hold.
    expect(light2({ factor: 'areaSqm', op: 'range', value: { gte: 6, lt: 9 } })).not.toContain(unreachable);
    // Fined for missing the date, and yet asked to have kept it.
    expect(light2({ factor: 'correctedWithinDeadline', op: '=', value: true })).toContain(unreachable);
  });

  it('finds facts that no tier takes, and names some', () => {
    const owed = { ...light!, criteria: [...light!.criteria, { factor: 'harm', op: '=' as const, value: 'none' }] };
    const found = checkBenchmarks([{ ...base, tiers: [owed, middle!, heavy!] }], matters, factorDefinitions);
    // Below 5 square metres with any harm: neither 轻微 nor another tier.
    expect(found.map(({ code, message }) => [code, message])).toEqual([
      ['facts-without-tier', '有的事实没有一档可取，例如占用、堆放、焚烧等面积（平方米）0、危害后果轻微，请补充条件'],
    ]);
  });

  it('finds refusal weighed twice where the clause fines refusal by itself', () => {
    const refused = { factor: 'refusedCorrection', op: '=' as const, value: true };
    expect(tiers(light!, middle!, { ...heavy!, match: 'any', criteria: [...heavy!.criteria, refused] })).toEqual([
      'tiers.2.criteria.1 refusal-weighed-twice',
    ]);
  });

  it('finds a missing ordinary tier, a tier twice, a fine in the no-penalty tier, an empty tier', () => {
    expect(tiers(light!, heavy!)).toContain('tiers no-ordinary-tier');
    expect(tiers(light!, middle!, heavy!, heavy!)).toContain('tiers.3.tier duplicate-tier');
    expect(tiers({ ...light!, tier: '不予处罚' }, middle!, heavy!)).toContain('tiers.0.ranges fine-in-no-penalty-tier');
    expect(tiers({ ...light!, ranges: [] }, middle!, heavy!)).toContain('tiers.0.decision empty-tier');
  });

  it('finds values a factor cannot have', () => {
    const wrong = (criterion: Benchmark['tiers'][number]['criteria'][number]) =>
      tiers({ ...light!, criteria: [criterion] }, middle!, heavy!);
    expect(wrong({ factor: 'harm', op: '=', value: 'huge' })).toContain('tiers.0.criteria.0.value wrong-value');
    expect(wrong({ factor: 'night', op: '=', value: 1 })).toContain('tiers.0.criteria.0.value wrong-value');
    expect(wrong({ factor: 'harm', op: '<', value: 3 })).toContain('tiers.0.criteria.0.value wrong-value');
    expect(wrong({ factor: 'areaSqm', op: 'range', value: {} })).toContain('tiers.0.criteria.0.value wrong-value');
    expect(wrong({ factor: 'areaSqm', op: 'range', value: { gt: 5, lte: 5 } })).toContain('tiers.0.criteria.0.value wrong-value');
  });
});

describe('duties and patrol items', () => {
  it('finds departments nobody knows, twice, or both leading and assisting', () => {
    const duty = {
      ...duties[0]!,
      leadDepartment: '宇航局',
      assistingDepartments: ['宇航局', '公安局', '公安局'],
      keywords: ['占道', '占道'],
    };
    expect(codes(checkDuties([duty], departments))).toEqual([
      'leadDepartment unknown-department',
      'assistingDepartments.0 unknown-department',
      'assistingDepartments.0 lead-assists',
      'assistingDepartments.2 department-twice',
      'keywords.1 keyword-twice',
    ]);
  });

  it('finds matters nobody knows and groups that fall apart', () => {
    const [first, second] = patrolItems.filter((item) => item.mergeGroupId === 'restaurant');
    const findings = checkPatrolItems(
      [
        { ...first!, relatedMatters: ['ZZ-9'], source: { title: '编' } },
        { ...second!, mergeGroup: '另一组', object: '别的' },
      ],
      departments,
      matters.map((row) => row.code),
    );
    expect(codes(findings)).toEqual(['relatedMatters.0 unknown-matter', 'mergeGroup group-name-differs', 'object group-object-differs']);
  });
});
