/** Lookups in which the unit has no power for the matter, as the API would answer. */
import type { Lookups } from '../../../domain/case/context.ts';
import type { Refusal } from '../../../domain/result.ts';
import { benchmark, matter } from '../lists/catalogue.ts';
import { STACKING } from './scenes.ts';
import { lookUp } from './kit.ts';

export function matterWithout(competence: Refusal, code = STACKING): { lookups: Lookups } {
  const found = lookUp({ matter: code, units: ['qingshi', 'liulin', 'bureau'], people: ['handler1', 'handler2', 'handler3'] }, null);
  return {
    lookups: {
      ...found,
      matter: {
        row: matter(code),
        benchmark: benchmark(code) ?? null,
        versions: { matters: 'matters@1', benchmarks: 'benchmarks@1', delegation: 'delegation@1' },
        competence,
      },
    },
  };
}
