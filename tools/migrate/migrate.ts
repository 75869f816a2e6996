import { join } from 'node:path';
import { root } from '../paths.mjs';
import { noFilters, withSchemaEngine } from './engine.ts';
import { makeLargeIndexes } from './large-indexes.ts';
import { readMigrations } from './migrations.ts';

export interface MigrateOptions {
  /** Default: prisma/migrations of this clone. */
  folder?: string;
  log?: (line: string) => void;
}

/**
 * Applies the migrations that a database has not seen yet, as `prisma migrate deploy` does and into the same
 * `_prisma_migrations` table; Prisma's own command can take over at any time. Answers the names applied. Fails, with
 * the engine's code and words, on a database that holds foreign tables (P3005) or a failed migration (P3009, P3018).
 */
export async function migrate(databaseUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrationsList = readMigrations(options.folder ?? join(root, 'prisma', 'migrations'));
  if (migrationsList.migrationDirectories.length === 0) return [];
  const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, undefined, async (engine) => {
    try {
      // A migration that was cut off (kill -9) or refused has left nothing behind, because each is sent as one
      // transaction; without this it would block every later start (P3009).
      const history = await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters: noFilters });
      for (const migrationName of history.failedMigrationNames) {
        await engine.markMigrationRolledBack({ migrationName });
      }
      return await engine.applyMigrations({ migrationsList, filters: noFilters });
    } catch (error) {
      throw new Error(`数据库迁移失败：${words(error)}`, { cause: error });
    }
  });
  for (const name of appliedMigrationNames) options.log?.(`已应用数据库迁移 ${name}`);
  if (options.folder === undefined) await makeLargeIndexes(databaseUrl, options.log);
  return appliedMigrationNames;
}

/** The engine's errors carry their sentence in `message`, their code beside it. */
function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? ` [${String(error.code)}]` : '';
  return `${error.message}${code}`;
}
