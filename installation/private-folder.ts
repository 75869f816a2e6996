/** What lies in the evidence store can be read as it is, files of cases and whole histories: not by others on this machine. */
import { chmodSync, statSync } from 'node:fs';

/** Owner writes, group reads, nobody else does anything. */
const OTHERS = 0o027;

/**
 * For the whole process, before it writes anything. A folder that was made more open before is closed, where it is ours; a file
 * in it is then out of reach whatever its own mode.
 */
export function keepPrivate(folder: string): void {
  process.umask(OTHERS);
  try {
    const { mode } = statSync(folder);
    if ((mode & OTHERS) !== 0) chmodSync(folder, mode & 0o7777 & ~OTHERS);
  } catch (error) {
    // Not there yet; or somebody else's, who has said who may read it.
    if (!['ENOENT', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
