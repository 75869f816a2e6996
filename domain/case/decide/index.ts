import { decideAnyStage } from './any-stage.ts';
import { decideClock } from './clock.ts';
import { decideClosing } from './closing.ts';
import { decideDecision } from './decision.ts';
import { decideDiscovery } from './discovery.ts';
import { decideEvidence } from './evidence.ts';
import { decideExecution } from './execution.ts';
import { decideOpening } from './opening.ts';
import { decideReferral } from './referral.ts';
import { decideReview } from './review.ts';
import { decideStopping } from './stopping.ts';
import { decideSupervision } from './supervision.ts';
import { decideTransfer } from './transfer.ts';
import type { CommandName } from '../../commands/catalogue.ts';

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
