/**
 * Random sequences of all commands by all people, with the clock acting in between. Whatever is tried: no illegal
 * state, every refusal has its code, its words and what would help, the fold of the record is the state, the chain
 * holds. CASELIGHT_MODEL_RUNS=2000 for the long run.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES } from '../../../domain/vocabulary.ts';
import { commandNames, live } from './random-life.ts';

const RUNS = Number(process.env['CASELIGHT_MODEL_RUNS'] ?? 150);

/** Refusals for which nothing helps: done already, or there is nothing to do it to. Any other says what it needs. */
const NOTHING_HELPS = [
  /^already-/,
  /^no-(deviation|open-opinions|open-supervision|open-urge|preservation|recusal)$/,
  /^not-(heard|marked|on-the-spot|published|suspended)$/,
  /^nothing-to-(exclude|object)$/,
  /^same-(calendar|policy)$/,
  /^extension-(after-end|not-allowed|exhausted)$/,
  /^(goods-handed-over|linked-already|referral-decided|tier-not-higher)$/,
];

describe('random lives of a case', () => {
  const accepted = new Map<string, number>();
  const stages = new Map<string, number>();
  const unhelped = new Map<string, string>();

  it(`stay lawful over ${RUNS} sequences`, () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 20, maxLength: 80, size: 'max' }), (seeds) => {
        const life = live(seeds);
        for (const name of life.accepted) accepted.set(name, (accepted.get(name) ?? 0) + 1);
        for (const { code, message, needs } of life.refused.values()) {
          if (needs.length === 0) unhelped.set(code, message);
        }
        stages.set(life.head.state.stage, (stages.get(life.head.state.stage) ?? 0) + 1);
      }),
      // No shrinking: a life is a story, and a shorter list of dice is another one.
      { numRuns: RUNS, endOnFailure: true, seed: Number(process.env['CASELIGHT_MODEL_SEED'] ?? 20261121) },
    );
  }, 600_000);

  it('reach every stage and most commands', () => {
    expect([...stages.keys()].sort()).toEqual([...STAGES].sort());
    const untried = commandNames.filter((name) => !accepted.has(name));
    expect(untried.length, `never accepted: ${untried.join(', ')}`).toBeLessThan(commandNames.length / 5);
    // In a long run nothing is left untried.
    if (RUNS >= 1000) expect(untried).toEqual([]);
  });

  it('are told what would help, wherever something does', () => {
    const silent = [...unhelped].filter(([code]) => !NOTHING_HELPS.some((pattern) => pattern.test(code)));
    expect(silent).toEqual([]);
  });
});
