import type { Deciders, Readiness } from '../types.ts';
import type { decisionCommands } from './commands.ts';
import type { DecisionEvents } from './events.ts';
import { decideHearing, readyHearing } from './hearing.ts';
import { decideNotification, readyNotification } from './notification.ts';
import { decideServing } from './serving.ts';
import { decideVerdict, readyVerdict } from './verdict.ts';

export const readyDecision = { ...readyNotification, ...readyHearing, ...readyVerdict } satisfies Readiness<typeof decisionCommands>;

export const decideDecision: Deciders<typeof decisionCommands, DecisionEvents, typeof readyDecision> = {
  ...decideNotification,
  ...decideHearing,
  ...decideVerdict,
  ...decideServing,
};
