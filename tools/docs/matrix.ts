/** Each rule with the tests that saw it refuse and one that saw it let pass. */
import type { Seen, SeenRules } from '../rules/seen.ts';
import type { FoundRefusal } from './refusals.ts';

export interface Rule extends FoundRefusal, Seen {
  /** Why no command can come to it. */
  unreachable?: string;
}

export const matrixOf = (refusals: readonly FoundRefusal[], seen: SeenRules, unreachable: Readonly<Record<string, string>>): Rule[] =>
  refusals.map((refusal) => {
    const reason = unreachable[refusal.key];
    return { ...refusal, refused: {}, ...seen[refusal.key], ...(reason === undefined ? {} : { unreachable: reason }) };
  });
