/** How a form's values become a command's payload, and how an answer's paths find their fields. */
import type { FieldSchema } from '../../../domain/work/field-schema.ts';

export type Values = Record<string, unknown>;
export type Path = (string | number)[];

/** What the schema itself starts with; a list of groups that must not be empty starts with one row. */
export function defaults(fields: readonly FieldSchema[]): Values {
  const values: Values = {};
  for (const field of fields) {
    if (field.input === 'groups') values[field.name] = field.required ? [defaults(field.fields)] : [];
    else if (field.fallback !== undefined) values[field.name] = field.fallback;
    else if (field.input === 'group' && !field.nullable) values[field.name] = defaults(field.fields);
  }
  return values;
}

/**
 * Leaves out what was not filled in, so that the schema's own default speaks, and what is not shown, so that nothing is
 * sent unseen. A list with nothing in it stays a list.
 */
export function cleaned(fields: readonly FieldSchema[], values: Values, hidden: (path: string) => boolean, at = ''): Values {
  const payload: Values = {};
  for (const field of fields) {
    const path = at + field.name;
    const value = values[field.name];
    if (value === undefined || value === null || hidden(path)) {
      if (field.nullable && field.fallback === undefined) payload[field.name] = null;
      continue;
    }
    if (field.input === 'group') payload[field.name] = cleaned(field.fields, value as Values, hidden, `${path}.`);
    else if (field.input === 'groups') {
      payload[field.name] = (value as (Values | undefined)[]).map((row) => cleaned(field.fields, row ?? {}, hidden, `${path}.`));
    } else payload[field.name] = value;
  }
  return payload;
}

export const pathOf = (dotted: string): Path =>
  dotted === '' ? [] : dotted.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const startsWith = (path: Path, start: Path): boolean => start.every((step, index) => String(path[index]) === String(step));

/** The field that stands for a path: the path itself, or the control that holds it as a part of its value. */
export function fieldAt(path: Path, registered: readonly Path[]): Path | null {
  const holding = registered.filter((field) => field.length > 0 && startsWith(path, field));
  return holding.sort((a, b) => b.length - a.length)[0] ?? null;
}

export const overlaps = (a: Path, b: Path): boolean => startsWith(a, b) || startsWith(b, a);

/** The leaves of what antd says has changed. */
export function changedPaths(changed: unknown, at: Path = []): Path[] {
  if (typeof changed !== 'object' || changed === null) return [at];
  const below = Object.entries(changed).flatMap(([key, value]) => changedPaths(value, [...at, Array.isArray(changed) ? Number(key) : key]));
  return below.length > 0 ? below : [at];
}
