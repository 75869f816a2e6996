/**
 * The copies of the county's anchors that are kept outside the database, in the evidence store. Whoever rules the
 * database alone can write every row and every hash anew, but not these.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Anchor, witnessName, witnessText } from '../../domain/case/closing/anchor.ts';

/** The copy is written just after the row; for so long its absence says nothing. */
const WRITTEN_WITHIN_MS = 60_000;

export type Witnessed = 'same' | 'other' | 'missing' | 'soon';

const read = (folder: string, n: number): Promise<string | null> =>
  readFile(join(folder, witnessName(n)), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

/** How the copy of this anchor agrees with it. `now`: epoch milliseconds. */
export async function witnessed(folder: string, anchor: Anchor, now: number): Promise<Witnessed> {
  const copy = await read(folder, anchor.n);
  if (copy !== null) return copy === witnessText(anchor) ? 'same' : 'other';
  return now - Date.parse(anchor.at) < WRITTEN_WITHIN_MS ? 'soon' : 'missing';
}

/** Whether a copy is kept of an anchor that the database says was never made: rows have been taken away. */
export const keptBeyond = async (folder: string, n: number): Promise<boolean> => (await read(folder, n + 1)) !== null;
