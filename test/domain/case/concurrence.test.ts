import { describe, expect, it } from 'vitest';
import { dataOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { matter } from '../lists/catalogue.ts';
import { concluded, conclusion, evidenced, filed } from './late-scenes.ts';

const weigh = (scene: Scene, codes: string[], patch: Partial<PayloadOf<'WeighClauses'>> = {}) =>
  scene.when(
    'WeighClauses',
    {
      act: '同一时间在公路用地内堆放同一堆砂石',
      candidates: codes.map((matterCode) => ({ matterCode, why: '堆放处在公路用地范围内' })),
      ...patch,
    },
    'handler1',
  );

describe('WeighClauses (Art. 29, second sentence)', () => {
  // 张三, a citizen, ordered and not corrected: 浙江市容条例 12(3) 200–1000; 公路法 77 up to 5000; 公路法 76 up to 30000.
  it('takes the clause with the higher ceiling, says why, and has it concluded again', () => {
    const outcome = weigh(concluded(), ['JT-0101']);
    const data = dataOf(outcome, 'ClausesWeighed');
    expect(data).toMatchObject({
      chosen: 'JT-0101',
      matter: { code: 'JT-0101' },
      clauses: [
        { code: 'CG-0101', stage: 'after-refusal', min: 200, max: 1000, why: null },
        { code: 'JT-0101', stage: 'direct', min: 0, max: 5000, why: '堆放处在公路用地范围内' },
      ],
    });
    expect(data.lines.at(-1)).toMatchObject({ basis: '行政处罚法第二十九条', text: expect.stringContaining('公路法') as string });
    expect(fileOf(outcome)).toMatchObject({ matter: { code: 'JT-0101' }, conclusion: null, concurrence: { chosen: 'JT-0101' } });
  });

  it('keeps the case’s own where it is the higher one, and shows the comparison with the proposal', () => {
    // 浙江市容条例 16(3): up to 50 only.
    const outcome = weigh(concluded(), ['CG-0104']);
    expect(dataOf(outcome, 'ClausesWeighed')).toMatchObject({ chosen: 'CG-0101', matter: null });
    expect(fileOf(outcome).conclusion).not.toBeNull();
    const weighed = evidenced().did(
      'WeighClauses',
      { act: '同一摊位', candidates: [{ matterCode: 'CG-0104', why: '占道设摊' }] },
      'handler1',
    );
    const { proposed } = dataOf(weighed.when('ConcludeInvestigation', conclusion(weighed), 'handler1'), 'InvestigationConcluded');
    expect(proposed.derivation?.lines.some(({ text }) => text.startsWith('同一个违法行为违反多个法律规范'))).toBe(true);
  });

  it('asks whose act it is, and for a matter that the list still has', () => {
    const nobody = evidenced().having(() => ({ parties: [] }));
    expect(refusalOf(weigh(nobody, ['JT-0101'])).code).toBe('party-missing');
    const payload = { act: '同一堆砂石', candidates: [{ matterCode: 'JT-0101', why: '堆放处在公路用地范围内' }] };
    const outcome = evidenced().when('WeighClauses', payload, 'handler1', { lookups: { matter: null } });
    expect(refusalOf(outcome)).toMatchObject({ code: 'matter-missing', basis: ['《行政处罚法》第二十四条'] });
  });

  it('asks for what turns a multiple into yuan, and leaves out what cannot be applied', () => {
    // 殡葬管理条例 18: one to three times the gains.
    const refusal = refusalOf(weigh(filed(), ['MZ-0101']));
    expect(refusal).toMatchObject({ code: 'factors-missing' });
    const data = dataOf(weigh(filed(), ['MZ-0101'], { factors: { illegalGainsYuan: 300 } }), 'ClausesWeighed');
    // 3 × 300 = 900, below 1000.
    expect([data.chosen, data.clauses[1]?.max]).toEqual(['CG-0101', 900]);
    // 浙江市容条例 29(4) is against construction units, not citizens.
    expect(dataOf(weigh(filed(), ['CG-0112']), 'ClausesWeighed').clauses[1]).toMatchObject({
      max: null,
      text: expect.stringContaining('不能适用') as string,
    });
  });

  it('a clause that the unit has no power over is not applied by it', () => {
    const power = {
      ok: false as const,
      code: 'not-delegated',
      message: '青石镇没有这项权力',
      needs: ['移送'],
      basis: ['《行政处罚法》第二十四条'],
    };
    const row = matter('JT-0101');
    const versions = { matters: 'matters@1', benchmarks: null, delegation: 'delegation@1' };
    const refusal = refusalOf(
      filed().when('WeighClauses', { act: '同一堆砂石', candidates: [{ matterCode: 'JT-0101', why: '公路用地' }] }, 'handler1', {
        lookups: { concurring: [{ row, benchmark: null, versions, competence: power }] },
      }),
    );
    expect(refusal).toMatchObject({ code: 'not-delegated', basis: ['《行政处罚法》第二十九条', '《行政处罚法》第二十四条'] });
    expect(refusal.needs[0]).toContain('移送有权处罚的机关');
  });

  it('names each further clause once, of a listed matter', () => {
    expect(refusalOf(weigh(filed(), ['JT-0101', 'JT-0101'])).code).toBe('candidate-twice');
    expect(refusalOf(weigh(filed(), ['CG-0101'])).code).toBe('candidate-twice');
    expect(refusalOf(weigh(filed(), ['XX-9999'])).code).toBe('unknown-matter');
    expect(
      refusalOf(
        weigh(
          filed().having(() => ({ matter: null })),
          ['JT-0101'],
        ),
      ).code,
    ).toBe('matter-missing');
    expect(
      refusalOf(
        weigh(
          filed().having(() => ({ criminalSuspected: true })),
          ['JT-0101'],
        ),
      ).code,
    ).toBe('criminal-suspected');
  });
});
