/**
 * An event is specified once: the reader's word for it, the command whose form explains its fields, titles of what only
 * the event says, and what it does to the file. Nothing else in the house keeps a table of events.
 */
import type { z } from 'zod';
import type { CommandSpec } from './command.ts';
import type { RecordedEvent } from './record.ts';

/** An event before it is sealed. `basis` defaults to the command's. */
export type NewEvent<Events> = {
  [Type in keyof Events & string]: { type: Type; data: Events[Type]; basis?: string[] };
}[keyof Events & string];

/** An event of the record. */
export type SealedEvent<Events> = { [Type in keyof Events & string]: RecordedEvent<Type, Events[Type]> }[keyof Events & string];

/** `null`: machinery of the record, told elsewhere or of no use to a reader. */
type Titles<Field extends PropertyKey> = { [Name in Field]: string | null };

type Form<Commands, Name extends keyof Commands> = Commands[Name] extends CommandSpec<infer Schema> ? z.infer<Schema> : never;

interface Common<Before, File, Type extends string, Data> {
  /** 案件登记, 立案, … */
  label: string;
  /** The reader's words for values that are keys, by field. */
  words?: { [Field in keyof Data]?: Record<string, string> };
  /** Writes down, never judges. Version, ledger and the instant the stage was entered are the kernel's. */
  evolve: (before: Before, event: RecordedEvent<Type, Data>) => File;
}

/**
 * `source`: the command whose fields the data repeat by name, so that titles and choices come from its form; every other
 * field has its title here, or the specification does not compile.
 */
export type EventSpec<Before, File, Type extends string, Data, Commands> = Common<Before, File, Type, Data> &
  (
    | { [Name in keyof Commands & string]: { source: Name; titles: Titles<Exclude<keyof Data, keyof Form<Commands, Name>>> } }[keyof Commands & string]
    | { source: null; titles: Titles<keyof Data> }
  );

/** All events of a slice; one that is missing does not compile. `Before` is the file, or for opening events any state. */
export type EventSpecs<Events, File, Commands, Before = File> = {
  [Type in keyof Events & string]: EventSpec<Before, File, Type, Events[Type], Commands>;
};

/** What those read who treat all events alike: the record tab, documents, the clockwork's words. */
export interface AnyEventSpec {
  label: string;
  source: string | null;
  titles: Readonly<Record<string, string | null>>;
  words?: Readonly<Record<string, Record<string, string> | undefined>>;
}
