import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleFen, toFen, toYuan, yuanText } from '../../../domain/discretion/money.ts';

describe('yuan and fen', () => {
  it.each([
    [0, 0],
    [0.01, 1],
    [0.1, 10],
    [19.99, 1999],
    [1.005, null],
    [-1, null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [1e21, null],
    [1e-7, null],
    [123456789.12, 12345678912],
    [4.35, 435],
    [1.1, 110],
    [8.2, 820],
    [1_000_000_000_000, 100_000_000_000_000],
  ])('%d yuan is %s fen', (yuan, fen) => expect(toFen(yuan)).toBe(fen));

  it('goes out and back', () => {
    fc.assert(fc.property(fc.nat(2_000_000_000), (fen) => toFen(toYuan(fen)) === fen));
  });

  it.each([
    [0, '0元'],
    [1, '0.01元'],
    [10, '0.1元'],
    [150, '1.5元'],
    [200000, '2000元'],
    [123456, '1234.56元'],
  ])('%d fen reads %s', (fen, text) => expect(yuanText(fen)).toBe(text));
});

describe('products', () => {
  it.each([
    // 0.1 × 3 is 0.30000000000000004 in binary; in fen it is 30.
    [10, 3, 1, 'down', 30],
    [10, 3, 1, 'up', 30],
    [12345678, 5, 100, 'up', 617284],
    [12345678, 5, 100, 'down', 617283],
    [1, 0.5, 1, 'up', 1],
    [1, 0.5, 1, 'down', 0],
    [100_000_000_000_000, 100_000, 1, 'down', null],
    [100, Number.NaN, 1, 'up', null],
    [-1, 1, 1, 'up', null],
  ] as const)('%d fen × %d ÷ %d, rounded %s: %s', (base, factor, divisor, rounding, expected) =>
    expect(scaleFen(base, factor, divisor, rounding)).toBe(expected),
  );

  it('up and down differ by a fen at most, and hold the exact product between them', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: 0, max: 100_000 }), (base, hundredths) => {
        const [down, up] = [scaleFen(base, hundredths / 100, 100, 'down')!, scaleFen(base, hundredths / 100, 100, 'up')!];
        expect(up - down).toBeLessThanOrEqual(1);
        const exact = BigInt(base) * BigInt(hundredths);
        expect(BigInt(down) * 10_000n <= exact && exact <= BigInt(up) * 10_000n).toBe(true);
      }),
    );
  });
});
