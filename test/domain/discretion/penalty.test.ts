import { describe, expect, it } from 'vitest';
import { derivePenalty } from '../../../domain/discretion/penalty.ts';
import { matter } from '../lists/catalogue.ts';
import { derived, refused } from './ask.ts';

const codes = (answer: ReturnType<typeof derived>) => answer.findings.map((finding) => finding.code);
const texts = (answer: ReturnType<typeof derived>) => answer.lines.map((line) => line.text).join('\n');

describe('stages', () => {
  it.each([
    ['CG-0101', 'citizen', 'direct', 'correction-first'],
    ['SP-0102', 'organisation', 'direct', null],
    ['CG-0119', 'citizen', 'direct', 'grave-only'],
    ['WL-0103', 'organisation', 'direct', 'grave-only'],
    ['XF-0102', 'citizen', 'after-refusal', 'stage-not-provided'],
    ['AJ-0101', 'responsible-person', 'direct', 'correction-first'],
    ['CG-0109', 'citizen', 'aggravated', 'stage-not-provided'],
    ['CG-0109', 'organisation', 'direct', 'subject-not-covered'],
    ['CG-0112', 'citizen', 'after-refusal', 'subject-not-covered'],
    ['CG-0117', 'citizen', 'direct', 'amount-not-set'],
  ] as const)('%s %s %s → %s', (code, subjectKind, stage, expected) => {
    if (expected === null) expect(derived(code, { subjectKind, stage }).ok).toBe(true);
    else expect(refused(code, { subjectKind, stage })).toMatchObject({ code: expected });
  });

  it('a stage without a fine of its own keeps the direct one and says so', () => {
    // 水法 69: 2–10 万元; 情节严重 takes the licence as well.
    const answer = derived('SW-0107', { stage: 'aggravated', subjectKind: 'organisation' });
    expect(answer.range).toMatchObject({ min: 20000, max: 100000 });
    expect(answer.otherPenalties.map((other) => other.kind)).toEqual(['吊销许可证件']);
    expect(texts(answer)).toContain('条文对“情节严重”未另设罚款，罚款仍按一般罚则');
  });

  it('where only refusal is fined, grave circumstances alone are not', () => {
    // 食品安全法 126: 警告; 拒不改正 5千–5万; 情节严重 停产停业，直至吊销.
    const answer = derived('SP-0102', { stage: 'aggravated', subjectKind: 'organisation' });
    expect([answer.range, answer.tierWhy.rule]).toEqual([null, 'no-fine']);
    expect(answer.otherPenalties.map((other) => other.kind)).toEqual(['警告', '责令停产停业', '吊销许可证件']);
    expect(texts(answer)).toContain('罚款以“拒不改正或者逾期不改正”为前提');
  });

  it('the warning is open at once where only the fine waits for refusal', () => {
    const answer = derived('SP-0102', { stage: 'direct' });
    expect([answer.range, answer.otherPenalties]).toEqual([null, [{ kind: '警告', isPenalty: true, note: null, imposition: 'shall' }]]);
  });

  it('a row against another subject leaves this one its general row', () => {
    const answer = derived('ST-0113', { stage: 'aggravated', subjectKind: 'citizen' });
    expect(answer.range).toMatchObject({ min: 100, max: 1000 });
    expect(texts(answer)).toContain('罚则不针对公民');
  });

  it('orders stand apart from penalties', () => {
    expect(
      derived('ST-0106', {
        stage: 'after-refusal',
        factors: { timesWithinYear: 3, spilled: false, spilledAreaSqm: 0, causedAccident: false },
      }).otherPenalties,
    ).toEqual([{ kind: '责令不得上道路行驶', isPenalty: false, note: null }]);
    expect(derived('GH-0102', { stage: 'after-refusal' })).toMatchObject({
      range: null,
      otherPenalties: [{ kind: '限期拆除', isPenalty: false }],
    });
  });

  it('SW-0103: a tier of the other stage names it', () => {
    const answer = refused('SW-0103', { subjectKind: 'organisation', factors: { harm: 'serious' } });
    expect(answer).toMatchObject({ code: 'tier-needs-other-stage', needs: ['阶段改为“情节严重”（aggravated），或者核实裁量要素'] });
  });
});

describe('a clause with several cases', () => {
  it.each([
    ['CG-0106', 'after-refusal', {}, ['circumstance']],
    ['XF-0107', 'after-refusal', {}, ['circumstance']],
    ['WL-0101', 'direct', {}, ['illegalGainsYuan']],
    ['JT-0105', 'direct', {}, ['illegalGainsYuan']],
    ['SP-0101', 'direct', {}, ['goodsValueYuan']],
    ['GH-0101', 'direct', {}, ['removableImpact', 'projectScale', 'correctedWithinDeadline']],
  ] as const)('%s asks for %j', (code, stage, factors, keys) => {
    const answer = refused(code, { stage, factors });
    expect(answer.code).toBe('factors-missing');
    expect(answer.missing!.map((need) => need.key).sort()).toEqual([...keys].sort());
  });

  it('offers the cases by name', () => {
    expect(refused('CG-0106', { stage: 'after-refusal' }).missing![0]!.options!.map((option) => option.value)).toEqual([
      '户外广告设施的设置者',
      '其他户外设施（招牌、灯箱等）的设置者',
    ]);
    expect(refused('CG-0106', { stage: 'after-refusal', factors: { circumstance: '别的' } }).code).toBe('factors-missing');
  });

  it('a gap of the clause is a person’s to close: exactly 20 000 yuan of gains (道路运输条例 63)', () => {
    expect(refused('JT-0105', { factors: { illegalGainsYuan: 20000 } })).toMatchObject({ code: 'clause-gap' });
    const answer = derived('JT-0105', { factors: { illegalGainsYuan: 20000, circumstance: '没有违法所得或者不足2万元' } });
    expect(answer.range).toMatchObject({ min: 10000, max: 100000, unit: 'yuan' });
    // The choice does not override what is measured.
    expect(derived('JT-0105', { factors: { illegalGainsYuan: 20001, circumstance: '没有违法所得或者不足2万元' } }).range).toMatchObject({
      unit: 'multiple-of-illegal-gains',
    });
  });

  it('other penalties follow the case: no confiscation of gains below the threshold, no demolition where the impact can be removed', () => {
    expect(derived('JT-0105', { factors: { illegalGainsYuan: 19999 } }).otherPenalties).toEqual([]);
    expect(derived('JT-0105', { factors: { illegalGainsYuan: 20001 } }).otherPenalties.map((other) => other.kind)).toEqual([
      '没收违法所得',
    ]);
    const removable = { projectScale: 'large', refusedCorrection: true, removableImpact: true, correctedWithinDeadline: false };
    expect(derived('GH-0101', { factors: removable }).otherPenalties).toEqual([]);
    expect(derived('GH-0101', { factors: { removableImpact: false } }).otherPenalties.map((other) => other.kind)).toEqual([
      '限期拆除',
      '没收实物',
    ]);
  });

  it('JT-0106: grave circumstances weigh below 10 000 yuan of gains (道路运输条例 63(1))', () => {
    const grave = (illegalGainsYuan: number) => ({ stage: 'aggravated' as const, factors: { illegalGainsYuan } });
    expect(derived('JT-0106', grave(9_999)).range).toMatchObject({ min: 10_000, max: 50_000 });
    // From there the clause multiplies the gains, and knows no graver fine.
    expect(refused('JT-0106', grave(10_001)).code).toBe('clause-gap');
  });

  it('a list that does not say for which case its grave row is: the answer says so', () => {
    const row = matter('JT-0106');
    const penalties = row.penalties.map(({ note, ...rest }) =>
      rest.stage === 'aggravated' ? rest : { ...rest, ...(note ? { note } : {}) },
    );
    const answer = derivePenalty({
      matter: { ...row, penalties },
      subjectKind: 'citizen',
      stage: 'aggravated',
      factors: {},
      conductOn: '2026-09-01',
      decidedOn: '2026-11-21',
    });
    expect(answer.ok && codes(answer)).toContain('condition-unrecorded');
  });
});

describe('individual businesses 个体工商户', () => {
  const facts = { cylinderCount: 5 };
  it('count as citizens by default and as organisations where the policy says so, and the answer says which', () => {
    const citizen = derived('RQ-0101', { subjectKind: 'individual-business', stage: 'after-refusal', factors: facts });
    expect([citizen.subject, citizen.range]).toMatchObject([
      { kind: 'individual-business', counted: 'citizen' },
      { min: 750, max: 1000 },
    ]);
    expect(texts(citizen)).toContain('个体工商户，按本县规则适用对“公民”的罚则');
    const firm = derived('RQ-0101', {
      subjectKind: 'individual-business',
      stage: 'after-refusal',
      factors: facts,
      individualBusinessAs: 'organisation',
    });
    expect([firm.subject.counted, firm.range]).toMatchObject(['organisation', { min: 75000, max: 100000 }]);
  });

  it('take the only rows there are', () => {
    const answer = derived('AJ-0105', { subjectKind: 'individual-business' });
    expect([answer.subject.counted, answer.range?.max]).toEqual(['organisation', 50000]);
    expect(texts(answer)).toContain('由法制审核确认');
    expect(derived('CG-0109', { subjectKind: 'individual-business', individualBusinessAs: 'organisation' }).subject.counted).toBe(
      'citizen',
    );
  });
});

describe('行政处罚法 30 to 33', () => {
  const full = { timesWithinYear: 1, harm: 'minor', refusedCorrection: false, correctedWithinDeadline: true };

  it.each([
    [13, '不予处罚', ['personal-under-14']],
    [14, '一般', ['personal-under-18']],
    [17, '一般', ['personal-under-18']],
    [18, '一般', []],
  ])('age %i: %s', (ageYears, tier, expected) => {
    const answer = derived('CG-0110', { factors: { ...full, correctedWithinDeadline: false, ageYears } });
    expect([answer.tier, codes(answer)]).toEqual([tier, expected]);
    if (tier === '不予处罚')
      expect(answer).toMatchObject({ range: null, tierWhy: { rule: 'no-penalty-by-law' }, decision: '不予行政处罚' });
  });

  it('under fourteen needs no other fact', () => {
    expect(derived('CG-0110', { factors: { ageYears: 13 } }).tier).toBe('不予处罚');
  });

  it('an organisation has no age', () => {
    expect(refused('CG-0101', { subjectKind: 'organisation', stage: 'after-refusal', factors: { ageYears: 13, areaSqm: 1 } }).code).toBe(
      'factor-invalid',
    );
  });

  it.each([
    ['cannotRecognise', 'no-penalty', '行政处罚法第三十一条'],
    ['noFaultProved', 'no-penalty', '行政处罚法第三十三条第二款'],
    ['reducedCapacity', 'mitigate', '行政处罚法第三十一条'],
    ['voluntaryElimination', 'mitigate', '行政处罚法第三十二条第一项'],
    ['coerced', 'mitigate', '行政处罚法第三十二条第二项'],
    ['voluntaryConfession', 'mitigate', '行政处罚法第三十二条第三项'],
    ['meritorious', 'mitigate', '行政处罚法第三十二条第四项'],
  ])('%s: %s', (key, effect, basis) => {
    const answer = derived('CG-0109', { factors: { [key]: true } });
    expect(answer.findings).toMatchObject([{ effect, basis }]);
    expect(answer.tier).toBe(effect === 'no-penalty' ? '不予处罚' : null);
  });

  it('minor, corrected and without harm; first violation with minor harm: findings beside the tier', () => {
    expect(codes(derived('CG-0110', { factors: { ...full, harm: 'none' } }))).toEqual(['minor-and-corrected', 'first-violation']);
    expect(codes(derived('CG-0110', { factors: full }))).toEqual(['first-violation']);
    expect(codes(derived('CG-0110', { factors: { ...full, firstViolation: false } }))).toEqual([]);
    expect(codes(derived('CG-0110', { factors: { ...full, correctedWithinDeadline: false } }))).toEqual([]);
    expect(codes(derived('CG-0110', { factors: { ...full, timesWithinYear: 2 } }))).toEqual([]);
  });

  it('names the condition of a matter on the first-violation list', () => {
    expect(texts(derived('XF-0103', { factors: { ...full, correctedOnSpot: true, fireEngineObstructed: true } }))).toContain(
      '本事项列入首违不罚清单，条件：首次发现后当场整改，且没有实际影响',
    );
  });
});

describe('what must be looked into', () => {
  it('tiers that overlap: the mildest whose conditions all hold', () => {
    // 轻微 (≤1, corrected, none) lies inside 一般 (≤2, none to medium), and is reached all the same.
    const factors = { timesWithinYear: 1, correctedWithinDeadline: true, harm: 'none', refusedCorrection: false };
    const answer = derived('QD-0101', { factors });
    expect([answer.tier, answer.range]).toMatchObject(['轻微', { min: 200, max: 467 }]);
    expect(codes(answer)).not.toContain('lighter-tier-also-met');
    // A case from before goes on being graded from the gravest down, and its reader is told.
    const before = derived('QD-0101', { factors, rules: 3 });
    expect([before.tier, before.range]).toMatchObject(['一般', { min: 467, max: 733 }]);
    expect(before.findings.find((finding) => finding.code === 'lighter-tier-also-met')?.text).toContain('同时符合轻微档的全部条件');
  });

  it('an aggravating fact beside a published no-penalty tier is told to the legal review, not weighed', () => {
    // 上海 list: less than a fifth of the width, put right on the spot. That the place is crowded is the 严重 tier's fact.
    const answer = derived('XF-0102', {
      subjectKind: 'organisation',
      factors: { blockedWidthPercent: 10, correctedOnSpot: true, crowdedVenue: true },
    });
    expect(answer.tier).toBe('不予处罚');
    expect(codes(answer)).toContain('aggravating-fact-beside');
  });

  it('facts against the stage, amounts nobody checked, benchmarks nobody published', () => {
    const facts = { timesWithinYear: 1, harm: 'none', refusedCorrection: false, correctedWithinDeadline: true };
    expect(codes(derived('SP-0102', { stage: 'after-refusal', factors: facts }))).toContain('corrected-after-refusal');
    expect(
      codes(
        derived('NY-0102', { factors: { refusedCorrection: true, timesWithinYear: 1, correctedWithinDeadline: false, harm: 'minor' } }),
      ),
    ).toContain('refused-at-direct');
    expect(codes(derived('WJ-0106', { subjectKind: 'organisation' }))).toContain('amount-unverified');
    expect(texts(derived('JT-0101', { factors: { areaSqm: 1, trafficBlocked: false } }))).toContain(
      '按法定幅度均分，系编制时设定，使用前请核对',
    );
    expect(texts(derived('CG-0101', { stage: 'after-refusal', factors: { areaSqm: 1 } }))).not.toContain('使用前请核对');
  });

  it('an old clause with the same range may take the benchmark made for the new one', () => {
    const answer = derived('ST-0104', { conductOn: '2026-08-01', factors: { areaSqm: 5, fireSpread: false } });
    expect([answer.law.which, answer.tier]).toEqual(['predecessor', '轻微']);
    expect(texts(answer)).toContain('旧法幅度与现行相同，参照适用');
  });

  it('names the list versions it was read from', () => {
    const answer = derived('CG-0101', {
      stage: 'after-refusal',
      factors: { areaSqm: 1 },
      versions: { matters: '2026.2', benchmarks: '2026.1' },
    });
    expect(texts(answer)).toContain('执法事项清单2026.2');
    expect(texts(answer)).toContain('裁量基准版本：2026.1');
  });
});
