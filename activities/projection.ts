/** What runs of a case from before docs/adr/0026 handed over to be written. Today's code only replays them. */
import type { CaseEvent } from '../domain/case/events.ts';

export interface ProjectionBatch {
  caseId: string;
  /** Hash of the event before the first of `events`; the case's genesis before event 1. */
  previous: string;
  /** At least one, in order, without a gap. */
  events: CaseEvent[];
  /** The case after them, as it was sent then; of it only the policy is still asked for. */
  after?: { policyHash: string } | null;
}
