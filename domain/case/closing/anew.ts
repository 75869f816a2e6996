/** What a case is investigated anew on: what follows is done again, and what was done stays in the record. */
import type { CaseFile } from '../state.ts';

const NOTHING_EXECUTED: CaseFile['execution'] = { paid: [], instalments: null, demands: [], court: null, performed: [], settled: false };

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
