import type { decisionCommands } from '../../commands/decision.ts';
import type { DecisionEvents } from '../evolve/decision.ts';
import type { Deciders } from '../types.ts';

export const decideDecision: Deciders<typeof decisionCommands, DecisionEvents> = {};
