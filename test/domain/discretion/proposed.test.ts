import { describe, expect, it } from 'vitest';
import { CASE_RULES } from '../../../domain/county/names.ts';
import { deriveLighter, lighterOf } from '../../../domain/discretion/lighter.ts';
import { checkProposed } from '../../../domain/discretion/proposed.ts';
import type { Proposed } from '../../../domain/discretion/proposed.ts';
import type { BenchmarkRange } from '../../../domain/lists/benchmarks.ts';
import { benchmark, matter } from '../lists/catalogue.ts';
import { derived } from './ask.ts';

const verdict = (derivation: ReturnType<typeof derived>, proposed: Proposed) => {
  const answer = checkProposed({ derivation, proposed });
  return answer.ok ? (answer.deviates ? 'deviates' : 'ok') : answer.code;
};

describe('a proposed fine against its derivation', () => {
  // 一般: 500 up to, not including, 600; the clause 200 to 1000.
  const street = derived('CG-0101', { stage: 'after-refusal', factors: { areaSqm: 7 } });
  const approved = { reason: '当事人多次被投诉，社会影响较大', approvedBy: '县执法局负责人' };

  it.each<[number, Proposed['deviation'], string]>([
    [500, null, 'ok'],
    [599.99, null, 'ok'],
    [600, null, 'deviation-reason-required'],
    [499.99, null, 'deviation-reason-required'],
    [1000, null, 'deviation-reason-required'],
    [1000, { reason: '  ', approvedBy: '局长' }, 'deviation-reason-required'],
    [1000, { reason: '影响大', approvedBy: null }, 'deviation-approval-required'],
    [1000, approved, 'deviates'],
    [200, approved, 'deviates'],
    // Outside the clause no reason and no approval helps.
    [1000.01, approved, 'outside-statutory-range'],
    [199.99, approved, 'outside-statutory-range'],
    // 逾期不改正的，处…罚款: no fine at all is a reduction, and there is no ground for one.
    [0, null, 'fine-required'],
    [0, approved, 'fine-required'],
    [-1, null, 'fine-invalid'],
    [500.001, null, 'fine-invalid'],
  ])('%d yuan, %j: %s', (fine, deviation, expected) => expect(verdict(street, { fine, deviation: deviation ?? null })).toBe(expected));

  it('says by how much, on which basis and what would make it possible', () => {
    expect(checkProposed({ derivation: street, proposed: { fine: 800 } })).toEqual({
      ok: false,
      code: 'deviation-reason-required',
      message: '拟罚800元，不在一般档裁量幅度500元至600元（不含600元）内，须说明偏离裁量基准的理由并经上一级批准',
      needs: ['偏离裁量基准的理由', '上一级负责人批准'],
      // 行政处罚法 34 asks for published benchmarks and says nothing of leaving them.
      basis: [`${CASE_RULES}（内部规则：偏离裁量基准说明理由并经上一级批准）`],
    });
    expect(checkProposed({ derivation: street, proposed: { fine: 2000 } })).toMatchObject({ needs: ['罚款不超过1000元'] });
  });

  it('below the floor only where the law lets reduce, and then approved', () => {
    const young = derived('CG-0101', { stage: 'after-refusal', factors: { areaSqm: 7, ageYears: 16 } });
    expect(verdict(young, { fine: 100 })).toBe('deviation-reason-required');
    expect(verdict(young, { fine: 100, deviation: approved })).toBe('deviates');
    expect(verdict(young, { fine: 0, deviation: approved })).toBe('deviates');
    expect(verdict(young, { fine: 1001, deviation: approved })).toBe('outside-statutory-range');
  });

  it('a clause "up to" some sum allows any sum above nothing', () => {
    const answer = derived('SW-0103', { factors: { harm: 'medium', correctedWithinDeadline: true, refusedCorrection: false } });
    expect(verdict(answer, { fine: 0.01 })).toBe('ok');
    expect(verdict(answer, { fine: 50000 })).toBe('ok');
    expect(verdict(answer, { fine: 50000.01 })).toBe('outside-statutory-range');
  });

  it('no-penalty tiers, ages and stages without a fine', () => {
    const none = derived('ST-0106', { factors: { timesWithinYear: 1, spilled: false, spilledAreaSqm: 0, causedAccident: false } });
    expect(verdict(none, { fine: 0 })).toBe('ok');
    expect(verdict(none, { fine: 2000 })).toBe('deviation-reason-required');
    expect(verdict(none, { fine: 2000, deviation: approved })).toBe('deviates');
    const child = derived('CG-0109', { factors: { ageYears: 13 } });
    expect(verdict(child, { fine: 20, deviation: approved })).toBe('no-penalty-by-law');
    expect(verdict(child, { fine: 0 })).toBe('ok');
    expect(verdict(derived('SP-0102', { stage: 'direct' }), { fine: 100, deviation: approved })).toBe('no-fine-here');
    expect(verdict(derived('SP-0102', { stage: 'direct' }), { fine: 0, kinds: ['警告'] })).toBe('ok');
  });

  it('penalties that the clause does not know', () => {
    expect(verdict(street, { fine: 500, kinds: ['吊销许可证件'] })).toBe('kind-not-in-clause');
    expect(verdict(derived('ST-0113', { subjectKind: 'organisation' }), { fine: 100000, kinds: ['没收违法所得'] })).toBe('ok');
    expect(verdict(derived('CG-0109'), { fine: 0 })).toBe('nothing-imposed');
    // 物业管理条例 63: 给予警告，并…处以罚款.
    expect(verdict(derived('WY-0102'), { fine: 0, kinds: ['警告'] })).toBe('fine-required');
    expect(verdict(derived('WY-0102'), { fine: 1_000, kinds: ['警告'] })).toBe('ok');
  });

  it('警告或者罚款: the warning alone is inside the benchmark, both together are not (消防法 60(2))', () => {
    const mild = derived('XF-0102', { factors: { blockedWidthPercent: 25, crowdedVenue: false } });
    expect(verdict(mild, { fine: 0, kinds: ['警告'] })).toBe('ok');
    expect(verdict(mild, { fine: 100, kinds: ['警告'] })).toBe('either-or');
    expect(verdict(mild, { fine: 100 })).toBe('ok');
    expect(verdict(mild, { fine: 0 })).toBe('fine-required');
    // A list that does not say how the clause gives the warning leaves it a deviation.
    const silent = { ...mild, otherPenalties: [{ kind: '警告' as const, isPenalty: true, note: null }], fineImposition: 'may' as const };
    expect(verdict(silent, { fine: 0, kinds: ['警告'] })).toBe('deviation-reason-required');
  });

  it('可以处罚款 with a warning that shall be given: no fine is a deviation from the benchmark, not from the law', () => {
    const noise = derived('ST-0111', { stage: 'after-refusal', factors: { timesWithinYear: 1, harm: 'none' } });
    expect(noise.range).toMatchObject({ min: 200, max: 467 });
    expect(verdict(noise, { fine: 0, kinds: ['警告'] })).toBe('deviation-reason-required');
    expect(verdict(noise, { fine: 0, kinds: ['警告'], deviation: approved })).toBe('deviates');
  });

  it('shares and multiples are compared in yuan, and not at all without their base', () => {
    const facts = { projectScale: 'small', correctedWithinDeadline: true, removableImpact: true, refusedCorrection: false };
    expect(verdict(derived('GH-0101', { factors: facts }), { fine: 6000 })).toBe('figures-missing');
    const answer = derived('GH-0101', { factors: { ...facts, projectCostYuan: 100000 } });
    expect([5000, 6999.99, 7000, 10000, 10000.01, 4999.99].map((fine) => verdict(answer, { fine }))).toEqual([
      'ok',
      'ok',
      'deviation-reason-required',
      'deviation-reason-required',
      'outside-statutory-range',
      'outside-statutory-range',
    ]);
  });
});

describe('the lighter of two derivations', () => {
  const at = (areaSqm: number) => derived('CG-0101', { stage: 'after-refusal', factors: { areaSqm } });

  it('by the ceiling, then the floor', () => {
    expect(lighterOf(at(4), at(7)).lighter).toBe('first');
    expect(lighterOf(at(12), at(7)).lighter).toBe('second');
    expect(lighterOf(at(7), at(7)).lighter).toBe('same');
  });

  it('a benchmark revised meanwhile', () => {
    const row = benchmark('CG-0101')!;
    const lower = (range: BenchmarkRange) => (range.max === 600 ? { ...range, max: 550 } : range);
    const milder = { ...row, tiers: row.tiers.map((tier) => ({ ...tier, ranges: tier.ranges.map(lower) })) };
    const now = derived('CG-0101', { stage: 'after-refusal', factors: { areaSqm: 7 }, benchmark: milder });
    const answer = lighterOf(at(7), now);
    expect(answer.lighter).toBe('second');
    expect(answer.lines.at(-1)!.text).toBe('后者较轻');
  });

  it('no fine is lighter than a fine; different units are unclear until both are in yuan', () => {
    const none = derived('ST-0106', { factors: { timesWithinYear: 1, spilled: false, spilledAreaSqm: 0, causedAccident: false } });
    const some = derived('ST-0106', { factors: { timesWithinYear: 2, spilled: false, spilledAreaSqm: 0, causedAccident: false } });
    expect(lighterOf(none, some).lighter).toBe('first');
    const share = (more: Record<string, number>) => derived('GH-0103', { factors: { ...more } });
    expect(lighterOf(share({}), at(7)).lighter).toBe('unclear');
    // Up to 100 % of 500 yuan and an order to demolish, which is no penalty: 0–500 against 500–600.
    expect(lighterOf(share({ projectCostYuan: 500 }), at(7)).lighter).toBe('first');
  });
});

describe('the lists of the conduct’s day and those of the decision', () => {
  const question = {
    matter: matter('CG-0101'),
    benchmark: benchmark('CG-0101') ?? null,
    subjectKind: 'citizen',
    stage: 'after-refusal',
    conductOn: '2026-09-01',
    decidedOn: '2026-11-21',
    factors: { areaSqm: 7 },
    versions: { matters: '1', benchmarks: '1' },
  } as const;
  /** 一般 is 500 to 600 yuan; its ceiling in a benchmark revised since. */
  const revised = (ceiling: number) => {
    const row = benchmark('CG-0101')!;
    const tiers = row.tiers.map((tier) => ({
      ...tier,
      ranges: tier.ranges.map((range: BenchmarkRange) => (range.max === 600 ? { ...range, max: ceiling } : range)),
    }));
    return { row: matter('CG-0101'), benchmark: { ...row, tiers }, versions: { matters: '1', benchmarks: '2' } };
  };
  const chosen = (ceiling: number | null) => {
    const answer = deriveLighter(question, ceiling === null ? null : revised(ceiling));
    if (!answer.ok) throw new Error(answer.message);
    return answer;
  };

  it('are one where nothing was revised', () => {
    expect(chosen(null)).toMatchObject({ versions: { benchmarks: '1' }, derivation: { range: { min: 500, max: 600 } } });
    expect(chosen(null).derivation).toEqual(derived('CG-0101', question));
  });

  it('a milder benchmark of the decision’s day applies, and says why', () => {
    const { derivation, versions } = chosen(550);
    expect([derivation.range?.max, versions.benchmarks]).toEqual([550, '2']);
    const told = derivation.lines.map(({ text }) => text);
    expect(told).toContain('行为时适用执法事项清单1、裁量基准1，决定时现行执法事项清单1、裁量基准2，比较如下');
    expect(told.at(-1)).toBe('现行清单较轻，适用现行的');
    expect(derivation.lines.at(-1)!.basis).toBe('行政处罚法第三十七条');
  });

  it('a stricter one does not', () => {
    const { derivation, versions } = chosen(700);
    expect([derivation.range?.max, versions.benchmarks, derivation.lines.at(-1)!.text]).toEqual([600, '1', '适用行为时的']);
  });

  it('what only the later one asks is asked for', () => {
    const fewer = { ...question, benchmark: null, factors: {} };
    expect(deriveLighter(fewer, null).ok).toBe(true);
    expect(deriveLighter(fewer, revised(550))).toMatchObject({ ok: false, missing: [{ key: 'areaSqm' }] });
  });
});
