/** Which fields of a form the record knows afterwards: each is filled in otherwise, and what is recorded is looked at. */
import type { z } from 'zod';
import { specOf } from '../../../domain/case/catalogue.ts';
import { execute } from '../../../domain/case/machine.ts';
import { addDays, legalDateOf, MINUTE, parseInstant, toShanghaiIso } from '../../../domain/terms/instant.ts';
import type { Instant } from '../../../domain/terms/model.ts';
import { lookUp, sha256, type Step } from './kit.ts';
import { people } from './people.ts';
import { replaced } from './reach.ts';

type At = readonly (string | number)[];

/** Zod keeps what a schema is in its definition; only the kinds that the commands use are read. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  entries?: Record<string, string>;
}

const defOf = (schema: z.ZodType): Def => (schema as unknown as { _zod: { def: Def } })._zod.def;
const inputOf = (schema: z.ZodType): string | undefined => (schema.meta() as { input?: string } | undefined)?.input;

export interface Leaf {
  at: At;
  value: unknown;
  schema: z.ZodType;
}

/** Every place of a payload that the form asks for by itself; a group that was left out is one place. */
export function placesOf(schema: z.ZodType, value: unknown, at: At = []): Leaf[] {
  const def = defOf(schema);
  const whole = { at, value, schema };
  switch (def.type) {
    case 'default':
      return placesOf(def.innerType!, value, at).map((leaf) => (leaf.at === at ? { ...leaf, schema } : leaf));
    case 'nullable':
      return value === null ? [whole] : placesOf(def.innerType!, value, at).map((leaf) => (leaf.at === at ? { ...leaf, schema } : leaf));
    case 'object':
      return Object.entries(def.shape!).flatMap(([name, field]) =>
        placesOf(field, (value as Record<string, unknown>)[name], [...at, name]),
      );
    case 'array': {
      const items = value as unknown[];
      if (defOf(def.element!).type !== 'object') return [whole];
      return [whole, ...items.flatMap((item, index) => placesOf(def.element!, item, [...at, index]))];
    }
    default:
      return [whole];
  }
}

export const WORDS = '别处没有的话';

/** Values that mean the same to a form: an officer named twice is named once. */
export const alike = (a: unknown, b: unknown): boolean => JSON.stringify(distinct(a)) === JSON.stringify(distinct(b));
const distinct = (value: unknown): unknown =>
  Array.isArray(value) && value.every((one) => typeof one === 'string') ? [...new Set(value)] : value;

/** Whether a value, or each of several, stands in what was recorded; what holds nothing tells nothing. */
export function tellsWhole(recorded: string, value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => tellsWhole(recorded, one));
  if (typeof value === 'object') return Object.values(value).every((one) => one === null || tellsWhole(recorded, one));
  return recorded.includes(JSON.stringify(value));
}

/** Other values that the form might have had at that instant; most are refused by the rules, which is well. */
export function othersOf({ value, schema }: Leaf, now: Instant): unknown[] {
  const def = defOf(schema);
  const input = inputOf(schema);
  switch (def.type) {
    case 'default':
    case 'nullable': {
      const inner = othersOf({ at: [], value, schema: def.innerType! }, now);
      return def.type === 'nullable' && value !== null ? [...inner, null] : inner;
    }
    case 'boolean':
      return [value !== true];
    case 'number':
      return [1, 2, 50, 100, 250, 300, 918].filter((other) => other !== value);
    case 'enum':
      return Object.values(def.entries!).filter((other) => other !== value);
    case 'array': {
      const items = Array.isArray(value) ? (value as unknown[]) : [];
      const fewer = items.length > 1 ? [items.slice(1), items.slice(0, -1), [...items].reverse()] : [];
      if (input === 'officers' || input === 'people') {
        const ids = Object.keys(people);
        return [...fewer, ...ids.map((id) => [...items, id]), ['handler2', 'handler3'], ['towndeputy', 'townreview']];
      }
      const entries = defOf(def.element!).entries;
      if (entries) return [...Object.values(entries).map((one) => [one]), []];
      return defOf(def.element!).type === 'string' && input === 'list' ? [...fewer, [...items, WORDS]] : [...fewer, []];
    }
    case 'object':
      return [
        Object.fromEntries(
          Object.entries(def.shape!).map(([name, field]) => [name, othersOf({ at: [], value: undefined, schema: field }, now)[0]]),
        ),
      ];
    case 'record':
      return [{ ...(value as object), areaSqm: 4 }, { areaSqm: 4.5 }, { dogHeightCm: 31, harm: 'none' }];
    case 'string':
      return stringsFor(input, typeof value === 'string' ? value : null, now);
    default:
      throw new Error(`no other value for a ${def.type}`);
  }
}

function stringsFor(input: string | undefined, value: string | null, now: Instant): unknown[] {
  if (input === 'date') {
    return [0, -1, 1, -2, 2, 7, 30].map((shift) => addDays(value ?? legalDateOf(now), shift));
  }
  if (input === 'instant') {
    const from = value === null ? now : parseInstant(value);
    return [-1, 1, 60, 24 * 60].map((minutes) => toShanghaiIso(from + minutes * MINUTE));
  }
  if (input === 'file') return ['c'.repeat(64)];
  if (input === 'person') return Object.keys(people);
  if (input === 'unit') return ['qingshi', 'liulin', 'bureau', 'water'];
  if (input === 'matter') return ['CG-0101', 'CG-0102', 'QD-0103', 'ST-0104'];
  return [WORDS];
}

/** What the command would record with another value in one place; null where it is refused. */
export function recordedWith({ name, payload, head, context }: Step, at: At, other: unknown): string | null {
  const { schema, lookups } = specOf(name);
  const parsed = schema.safeParse(replaced(payload, at, other));
  if (!parsed.success) return null;
  const file = head.state.stage === 'unopened' ? null : head.state;
  const found = lookUp(lookups(parsed.data as never), file);
  const outcome = execute(
    head,
    name,
    parsed.data,
    {
      ...context,
      lookups: {
        ...context.lookups,
        ...found,
        history: context.lookups.history,
        people: { ...context.lookups.people, ...found.people },
        units: { ...context.lookups.units, ...found.units },
      },
    },
    sha256,
  );
  return outcome.ok ? JSON.stringify(outcome.events.map(({ type, data, basis }) => ({ type, data, basis }))) : null;
}
