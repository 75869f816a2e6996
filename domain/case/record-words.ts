/** A case's record in a reader's words. */
import { type FieldSchema, formFields } from '../work/field-schema.ts';
import type { Names } from '../work/names.ts';
import type { RecordedEvent } from '../work/record.ts';
import { type Row, summaryOf } from '../work/summary.ts';
import { isCommandName, specOf } from './catalogue.ts';
import { eventSpecOf } from './events.ts';
import type { CaseFile } from './state.ts';

const forms = new Map<string, FieldSchema[]>();

function formOf(source: string | null): FieldSchema[] {
  if (source === null || !isCommandName(source)) return [];
  let fields = forms.get(source);
  if (!fields) forms.set(source, fields = formFields(specOf(source).schema));
  return fields;
}

/** What the event says, row by row. */
export function eventRows(event: Pick<RecordedEvent, 'type' | 'data'>, names: Names): Row[] {
  const spec = eventSpecOf(event.type);
  return summaryOf(event, spec, formOf(spec?.source ?? null), names);
}

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
 * Names for the ids that a case's record speaks of, as far as the file, the events and `known` (terms by their key,
 * people and units of the county) tell them.
 */
export function namesIn(
  file: CaseFile, events: readonly Pick<RecordedEvent, 'actor' | 'data'>[], known: Iterable<readonly [string, string]> = [],
): Names {
  const names = new Map<string, string>(known);
  for (const { actor, data } of events) {
    gather(actor, names);
    gather(data, names);
  }
  gather(file, names);
  for (const { id, items } of file.preservations) names.set(id, `先行登记保存的${items.map(({ name }) => name).join('、')}`);
  for (const { id, requirement } of file.corrections) names.set(id, requirement);
  for (const { id, body, subject } of file.appraisals) names.set(id, `${body}：${subject}`);
  for (const { id, name } of file.recusals) names.set(id, `${name}的回避`);
  for (const { id, text } of [...file.urges, ...file.supervisions]) names.set(id, text);
  for (const { opinions } of file.review?.returns ?? []) for (const { id, text } of opinions) names.set(id, text);
  return names;
}
