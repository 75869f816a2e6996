import { evolveAnyStage } from './any-stage.ts';
import { evolveClock } from './clock.ts';
import { evolveClosing } from './closing.ts';
import { evolveDecision } from './decision.ts';
import { evolveDiscovery } from './discovery.ts';
import { evolveEvidence } from './evidence.ts';
import { evolveExecution } from './execution.ts';
import { evolveOpening } from './opening.ts';
import { evolveReferral } from './referral.ts';
import { evolveReview } from './review.ts';
import { evolveStopping } from './stopping.ts';
import { evolveSupervision } from './supervision.ts';
import { evolveTransfer } from './transfer.ts';
import type { CaseEvent, EventType } from '../events.ts';
import type { CaseFile, CaseState } from '../state.ts';

/** One evolution an event; an event without one does not compile. */
export const evolvers = {
  ...evolveOpening,
  ...evolveDiscovery,
  ...evolveStopping,
  ...evolveEvidence,
  ...evolveReview,
  ...evolveDecision,
  ...evolveExecution,
  ...evolveClosing,
  ...evolveAnyStage,
  ...evolveClock,
  ...evolveSupervision,
  ...evolveTransfer,
  ...evolveReferral,
} satisfies Record<EventType, unknown>;

/** Writes one event down. Version, ledger and the instant the stage was entered are the caller's (`execute.ts`). */
export function evolve(state: CaseState, event: CaseEvent): CaseFile {
  const evolver = evolvers[event.type] as (state: CaseState, event: CaseEvent) => CaseFile;
  return evolver(state, event);
}
