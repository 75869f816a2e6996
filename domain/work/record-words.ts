/** A work item's record in a reader's words, whatever its kind. */
import type { CommandSpec } from './command.ts';
import type { AnyEventSpec } from './event.ts';
import { type FieldSchema, formFields } from './field-schema.ts';
import type { WorkFile } from './file.ts';
import type { Names } from './names.ts';
import type { RecordedEvent } from './record.ts';
import { type Row, summaryOf } from './summary.ts';

/** What of a kind tells its record. */
export interface Telltale {
  commands: Readonly<Record<string, Pick<CommandSpec, 'schema'>>>;
  events: Readonly<Record<string, AnyEventSpec>>;
}

const forms = new WeakMap<CommandSpec['schema'], FieldSchema[]>();

function formOf({ commands }: Telltale, source: string | null): FieldSchema[] {
  const schema = source === null ? undefined : commands[source]?.schema;
  if (!schema) return [];
  let fields = forms.get(schema);
  if (!fields) forms.set(schema, (fields = formFields(schema)));
  return fields;
}

const specOf = ({ events }: Telltale, type: string): AnyEventSpec | null => (Object.hasOwn(events, type) ? (events[type] ?? null) : null);

/** What the event says, row by row. */
export function eventRows(kind: Telltale, event: Pick<RecordedEvent, 'type' | 'data'>, names: Names): Row[] {
  const spec = specOf(kind, event.type);
  return summaryOf(event, spec, formOf(kind, spec?.source ?? null), names);
}

/** The reader's word; for an event of newer code its type. */
export const eventWord = (kind: Telltale, type: string): string => specOf(kind, type)?.label ?? type;

/** Everybody and everything that brings its name along: people, units, evidence. */
function gather(value: unknown, names: Map<string, string>): void {
  if (Array.isArray(value)) for (const one of value) gather(one, names);
  else if (typeof value === 'object' && value !== null) {
    const { id, name, title } = value as { id?: unknown; name?: unknown; title?: unknown };
    const word = name ?? title;
    if (typeof id === 'string' && typeof word === 'string') names.set(id, word);
    for (const one of Object.values(value)) gather(one, names);
  }
}

/**
 * Names for the ids that a record speaks of, as far as the file, the events and `known` (terms by their key, people and
 * units of the county) tell them; `things`: the kind's own things by their ids.
 */
export function namesIn(
  file: WorkFile,
  events: readonly Pick<RecordedEvent, 'actor' | 'data'>[],
  known: Iterable<readonly [string, string]> = [],
  things: Iterable<readonly [string, string]> = [],
): Names {
  const names = new Map<string, string>(known);
  for (const { actor, data } of events) {
    gather(actor, names);
    gather(data, names);
  }
  gather(file, names);
  for (const { id, name } of file.recusals) names.set(id, `${name}的回避`);
  for (const { id, text } of [...file.urges, ...file.supervisions]) names.set(id, text);
  for (const [id, name] of things) names.set(id, name);
  return names;
}
