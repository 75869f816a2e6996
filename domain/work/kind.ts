/**
 * A kind of work item: everything the kernel has to know of it, as data and pure functions. Execute, tick, next, import,
 * fold and the workflow know only this; a kind's own folder fills it in, and domain/kinds.ts lists it.
 */
import type { Refusal } from '../result.ts';
import type { DueRung } from '../terms/ladder.ts';
import type { Instant, TermPolicy } from '../terms/model.ts';
import type { TermRules } from '../terms/policy.ts';
import type { TermView } from '../terms/view.ts';
import type { Authorities } from './authority.ts';
import type { CommandSpec } from './command.ts';
import type { ItemRef, ReadyOf, WorkContext } from './context.ts';
import type { AnyEventSpec } from './event.ts';
import type { Face } from './face.ts';
import type { WorkFile, WorkState } from './file.ts';
import type { Notice, RungNotice } from './notice.ts';
import type { RecordedEvent } from './record.ts';

/** An event of a kind before it is sealed. */
export type NewOf<Event> = Event extends RecordedEvent<infer Type, infer Data> ? { type: Type; data: Data; basis?: string[] } : never;

/** Something that happens by itself at an instant, beside the terms: a public notice counts as served. */
export interface Dated<Event> {
  /** UTC milliseconds. */
  at: Instant;
  /** For the operator. */
  why: string;
  events: NewOf<Event>[];
}

export interface Waiting {
  code: string;
  /** One Chinese phrase for the board. */
  text: string;
}

/** What an event tells another work item: a command of its kind, given in this item's name. */
export interface Telling {
  to: { kind: string; id: string };
  command: string;
  payload: unknown;
}

/**
 * An item that goes along with this one and is told where it stands: a case's dispute over jurisdiction. `phase` names
 * what it is to know; it is told again when that changes.
 */
export interface Accompanied {
  kind: string;
  id: string;
  phase: string;
  /** Nothing is left to accompany: one that nobody followed is not begun. */
  over: boolean;
  opening: Omit<Telling, 'to'>;
  /** Null while the opening has said all. */
  telling: Omit<Telling, 'to'> | null;
}

// Methods, not function properties: a kind of a narrower file is a kind (TypeScript compares methods both ways).
export interface KindRule<File extends WorkFile, Event, Context extends WorkContext> {
  /** The guards before the form is filled in; answers what it found, for the decision. */
  ready?(file: File, context: ReadyOf<Context>): Refusal | object | null;
  decide(state: WorkState<File>, payload: unknown, context: Context, facts: unknown): NewOf<Event>[] | Refusal;
}

export interface KindEvent<File extends WorkFile, Event> extends AnyEventSpec {
  evolve(before: WorkState<File>, event: Event): File;
}

export interface Kind<
  File extends WorkFile = WorkFile,
  Event extends RecordedEvent = RecordedEvent,
  Context extends WorkContext = WorkContext,
> {
  /** In the record, in addresses and in messages: never renamed. */
  name: string;
  /** In addresses: `/cases/{id}`. */
  plural: string;
  /** 案件; and how a sentence speaks of this one: 本案. */
  label: string;
  own: string;
  workflow: { type: string; idPrefix: string };
  /** Stages in order, with the reader's words; those in `final` end the workflow, in those in `over` nothing is left to do. */
  stages: Readonly<Record<string, string>>;
  over: readonly string[];
  final: readonly string[];
  commands: Readonly<Record<string, CommandSpec>>;
  rules: Readonly<Record<string, KindRule<File, Event, Context>>>;
  /** Whose each command is: the places of units, and who may from where. */
  authority: Authorities<File, Context>;
  events: Readonly<Record<string, KindEvent<File, Event>>>;
  /** The version of the rules that items are started under now. */
  currentRules: number;
  /** The version of the file's shape, and how an older one becomes the present. */
  stateVersion: number;
  upcast(state: unknown, version: number): WorkState<File>;
  /** Terms, ladders and pauses; null where the county publishes them (cases). */
  terms: TermRules | null;
  /** What happens by itself beside the terms, past and to come. */
  dated(file: File): Dated<Event>[];
  /** Whom a term's duty falls on: people or units by id. */
  addressees(file: File, duty: TermView['duty']): string[];
  /** What the last rung of a ladder brings about: to whom the item climbs. */
  climb(file: File, due: DueRung, notice: RungNotice): NewOf<Event>[];
  /** Why it may rightly wait without a timer, the weightiest first. */
  waits: readonly ((file: File, now: Instant, policy: TermPolicy) => Waiting | null)[];
  /** Commands in the natural course, the most pressing first, whoever may do them. */
  mainline(file: File, context: ReadyOf<Context>): string[];
  /** Events that only make it longer: refused where it is nearly full. */
  lengthening: readonly string[];
  /** Events that nobody has to have seen before acting. */
  unremarkable: readonly string[];
  /** Words that no rule reads, as a running workflow carries them. */
  carriedEvent(event: Event): Event;
  carriedFile(file: File): File;
  /** References of imported steps to what earlier steps made. */
  referred(payload: unknown, file: File | null): { ok: true; payload: unknown } | Refusal;
  /** Numbers that the county's registers give to what some events decide; null where a kind has none. */
  registers: {
    /** Events that still ask for a number. */
    asks(events: readonly Event[]): boolean;
    /** The events of the numbers given. */
    allotted(file: File, numbers: object): NewOf<Event>[];
  } | null;
  /** What an answer to a command says of it beside stage and light. */
  answer(file: File): object;
  /** What Temporal's own pages show: numbers to search by, and a line of words. Nothing of a person. */
  shown(file: File): { number: string | null | undefined; decision: string | null | undefined; line: string };
  /** What an event tells other items; `self`: this one as others refer to it. */
  tells(event: Event, file: File, self: ItemRef): Telling[];
  /** The item that goes along with this one. */
  accompanied(file: File): Accompanied | null;
  /** What lists, boards and desks show of it, and its own columns: the row of its narrow table. */
  face(file: File): Face;
  /** Who is told of an event, beside what any kind tells of reminders, urges and supervision. */
  notices(event: Event, file: File): Omit<Notice, 'seq' | 'kind' | 'at'>[];
}

/** A kind as those see it who treat all alike. */
export type AnyKind = Kind;
