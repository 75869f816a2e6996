/** Penalties worked out by hand from the catalogue's clauses and benchmarks; the product computes nothing here. */
import { describe, expect, it } from 'vitest';
import type { PenaltySubject } from '../../../domain/discretion/subject.ts';
import type { PenaltyStage, PenaltyUnit } from '../../../domain/lists/matters.ts';
import type { FactorValue } from '../../../domain/discretion/factors.ts';
import { derived } from './ask.ts';

type Facts = Record<string, FactorValue>;
/** matter, subject, stage, facts → tier (— no benchmark), min, max, ')' without the maximum, ']' with it, unit. */
type Row = [string, PenaltySubject, PenaltyStage, Facts, string, number, number, ')' | ']', PenaltyUnit?];

const times = (timesWithinYear: number, harm: string, more: Facts = {}): Facts => ({
  timesWithinYear,
  harm,
  refusedCorrection: false,
  correctedWithinDeadline: false,
  ...more,
});

const TABLE: Row[] = [
  // 嘉兴 benchmark by area: <5, 5–10, ≥10 square metres.
  ['CG-0101', 'organisation', 'after-refusal', { areaSqm: 4.99 }, '轻微', 500, 1500, ')'],
  ['CG-0101', 'organisation', 'after-refusal', { areaSqm: 5 }, '一般', 1500, 2000, ')'],
  ['CG-0101', 'citizen', 'after-refusal', { areaSqm: 9.9 }, '一般', 500, 600, ')'],
  ['CG-0101', 'citizen', 'after-refusal', { areaSqm: 10 }, '较重', 600, 1000, ']'],
  ['CG-0102', 'citizen', 'after-refusal', { areaSqm: 2, timesWithinYear: 1 }, '轻微', 100, 400, ')'],
  ['CG-0102', 'organisation', 'after-refusal', { areaSqm: 2, timesWithinYear: 3 }, '严重', 700, 1000, ']'],
  ['CG-0102', 'organisation', 'after-refusal', { areaSqm: 3, timesWithinYear: 1 }, '一般', 400, 700, ')'],
  ['CG-0110', 'citizen', 'direct', times(3, 'none'), '严重', 367, 500, ']'],
  [
    'CG-0114',
    'citizen',
    'direct',
    { areaSqm: 5, durationDays: 3, facilityDamaged: false, correctedWithinDeadline: true, timesWithinYear: 1 },
    '轻微',
    0,
    5000,
    ')',
  ],
  [
    'CG-0114',
    'citizen',
    'direct',
    { areaSqm: 5, durationDays: 3, facilityDamaged: true, correctedWithinDeadline: true, timesWithinYear: 1 },
    '严重',
    15000,
    20000,
    ']',
  ],
  // Not corrected, so neither 轻微 nor any other tier: 一般 by rule.
  [
    'CG-0114',
    'organisation',
    'direct',
    { areaSqm: 4, durationDays: 1, facilityDamaged: false, correctedWithinDeadline: false, timesWithinYear: 1 },
    '一般',
    5000,
    10000,
    ')',
  ],
  [
    'CG-0114',
    'organisation',
    'direct',
    { areaSqm: 4, durationDays: 1, facilityDamaged: false, correctedWithinDeadline: false, timesWithinYear: 2 },
    '较重',
    10000,
    15000,
    ')',
  ],
  ['SW-0103', 'organisation', 'direct', { harm: 'medium', correctedWithinDeadline: true, refusedCorrection: false }, '一般', 0, 50000, ']'],
  ['SW-0103', 'citizen', 'aggravated', { harm: 'serious' }, '严重', 50000, 500000, ']'],
  ['WJ-0105', 'organisation', 'direct', { harm: 'none', refusedCorrection: false, correctedWithinDeadline: true }, '轻微', 20, 500, ')'],
  ['WJ-0105', 'organisation', 'direct', { harm: 'minor', refusedCorrection: false, correctedWithinDeadline: true }, '一般', 500, 3000, ')'],
  ['WJ-0105', 'organisation', 'direct', { harm: 'serious' }, '严重', 3000, 5000, ']'],
  // Draft of Zhongshan: the second time 2000, from the third 5000, fixed.
  [
    'ST-0106',
    'organisation',
    'direct',
    { timesWithinYear: 2, spilled: false, spilledAreaSqm: 0, causedAccident: false },
    '轻微',
    2000,
    2000,
    ']',
  ],
  [
    'ST-0106',
    'citizen',
    'direct',
    { timesWithinYear: 4, spilled: false, spilledAreaSqm: 0, causedAccident: false },
    '一般',
    5000,
    5000,
    ']',
  ],
  [
    'ST-0106',
    'organisation',
    'direct',
    { timesWithinYear: 1, spilled: true, spilledAreaSqm: 49, causedAccident: false },
    '较重',
    5000,
    12500,
    ')',
  ],
  ['ST-0106', 'organisation', 'direct', { timesWithinYear: 1, spilled: true, spilledAreaSqm: 50 }, '严重', 12500, 20000, ']'],
  [
    'GH-0101',
    'citizen',
    'direct',
    { projectScale: 'small', correctedWithinDeadline: true, removableImpact: true, refusedCorrection: false },
    '轻微',
    5,
    7,
    ')',
    'percent-of-project-cost',
  ],
  [
    'GH-0101',
    'organisation',
    'direct',
    { projectScale: 'large', refusedCorrection: true, removableImpact: true, correctedWithinDeadline: false },
    '一般',
    7,
    10,
    ')',
    'percent-of-project-cost',
  ],
  ['GH-0101', 'organisation', 'direct', { removableImpact: false }, '严重', 0, 10, ']', 'percent-of-project-cost'],
  ['XF-0102', 'citizen', 'direct', { blockedWidthPercent: 25, crowdedVenue: false }, '轻微', 0, 125, ')'],
  ['XF-0102', 'organisation', 'direct', { blockedWidthPercent: 50, crowdedVenue: false }, '一般', 16250, 27500, ')'],
  ['XF-0102', 'organisation', 'direct', { blockedWidthPercent: 100 }, '严重', 38750, 50000, ']'],
  ['XF-0103', 'citizen', 'direct', times(2, 'none', { correctedOnSpot: false, fireEngineObstructed: false }), '较重', 250, 375, ')'],
  ['NY-0102', 'citizen', 'after-refusal', times(1, 'minor'), '一般', 2000, 3000, ')'],
  ['NY-0102', 'organisation', 'direct', times(1, 'medium'), '较重', 500, 750, ')'],
  ['SP-0105', 'organisation', 'direct', { goodsValueYuan: 999, timesWithinYear: 1, foodAccident: false }, '轻微', 50000, 62500, ')'],
  ['SP-0105', 'organisation', 'direct', { goodsValueYuan: 9999.99 }, '严重', 87500, 100000, ']'],
  ['SP-0105', 'organisation', 'direct', { goodsValueYuan: 10000 }, '—', 10, 20, ']', 'multiple-of-goods-value'],
  ['ST-0109', 'organisation', 'direct', { areaSqm: 500, timesWithinYear: 1, correctedWithinDays: 3 }, '一般', 32500, 55000, ')'],
  ['SW-0102', 'organisation', 'direct', times(1, 'serious'), '严重', 375000, 500000, ']'],
  ['ST-0101', 'organisation', 'direct', { timesWithinYear: 1, baseStoves: 6, correctedWithinDeadline: true }, '较重', 27500, 38750, ')'],
  ['ST-0101', 'organisation', 'direct', { timesWithinYear: 1, baseStoves: 3, correctedWithinDeadline: true }, '轻微', 5000, 16250, ')'],
  ['ST-0103', 'citizen', 'direct', times(1, 'minor'), '一般', 2000, 3500, ')'],
  ['ST-0103', 'citizen', 'after-refusal', times(1, 'serious'), '严重', 15000, 20000, ']'],
  ['ST-0104', 'citizen', 'direct', { areaSqm: 9, fireSpread: false }, '轻微', 500, 1000, ')'],
  ['ST-0104', 'citizen', 'direct', { areaSqm: 9, fireSpread: true }, '严重', 1500, 2000, ']'],
  ['ST-0110', 'organisation', 'direct', { exceedDb: 3, night: true, timesWithinYear: 1 }, '较重', 27500, 38750, ')'],
  ['ST-0110', 'organisation', 'after-refusal', { exceedDb: 4, night: false, timesWithinYear: 1 }, '一般', 87500, 125000, ')'],
  [
    'WY-0101',
    'organisation',
    'direct',
    { areaSqm: 59, refusedCorrection: false, correctedWithinDeadline: true },
    '较重',
    125000,
    162500,
    ')',
  ],
  ['AJ-0103', 'organisation', 'after-refusal', times(2, 'minor', { refusedCorrection: false }), '较重', 125000, 162500, ')'],
  ['RQ-0101', 'citizen', 'after-refusal', { cylinderCount: 2, crowdedVenue: false, harm: 'none' }, '一般', 250, 500, ')'],
  ['RQ-0101', 'organisation', 'after-refusal', { cylinderCount: 5 }, '严重', 75000, 100000, ']'],
  ['QD-0103', 'citizen', 'direct', { dogHeightCm: 30, harm: 'none', timesWithinYear: 1 }, '轻微', 20, 80, ')'],
  ['QD-0103', 'citizen', 'aggravated', { dogHeightCm: 45 }, '严重', 1400, 2000, ']'],
  ['SW-0106', 'citizen', 'direct', { volumeCubicM: 2, floodSeason: false }, '一般', 12500, 25000, ')'],
  ['SW-0106', 'citizen', 'direct', { volumeCubicM: 1, floodSeason: true }, '严重', 37500, 50000, ']'],
  ['ZR-0102', 'organisation', 'direct', { landType: 'permanent-basic-farmland' }, '严重', 775, 1000, ']', 'yuan-per-square-metre'],
  ['ZR-0102', 'citizen', 'direct', { landType: 'unused', correctedWithinDeadline: false }, '一般', 325, 550, ')', 'yuan-per-square-metre'],
  // No benchmark: the clause itself.
  ['CG-0109', 'citizen', 'direct', {}, '—', 20, 50, ']'],
  ['SP-0106', 'citizen', 'direct', {}, '—', 200, 200, ']'],
  ['CG-0106', 'organisation', 'after-refusal', { circumstance: '其他户外设施（招牌、灯箱等）的设置者' }, '—', 200, 2000, ']'],
  ['CG-0119', 'citizen', 'aggravated', {}, '—', 200, 2000, ']'],
  ['AJ-0105', 'responsible-person', 'direct', {}, '—', 0, 10000, ']'],
  ['WL-0101', 'organisation', 'direct', { illegalGainsYuan: 99999.99 }, '—', 10000, 100000, ']'],
  ['WL-0101', 'organisation', 'direct', { illegalGainsYuan: 100000 }, '—', 1, 5, ']', 'multiple-of-illegal-gains'],
  ['JT-0106', 'citizen', 'direct', { illegalGainsYuan: 0 }, '—', 3000, 10000, ']'],
  ['QD-0105', 'citizen', 'direct', {}, '—', 500, 1000, ']', 'yuan-per-dog'],
];

describe('worked out by hand', () => {
  it.each(TABLE)('%s %s %s %j → %s %d–%d%s', (code, subjectKind, stage, factors, tier, min, max, end, unit = 'yuan') => {
    const answer = derived(code, { subjectKind, stage, factors });
    expect([answer.tier ?? '—', answer.range]).toEqual([tier, { min, max, unit, minInclusive: min > 0, maxInclusive: end === ']' }]);
  });

  it.each([
    ['ST-0106', { timesWithinYear: 1, spilled: false, spilledAreaSqm: 0, causedAccident: false }, '不予处罚', '责令改正'],
    [
      'CG-0114',
      { areaSqm: 5, durationDays: 2, facilityDamaged: false, correctedWithinDeadline: true, timesWithinYear: 1 },
      '不予处罚',
      '首违不罚或者轻微不罚，责令改正并教育',
    ],
    ['SW-0103', { harm: 'minor', correctedWithinDeadline: true, refusedCorrection: false }, '轻微', '责令停止违法行为，限期改正，不罚款'],
    ['XF-0104', { hydrantCount: 1, correctedOnSpot: true }, '不予处罚', '首违不罚或者轻微不罚，责令改正并教育'],
    [
      'SP-0105',
      { goodsValueYuan: 500, correctedOnSpot: true, foodAccident: false, supplierTraceable: true, cateringStage: false },
      '不予处罚',
      '首违不罚或者轻微不罚，责令改正并教育',
    ],
    ['ST-0109', { areaSqm: 199, timesWithinYear: 1, correctedWithinDays: 7 }, '不予处罚', '首违不罚或者轻微不罚，责令改正并教育'],
  ])('%s %j: no fine, %s', (code, factors, tier, decision) => {
    const answer = derived(code, { factors });
    expect([answer.tier, answer.range, answer.decision]).toEqual([tier, null, decision]);
    expect(answer.lines.map((line) => line.text)).toContain(`${tier}档不予罚款`);
  });
});

describe('in yuan, with the arithmetic shown', () => {
  const figures = (code: string, stage: PenaltyStage, factors: Facts, subjectKind: PenaltySubject = 'citizen') =>
    derived(code, { stage, factors, subjectKind });

  it('a share of the cost: 5 % of 123 456.78 is 6 172.839, up to the fen; 7 % is 8 641.9746, down', () => {
    const answer = figures('GH-0101', 'direct', {
      projectScale: 'small',
      correctedWithinDeadline: true,
      removableImpact: true,
      refusedCorrection: false,
      projectCostYuan: 123456.78,
    });
    expect(answer.figures).toEqual({
      range: { min: 6172.84, max: 8641.97, minInclusive: true, maxInclusive: false },
      statutory: { min: 6172.84, max: 12345.67, minInclusive: true, maxInclusive: true },
    });
    const texts = answer.lines.map((line) => line.text);
    expect(texts).toContain('裁量幅度下限：建设工程造价123456.78元×5%＝6172.84元（不足一分的进位）');
    expect(texts).toContain('裁量幅度上限：建设工程造价123456.78元×7%＝8641.97元（不足一分的舍去）');
  });

  it.each([
    ['SP-0105', { goodsValueYuan: 12345.67 }, 123456.7, 246913.4],
    ['JT-0105', { illegalGainsYuan: 20000.01 }, 40000.02, 200000.1],
    ['ZR-0102', { landType: 'cultivated', areaSqm: 33.333 }, 18333.15, 25833.07],
    ['QD-0105', { dogCount: 3 }, 1500, 3000],
    ['ZR-0101', { cultivationFeeYuan: 80000 }, 400000, 800000],
    ['ZR-0103', { reclamationFeeYuan: 1234.5 }, 6172.5, 12345],
    ['MZ-0101', { illegalGainsYuan: 0 }, 0, 0],
    ['GH-0103', { projectCostYuan: 30000 }, 0, 30000],
  ])('%s %j → %d to %d yuan', (code, factors, min, max) => {
    expect(figures(code, 'direct', factors).figures?.range).toMatchObject({ min, max });
  });

  it('without the base there are no figures, and the answer names what is missing', () => {
    const answer = figures('QD-0105', 'direct', {});
    expect(answer.figures).toBeNull();
    expect(answer.lines.map((line) => line.text)).toContain('法定幅度以元/只计，填写“dogCount：超养犬只数（只）”后可折算为元');
  });
});
