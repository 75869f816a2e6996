import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../paths.mjs';
import { runTool } from './run-tool.ts';
import { hashOf, whenChanged } from './stamp.ts';

const require = createRequire(import.meta.url);

/**
 * Generates the Prisma client (prisma/client, not committed) when schema.prisma or Prisma itself has changed. Answers
 * whether it did.
 */
export async function generatePrismaClient(log: (line: string) => void = () => undefined): Promise<boolean> {
  const schema = 'prisma/schema.prisma';
  if (!existsSync(join(root, schema))) return false;
  const manifest = require.resolve('prisma/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return whenChanged(join(root, 'prisma/client/.generated-from'), hashOf([schema], version), async () => {
    log('正在生成数据库访问代码（prisma generate）');
    await runPrisma(['generate', '--no-hints', '--schema', schema]);
  });
}

/**
 * Generating needs no native engine, but the command line tool would first download one. Told of any executable that
 * exists, it does not.
 */
export async function runPrisma(args: readonly string[]): Promise<string> {
  const cli = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js');
  return runTool(`prisma ${args[0]} `, process.execPath, [cli, ...args], {
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
}
