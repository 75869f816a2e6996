// `npm run check:schema`: prisma/migrations and prisma/schema.prisma say the same.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaDrift } from '../migrate/drift.ts';
import { root } from '../paths.mjs';
import { startStack } from '../stack/stack.ts';

if (existsSync(join(root, 'prisma', 'schema.prisma'))) {
  const dataDir = mkdtempSync(join(tmpdir(), 'caselight-schema-'));
  try {
    const stack = await startStack({ dataDir, parts: ['postgres'], migrate: false });
    try {
      const drift = await schemaDrift(stack.databaseUrl);
      if (drift) {
        console.error(`schema.prisma 与 prisma/migrations 不一致，缺少的迁移：\n${drift}`);
        process.exitCode = 1;
      }
    } finally {
      await stack.stop();
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
