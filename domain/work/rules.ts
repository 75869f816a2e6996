/** The types that hold a kind's commands and their decisions together. */
import type { z } from 'zod';
import type { Refusal } from '../result.ts';
import type { CommandSpec } from './command.ts';
import type { NewEvent } from './event.ts';

export type Decision<Events> = NewEvent<Events>[] | Refusal;

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && (value as { ok?: unknown }).ok === false;

/**
 * The guards that do not depend on the payload. They are asked before the decision, and by «what can I do next». What
 * they found on the way (the open hearing, the decision in effect) is handed to the decision, which does not look again.
 */
export type Ready<File, Context> = (file: File, context: Omit<Context, 'lookups'>) => Refusal | object | null;

export type Readiness<Commands, File, Context> = { [Name in keyof Commands]?: Ready<File, Context> };

/** What `ready` of that command found: everything it answers but a refusal. */
export type FactsOf<Readies, Name> = Name extends keyof Readies
  ? Readies[Name] extends (...args: never[]) => infer Answer
    ? Exclude<Answer, Refusal | null>
    : unknown
  : unknown;

/** One decision a command: given the file, the payload, the context and what `ready` found, its events or its refusal. Pure. */
export type Deciders<Commands extends Record<string, CommandSpec>, Events, File, Context, Readies = object> = {
  [Name in keyof Commands]: (
    file: File,
    payload: z.infer<Commands[Name]['schema']>,
    context: Context,
    facts: FactsOf<Readies, Name>,
  ) => Decision<Events>;
};
