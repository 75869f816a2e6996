import type { FileStore } from '../activities/file-store.ts';
import { MARKER, readMarker } from '../installation/stores.ts';

/**
 * The evidence store, written to only where it is this installation's: a folder that is empty, because a disk was not
 * mounted or another path was named, would take in histories and anchors that nobody finds again. Whoever wanted to write
 * tries again later, and the alarm says why.
 */
export function ownStore(store: FileStore, folder: string, installationId: string): FileStore {
  const own = async (): Promise<void> => {
    const marker = await readMarker(folder);
    if (marker?.installationId !== installationId) throw new Error(`证据库 ${folder} 不在，或者不是本案灯的（${MARKER}）：没有写入`);
  };
  return { put: (bytes) => own().then(() => store.put(bytes)), keepOnce: (name, text) => own().then(() => store.keepOnce(name, text)) };
}
