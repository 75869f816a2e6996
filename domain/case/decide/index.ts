import { decideAnyStage, readyAnyStage } from './any-stage.ts';
import { decideClock, readyClock } from './clock.ts';
import { decideClosing, readyClosing } from './closing.ts';
import { decideDecision, readyDecision } from './decision.ts';
import { decideDiscovery, readyDiscovery } from './discovery.ts';
import { decideEvidence, readyEvidence } from './evidence.ts';
import { decideExecution, readyExecution } from './execution.ts';
import { decideOpening } from './opening.ts';
import { decideReferral, readyReferral } from './referral.ts';
import { decideReview, readyReview } from './review.ts';
import { decideStopping, readyStopping } from './stopping.ts';
import { decideSupervision, readySupervision } from './supervision.ts';
import { decideTransfer, readyTransfer } from './transfer.ts';
import type { CommandName } from '../../commands/catalogue.ts';
import type { Ready } from '../types.ts';

/** One decision a command; a command without one does not compile. */
export const deciders = {
  ...decideOpening,
  ...decideDiscovery,
  ...decideStopping,
  ...decideEvidence,
  ...decideReview,
  ...decideDecision,
  ...decideExecution,
  ...decideClosing,
  ...decideAnyStage,
  ...decideClock,
  ...decideSupervision,
  ...decideTransfer,
  ...decideReferral,
} satisfies Record<CommandName, unknown>;

/** What each command asks before its form is filled in. */
export const readiness: Partial<Record<CommandName, Ready>> = {
  ...readyDiscovery,
  ...readyStopping,
  ...readyEvidence,
  ...readyReview,
  ...readyDecision,
  ...readyExecution,
  ...readyClosing,
  ...readyAnyStage,
  ...readyClock,
  ...readySupervision,
  ...readyTransfer,
  ...readyReferral,
};
