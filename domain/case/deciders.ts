import { caseActs } from './acts.ts';
import { decideAnyStage } from './any-stage/rules.ts';
import { decideClock } from './clock/rules.ts';
import { decideClosing, readyClosing } from './closing/rules.ts';
import { decideCoercion, readyCoercion } from './coercion/rules.ts';
import { decideDecision, readyDecision } from './decision/rules.ts';
import { decideDiscovery, readyDiscovery } from './discovery/rules.ts';
import { decideEvidence, readyEvidence } from './evidence/rules.ts';
import { decideExecution, readyExecution } from './execution/rules.ts';
import { decideOpening } from './opening/rules.ts';
import { decideReferral, readyReferral } from './referral/rules.ts';
import { decideReview, readyReview } from './review/rules.ts';
import { decideSeizure, readySeizure } from './seizure/rules.ts';
import { decideStopping, readyStopping } from './stopping/rules.ts';
import { decideTransfer, readyTransfer } from './transfer/rules.ts';
import type { CommandName } from './catalogue.ts';
import type { Ready } from './types.ts';

/** One decision a command; a command without one does not compile. */
export const deciders = {
  ...decideOpening,
  ...decideDiscovery,
  ...decideStopping,
  ...decideEvidence,
  ...decideSeizure,
  ...decideReview,
  ...decideDecision,
  ...decideExecution,
  ...decideCoercion,
  ...decideClosing,
  ...caseActs.decide,
  ...decideAnyStage,
  ...decideClock,
  ...decideTransfer,
  ...decideReferral,
} satisfies Record<CommandName, unknown>;

/** What each command asks before its form is filled in. */
export const readiness: Partial<Record<CommandName, Ready>> = {
  ...readyDiscovery,
  ...readyStopping,
  ...readyEvidence,
  ...readySeizure,
  ...readyReview,
  ...readyDecision,
  ...readyExecution,
  ...readyCoercion,
  ...readyClosing,
  ...caseActs.ready,
  ...readyTransfer,
  ...readyReferral,
};
