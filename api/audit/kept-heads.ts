/**
 * Heads of the audit trail that are kept outside the database, in the evidence store: whoever rules the database can cut off the
 * trail's end, or write all of it anew, but not these.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuditHead } from '../../domain/audit/entry.ts';
import { putOnce } from '../../installation/whole-file.ts';
import type { Queries } from '../database/database.ts';
import { headOf } from './chain.ts';

const FOLDER = 'trail';

/** A thousand numbers to a folder, each a file named by its twelve digits. */
const placeOf = (folder: string, n: number): string =>
  join(folder, FOLDER, String(Math.floor(n / 1_000)).padStart(4, '0'), `${String(n).padStart(12, '0')}.json`);

/** Keeps the trail's present end, once for each end; what lies there is never replaced. */
export async function keepHead(queries: Queries, folder: string): Promise<void> {
  const { n, hash } = await headOf(queries);
  if (n === 0) return;
  const path = placeOf(folder, n);
  await mkdir(dirname(path), { recursive: true });
  // That what lies there agrees is the affair of whoever checks.
  await putOnce(path, `${JSON.stringify({ n, hash })}\n`);
}

/** One head proves all entries before it; the last few are looked at. */
const LOOKED_AT = 100;

/** The heads that were kept last, the first of them first. A file that cannot be read as one is a head that fits nowhere. */
export async function keptHeads(folder: string): Promise<AuditHead[]> {
  const names = await readdir(join(folder, FOLDER), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .slice(-LOOKED_AT);
  return Promise.all(
    files.map(async (name) => {
      const n = Number(/(\d+)\.json$/.exec(name)?.[1] ?? 0);
      const text = await readFile(join(folder, FOLDER, name), 'utf8');
      const told = /"n":(\d+),"hash":"([0-9a-f]{64})"/.exec(text);
      return { n, hash: told && Number(told[1]) === n ? told[2]! : '' };
    }),
  );
}
