/**
 * An event is specified once: the reader's word for it, the command whose form explains its fields, how what only the
 * event says is told, and what it does to the file. Nothing else in the house keeps a table of events.
 */
import type { z } from 'zod';
import type { CommandSpec } from './command.ts';
import type { RecordedEvent } from './record.ts';
import type { AnyTelling, Telling, Tellings } from './tell.ts';

/** An event before it is sealed. `basis` defaults to the command's. */
export type NewEvent<Events> = {
  [Type in keyof Events & string]: { type: Type; data: Events[Type]; basis?: string[] };
}[keyof Events & string];

/** An event of the record. */
export type SealedEvent<Events> = { [Type in keyof Events & string]: RecordedEvent<Type, Events[Type]> }[keyof Events & string];

type Form<Commands, Name extends keyof Commands> = Commands[Name] extends CommandSpec<infer Schema> ? z.infer<Schema> : never;

/** Whether the form's own words tell the event's value: the same kind of value, and no part that the form does not ask. */
type Told<Value, Asked> = [Value] extends [Asked]
  ? [Value, Asked] extends [readonly (infer One)[], readonly (infer Other)[]]
    ? Told<One, Other>
    : [Value] extends [string | number | boolean]
      ? true
      : [keyof Value] extends [keyof Asked]
        ? true
        : false
  : false;

type FromForm<Data, Form> = {
  [Field in keyof Data & keyof Form]-?: Told<NonNullable<Data[Field]>, NonNullable<Form[Field]>> extends true ? Field : never;
}[keyof Data & keyof Form];

/** The form's own titles serve, unless a field means something else here. */
type BesideForm<Data, Form> = Tellings<Omit<Data, FromForm<Data, Form>>> & {
  [Field in FromForm<Data, Form>]?: Telling<Data[Field]>;
};

interface Common<Before, File, Type extends string, Data> {
  /** 案件登记, 立案, … */
  label: string;
  /**
   * Fields that do not reach the file: only people read them, or they only moved terms (docs/adr/0027: what rules read
   * stays in the state). A list of things may name a part: `papers.volume`.
   */
  recordOnly?: 'all' | readonly ((keyof Data & string) | `${keyof Data & string}.${string}`)[];
  /** Writes down, never judges. Version, ledger and the instant the stage was entered are the kernel's. */
  evolve: (before: Before, event: RecordedEvent<Type, Data>) => File;
}

/**
 * `source`: the command whose fields the data repeat, so that titles and choices come from its form; every other field
 * is told here, or the specification does not compile.
 */
export type EventSpec<Before, File, Type extends string, Data, Commands> = Common<Before, File, Type, Data> &
  (
    | { [Name in keyof Commands & string]: { source: Name; titles: BesideForm<Data, Form<Commands, Name>> } }[keyof Commands & string]
    | { source: null; titles: Tellings<Data> }
  );

/** All events of a slice; one that is missing does not compile. `Before` is the file, or for opening events any state. */
export type EventSpecs<Events, File, Commands, Before = File> = {
  [Type in keyof Events & string]: EventSpec<Before, File, Type, Events[Type], Commands>;
};

export type DataOf<Spec> = Spec extends { evolve: (before: never, event: RecordedEvent<infer _Type, infer Data>) => unknown }
  ? Data
  : never;

/** What those read who treat all events alike: the record tab, documents, the clockwork's words. */
export interface AnyEventSpec {
  label: string;
  source: string | null;
  titles: Readonly<Record<string, AnyTelling | undefined>>;
  recordOnly?: 'all' | readonly string[];
}
