/** Every command of Caselight, in the order of a case's life. */
import { caseActs } from './acts.ts';
import { anyStageCommands } from './any-stage/commands.ts';
import { clockCommands } from './clock/commands.ts';
import { closingCommands } from './closing/commands.ts';
import { coercionCommands } from './coercion/commands.ts';
import { decisionCommands } from './decision/commands.ts';
import { discoveryCommands } from './discovery/commands.ts';
import { enforcementCommands } from './enforcement/commands.ts';
import { evidenceCommands } from './evidence/commands.ts';
import { executionCommands } from './execution/commands.ts';
import { filingCommands } from './filing/commands.ts';
import { litigationCommands } from './litigation/commands.ts';
import { openingCommands } from './opening/commands.ts';
import { policeReturnCommands } from './police-return/commands.ts';
import { referralCommands } from './referral/commands.ts';
import { reviewCommands } from './review/commands.ts';
import { seizureCommands } from './seizure/commands.ts';
import { stoppingCommands } from './stopping/commands.ts';
import { substitutionCostCommands } from './substitution-cost/commands.ts';
import { transferCommands } from './transfer/commands.ts';
import type { CommandSpec } from '../work/command.ts';

export const catalogue = {
  ...openingCommands,
  ...discoveryCommands,
  ...stoppingCommands,
  ...filingCommands,
  ...evidenceCommands,
  ...seizureCommands,
  ...reviewCommands,
  ...decisionCommands,
  ...executionCommands,
  ...enforcementCommands,
  ...litigationCommands,
  ...coercionCommands,
  ...substitutionCostCommands,
  ...closingCommands,
  ...caseActs.commands,
  ...anyStageCommands,
  ...clockCommands,
  ...transferCommands,
  ...referralCommands,
  ...policeReturnCommands,
};

export type CommandName = keyof typeof catalogue;

/** The commands that people give; what only another item's workflow tells is none of them. */
export const commandNames = (Object.keys(catalogue) as CommandName[]).filter((name) => !catalogue[name].told);

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(catalogue, name) && !catalogue[name as CommandName].told;

/** The spec behind a name, for those who treat all commands alike (routes, forms, documents). */
export const specOf = (name: CommandName): CommandSpec => catalogue[name] as unknown as CommandSpec;
