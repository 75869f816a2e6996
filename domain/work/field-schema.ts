/**
 * What the form generator and the record read: the JSON Schema that zod makes of a command's schema, with the title,
 * input and labels that the fields carry in their metadata. The form asks exactly what the command takes.
 */
import { z } from 'zod';
import type { FieldInput } from './command.ts';

export interface FieldSchema {
  name: string;
  title: string;
  help: string | null;
  input: FieldInput | 'group' | 'groups' | 'whole';
  required: boolean;
  nullable: boolean;
  fallback: unknown;
  labels: Record<string, string>;
  maxLength: number | null;
  /** Takes a list of values. */
  many: boolean;
  /** What one row of a list of groups is called. */
  rowTitle: string | null;
  /** Fields of a group, or of each row of a list of groups. */
  fields: FieldSchema[];
}

interface JsonSchema {
  type?: string | string[];
  title?: string;
  help?: string;
  input?: FieldInput;
  labels?: Record<string, string>;
  description?: string;
  default?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  enum?: string[];
  const?: unknown;
  maxLength?: number;
}

const bare = (schema: JsonSchema): { schema: JsonSchema; nullable: boolean } => {
  const branches = schema.anyOf ?? schema.oneOf;
  if (!branches) return { schema, nullable: false };
  const real = branches.filter((branch) => branch.type !== 'null');
  const first = real[0] ?? {};
  const inner = bare(first);
  const outer: JsonSchema = { ...inner.schema };
  for (const key of ['title', 'help', 'input', 'labels', 'default'] as const) {
    if (schema[key] !== undefined) Object.assign(outer, { [key]: schema[key] });
  }
  return { schema: outer, nullable: real.length < branches.length || inner.nullable };
};

function inputOf(schema: JsonSchema): FieldSchema['input'] {
  const rows = schema.type === 'array' && (schema.items?.type === 'object' || schema.items?.properties !== undefined);
  if (rows) return 'groups';
  if (schema.type === 'object' && schema.input !== 'factors') return 'group';
  if (schema.type === 'integer') return 'whole';
  if (schema.input && schema.input !== 'party') return schema.input;
  if (schema.type === 'array') return 'list';
  if (schema.type === 'boolean') return 'yes-no';
  if (schema.enum) return 'choice';
  if (schema.type === 'number') return 'money';
  return 'text';
}

function fieldOf(name: string, raw: JsonSchema, required: boolean): FieldSchema {
  const { schema, nullable } = bare(raw);
  const input = inputOf(schema);
  const inner = input === 'groups' ? bare(schema.items ?? {}).schema : schema;
  return {
    name,
    title: schema.title ?? name,
    help: schema.help ?? null,
    input,
    required: required && !nullable && raw.default === undefined,
    nullable,
    fallback: raw.default,
    labels: schema.labels ?? Object.fromEntries((schema.enum ?? []).map((value) => [value, value])),
    maxLength: schema.maxLength ?? null,
    many: schema.type === 'array',
    rowTitle: input === 'groups' ? (inner.title ?? null) : null,
    fields: input === 'group' || input === 'groups' ? fieldsOf(inner) : [],
  };
}

const fieldsOf = (schema: JsonSchema): FieldSchema[] =>
  Object.entries(schema.properties ?? {}).map(([name, property]) => fieldOf(name, property, (schema.required ?? []).includes(name)));

/** The fields of an object schema, in the order they were written. */
export function formFields(schema: z.ZodType): FieldSchema[] {
  return fieldsOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
}
