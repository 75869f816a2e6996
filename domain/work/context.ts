/** What a decision may look at beside the item itself. Everything arrives as data; nothing is fetched. */
import type { Person, UnitRef } from '../people.ts';
import type { Entered } from './record.ts';
import type { Calendar, Instant, IsoInstant, TermPolicy } from '../terms/model.ts';

/** Registers as the API found them. */
export interface WorkLookups {
  people: Record<string, Person>;
  units: Record<string, UnitRef>;
  files: Record<string, { name: string; size: number; type: string }>;
  /** Other work items that the command names. */
  items?: Record<string, ItemRef>;
  /** The policy or calendar that the item is to be moved to. */
  policy?: TermPolicy | null;
  calendar?: Calendar | null;
  /** Numbers that the registers have reserved for this command, where it takes any. */
  numbers?: object | null;
}

/** Another work item as one refers to it: its kind, its id, and the title it had then. */
export interface ItemRef {
  kind: string;
  id: string;
  title: string;
}

export interface WorkContext<Policy extends TermPolicy = TermPolicy, Lookups extends WorkLookups = WorkLookups> {
  id: string;
  /** When it is decided; UTC epoch milliseconds. */
  now: Instant;
  actor: Person;
  policy: Policy;
  lookups: Lookups;
  /**
   * The version of the rules that the item was started under. A rule that became stricter asks for it, so that a
   * command accepted before is accepted again when its workflow is replayed.
   */
  rules: number;
  /** Set where another item's workflow gives the command (`told` in its spec); the actor is who acted there. */
  told?: true;
  /** Set while a running paper item is entered: its steps bear their paper dates, this is when it was typed in. */
  paper?: { reference: string; reason: string; enteredAt: IsoInstant; enteredBy: string; entered?: Entered };
}

export type ReadyOf<Context extends WorkContext> = Omit<Context, 'lookups'>;
