// `npm run check:lock`: package-lock.json belongs to package.json, and names no private registry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../paths.mjs';

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  engines?: Record<string, string>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const manifest = read('package.json') as Manifest;
const lock = read('package-lock.json') as { packages: Record<string, Manifest & { resolved?: string; link?: boolean }> };
const faults: string[] = [];

for (const field of ['version', 'dependencies', 'devDependencies', 'engines'] as const) {
  if (!isDeepStrictEqual(manifest[field] ?? {}, lock.packages['']?.[field] ?? {})) {
    faults.push(`package.json 的 ${field} 与 package-lock.json 不一致，请运行 npm install`);
  }
}
for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
  if (!/^\d/.test(range)) faults.push(`${name} 应写明确切版本，而不是 ${range}`);
}
for (const [path, { resolved }] of Object.entries(lock.packages)) {
  if (resolved && !resolved.startsWith('https://registry.npmjs.org/')) faults.push(`${path} 指向非公共仓库：${resolved}`);
}
// A registry that lacked a platform's build when the lock was written leaves a gap that `npm ci` refuses everywhere.
for (const [path, { optionalDependencies }] of Object.entries(lock.packages)) {
  for (const name of Object.keys(optionalDependencies ?? {})) {
    const known = lock.packages[`node_modules/${name}`] ?? lock.packages[`${path}/node_modules/${name}`];
    if (!known) faults.push(`package-lock.json 缺少 ${path} 的可选依赖 ${name}`);
  }
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
