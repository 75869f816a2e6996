/** What a kind of work item needs outside its folder, where neither the compiler nor its own tests look. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { kinds } from '../../../domain/kinds.ts';
import { formFields } from '../../../domain/work/field-schema.ts';
import { itemBegun } from './item-begun.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');
const migrations = readdirSync(join(root, 'prisma', 'migrations'), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => read('prisma', 'migrations', name, 'migration.sql'));

/** Columns of the table that the migrations create under that name; null where none does. */
function columnsOf(table: string): string[] | null {
  const body = migrations.flatMap((sql) => new RegExp(`CREATE TABLE "${table}" \\(([\\s\\S]*?)\\n\\);`).exec(sql)?.[1] ?? [])[0];
  return body === undefined ? null : [...body.matchAll(/^ {4}"(\w+)" /gm)].map(([, column]) => column!);
}

describe.each(kinds.map((kind) => [kind.name, kind] as const))('the kind %s', (name, kind) => {
  it('is run by a workflow of its own name, which the workers have', () => {
    const all = read('workflows', 'all.ts');
    const file = new RegExp(`export \\{ ${kind.workflow.type} \\} from '\\./([\\w-]+\\.ts)'`).exec(all)?.[1];
    expect(file, `workflows/all.ts exports no ${kind.workflow.type}`).toBeDefined();
    const source = read('workflows', file!);
    expect(source).toMatch(new RegExp(`export (?:const|function) ${kind.workflow.type}\\b`));
    expect(source).toContain(`workflowOf(`);
    expect(source).toContain(`'${name}'`);
  });

  it('has a narrow table with the columns of its face, guarded like every other', () => {
    const columns = columnsOf(`${name.replaceAll('-', '_')}_detail`);
    expect(columns, `no migration creates ${name}_detail`).not.toBeNull();
    const { detail } = kind.face(itemBegun(name));
    expect([...columns!].sort()).toEqual(['id', ...Object.keys(detail)].sort());
    expect(
      migrations.some((sql) => sql.includes(`SELECT narrow_table('${name}');`)),
      `no migration calls narrow_table('${name}')`,
    ).toBe(true);
  });

  it('has a scenario whose history is recorded and replayed', () => {
    const folder = join(root, 'test', 'replay', 'scenarios');
    const told =
      name === 'case' ||
      readdirSync(folder).some((file) => file.includes(name) || readFileSync(join(folder, file), 'utf8').includes(`'${name}'`));
    expect(told, `no scenario under test/replay/scenarios is about ${name}`).toBe(true);
  });

  it('has a title for every field of its forms', () => {
    const untitled = Object.entries(kind.commands).flatMap(([command, { schema }]) =>
      formFields(schema)
        .filter(({ title }) => !/\p{Script=Han}/u.test(title))
        .map((field) => `${command}.${field.name}`),
    );
    expect(untitled).toEqual([]);
  });
});
