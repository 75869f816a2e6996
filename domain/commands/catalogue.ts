/** Every command of Caselight, in the order of a case's life. */
import { anyStageCommands } from './any-stage.ts';
import { clockCommands } from './clock.ts';
import { closingCommands } from './closing.ts';
import { decisionCommands } from './decision.ts';
import { discoveryCommands } from './discovery.ts';
import { evidenceCommands } from './evidence.ts';
import { executionCommands } from './execution.ts';
import { openingCommands } from './opening.ts';
import { referralCommands } from './referral.ts';
import { reviewCommands } from './review.ts';
import { stoppingCommands } from './stopping.ts';
import { supervisionCommands } from './supervision.ts';
import { transferCommands } from './transfer.ts';
import type { CommandSpec } from './spec.ts';

export const catalogue = {
  ...openingCommands,
  ...discoveryCommands,
  ...stoppingCommands,
  ...evidenceCommands,
  ...reviewCommands,
  ...decisionCommands,
  ...executionCommands,
  ...closingCommands,
  ...anyStageCommands,
  ...clockCommands,
  ...supervisionCommands,
  ...transferCommands,
  ...referralCommands,
};

export type CommandName = keyof typeof catalogue;

export const commandNames = Object.keys(catalogue) as CommandName[];

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(catalogue, name);

/** The spec behind a name, for those who treat all commands alike (routes, forms, documents). */
export const specOf = (name: CommandName): CommandSpec => catalogue[name] as unknown as CommandSpec;
