import type { CaseFile } from '../../../../domain/case/state.ts';
import { isCommandName, specOf } from '../../../../domain/case/catalogue.ts';
import { ROLE_LABELS } from '../../../../domain/vocabulary.ts';

/** The level that reviews or decides is the case's own affair; null: the command says it well enough. */
export function caseActor(name: string, file: CaseFile): string | null {
  if (!isCommandName(name)) return null;
  const { roles, byHandler } = specOf(name);
  if (byHandler && file.handlers.length > 0) return null;
  const review = name === 'PassReview' || name === 'ReturnForSupplement';
  const bureau = review ? file.review?.reviewerUnit === 'bureau' : file.tier === 'bureau-closes';
  const own = roles.filter((role) => role.startsWith('bureau-') === bureau);
  return (own.length > 0 ? own : roles).map((role) => ROLE_LABELS[role]).join('或者');
}
