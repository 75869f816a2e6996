import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { noFilters, withSchemaEngine } from './engine.ts';
import { readMigrations } from './migrations.ts';

/**
 * The SQL that would lead from the migrations to schema.prisma; empty when both say the same. The migrations are
 * replayed in a database of their own on the given server, which is dropped afterwards. What Prisma's schema cannot
 * say (checks, triggers, functions, partial indexes) is not compared.
 */
export async function schemaDrift(databaseUrl: string, prismaFolder = join(root, 'prisma')): Promise<string> {
  const path = join(prismaFolder, 'schema.prisma');
  const content = readFileSync(path, 'utf8');
  const migrations = readMigrations(join(prismaFolder, 'migrations'));
  const result = await withSchemaEngine(databaseUrl, [[path, content]], (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...migrations },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: true,
      filters: noFilters,
    }),
  );
  return result.exitCode === 0 ? '' : (result.stdout ?? '');
}
