/** Each rule with the tests that see it refuse and the tests that see it let pass. */
import type { FoundRefusal } from './refusals.ts';
import type { FoundTest } from './tests.ts';

export interface Rule extends FoundRefusal {
  refused: FoundTest[];
  passed: FoundTest[];
}

/** One entry a function and code: several places in one function that refuse with the same code are one rule. */
export function matrixOf(refusals: readonly FoundRefusal[], tests: readonly FoundTest[]): Rule[] {
  const rules = new Map<string, Rule>();
  for (const refusal of refusals) {
    const key = `${refusal.file}#${refusal.unit}#${refusal.code}`;
    const same = rules.get(key);
    if (same) {
      same.messages = [...new Set([...same.messages, ...refusal.messages])];
      same.articles = [...new Set([...same.articles, ...refusal.articles])];
    } else {
      rules.set(key, { ...refusal, refused: [], passed: [] });
    }
  }
  for (const rule of rules.values()) {
    const named = tests.filter(({ literals }) => literals.has(rule.code));
    // The same code may stand in several functions: what concerns this one comes first.
    const own = named.filter((test) => concerns(rule, test));
    rule.refused = own.length > 0 ? own : named;
    rule.passed = tests.filter((test) => !test.literals.has(rule.code) && passes(rule, test));
  }
  return [...rules.values()];
}

const concerns = ({ commands, through }: Rule, { literals, calls }: FoundTest): boolean =>
  commands.some((command) => literals.has(command)) || [...through].some((name) => calls.has(name));

const passes = ({ commands, through }: Rule, { carriedOut, calls }: FoundTest): boolean =>
  commands.some((command) => carriedOut.has(command))
  || (commands.length === 0 && [...through].some((name) => calls.has(name)));
