/** Asks for a derivation on the shipped catalogue: conduct after all law changes, decided 2026-11-21, unless told. */
import { derivePenalty } from '../../../domain/discretion/penalty.ts';
import type { PenaltyDerivation, PenaltyQuestion, PenaltyRefusal } from '../../../domain/discretion/penalty-model.ts';
import { benchmark, matter } from '../lists/catalogue.ts';

type Asked = Partial<Omit<PenaltyQuestion, 'matter'>>;

export function ask(code: string, question: Asked = {}): PenaltyDerivation | PenaltyRefusal {
  return derivePenalty({
    matter: matter(code),
    benchmark: benchmark(code) ?? null,
    subjectKind: 'citizen',
    stage: 'direct',
    factors: {},
    conductOn: '2026-09-01',
    decidedOn: '2026-11-21',
    ...question,
  });
}

/** As `ask`, where an answer is expected. */
export function derived(code: string, question: Asked = {}): PenaltyDerivation {
  const answer = ask(code, question);
  if (!answer.ok) throw new Error(`${code}: ${answer.code} ${answer.message} ${answer.needs.join(' / ')}`);
  return answer;
}

/** As `ask`, where a refusal is expected. */
export function refused(code: string, question: Asked = {}): PenaltyRefusal {
  const answer = ask(code, question);
  if (answer.ok) throw new Error(`${code}: derived ${answer.tier} ${JSON.stringify(answer.range)} instead of a refusal`);
  return answer;
}
