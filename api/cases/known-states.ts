/**
 * States of the cases that this process wrote last, by the hash of their last event, which tells all that led to it: a
 * command on such a case need not have the whole state read and parsed again. For commands alone; whoever looks at a case
 * is shown what PostgreSQL holds.
 */
import type { CaseFile } from '../../domain/case/state.ts';

export interface KnownStates {
  /** The last event's hash of the state that is kept; empty where none is. */
  headOf(caseId: string): string;
  /** The state at that event; undefined where it is not, or no longer, kept. */
  at(caseId: string, head: string): CaseFile | undefined;
  keep(caseId: string, head: string, state: CaseFile): void;
}

const MOST_CASES = 200;
/** A case of more events may be of megabytes. */
const MOST_EVENTS = 150;

export function createKnownStates(): KnownStates {
  const kept = new Map<string, { head: string; state: CaseFile }>();
  return {
    headOf: (caseId) => kept.get(caseId)?.head ?? '',
    at: (caseId, head) => {
      const one = kept.get(caseId);
      return one?.head === head ? one.state : undefined;
    },
    keep: (caseId, head, state) => {
      // Taken out first, so that the one written longest ago is the first to go.
      kept.delete(caseId);
      if (state.version > MOST_EVENTS) return;
      kept.set(caseId, { head, state });
      const [oldest] = kept.keys();
      if (kept.size > MOST_CASES && oldest !== undefined) kept.delete(oldest);
    },
  };
}
