import { describe, expect, it } from 'vitest';
import { compareClauses } from '../../../domain/discretion/law.ts';
import type { ClauseSubject, MatterPenalty, PenaltyStage } from '../../../domain/lists/matters.ts';
import { matter, matters } from '../lists/catalogue.ts';
import { ask, derived, refused } from './ask.ts';
import { resolveLaw } from '../../../domain/discretion/law.ts';

const BEFORE = { conductOn: '2026-08-01' };
const facts = { timesWithinYear: 1, harm: 'minor', refusedCorrection: false };
const texts = (lines: { text: string }[]) => lines.map((line) => line.text).join('\n');

describe('ST-0103 open-air barbecue: the ceiling was lowered from 20 000 to 5 000', () => {
  it('old conduct, not refused: the new law is lighter, and its benchmark applies', () => {
    const answer = derived('ST-0103', { ...BEFORE, factors: facts });
    expect(answer.law).toMatchObject({ which: 'current', name: '中华人民共和国生态环境法典', day: '2026-08-01' });
    expect(answer.statutory).toMatchObject({ min: 500, max: 5000 });
    expect([answer.tier, answer.range]).toMatchObject(['一般', { min: 2000, max: 3500 }]);
    expect(texts(answer.lines)).toContain('罚款：旧法500元以上20000元以下，新法500元以上5000元以下，上限降低，较轻');
    expect(answer.law.comparison?.rows.map((row) => [row.kind, row.verdict])).toEqual([
      ['罚款', 'lighter'],
      ['没收违法所得', 'same'],
      ['没收非法财物', 'same'],
    ]);
  });

  it('old conduct, refused: the new 5 000 floor is heavier than the old 500, the old law has no such step', () => {
    const answer = derived('ST-0103', { ...BEFORE, stage: 'after-refusal', factors: facts });
    expect(answer.law).toMatchObject({ which: 'predecessor', name: '大气污染防治法', effectiveUntil: '2026-08-14' });
    expect(answer.statutory).toEqual(answer.range);
    expect(answer.range).toMatchObject({ min: 500, max: 20000 });
    expect(answer.tierWhy.rule).toBe('not-covered');
    expect(texts(answer.lines)).toContain('上限相同、下限提高，较重');
  });

  it('decided before the new law was in force: the old one, without comparison', () => {
    const answer = derived('ST-0103', { ...BEFORE, decidedOn: '2026-08-14', factors: facts });
    expect(answer.law).toMatchObject({ which: 'predecessor', comparison: null });
    expect(answer.range).toMatchObject({ min: 500, max: 20000 });
  });

  it('decided on the first day of the new law: compared', () => {
    expect(derived('ST-0103', { ...BEFORE, decidedOn: '2026-08-15', factors: facts }).law.which).toBe('current');
  });

  it('new conduct: the new law, at both stages', () => {
    expect(derived('ST-0103', { conductOn: '2026-08-15', factors: facts }).statutory).toMatchObject({ min: 500, max: 5000 });
    expect(derived('ST-0103', { conductOn: '2026-08-15', stage: 'after-refusal', factors: facts }).statutory).toMatchObject({
      min: 5000,
      max: 20000,
    });
  });
});

describe('ST-0113 dumping waste: the floor for organisations was raised from 50 000 to 100 000', () => {
  // 固废法 111(2): 生活垃圾 5–50 万, a construction unit's waste 10–100 万; the new law does not tell them apart.
  const refuse = { circumstance: '随意倾倒、抛撒、堆放或者焚烧生活垃圾的单位' };
  const rubble = { circumstance: '擅自倾倒、抛撒或者堆放建筑垃圾的工程施工单位' };
  it.each([
    ['organisation', 50000, 500000, '上限和下限都提高，较重'],
    ['citizen', 100, 500, '上限提高，较重'],
  ] as const)('old conduct of a %s: the old law', (subjectKind, min, max, why) => {
    const factors = subjectKind === 'organisation' ? refuse : {};
    const answer = derived('ST-0113', { ...BEFORE, subjectKind, factors });
    expect(answer.law.which).toBe('predecessor');
    expect(answer.range).toMatchObject({ min, max });
    expect(texts(answer.lines)).toContain(why);
  });

  it('both laws confiscate the gains (固废法 111(1))', () => {
    const old = derived('ST-0113', { ...BEFORE, subjectKind: 'organisation', factors: refuse });
    expect(old.otherPenalties.map((other) => other.kind)).toEqual(['没收违法所得']);
    expect(derived('ST-0113', { subjectKind: 'organisation' }).otherPenalties.map((other) => other.kind)).toEqual(['没收违法所得']);
  });

  it("a construction unit's waste: the same amounts in both laws, so the old one", () => {
    const answer = derived('ST-0113', { ...BEFORE, subjectKind: 'organisation', factors: rubble });
    expect([answer.law.which, answer.range]).toMatchObject(['predecessor', { min: 100_000, max: 1_000_000 }]);
    expect(answer.law.comparison?.verdict).toBe('same');
  });

  it('which of the two it was is asked', () => {
    expect(refused('ST-0113', { ...BEFORE, subjectKind: 'organisation' }).missing?.map(({ key }) => key)).toEqual(['circumstance']);
  });

  it.each([
    // Continuing conduct takes the law of the day it ends.
    ['2026-07-01', '2026-08-14', 50000],
    ['2026-07-01', '2026-08-15', 100000],
    ['2026-08-14', '2026-11-21', 100000],
    ['2026-08-14', null, 50000],
    ['2026-08-15', null, 100000],
  ])('from %s to %s: floor %d', (conductOn, conductEndedOn, floor) => {
    const answer = derived('ST-0113', { subjectKind: 'organisation', conductOn, conductEndedOn, factors: refuse });
    expect(answer.range?.min).toBe(floor);
    if (conductEndedOn !== null && conductEndedOn >= '2026-08-15')
      expect(texts(answer.lines)).toContain('跨越新法施行日2026-08-15，适用行为终了时的');
  });
});

describe('every matter with a predecessor, by hand: which law for conduct of 2026-08-01 decided 2026-11-21', () => {
  const both: ClauseSubject[] = ['citizen', 'organisation'];
  const org: ClauseSubject[] = ['organisation'];
  it.each<[string, ClauseSubject[], PenaltyStage, string]>([
    ['ST-0101', both, 'direct', 'same'],
    ['ST-0101', both, 'after-refusal', 'same'],
    ['ST-0102', both, 'after-refusal', 'same'],
    ['ST-0103', both, 'direct', 'lighter'],
    ['ST-0103', both, 'after-refusal', 'heavier'],
    ['ST-0104', both, 'direct', 'same'],
    ['ST-0105', both, 'direct', 'same'],
    ['ST-0106', both, 'direct', 'same'],
    // 责令不得上道路行驶 is an order, no penalty: it weighs nothing.
    ['ST-0106', both, 'after-refusal', 'same'],
    ['ST-0107', org, 'direct', 'same'],
    ['ST-0107', org, 'after-refusal', 'same'],
    ['ST-0110', both, 'direct', 'same'],
    // 噪声法 81 has 责令停业 as well.
    ['ST-0110', both, 'after-refusal', 'same'],
    ['ST-0111', both, 'after-refusal', 'same'],
    ['ST-0112', org, 'direct', 'same'],
    // 噪声法 77: 可以责令暂停施工.
    ['ST-0112', org, 'after-refusal', 'same'],
    // The new clause names no confiscation for individuals; 行政处罚法 28(2) has it all the same.
    ['ST-0113', ['citizen'], 'direct', 'heavier'],
    // Two old fines, one new: which of the old ones it was has to be told first.
    ['ST-0113', org, 'direct', 'mixed'],
    // 固废法 111(1) has 没收违法所得 as well.
    ['ST-0114', both, 'direct', 'same'],
    ['ST-0115', org, 'direct', 'same'],
    ['ST-0116', both, 'direct', 'same'],
    // 固废法 107: 情节严重的，责令停业或者关闭.
    ['ST-0116', both, 'aggravated', 'same'],
    ['ST-0108', both, 'direct', 'same'],
    ['ST-0108', both, 'after-refusal', 'same'],
    ['ST-0109', both, 'direct', 'same'],
    ['ST-0117', org, 'direct', 'same'],
    ['SW-0108', both, 'direct', 'same'],
  ])('%s %j %s: the new law is %s', (code, subjects, stage, verdict) => {
    for (const subject of subjects) {
      const law = resolveLaw({ matter: matter(code), subject, stage, conductOn: '2026-08-01', decidedOn: '2026-11-21' });
      expect(law).toMatchObject({
        ok: true,
        comparison: { verdict },
        version: { which: verdict === 'lighter' ? 'current' : 'predecessor' },
      });
    }
  });

  it('the table speaks of all nineteen', () => {
    expect(matters.filter((row) => row.predecessor).map((row) => row.code)).toHaveLength(19);
  });
});

describe('NY-0106, explosives, poison and electricity: 渔业法 2013 art. 38 until 2026-04-30', () => {
  it('fifty thousand at most, not two hundred thousand', () => {
    const answer = derived('NY-0106', { conductOn: '2026-04-30' });
    expect([answer.law.which, answer.range]).toMatchObject(['predecessor', { min: 0, max: 50_000 }]);
    expect(derived('NY-0106', { conductOn: '2026-05-01' }).range).toMatchObject({ min: 0, max: 200_000 });
  });
});

describe('no law to apply', () => {
  it.each([
    ['NY-0107', '2026-04-30', 'citizen'],
    ['WJ-0104', '2025-08-31', 'organisation'],
  ] as const)('%s was not in force on %s, and the list has no predecessor', (code, conductOn, subjectKind) => {
    const answer = refused(code, { conductOn, subjectKind, rules: 3 });
    expect(answer).toMatchObject({ code: 'law-not-in-force', basis: ['行政处罚法第三十七条', expect.stringContaining('《') as string] });
    expect(answer.needs[0]).toContain('补录前身条款');
    const next = ask(code, { conductOn: matter(code).effectiveFrom!, subjectKind, rules: 3 });
    expect(next.ok || next.code).not.toBe('law-not-in-force');
    // Since the fourth rules it is said, and nothing is refused for it.
    const law = resolveLaw({ matter: matter(code), subject: subjectKind, stage: 'direct', conductOn, decidedOn: '2026-11-21' });
    expect(law).toMatchObject({ ok: true, version: { which: 'current' }, comparison: null });
    expect(law.ok && law.unknown).toContain('清单没有登载行为时有效的条款：行为时的规定不明');
  });

  it('these two are all', () => {
    const without = matters.filter((row) => row.effectiveFrom !== null && row.predecessor === null);
    expect(without.map((row) => row.code).sort()).toEqual(['NY-0107', 'WJ-0104']);
  });

  it('a day between two laws', () => {
    const row = matter('ST-0113');
    const gap = { ...row, predecessor: { ...row.predecessor!, effectiveUntil: '2026-07-31' } };
    expect(
      resolveLaw({ matter: gap, subject: 'citizen', stage: 'direct', conductOn: '2026-08-01', decidedOn: '2026-11-21', rules: 3 }),
    ).toMatchObject({ code: 'law-gap' });
  });

  it.each([
    [{ conductOn: '2026-02-30' }, 'date-invalid'],
    [{ decidedOn: 'today' }, 'date-invalid'],
    [{ conductEndedOn: '2026-13-01' }, 'date-invalid'],
    [{ conductOn: '2026-11-22' }, 'conduct-after-decision'],
    [{ conductEndedOn: '2026-11-22' }, 'conduct-after-decision'],
    [{ conductEndedOn: '2026-08-31' }, 'conduct-reversed'],
  ])('%j → %s', (question, code) => expect(refused('CG-0109', question)).toMatchObject({ code, needs: [expect.any(String) as string] }));
});

describe('a law date the list does not record', () => {
  it('is to be looked up for conduct before 2026, and is no matter after', () => {
    const codes = (conductOn: string) => derived('CG-0109', { conductOn }).findings.map((finding) => finding.code);
    expect(codes('2025-12-31')).toContain('law-review');
    expect(codes('2026-01-01')).toEqual([]);
  });
});

describe('comparing clauses', () => {
  const fine = (min: number, max: number, unit: MatterPenalty['unit'] = 'yuan'): MatterPenalty => ({
    kind: '罚款',
    subjectKind: 'citizen',
    min,
    max,
    unit,
    stage: 'direct',
    isPenalty: true,
  });
  const warning: MatterPenalty = {
    kind: '警告',
    subjectKind: 'citizen',
    min: null,
    max: null,
    unit: null,
    stage: 'direct',
    isPenalty: true,
  };

  it.each<[MatterPenalty[], MatterPenalty[], string]>([
    [[fine(0, 100)], [fine(0, 100)], 'same'],
    [[fine(0, 100)], [fine(0, 90)], 'lighter'],
    [[fine(0, 100)], [fine(10, 100)], 'heavier'],
    [[fine(20, 100)], [fine(10, 100)], 'lighter'],
    [[fine(20, 100)], [fine(10, 90)], 'lighter'],
    [[fine(20, 100)], [fine(30, 110)], 'heavier'],
    // Lower ceiling, higher floor: nobody can say without the case.
    [[fine(20, 100)], [fine(30, 90)], 'mixed'],
    [[fine(5, 10, 'percent-of-project-cost')], [fine(0, 1000)], 'mixed'],
    [[fine(0, 100)], [warning], 'mixed'],
    [[fine(0, 100), warning], [fine(0, 100)], 'lighter'],
    [[warning], [warning, fine(0, 1)], 'heavier'],
    [[fine(0, 100)], [fine(0, 50), warning], 'mixed'],
    [[], [], 'same'],
  ])('%j → %j: %s', (before, after, verdict) => expect(compareClauses(before, after).verdict).toBe(verdict));

  it('a mixed comparison keeps the old law and asks for a review', () => {
    const row = matter('ST-0113');
    const mixed = {
      ...row,
      penalties: row.penalties.map((penalty) => (penalty.subjectKind === 'citizen' ? { ...penalty, min: 200, max: 400 } : penalty)),
    };
    const law = resolveLaw({ matter: mixed, subject: 'citizen', stage: 'direct', conductOn: '2026-08-01', decidedOn: '2026-11-21' });
    expect(law).toMatchObject({ ok: true, version: { which: 'predecessor' }, comparison: { verdict: 'mixed' } });
    expect(law.ok && law.needsReview).toContain('须经法制审核确认');
  });
});
