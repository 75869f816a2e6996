/** The kernel's types as a case fills them in. */
import type { CommandSpec } from '../work/command.ts';
import type { EventSpecs } from '../work/event.ts';
import type { Head, Outcome } from '../work/execute.ts';
import type { ImportedFile, ImportStep } from '../work/import.ts';
import type { Kind } from '../work/kind.ts';
import type { Deciders as DecidersOf, Readiness as ReadinessOf, Ready as ReadyOf } from '../work/rules.ts';
import type { CommandContext, Lookups } from './context.ts';
import type { CaseEvent } from './events.ts';
import type { CaseFile, CaseState } from './state.ts';

export { type Decision, isRefusal } from '../work/rules.ts';
export type { NewEvent } from '../work/event.ts';

export type Deciders<Commands extends Record<string, CommandSpec>, Events, Readies = object> = DecidersOf<
  Commands,
  Events,
  CaseFile,
  CommandContext,
  Readies
>;

export type CaseKind = Kind<CaseFile, CaseEvent, CommandContext>;
export type CaseHead = Head<CaseFile>;
export type CaseOutcome = Outcome<CaseFile, CaseEvent>;
export type CaseImportStep = ImportStep<Lookups>;
export type ImportedCase = ImportedFile<Lookups>;

/** What a command may look at before anybody has filled in its form. */
export type ReadyContext = Omit<CommandContext, 'lookups'>;

export type Ready = ReadyOf<CaseFile, CommandContext>;

export type Readiness<Commands extends Record<string, CommandSpec>> = ReadinessOf<Commands, CaseFile, CommandContext>;

/** The events of a slice of a case. */
export type CaseEvents<Events, Commands> = EventSpecs<Events, CaseFile, Commands>;

/** Opening events have no file yet. */
export type OpeningSpecs<Events, Commands> = EventSpecs<Events, CaseFile, Commands, CaseState>;
