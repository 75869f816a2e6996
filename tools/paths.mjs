import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The clone's root folder, absolute. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Where things that are dear to make and the same for every clone are kept (Temporal CLI, test server): outside the
 * clone, so that a fresh clone finds them again. `CASELIGHT_CACHE` or `XDG_CACHE_HOME` move it.
 * @returns {string} absolute folder
 */
export function cacheFolder() {
  const given = process.env.CASELIGHT_CACHE;
  if (given) return resolve(root, given);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'caselight');
}

/**
 * The one folder that holds a running Caselight's data: database, Temporal file, evidence, logs.
 * @returns {string} absolute folder
 */
export function dataFolder() {
  return resolve(root, process.env.CASELIGHT_DATA || '.caselight');
}
