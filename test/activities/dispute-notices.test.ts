import { describe, expect, it } from 'vitest';
import { numberOf } from '../../activities/dispute-notices.ts';

describe('numbers of a dispute’s notices', () => {
  it('lie below zero and apart: phase, notice and dispute', () => {
    const numbers = [numberOf('c-1-dispute-1', 1), numberOf('c-1-dispute-1', 2), numberOf('c-1-dispute-1', 1001), numberOf('c-1-dispute-2', 1)];
    expect(numbers).toEqual([-10_001, -10_002, -11_001, -20_001]);
  });
});
