import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import config from '../../vitest.config.ts';

export interface Project {
  name: string;
  /** Test files, relative to the clone. */
  files: string[];
}

/** The projects of vitest.config.ts in their order, each with the files it has now. */
export function projects(): Project[] {
  const found = (config.test?.projects ?? []) as { test: { name: string; include: string[] } }[];
  return found.map(({ test }) => ({ name: test.name, files: test.include.flatMap(filesOf) }));
}

// All patterns have the form `folder/**/*.ending`.
function filesOf(pattern: string): string[] {
  const [folder = '', ending = ''] = pattern.split('/**/*');
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}
