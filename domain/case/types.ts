/** The types that hold commands, events, decisions and evolutions together. */
import type { z } from 'zod';
import type { CommandSpec } from '../work/command.ts';
import type { Refusal } from '../result.ts';
import type { CommandContext } from './context.ts';
import type { CaseFile, CaseState } from './state.ts';
import type { RecordedEvent } from '../work/record.ts';

/** An event before it is sealed. `basis` defaults to the command's. */
export type NewEvent<Events, Type extends keyof Events = keyof Events> = Type extends string
  ? { type: Type; data: Events[Type]; basis?: string[] }
  : never;

export type Decision<Events> = NewEvent<Events>[] | Refusal;

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && (value as { ok?: unknown }).ok === false;

/** One decision a command: given the file and the context, its events or its refusal. Pure. */
export type Deciders<Commands extends Record<string, CommandSpec>, Events> = {
  [Name in keyof Commands]: (file: CaseFile, payload: z.infer<Commands[Name]['schema']>, context: CommandContext) =>
    Decision<Events>;
};

/** What a command may look at before anybody has filled in its form. */
export type ReadyContext = Omit<CommandContext, 'lookups'>;

/** The guards that do not depend on the payload. They are asked before the decision, and by «what can I do next». */
export type Ready = (file: CaseFile, context: ReadyContext) => Refusal | null;

export type Readiness<Commands extends Record<string, CommandSpec>> = { [Name in keyof Commands]?: Ready };

/**
 * One evolution an event: writes down, never judges. `file` is the state before; version and ledger are done by the
 * caller.
 */
export type Evolvers<Events> = {
  [Type in keyof Events]: (file: CaseFile, event: RecordedEvent<Type & string, Events[Type]>) => CaseFile;
};

/** Opening events have no file yet. */
export type Openers<Events> = {
  [Type in keyof Events]: (state: CaseState, event: RecordedEvent<Type & string, Events[Type]>) => CaseFile;
};
