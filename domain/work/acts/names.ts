/**
 * Acts that were released with the kind's own word in their names: SuspendCase, CaseSuspended. They are written once as
 * Suspend and Suspended, and get the word here. All other acts bear the same name in every kind.
 */
import type { WorkContext } from '../context.ts';
import type { WorkFile } from '../file.ts';
import { type Decision, isRefusal } from '../rules.ts';

const COMMANDS = ['Suspend', 'Resume'] as const;
const EVENTS = ['Suspended', 'Resumed', 'HandedOver'] as const;

export type NameIn<Item extends string, Name extends string> = Name extends (typeof COMMANDS)[number]
  ? `${Name}${Item}`
  : Name extends (typeof EVENTS)[number]
    ? `${Item}${Name}`
    : Name;

/** A table of acts under the names that a kind gives them. */
export type Named<Item extends string, Table> = { [Name in keyof Table & string as NameIn<Item, Name>]: Table[Name] };

export function nameIn(item: string, name: string): string {
  if ((COMMANDS as readonly string[]).includes(name)) return `${name}${item}`;
  return (EVENTS as readonly string[]).includes(name) ? `${item}${name}` : name;
}

export const named = <Item extends string, Table extends object>(item: Item, table: Table): Named<Item, Table> =>
  Object.fromEntries(Object.entries(table).map(([name, act]) => [nameIn(item, name), act])) as Named<Item, Table>;

type AnyDecide = (file: WorkFile, payload: never, context: WorkContext, facts: never) => Decision<Record<string, unknown>>;

/** Decisions, whose events are named like the rest. */
export const decidedAs =
  <Decide extends AnyDecide>(item: string, decide: Decide): AnyDecide =>
  (...args) => {
    const decision = decide(...args);
    return isRefusal(decision) ? decision : decision.map((event) => ({ ...event, type: nameIn(item, event.type) }));
  };
