/** Where stored histories go: content-addressed, so that a file can be put twice and never be replaced by another. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Bytes } from './sha256.ts';

export interface FileStore {
  /** Stores the bytes durably and answers their SHA-256 in lower-case hex. */
  put(bytes: Uint8Array): Promise<string>;
}

/** `folder/ab/cd…`: named by the hash, two letters to a folder. */
export const pathInStore = (folder: string, hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2));

export function folderStore(folder: string): FileStore {
  return {
    put: async (bytes) => {
      const hash = sha256Bytes(bytes);
      const path = pathInStore(folder, hash);
      const there = await stat(path).catch(() => undefined);
      if (there?.size === bytes.byteLength) return hash;
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomUUID()}`;
      const file = await open(draft, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
        await file.close();
        await rename(draft, path);
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(draft, { force: true });
        throw error;
      }
      return hash;
    },
  };
}
