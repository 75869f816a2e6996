/** A seed says everything about a storm before it begins. */
import { describe, expect, test } from 'vitest';
import { everyPart } from '../../tools/stack/part.ts';
import { dice } from './storm/dice.ts';
import { lengthOf, makePlan } from './storm/plan.ts';

const kindsOf = (seed: number, minutes: number) => makePlan(seed, minutes).faults.map(({ fault }) => fault.kind);

describe('dice', () => {
  test('fall the same for the same seed and place, and otherwise for others', () => {
    const rolls = (...place: (string | number)[]) =>
      Array.from(
        { length: 5 },
        (
          (die) => () =>
            die.between(1, 1_000)
        )(dice(7, ...place)),
      );
    expect(rolls('a', 1)).toEqual(rolls('a', 1));
    expect(rolls('a', 1)).not.toEqual(rolls('a', 2));
    expect(rolls('a', 1)).not.toEqual(rolls('a1'));
  });

  test('are fair enough, and keep within their bounds', () => {
    const die = dice(3, 'fair');
    const counts = new Map<number, number>();
    for (let n = 0; n < 6_000; n += 1) {
      const face = die.between(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
    expect(die.shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
  });
});

describe('a plan', () => {
  test('is the same for the same seed and length, and another for another seed', () => {
    expect(makePlan(42, 3)).toEqual(makePlan(42, 3));
    expect(makePlan(42, 3).faults).not.toEqual(makePlan(43, 3).faults);
  });

  test('has the power cut twenty times in the whole form and twice in the shortest', () => {
    for (const seed of [1, 2, 3]) {
      expect(kindsOf(seed, 12).filter((kind) => kind === 'power-cut')).toHaveLength(20);
      expect(kindsOf(seed, 0.5).filter((kind) => kind === 'power-cut')).toHaveLength(2);
    }
  });

  test('of the whole form kills every part alone, some in pairs, and has every other fault', () => {
    const { faults } = makePlan(5, 15);
    const killed = faults.flatMap(({ fault }) => (fault.kind === 'kill' ? [fault.parts] : []));
    const alone = killed.filter((parts) => parts.length === 1).flat();
    expect(new Set(alone).size).toBeGreaterThanOrEqual(Math.min(alone.length, everyPart.length));
    expect(killed.some((parts) => parts.length === 2)).toBe(true);
    expect(new Set(faults.map(({ fault }) => fault.kind))).toEqual(new Set(['power-cut', 'kill', 'pause', 'row-lock', 'disk-full']));
    expect(faults.map(({ n }) => n)).toEqual(faults.map((_, index) => index + 1));
  });

  test('fills the time it was given', () => {
    for (const minutes of [1, 5, 20]) {
      const length = makePlan(9, minutes).faults.reduce((sum, each) => sum + lengthOf(each), 0);
      expect(length).toBeGreaterThanOrEqual(minutes * 60_000);
      expect(length).toBeLessThan(minutes * 60_000 + 25_000);
    }
  });
});
