/** An event in a reader's words: the form's own titles and choices, what only the event says, people and things by name. */
import { instantOf, toShanghaiText } from '../terms/instant.ts';
import type { AnyEventSpec } from './event.ts';
import type { FieldSchema } from './field-schema.ts';
import { type NamedKind, type Names, namesOf } from './names.ts';
import { type AnyTelling, inYuan } from './tell.ts';

export interface Row {
  title: string;
  text: string;
}

type Thing = Readonly<Record<string, unknown>>;

/** A key that the running code has no word for: written by a newer one. */
const STRANGE = '（本程序不认识的内容）';

const IDS: Partial<Record<FieldSchema['input'], NamedKind>> = {
  person: 'person',
  people: 'person',
  officers: 'person',
  unit: 'unit',
  evidence: 'thing',
  'evidence-list': 'thing',
  case: 'item',
};

/** Fields that hold no words of their own; an event that repeats one of them tells it in its own specification. */
const UNTOLD: ReadonlySet<FieldSchema['input']> = new Set(['file', 'matter', 'factors', 'penalty', 'steps', 'party']);

/** How the form's own metadata tell a field. */
function fromForm({ input, title, labels, fields }: FieldSchema): AnyTelling {
  if (UNTOLD.has(input)) return null;
  const names = IDS[input];
  if (names) return { title, names };
  if (input === 'choice' || input === 'choices') return { title, words: labels };
  if (input === 'money') return inYuan(title);
  return input === 'group' || input === 'groups' ? { title, titles: tellingsOf(fields) } : title;
}

const tellingsOf = (fields: readonly FieldSchema[]): Record<string, AnyTelling> =>
  Object.fromEntries(fields.map((field) => [field.name, fromForm(field)]));

/**
 * What the event says, row by row: first what the form asked for, as it asked, then the rest as it is specified.
 * `form`: the fields of the spec's source. An event of newer code has no specification; it tells nothing here.
 */
export function summaryOf(event: { data: unknown }, spec: AnyEventSpec | null, form: readonly FieldSchema[], names: Names): Row[] {
  if (!spec) return [];
  // A field's own telling stands in the place that the form gave it.
  return rowsOf(event.data as Thing, { ...tellingsOf(form), ...spec.titles }, names);
}

function rowsOf(data: Thing, tellings: Readonly<Record<string, AnyTelling | undefined>>, names: Names): Row[] {
  return Object.entries(tellings).flatMap(([field, telling]): Row[] => {
    if (telling === null || telling === undefined) return [];
    const text = told(data[field], telling, names);
    return text === null ? [] : [{ title: typeof telling === 'string' ? telling : telling.title, text }];
  });
}

/** Null: nothing to tell. */
function told(value: unknown, telling: NonNullable<AnyTelling>, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof telling !== 'string' && 'names' in telling) return namesOf([value].flat().map(String), telling.names, names);
  return Array.isArray(value) ? listed(value.map((one) => told(one, telling, names))) : oneTold(value, telling, names);
}

function oneTold(value: unknown, telling: Exclude<NonNullable<AnyTelling>, { names: NamedKind }>, names: Names): string | null {
  if (typeof telling === 'string') return plain(value);
  if ('say' in telling) return telling.say(value as never, names);
  if ('words' in telling) return telling.words[String(value)] ?? STRANGE;
  const rows = rowsOf(value as Thing, telling.titles, names);
  const [only] = rows;
  if (only && rows.length === 1) return only.text;
  return rows.map(({ title, text }) => `${title}：${text}`).join('；') || null;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/;

function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = String(value);
  return INSTANT.test(text) ? toShanghaiText(instantOf(text)).slice(0, 16) : text;
}

/** Longer than this, the items of a list stand on lines of their own. */
const SHORT = 16;

function listed(items: readonly (string | null)[]): string | null {
  const some = items.filter((text) => text !== null);
  if (some.length === 0) return null;
  const long = some.length > 1 && some.some((text) => text.length > SHORT);
  return long ? some.map((text, index) => `${index + 1}. ${text}`).join('\n') : some.join('、');
}
