import { caseActs } from './acts.ts';
import { decideAnyStage } from './any-stage/rules.ts';
import { decideClock } from './clock/rules.ts';
import { decideClosing, readyClosing } from './closing/rules.ts';
import { decideCoercion, readyCoercion } from './coercion/rules.ts';
import { decideDecision, readyDecision } from './decision/rules.ts';
import { decideDiscovery, readyDiscovery } from './discovery/rules.ts';
import { decideEnforcement, readyEnforcement } from './enforcement/rules.ts';
import { decideEvidence, readyEvidence } from './evidence/rules.ts';
import { decideExecution, readyExecution } from './execution/rules.ts';
import { decideFiling, readyFiling } from './filing/rules.ts';
import { decideLitigation, readyLitigation } from './litigation/rules.ts';
import { decideOpening } from './opening/rules.ts';
import { decidePoliceReturn, readyPoliceReturn } from './police-return/rules.ts';
import { decideReferral, readyReferral } from './referral/rules.ts';
import { decideReview, readyReview } from './review/rules.ts';
import { decideSeizure, readySeizure } from './seizure/rules.ts';
import { decideStopping, readyStopping } from './stopping/rules.ts';
import { decideSubstitutionCost, readySubstitutionCost } from './substitution-cost/rules.ts';
import { decideTransfer, readyTransfer } from './transfer/rules.ts';
import type { CommandName } from './catalogue.ts';
import type { CommandContext } from './context.ts';
import { contradiction } from './contradictions.ts';
import type { Decision, Ready } from './types.ts';

/** One decision a command; a command without one does not compile. */
const ownDeciders = {
  ...decideOpening,
  ...decideDiscovery,
  ...decideStopping,
  ...decideFiling,
  ...decideEvidence,
  ...decideSeizure,
  ...decideReview,
  ...decideDecision,
  ...decideExecution,
  ...decideEnforcement,
  ...decideLitigation,
  ...decideCoercion,
  ...decideSubstitutionCost,
  ...decideClosing,
  ...caseActs.decide,
  ...decideAnyStage,
  ...decideClock,
  ...decideTransfer,
  ...decideReferral,
  ...decidePoliceReturn,
} satisfies Record<CommandName, unknown>;

type AnyDecide = (file: never, payload: never, context: CommandContext, facts: never) => Decision<never>;

/** Each decision, after its form was found not to contradict itself. */
export const deciders = Object.fromEntries(
  Object.entries(ownDeciders as unknown as Record<CommandName, AnyDecide>).map(([name, decide]): [string, AnyDecide] => [
    name,
    (file, payload, context, facts) => contradiction(name as CommandName, payload, context.rules) ?? decide(file, payload, context, facts),
  ]),
);

/** What each command asks before its form is filled in, beside whose the act is. */
export const readiness: Partial<Record<CommandName, Ready>> = {
  ...readyDiscovery,
  ...readyStopping,
  ...readyFiling,
  ...readyEvidence,
  ...readySeizure,
  ...readyReview,
  ...readyDecision,
  ...readyExecution,
  ...readyEnforcement,
  ...readyLitigation,
  ...readyCoercion,
  ...readySubstitutionCost,
  ...readyClosing,
  ...caseActs.ready,
  ...readyTransfer,
  ...readyReferral,
  ...readyPoliceReturn,
};
