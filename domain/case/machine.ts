/** The kernel as it runs cases. */
import { machineOf } from '../work/machine.ts';
import type { NextCommand } from '../work/next.ts';
import type { CommandName } from './catalogue.ts';
import { caseKind } from './kind.ts';
import type { CaseFile } from './state.ts';
import type { ReadyContext } from './types.ts';

const machine = machineOf(caseKind);

export const {
  admissible,
  possible,
  execute,
  recordSystem,
  fold,
  foldOn,
  tick,
  nextAction,
  outlookOf,
  waitingReason,
  importFile,
  parseImportSteps,
  carriedEvent,
  carriedState,
  overfull,
} = machine;

// The names are the catalogue's own.
export const nextCommands = machine.nextCommands as (file: CaseFile, context: ReadyContext) => NextCommand<CommandName>[];
