// `npm run check:deps`: the dependency rule over every folder of code that there is.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from '../generate/run-tool.ts';
import { root } from '../paths.mjs';

const folders = [
  'domain',
  'contract',
  'record',
  'temporal',
  'installation',
  'workflows',
  'activities',
  'api',
  'worker',
  'prisma',
  'web',
  'tools',
  'bench',
  'test',
];

const command = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
const present = folders.filter((folder) => existsSync(join(root, folder)));
try {
  const words = await runTool('依赖规则检查', process.execPath, [command, '--config', '.dependency-cruiser.cjs', ...present]);
  console.log(words.trim());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
