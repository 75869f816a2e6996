/** What an act's form says, field by field, in the words of the form: for whoever compares it with the page. */
import { type FieldSchema, formFields } from '../../../domain/work/field-schema.ts';
import { specOf, type CommandName } from '../../../domain/case/catalogue.ts';
import { localTime } from '../lights/remaining.ts';

export interface Row {
  title: string;
  text: string;
  /** Of a party, to be shown whole for a reason. */
  reveal?: { what: 'identifier' | 'phone'; party: number };
}

/** Names of people and units, and what references lead to; a word that is none stays as it is. */
export type NameOf = (id: string) => string;

function textOf(field: FieldSchema, value: unknown, nameOf: NameOf): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((one) => textOf({ ...field, many: false }, one, nameOf)).join('、');
  if (typeof value === 'object' && value !== null)
    return Object.values(value)
      .map((one) => String(one))
      .join(' ');
  const word = String(value);
  if (field.labels[word] !== undefined && (field.input === 'choice' || field.input === 'choices')) return field.labels[word];
  if (field.input === 'instant') return localTime(word);
  if (field.input === 'money') return `${word}元`;
  return ['person', 'people', 'officers', 'unit', 'evidence', 'evidence-list', 'matter'].includes(field.input) || word.startsWith('@')
    ? nameOf(word)
    : word;
}

function rowsOf(fields: readonly FieldSchema[], values: Record<string, unknown>, nameOf: NameOf, before = ''): Row[] {
  return fields.flatMap((field): Row[] => {
    const value = values[field.name];
    if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return [];
    const title = before + field.title;
    if (field.input === 'group') return rowsOf(field.fields, value as Record<string, unknown>, nameOf, `${title} · `);
    if (field.input === 'groups') {
      const rows = value as Record<string, unknown>[];
      return rows.flatMap((row, index) =>
        rowsOf(field.fields, row, nameOf, `${field.rowTitle ?? field.title}${rows.length > 1 ? index + 1 : ''} · `).map((one) => ({
          ...one,
          ...(field.name === 'parties' ? revealOf(one, row, index + 1) : {}),
        })),
      );
    }
    return [{ title, text: textOf(field, value, nameOf) }];
  });
}

function revealOf({ text }: Row, party: Record<string, unknown>, place: number): Pick<Row, 'reveal'> {
  for (const what of ['identifier', 'phone'] as const)
    if (party[what] === text && text.includes('*')) return { reveal: { what, party: place } };
  return {};
}

export const actRows = (name: string, payload: unknown, nameOf: NameOf): Row[] =>
  rowsOf(formFields(specOf(name as CommandName).schema), (payload ?? {}) as Record<string, unknown>, nameOf);
