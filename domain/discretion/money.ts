/**
 * Money without binary fractions: amounts are whole fen (分) in computations and yuan with at most two decimals at the
 * edges. Products of a base and a factor are computed exactly and rounded once, in the direction the caller names:
 * a lower bound up and an upper bound down, so that no rounding ever leaves the lawful range.
 */

/** Whole fen, 0 to 10^14. */
export type Fen = number;

const MAX_YUAN = 1_000_000_000_000;

interface Decimal {
  digits: bigint;
  scale: number;
}

/** A number as written in decimals: 0.1 is one tenth, not the nearest binary fraction. Null if no plain decimal. */
function decimalOf(value: number): Decimal | null {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
  if (!match) return null;
  const fraction = match[2] ?? '';
  return { digits: BigInt(`${match[1]}${fraction}`), scale: fraction.length };
}

/** Yuan to fen; null where it is negative, not finite, too large or finer than a fen. */
export function toFen(yuan: number): Fen | null {
  if (!Number.isFinite(yuan) || yuan < 0 || yuan > MAX_YUAN) return null;
  const decimal = decimalOf(yuan);
  if (!decimal || decimal.scale > 2) return null;
  return Number(decimal.digits * 10n ** BigInt(2 - decimal.scale));
}

/** Fen to yuan, as a number with at most two decimals. */
export const toYuan = (fen: Fen): number => fen / 100;

/** `1234.5元`, `2000元`. */
export function yuanText(fen: Fen): string {
  const whole = Math.floor(fen / 100);
  const rest = fen % 100;
  return `${whole}${rest === 0 ? '' : `.${String(rest).padStart(2, '0').replace(/0$/, '')}`}元`;
}

/** base × factor ÷ divisor in fen, rounded to the fen in the named direction. Null if it is no plain decimal. */
export function scaleFen(base: Fen, factor: number, divisor: number, rounding: 'up' | 'down'): Fen | null {
  const decimal = decimalOf(factor);
  if (!decimal || !Number.isSafeInteger(base) || base < 0) return null;
  const numerator = BigInt(base) * decimal.digits;
  const denominator = BigInt(divisor) * 10n ** BigInt(decimal.scale);
  const quotient = numerator / denominator;
  const exact = quotient * denominator === numerator;
  const fen = Number(rounding === 'up' && !exact ? quotient + 1n : quotient);
  return Number.isSafeInteger(fen) ? fen : null;
}
