import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assessTier,
  CIRCUMSTANCE_LABELS,
  CIRCUMSTANCES,
  heavyPenalties,
  TIER_RULES,
  type TierInput,
  tierRank,
} from '../../../domain/routing/tier.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { SUBJECT_KINDS, TIERS } from '../../../domain/vocabulary.ts';

const thresholds = {
  ...countyPolicy.thresholds,
  hearingFine: { citizen: 10_000, organisation: 100_000, basis: '听证标准' },
  bureauFine: { citizen: 50_000, organisation: 200_000, basis: '分级办案清单' },
  individualBusinessAs: 'citizen' as const,
};

const plain: TierInput = {
  matter: { code: 'CG-0101', name: '占道堆放', major: false, orderToCorrectFirst: true },
  competence: { ok: true },
  procedure: null,
  proposed: null,
  subjects: ['citizen'],
  circumstances: [],
  atBureau: false,
};
const ask = (patch: Partial<TierInput>) => {
  const { tier, rule } = assessTier({ ...plain, ...patch }, { thresholds });
  return [tier, rule];
};
const fined = (fine: number, confiscation = 0, others: string[] = []) => ({ proposed: { fine, confiscation, others } });

describe('the graded list', () => {
  it('leaves a simple case with the town', () => {
    expect(ask({})).toEqual(['town-closes', 'town']);
    expect(ask({ procedure: 'simplified', ...fined(200) })).toEqual(['town-closes', 'town']);
  });

  it('has the bureau review the ordinary procedure, and names a major matter first', () => {
    expect(ask({ procedure: 'ordinary' })).toEqual(['bureau-reviews', 'ordinary-procedure']);
    const major = { code: 'X', name: '占用道路', major: true, orderToCorrectFirst: false };
    expect(ask({ procedure: 'ordinary', matter: major })).toEqual(['bureau-reviews', 'major-matter']);
    // What counts is the penalty actually imposed (行政处罚法 51): a major matter may still be decided on the spot.
    expect(ask({ procedure: 'simplified', matter: major })).toEqual(['town-closes', 'town']);
  });

  it('has the bureau handle every listed circumstance, and says which', () => {
    for (const circumstance of CIRCUMSTANCES) {
      expect(ask({ circumstances: [circumstance] })).toEqual(['bureau-closes', circumstance]);
      expect(assessTier({ ...plain, circumstances: [circumstance] }, { thresholds }).text).toBe(CIRCUMSTANCE_LABELS[circumstance]);
    }
  });

  it('reads the fine against the threshold of the party, the figure itself included', () => {
    expect(ask(fined(49_999.99))).toEqual(['bureau-reviews', 'hearing-fine']);
    expect(ask(fined(50_000))).toEqual(['bureau-closes', 'bureau-fine']);
    expect(ask({ ...fined(50_000), subjects: ['organisation'] })).toEqual(['town-closes', 'town']);
    expect(ask({ ...fined(100_000), subjects: ['organisation'] })).toEqual(['bureau-reviews', 'hearing-fine']);
    expect(ask({ ...fined(200_000), subjects: ['organisation'] })).toEqual(['bureau-closes', 'bureau-fine']);
  });

  it('reads an individual business as the policy counts it, and the strictest of several parties', () => {
    expect(ask({ ...fined(50_000), subjects: ['individual-business'] })).toEqual(['bureau-closes', 'bureau-fine']);
    const counted = { ...thresholds, individualBusinessAs: 'organisation' as const };
    expect(assessTier({ ...plain, ...fined(50_000), subjects: ['individual-business'] }, { thresholds: counted }).tier).toBe('town-closes');
    expect(ask({ ...fined(50_000), subjects: ['organisation', 'citizen'] })).toEqual(['bureau-closes', 'bureau-fine']);
    expect(ask({ ...fined(50_000), subjects: [] })).toEqual(['bureau-closes', 'bureau-fine']);
  });

  it('holds fine and confiscation against the threshold each for itself', () => {
    expect(ask(fined(9_999, 9_999))).toEqual(['town-closes', 'town']);
    expect(ask(fined(0, 10_000))).toEqual(['bureau-reviews', 'hearing-fine']);
    expect(ask(fined(0, 50_000))).toEqual(['bureau-closes', 'bureau-fine']);
  });

  it('has the bureau handle what weighs on a livelihood, whatever the fine', () => {
    for (const other of ['责令停产停业', '责令关闭', '吊销许可证件', '暂扣许可证件', '降低资质等级', '限制从业']) {
      expect(ask(fined(0, 0, [other]))).toEqual(['bureau-closes', 'heavy-penalty']);
    }
    expect(heavyPenalties(['警告', '没收违法所得', '限期拆除'])).toEqual([]);
  });

  it('takes a case that the unit has no power for to the bureau (Art. 24)', () => {
    const answer = assessTier({ ...plain, competence: { ok: false, message: '该事项未赋权青石镇' } }, { thresholds });
    expect([answer.tier, answer.rule, answer.text]).toEqual(['bureau-closes', 'no-power', '该事项未赋权青石镇']);
  });

  it('names the weightiest reason first', () => {
    expect(ask({ atBureau: true, circumstances: ['complex'] })).toEqual(['bureau-closes', 'at-bureau']);
    expect(ask({ circumstances: ['social-impact', 'cross-area'], procedure: 'ordinary' })).toEqual(['bureau-closes', 'cross-area']);
  });
});

describe('the answer', () => {
  const input = fc.record({
    matter: fc.option(
      fc.record({ code: fc.constant('X'), name: fc.constant('事项'), major: fc.boolean(), orderToCorrectFirst: fc.boolean() }),
    ),
    competence: fc.oneof(fc.constant({ ok: true as const }), fc.constant({ ok: false as const, message: '未赋权' })),
    procedure: fc.constantFrom(null, 'simplified' as const, 'ordinary' as const),
    proposed: fc.option(
      fc.record({
        fine: fc.integer({ min: 0, max: 300_000 }),
        confiscation: fc.integer({ min: 0, max: 300_000 }),
        others: fc.subarray(['警告', '责令停产停业', '没收违法所得']),
      }),
    ),
    subjects: fc.subarray([...SUBJECT_KINDS]),
    circumstances: fc.subarray([...CIRCUMSTANCES]),
    atBureau: fc.boolean(),
  });

  it('is the highest tier among the rules that apply, and every rule says what it found', () => {
    fc.assert(
      fc.property(input, (one) => {
        const answer = assessTier(one, { thresholds });
        const applying = answer.lines.filter(({ applies }) => applies);
        expect(answer.lines).toHaveLength(TIER_RULES.length);
        expect(Math.max(...applying.map(({ tier }) => tierRank(tier)))).toBe(tierRank(answer.tier));
        expect(applying.find(({ tier }) => tier === answer.tier)?.rule).toBe(answer.rule);
        for (const line of answer.lines) {
          expect(line.text).toMatch(line.applies ? /镇街办结|执法局审|执法局办结/ : /：不符合$/);
          expect(line.basis).not.toBe('');
        }
      }),
    );
  });

  it('never gets lower when more is added', () => {
    const extraFine = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(input, fc.constantFrom(...CIRCUMSTANCES), extraFine, (one, more, extra) => {
        const before = tierRank(assessTier(one, { thresholds }).tier);
        const proposed = {
          fine: (one.proposed?.fine ?? 0) + extra,
          confiscation: one.proposed?.confiscation ?? 0,
          others: one.proposed?.others ?? [],
        };
        const heavier = assessTier({ ...one, circumstances: [...one.circumstances, more], proposed }, { thresholds });
        expect(tierRank(heavier.tier)).toBeGreaterThanOrEqual(before);
        expect(heavier.tier).toBe(TIERS[2]);
      }),
    );
  });
});
