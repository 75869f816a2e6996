// `npm run check:generated`: what is generated and committed is as fresh as its sources, and every rule has its test.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentsOf, readSources } from '../docs/generated-documents.ts';
import { root } from '../paths.mjs';
import { ruleFaults } from '../rules/faults.ts';
import { readSeen } from '../rules/seen.ts';
import { UNREACHABLE } from '../rules/unreachable.ts';

const sources = readSources();
const stale = Object.entries(documentsOf(sources)).flatMap(([path, content]) => {
  const committed = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  return committed === content ? [] : [`${path} 与源码不一致，请重新生成（npm run docs）`];
});
for (const fault of [...ruleFaults(sources.rules, readSeen(), UNREACHABLE), ...stale]) {
  console.error(fault);
  process.exitCode = 1;
}
