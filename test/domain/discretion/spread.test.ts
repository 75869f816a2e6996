import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf, standingIn } from '../../../domain/discretion/spread.ts';

describe('where a fine lies among others', () => {
  it('least, middle and most; the middle of two is their mean', () => {
    expect(spreadOf([])).toBeNull();
    expect(spreadOf([500])).toEqual({ count: 1, min: 500, median: 500, max: 500 });
    expect(spreadOf([1500, 200, 1000])).toEqual({ count: 3, min: 200, median: 1000, max: 1500 });
    expect(spreadOf([1000, 200, 1500, 600])).toEqual({ count: 4, min: 200, median: 800, max: 1500 });
  });

  it('below, within and above, both ends within', () => {
    const spread = spreadOf([200, 1000])!;
    expect([199, 200, 600, 1000, 1001].map((fine) => standingIn(fine, spread))).toEqual(['below', 'within', 'within', 'within', 'above']);
  });

  it('holds for any fines: half lie on either side, order does not matter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }), (fines) => {
        const spread = spreadOf(fines)!;
        expect(spread.min).toBeLessThanOrEqual(spread.median);
        expect(spread.median).toBeLessThanOrEqual(spread.max);
        expect(fines.filter((fine) => fine < spread.median).length).toBeLessThanOrEqual(fines.length / 2);
        expect(fines.filter((fine) => fine > spread.median).length).toBeLessThanOrEqual(fines.length / 2);
        expect(spreadOf([...fines].reverse())).toEqual(spread);
        for (const fine of fines) expect(standingIn(fine, spread)).toBe('within');
      }),
    );
  });
});
