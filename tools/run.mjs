// `node tools/run.mjs <file>.ts arguments…`: installs what is missing, then runs a TypeScript file in this process.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install/install.mjs';
import { requireSupportedNode } from './install/node-version.mjs';

requireSupportedNode();
const [file, ...rest] = process.argv.slice(2);
if (!file) {
  console.error('用法：node tools/run.mjs <文件.ts> [参数……]');
  process.exit(2);
}
try {
  ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const path = resolve(file);
process.argv = [process.execPath, path, ...rest];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(path).href);
