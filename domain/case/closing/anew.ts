/** What a case is investigated anew on: what follows is done again, and what was done stays in the record. */
import { NOTHING_EXECUTED } from '../execution/nothing.ts';
import type { CaseFile } from '../state.ts';

export const investigatedAnew = ({ review }: CaseFile): Partial<CaseFile> => ({
  conclusion: null,
  notice: null,
  hearing: null,
  collectiveDiscussion: null,
  decision: null,
  publicationFinding: null,
  litigation: [],
  review: review && { ...review, passed: null, afterHearing: null },
  execution: NOTHING_EXECUTED,
});
