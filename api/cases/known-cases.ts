/**
 * Cases that this process wrote last, as they stood then: the next command on one is begun without reading it. Each turn
 * begins with what PostgreSQL holds (turns.ts); where that is another event, the case is read after all, and whether its
 * reader may see it is asked again. For commands alone: whoever looks at a case is shown what PostgreSQL holds.
 */
import type { CaseFile } from '../../domain/case/state.ts';

export interface KnownCase {
  /** Hash of the last event, which tells all that led to it. */
  head: string;
  state: CaseFile;
  policyHash: string;
  rules: number | null;
}

export interface KnownCases {
  of(caseId: string): KnownCase | undefined;
  keep(caseId: string, one: KnownCase): void;
}

const MOST_CASES = 200;
/** One of more events may be of megabytes. */
const MOST_EVENTS = 150;

export function createKnownCases(): KnownCases {
  const kept = new Map<string, KnownCase>();
  return {
    of: (caseId) => kept.get(caseId),
    keep: (caseId, one) => {
      // Taken out first, so that the one written longest ago is the first to go.
      kept.delete(caseId);
      if (one.state.version > MOST_EVENTS) return;
      kept.set(caseId, one);
      const [oldest] = kept.keys();
      if (kept.size > MOST_CASES && oldest !== undefined) kept.delete(oldest);
    },
  };
}
