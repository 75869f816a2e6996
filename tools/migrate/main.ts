// `npm run migrate`: applies the migrations to DATABASE_URL, or to the embedded database of the data folder.
import { operated } from '../audit/operated.ts';
import { dataFolder } from '../paths.mjs';
import { startStack } from '../stack/stack.ts';
import { migrate } from './migrate.ts';

const log = (line: string): void => console.error(line);
try {
  const given = process.env.DATABASE_URL;
  if (given) {
    await migrated(given);
  } else {
    const stack = await startStack({ dataDir: dataFolder(), parts: ['postgres'], migrate: false, log });
    try {
      await migrated(stack.databaseUrl);
    } finally {
      await stack.stop();
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function migrated(databaseUrl: string): Promise<void> {
  const applied = await migrate(databaseUrl, { log });
  if (applied.length > 0) await operated(databaseUrl, 'migrate', { applied });
  console.error(applied.length > 0 ? `共应用 ${applied.length} 个迁移` : '数据库已是最新');
}
