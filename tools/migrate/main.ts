// `npm run migrate`: applies the migrations to DATABASE_URL, or to the embedded database of the data folder.
import { dataFolder } from '../paths.mjs';
import { startStack } from '../stack/stack.ts';
import { migrate } from './migrate.ts';

const log = (line: string): void => console.error(line);
try {
  const given = process.env.DATABASE_URL;
  if (given) {
    report(await migrate(given, { log }));
  } else {
    const stack = await startStack({ dataDir: dataFolder(), parts: ['postgres'], migrate: false, log });
    try {
      report(await migrate(stack.databaseUrl, { log }));
    } finally {
      await stack.stop();
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function report(applied: readonly string[]): void {
  console.error(applied.length > 0 ? `共应用 ${applied.length} 个迁移` : '数据库已是最新');
}
