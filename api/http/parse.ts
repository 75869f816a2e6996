/** One way in for everything a client sends: parsed by its schema or refused field by field (422). */
import { z } from 'zod';
import { type FieldProblem, invalid } from './problem.ts';

type Shape = {
  _zod?: {
    def: { type: string; innerType?: unknown; element?: unknown; shape?: Record<string, unknown>; options?: unknown[]; in?: unknown };
  };
};

/** Leads through optional, nullable, default and pipes to what holds fields. */
function inner(schema: unknown): unknown {
  let current = schema;
  for (let depth = 0; depth < 10; depth++) {
    const def = (current as Shape)._zod?.def;
    if (!def) return current;
    if (def.innerType) current = def.innerType;
    else if (def.type === 'pipe' && def.in) current = def.in;
    else return current;
  }
  return current;
}

function ownTitle(schema: unknown): string | undefined {
  let current = schema;
  for (let depth = 0; depth < 10; depth++) {
    const title = current instanceof z.ZodType ? (current.meta()?.title as string | undefined) : undefined;
    if (title) return title;
    const def = (current as Shape)._zod?.def;
    if (!def?.innerType) return undefined;
    current = def.innerType;
  }
  return undefined;
}

/** The field's title as its schema carries it, the nearest one on the way; '' where there is none. */
export function titleAt(schema: z.ZodType, path: readonly PropertyKey[]): string {
  let current: unknown = schema;
  let title = '';
  for (const step of path) {
    const def = (inner(current) as Shape)._zod?.def;
    const next = typeof step === 'number' ? def?.element : def?.shape?.[String(step)];
    if (!next) break;
    title = ownTitle(next) ?? title;
    current = next;
  }
  return title;
}

/** A schema's issues as the contract words them; unknown fields are told each on its own path. */
export function fieldProblems(schema: z.ZodType, issues: readonly z.core.$ZodIssue[], prefix = ''): FieldProblem[] {
  const at = (path: readonly PropertyKey[]) => [...(prefix ? [prefix] : []), ...path.map(String)].join('.');
  return issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.slice(0, 20).map((key) => ({ path: at([...issue.path, key]), title: key.slice(0, 60), message: '没有这个字段' }))
      : [{ path: at(issue.path), title: titleAt(schema, issue.path), message: issue.message }],
  );
}

/** Parses or throws the 422; `prefix` names where it was (`query`, `path`), nothing for the body. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, prefix = ''): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(fieldProblems(schema, parsed.error.issues, prefix));
}
