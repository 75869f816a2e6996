import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandNames, specOf } from '../../../domain/case/catalogue.ts';
import { deciders } from '../../../domain/case/deciders.ts';
import { ROLES, STAGES } from '../../../domain/vocabulary.ts';

interface JsonSchema {
  title?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  additionalProperties?: unknown;
  type?: string;
}

const CHINESE = /[\u4e00-\u9fff]/;

/** Every named field below a schema, with its dotted path. */
function fieldsOf(schema: JsonSchema, path = ''): { path: string; schema: JsonSchema }[] {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
      const here = path ? `${path}.${name}` : name;
      return [{ path: here, schema: field }, ...fieldsOf(field, here)];
    }),
    ...branches.flatMap((branch) => fieldsOf(branch, path)),
  ];
}

/** The title a field shows: its own, or the one under a nullable or defaulted wrapper. */
const titleOf = (schema: JsonSchema): string | undefined =>
  schema.title ?? [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].map(titleOf).find((title) => title !== undefined);

describe('every command', () => {
  for (const name of commandNames) {
    const spec = specOf(name);

    it(`${name} says what it is in the reader's words`, () => {
      expect(spec.label).toMatch(CHINESE);
      expect(spec.label.length).toBeLessThanOrEqual(10);
      expect(spec.help).toMatch(/。$/);
      expect(spec.help.length).toBeLessThanOrEqual(80);
      // What another item's workflow gives, no person may give.
      expect(spec.roles.length > 0).toBe(!spec.told);
      expect(spec.stages.length).toBeGreaterThan(0);
      expect(spec.roles.every((role) => ROLES.includes(role))).toBe(true);
      expect(spec.stages.every((stage) => stage === 'unopened' || (STAGES as readonly string[]).includes(stage))).toBe(true);
      expect(spec.basis.every((basis) => basis.startsWith('《'))).toBe(true);
      expect(Object.hasOwn(deciders, name)).toBe(true);
    });

    it(`${name} has a title for every field of its form`, () => {
      const schema = z.toJSONSchema(spec.schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
      const untitled = fieldsOf(schema).filter((field) => !CHINESE.test(titleOf(field.schema) ?? ''));
      expect(untitled.map(({ path }) => path)).toEqual([]);
    });

    it(`${name} refuses what is not an object, and fields nobody knows`, () => {
      for (const wrong of [null, 'x', 7, []]) expect(spec.schema.safeParse(wrong).success).toBe(false);
      expect(spec.schema.safeParse({ 不存在的字段: 1 }).success).toBe(false);
    });
  }
});
