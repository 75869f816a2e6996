import { describe, expect, it } from 'vitest';
import { benchmark } from '../lists/catalogue.ts';
import { derived, refused } from './ask.ts';

// 占道堆放 after refusal: 轻微 below 5 square metres; a benchmark without its 一般 tier leaves 30 square metres nowhere.
const whole = benchmark('CG-0101')!;
const light = { ...whole, tiers: whole.tiers.filter(({ tier }) => tier === '轻微') };
const facts = (areaSqm: number) => ({ stage: 'after-refusal' as const, factors: { areaSqm } });

describe('a benchmark without its ordinary tier (行政处罚法 34)', () => {
  it('grades what one of its tiers takes and refuses the rest, naming what is missing', () => {
    expect(derived('CG-0101', { benchmark: light, ...facts(3) }).tier).toBe('轻微');
    expect(refused('CG-0101', { benchmark: light, ...facts(30) })).toMatchObject({ code: 'no-tier', needs: ['补充裁量基准的一般档'] });
  });
});
