import { describe, expect, test } from 'vitest';
import { derivePenalty } from '../../../domain/discretion/penalty.ts';
import { benchmarkByMatter, matterByCode } from '../lists/catalogue.ts';

const ask = (factors: Record<string, string | number | boolean>) => {
  // A benchmark that asks for refusal: the clause has no fine of its own for it.
  const matter = matterByCode.get('CG-0110');
  if (!matter) throw new Error('no CG-0110');
  return derivePenalty({
    matter,
    benchmark: benchmarkByMatter.get('CG-0110') ?? null,
    subjectKind: 'citizen',
    conductOn: '2026-09-01',
    decidedOn: '2026-11-20',
    stage: 'direct',
    factors,
  });
};

describe('facts that settle another', () => {
  test('who corrected in time has not refused: it is not asked again, and said', () => {
    const answer = ask({ timesWithinYear: 2, correctedWithinDeadline: true, harm: 'minor' });
    expect(answer).toMatchObject({ ok: true, tier: '一般', range: { min: 233, max: 367 } });
    expect(answer.ok && answer.lines.some(({ text }) => text.includes('按“否”认定'))).toBe(true);
  });

  test('who did not correct may have refused or not: it is asked', () => {
    expect(ask({ timesWithinYear: 2, correctedWithinDeadline: false, harm: 'minor' })).toMatchObject({
      ok: false,
      code: 'factors-missing',
    });
  });
});
