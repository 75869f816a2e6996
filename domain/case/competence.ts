import type { Refusal } from '../result.ts';
import type { CommandContext } from './context.ts';

// 行政处罚法 24: a township acts only within the powers published for it on that day; the API finds the list item.
export function competent(context: CommandContext): Refusal | null {
  const competence = context.lookups.matter?.competence;
  return competence && !competence.ok ? competence : null;
}

/** Why the unit may use the power, with the list version; null where no matter was looked up. */
export const competenceWhy = (context: CommandContext): string | null => {
  const competence = context.lookups.matter?.competence;
  return competence?.ok ? competence.why : null;
};
