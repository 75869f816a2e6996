import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from '../paths.mjs';

/** One hash over the contents and names of files and folders (relative to the clone); what is missing counts too. */
export function hashOf(paths: readonly string[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const file of paths.flatMap((path) => filesUnder(join(root, path)))) {
    hash.update(`\0${relative(root, file)}\0`);
    hash.update(existsSync(file) ? readFileSync(file) : 'missing');
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
}

/**
 * Makes something anew only when what it is made from has changed: `stampFile` keeps the hash of the last time, and
 * lies beside the result, so that deleting the result makes it again. Answers whether it was made.
 */
export async function whenChanged(stampFile: string, hash: string, make: () => Promise<void>): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === hash) return false;
  await make();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${hash}\n`);
  return true;
}
