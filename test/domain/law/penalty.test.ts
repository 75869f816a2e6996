/**
 * Worked out by hand from the clauses as they stand in the matters' texts, before the product's answer was looked at. Beside
 * each example stands what it was counted from.
 */
import { describe, expect, it } from 'vitest';
import { companionsOf } from '../../../domain/discretion/companions.ts';
import { weighClauses } from '../../../domain/discretion/concurrence.ts';
import type { FactorValue } from '../../../domain/discretion/factors.ts';
import type { PenaltySubject } from '../../../domain/discretion/subject.ts';
import type { PenaltyStage } from '../../../domain/lists/matters.ts';
import { derived } from '../discretion/ask.ts';
import { matter } from '../lists/catalogue.ts';

type Facts = Record<string, FactorValue>;

describe('grade: the mildest tier whose conditions all hold, unless aggravated (行政处罚法 34)', () => {
  it.each<[string, PenaltySubject, PenaltyStage, Facts, string, number | null, number | null]>([
    // 消防通道: first, put right in time though not on the spot, no harm: the mild quarter of 5 000–50 000.
    [
      'XF-0103',
      'organisation',
      'direct',
      { timesWithinYear: 1, correctedOnSpot: false, fireEngineObstructed: false, correctedWithinDeadline: true, harm: 'none' },
      '轻微',
      5_000,
      16_250,
    ],
    // The same put right on the spot: 四川 list, no penalty.
    [
      'XF-0103',
      'organisation',
      'direct',
      { timesWithinYear: 1, correctedOnSpot: true, fireEngineObstructed: false },
      '不予处罚',
      null,
      null,
    ],
    // The second time within the year is an aggravating fact of 较重.
    [
      'XF-0104',
      'citizen',
      'direct',
      { hydrantCount: 2, correctedOnSpot: false, timesWithinYear: 2, harm: 'none', refusedCorrection: false },
      '较重',
      250,
      375,
    ],
    // 犬只免疫: first and without harm, but not put right: mild, not exempt.
    ['NY-0102', 'citizen', 'direct', { timesWithinYear: 1, correctedWithinDeadline: false, harm: 'none' }, '轻微', 0, 250],
    ['NY-0102', 'citizen', 'direct', { timesWithinYear: 1, correctedWithinDeadline: true, harm: 'none' }, '不予处罚', null, null],
    // After the date was missed the clause itself is heavier; the missed date is not weighed again.
    ['NY-0102', 'citizen', 'after-refusal', { timesWithinYear: 1, correctedWithinDeadline: false, harm: 'none' }, '轻微', 1_000, 2_000],
    ['ST-0103', 'citizen', 'after-refusal', { timesWithinYear: 1, harm: 'none', refusedCorrection: true }, '轻微', 5_000, 10_000],
    ['ST-0111', 'organisation', 'after-refusal', { timesWithinYear: 1, harm: 'none', refusedCorrection: true }, '轻微', 2_000, 8_000],
    ['SP-0102', 'organisation', 'after-refusal', { timesWithinYear: 1, harm: 'minor' }, '一般', 16_250, 27_500],
    ['AJ-0103', 'organisation', 'direct', { timesWithinYear: 1, harm: 'none' }, '轻微', 0, 12_500],
    // Unlicensed discharge, first, no harm, not put right in time.
    [
      'SW-0102',
      'organisation',
      'direct',
      { timesWithinYear: 1, correctedWithinDeadline: false, harm: 'none', refusedCorrection: false },
      '轻微',
      0,
      125_000,
    ],
    // Refusal has no row of its own here, so it weighs.
    [
      'SW-0102',
      'organisation',
      'direct',
      { timesWithinYear: 1, harm: 'none', refusedCorrection: true, correctedWithinDeadline: false },
      '严重',
      375_000,
      500_000,
    ],
    // 乱倒垃圾, medium harm: between 轻微 and 严重, 一般.
    [
      'CG-0110',
      'citizen',
      'direct',
      { timesWithinYear: 1, correctedWithinDeadline: true, harm: 'medium', refusedCorrection: false },
      '一般',
      233,
      367,
    ],
    // 油烟: three stoves, first, not put right.
    ['ST-0101', 'organisation', 'direct', { timesWithinYear: 1, baseStoves: 3, correctedWithinDeadline: false }, '一般', 16_250, 27_500],
    // 占路 8 m²: 一般 by its size.
    [
      'CG-0114',
      'citizen',
      'direct',
      { areaSqm: 8, durationDays: 1, facilityDamaged: false, correctedWithinDeadline: true, timesWithinYear: 1 },
      '一般',
      5_000,
      10_000,
    ],
    // 首查免罚 is for the first time: the second is 较重.
    [
      'CG-0114',
      'citizen',
      'direct',
      { areaSqm: 4, durationDays: 1, facilityDamaged: false, correctedWithinDeadline: true, timesWithinYear: 2 },
      '较重',
      10_000,
      15_000,
    ],
    // 遛狗: a small dog, nobody hurt, the second time.
    ['QD-0103', 'citizen', 'direct', { dogHeightCm: 30, harm: 'none', timesWithinYear: 2 }, '一般', 80, 140],
    // Unused land, not given back in time.
    ['ZR-0102', 'citizen', 'direct', { landType: 'unused', correctedWithinDeadline: false }, '一般', 325, 550],
    // Dropped on the road by accident: an accident excludes the exemption of the first time.
    [
      'ST-0106',
      'organisation',
      'direct',
      { timesWithinYear: 1, spilled: false, spilledAreaSqm: 0, causedAccident: true },
      '严重',
      12_500,
      20_000,
    ],
  ])('%s %s %s %j → %s %s–%s', (code, subjectKind, stage, factors, tier, min, max) => {
    const answer = derived(code, { subjectKind, stage, factors });
    expect([answer.tier, answer.range?.min ?? null, answer.range?.max ?? null]).toEqual([tier, min, max]);
  });
});

describe('the lighter law (行政处罚法 37), conduct of 2026-08-01 decided 2026-11-21', () => {
  const refuse = { circumstance: '随意倾倒、抛撒、堆放或者焚烧生活垃圾的单位' };
  const rubble = { circumstance: '擅自倾倒、抛撒或者堆放建筑垃圾的工程施工单位' };
  it.each<[string, PenaltySubject, PenaltyStage, Facts, 'current' | 'predecessor', number, number]>([
    // 大气法 118(3) 500–20 000, the code 500–5 000: the new one.
    ['ST-0103', 'citizen', 'direct', { timesWithinYear: 1, harm: 'none' }, 'current', 500, 2_000],
    // 固废法 111(2): a unit's refuse 50 000–500 000, the code 100 000–1 000 000.
    ['ST-0113', 'organisation', 'direct', refuse, 'predecessor', 50_000, 500_000],
    // A construction unit's waste 100 000–1 000 000 in both.
    ['ST-0113', 'organisation', 'direct', rubble, 'predecessor', 100_000, 1_000_000],
    // A person 100–500, the code 100–1 000.
    ['ST-0113', 'citizen', 'direct', {}, 'predecessor', 100, 500],
    // 餐厨 100 000–1 000 000 in both, gains taken in both.
    ['ST-0114', 'organisation', 'direct', {}, 'predecessor', 100_000, 1_000_000],
    // 畜禽粪污 up to 100 000 in both.
    ['ST-0116', 'organisation', 'direct', {}, 'predecessor', 0, 100_000],
    // 大气法 120 and the code: 2 000–20 000.
    ['ST-0108', 'organisation', 'direct', {}, 'predecessor', 2_000, 20_000],
    // 水污染防治法 91(2): a swimmer up to 500 in both.
    ['SW-0108', 'citizen', 'direct', {}, 'predecessor', 0, 500],
    // 大气法 121(2): 10 000–100 000 in both.
    ['ST-0117', 'organisation', 'direct', {}, 'predecessor', 10_000, 100_000],
  ])('%s %s %s %j: the %s, %d–%d', (code, subjectKind, stage, factors, which, min, max) => {
    const answer = derived(code, { subjectKind, stage, factors, conductOn: '2026-08-01' });
    expect([answer.law.which, answer.range?.min, answer.range?.max]).toEqual([which, min, max]);
  });
});

describe('what a clause gives beside the fine', () => {
  it.each<[string, PenaltySubject, PenaltyStage, Facts, string[], string[]]>([
    // 没收烧烤工具和违法所得，并处.
    ['ST-0103', 'citizen', 'direct', { timesWithinYear: 1, harm: 'none' }, ['没收违法所得', '没收非法财物'], []],
    // The same where there were no gains.
    ['ST-0103', 'citizen', 'direct', { timesWithinYear: 1, harm: 'none', illegalGainsYuan: 0 }, ['没收非法财物'], []],
    // 给予警告，对个人可以处…罚款: the warning shall be.
    ['ST-0111', 'citizen', 'after-refusal', { timesWithinYear: 1, harm: 'none' }, ['警告'], []],
    // 责令改正，给予警告；拒不改正的，处…: the warning came before.
    ['SP-0102', 'organisation', 'after-refusal', { timesWithinYear: 1, harm: 'none' }, [], ['警告']],
    ['SP-0102', 'organisation', 'direct', {}, ['警告'], []],
    // 可以并处没收犬只.
    ['QD-0103', 'citizen', 'aggravated', { dogHeightCm: 30, harm: 'none', timesWithinYear: 1 }, [], ['没收非法财物']],
    // 没收犬只，并处.
    ['QD-0107', 'citizen', 'direct', {}, ['没收非法财物'], []],
    // 责令停产停业，并处.
    ['XF-0105', 'organisation', 'direct', {}, ['责令停产停业'], []],
    // 拒不改正的，可以责令暂停施工.
    ['ST-0112', 'organisation', 'after-refusal', {}, [], ['责令停产停业']],
    // 并可以报经批准，责令停业.
    ['ST-0110', 'organisation', 'after-refusal', { exceedDb: 2, night: false, timesWithinYear: 1 }, [], ['责令停产停业']],
    // 违法所得超过2万元的，没收违法所得; below that the clause takes none.
    ['JT-0105', 'citizen', 'direct', { illegalGainsYuan: 20_001 }, ['没收违法所得'], []],
    ['JT-0105', 'citizen', 'direct', { illegalGainsYuan: 19_999 }, [], []],
    // 吊销许可证，并处…，可以向社会予以通报.
    ['SW-0103', 'organisation', 'aggravated', { harm: 'serious' }, ['吊销许可证件'], ['通报批评']],
    // 处警告或者五百元以下罚款: neither; it stands in the fine's place.
    ['XF-0102', 'citizen', 'direct', { blockedWidthPercent: 25, crowdedVenue: false }, [], []],
    // 大气法 116, an order no penalty.
    ['ST-0106', 'citizen', 'after-refusal', { timesWithinYear: 2, spilled: false, spilledAreaSqm: 0, causedAccident: false }, [], []],
  ])('%s %s %s %j: shall %j, may %j', (code, subjectKind, stage, factors, shall, may) => {
    const companions = companionsOf(derived(code, { subjectKind, stage, factors }));
    expect([[...companions.shall].sort(), [...companions.may].sort()]).toEqual([[...shall].sort(), [...may].sort()]);
  });
});

describe('one act under several clauses (行政处罚法 29): the higher fine', () => {
  const weigh = (subjectKind: PenaltySubject, matters: [string, PenaltyStage][], factors: Facts = {}) =>
    weighClauses({
      matters: matters.map(([code, stage]) => ({ matter: matter(code), stage })),
      subjectKind,
      factors,
      conductOn: '2026-09-01',
      decidedOn: '2026-11-21',
    });

  it.each<[PenaltySubject, [string, PenaltyStage][], Facts, string]>([
    // 市容条例 12(3) up to 1 000; 公路法 77 up to 5 000.
    [
      'citizen',
      [
        ['CG-0101', 'after-refusal'],
        ['JT-0101', 'direct'],
      ],
      {},
      'JT-0101',
    ],
    // 公路法 77 up to 5 000; 公路法 76 up to 30 000.
    [
      'citizen',
      [
        ['JT-0101', 'direct'],
        ['JT-0102', 'direct'],
      ],
      {},
      'JT-0102',
    ],
    // The code 2 000–20 000; 公路安全保护条例 69 up to 5 000.
    [
      'organisation',
      [
        ['ST-0106', 'direct'],
        ['JT-0104', 'direct'],
      ],
      {},
      'ST-0106',
    ],
    // 防洪法 55 up to 50 000; the code's dumping 100 000–1 000 000 for a unit.
    [
      'organisation',
      [
        ['SW-0106', 'direct'],
        ['ST-0113', 'direct'],
      ],
      {},
      'ST-0113',
    ],
    // The same for a person: up to 50 000 against 100–1 000.
    [
      'citizen',
      [
        ['SW-0106', 'direct'],
        ['ST-0113', 'direct'],
      ],
      {},
      'SW-0106',
    ],
    // 消防法 60(1) and 安全生产法 105: 5 000–50 000 against up to 50 000: the ceilings are the same, the floor decides.
    [
      'organisation',
      [
        ['AJ-0105', 'direct'],
        ['XF-0102', 'direct'],
      ],
      {},
      'XF-0102',
    ],
    // 市容条例 12(3) and 16(3): 1 000 against 50.
    [
      'citizen',
      [
        ['CG-0101', 'after-refusal'],
        ['CG-0104', 'after-refusal'],
      ],
      {},
      'CG-0101',
    ],
    // 养犬 29: 200–1 000, 燃气条例 49 up to 1 000: the floor decides.
    [
      'citizen',
      [
        ['RQ-0101', 'after-refusal'],
        ['QD-0101', 'direct'],
      ],
      {},
      'QD-0101',
    ],
    // 物业管理条例 63(2), 1 000–10 000 twice: of equal ones the case's own.
    [
      'citizen',
      [
        ['WY-0102', 'direct'],
        ['WY-0101', 'direct'],
      ],
      {},
      'WY-0102',
    ],
    // 殡葬 18: three times 20 000 is 60 000, against 5–10 times 5 000, which is 50 000.
    [
      'citizen',
      [
        ['ZR-0101', 'direct'],
        ['MZ-0101', 'direct'],
      ],
      { illegalGainsYuan: 20_000, cultivationFeeYuan: 5_000 },
      'MZ-0101',
    ],
    // 10 × 50 000 = 500 000 against 60 000.
    [
      'citizen',
      [
        ['MZ-0101', 'direct'],
        ['ZR-0101', 'direct'],
      ],
      { illegalGainsYuan: 20_000, cultivationFeeYuan: 50_000 },
      'ZR-0101',
    ],
  ])('%s %j %j → %s', (subjectKind, matters, factors, chosen) => {
    expect(weigh(subjectKind, matters, factors)).toMatchObject({ ok: true, chosen });
  });

  it('a clause that waits for an order is out until the order was not followed', () => {
    // 市容条例 12(3): 逾期不改正的.
    expect(
      weigh('citizen', [
        ['JT-0101', 'direct'],
        ['CG-0101', 'direct'],
      ]),
    ).toMatchObject({ ok: true, chosen: 'JT-0101', clauses: [{ max: 5_000 }, { max: null }] });
    expect(
      weigh('citizen', [
        ['CG-0101', 'direct'],
        ['GH-0102', 'after-refusal'],
      ]),
    ).toMatchObject({ code: 'no-clause-fines' });
  });
});
