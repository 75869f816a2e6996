/**
 * The acts that any kind knows, under the names that the kind gives them: notes, reassigning, handing over, recusal,
 * suspending, extending, a revised calendar, urging, supervision, links to other items. A kind spreads them into its own
 * catalogue, rules, authority and events.
 */
import type { AnyEventSpec } from '../event.ts';
import type { ItemRef } from '../context.ts';
import type { WorkFile } from '../file.ts';
import type { Telling } from '../kind.ts';
import type { RecordedEvent } from '../record.ts';
import { type ActAuthority, actAuthority, correctionAuthority } from './authority.ts';
import { clockCommands } from './clock/commands.ts';
import { type ClockEvents, clockEvents } from './clock/events.ts';
import { clockRules } from './clock/rules.ts';
import { decidedAs, named, type Named, nameIn } from './names.ts';
import { linkCommands } from './links/commands.ts';
import { type LinkEvents, linkEvents } from './links/events.ts';
import { linkRules, tellLinks } from './links/rules.ts';
import { peopleCommands } from './people/commands.ts';
import { type PeopleEvents, peopleEvents } from './people/events.ts';
import { peopleRules } from './people/rules.ts';
import { type CorrectionCommands, correctionCommands, noteCommands } from './record/commands.ts';
import { type CorrectionEvents, correctionEvents, type NoteEvents, noteEvents } from './record/events.ts';
import { decideCorrections, decideNotes } from './record/rules.ts';
import { supervisionCommands } from './supervision/commands.ts';
import { type SupervisionEvents, supervisionEvents } from './supervision/events.ts';
import { supervisionRules } from './supervision/rules.ts';
import type { ActWords } from './words.ts';

const commandsOf = (words: ActWords) => ({
  ...noteCommands(words),
  ...peopleCommands(words),
  ...linkCommands(words),
  ...clockCommands(words),
  ...supervisionCommands(words),
});

function rulesOf(words: ActWords) {
  const [people, clock, supervision] = [peopleRules(words), clockRules(words), supervisionRules(words)];
  return {
    ready: { ...people.ready, ...clock.ready, ...supervision.ready },
    decide: { ...decideNotes, ...people.decide, ...linkRules(words).decide, ...clock.decide, ...supervision.decide },
  };
}

const eventsOf = <File extends WorkFile>() => ({
  ...noteEvents<File>(),
  ...peopleEvents<File>(),
  ...linkEvents<File>(),
  ...clockEvents<File>(),
  ...supervisionEvents<File>(),
});

type Rules = ReturnType<typeof rulesOf>;

export type ActCommands<Item extends string> = Named<Item, ReturnType<typeof commandsOf>>;
export type ActEvents<Item extends string> = Named<Item, NoteEvents & PeopleEvents & LinkEvents & ClockEvents & SupervisionEvents>;

export interface Acts<File extends WorkFile, Item extends string> {
  commands: ActCommands<Item>;
  ready: Named<Item, Rules['ready']>;
  // Checked where the acts are written; a kind only joins them to its own.
  decide: Record<keyof ActCommands<Item>, unknown>;
  // What was checked against the forms slice by slice.
  events: {
    [Type in keyof ActEvents<Item>]: AnyEventSpec & {
      evolve: (file: File, event: RecordedEvent<Type & string, ActEvents<Item>[Type]>) => File;
    };
  };
  /** Whose each act is; `concerned` is the kind's to say. */
  authority: Named<Item, ActAuthority>;
  /** What the acts tell other items. */
  tells: (event: Pick<RecordedEvent, 'type' | 'data'>, file: WorkFile, self: ItemRef) => Telling[];
}

/** `item` in the words is the kind's own word in the names that were released with it. */
export function actsOf<File extends WorkFile, const Item extends string>(words: ActWords<Item>): Acts<File, Item> {
  const { item } = words;
  const { ready, decide } = rulesOf(words);
  const decisions = Object.entries(decide).map(([name, one]) => [name, decidedAs(item, one)]);
  const events = Object.entries(eventsOf<WorkFile>() as unknown as Record<string, AnyEventSpec>).map(([type, spec]) => [
    type,
    spec.source === null ? spec : { ...spec, source: nameIn(item, spec.source) },
  ]);
  const acts: Record<keyof Acts<WorkFile, string>, unknown> = {
    commands: named(item, commandsOf(words)),
    ready: named(item, ready),
    decide: named(item, Object.fromEntries(decisions)),
    events: named(item, Object.fromEntries(events)),
    authority: named(item, actAuthority),
    tells: ((event, _file, self) => tellLinks(event, self)) satisfies Acts<WorkFile, string>['tells'],
  };
  // What was checked under the acts' own names holds under the kind's.
  return acts as unknown as Acts<File, Item>;
}

export type PlainActEvents<Item extends string> = ActEvents<Item> & CorrectionEvents;

export interface PlainActs<File extends WorkFile, Item extends string> extends Pick<Acts<File, Item>, 'ready'> {
  authority: Acts<File, Item>['authority'] & typeof correctionAuthority;
  commands: ActCommands<Item> & CorrectionCommands;
  decide: Acts<File, Item>['decide'] & typeof decideCorrections;
  events: Acts<File, Item>['events'] & ReturnType<typeof correctionEvents<File>>;
}

/** The acts with a plain CorrectRecord, for kinds that have no fields of their own to correct. */
export function plainActsOf<File extends WorkFile, const Item extends string>(words: ActWords<Item>): PlainActs<File, Item> {
  const { commands, ready, decide, events, authority } = actsOf<File, Item>(words);
  return {
    commands: { ...commands, ...correctionCommands(words) },
    ready,
    decide: { ...decide, ...decideCorrections },
    events: { ...events, ...correctionEvents<File>() },
    authority: { ...authority, ...correctionAuthority },
  };
}
