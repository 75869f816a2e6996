/** Where stored histories go: content-addressed, so that a file can be put twice and never be replaced by another. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder } from '../installation/flush-folder.ts';
import { sha256Bytes } from './sha256.ts';

export interface FileStore {
  /** Stores the bytes durably and answers their SHA-256 in lower-case hex. */
  put(bytes: Uint8Array): Promise<string>;
  /** Keeps a text under a name of its own, once: the same text again changes nothing, another one is an error. */
  keepOnce(name: string, text: string): Promise<void>;
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
      await written(path, bytes, (draft) => rename(draft, path));
      return hash;
    },
    keepOnce: async (name, text) => {
      const path = join(folder, name);
      await written(path, Buffer.from(text, 'utf8'), async (draft) => {
        // A link, unlike a renaming, never replaces what lies there.
        await link(draft, path).catch(async (error: NodeJS.ErrnoException) => {
          if (error.code !== 'EEXIST') throw error;
          if ((await readFile(path, 'utf8')) !== text) throw new Error(`${name} is kept already, with another content`);
        });
        await rm(draft, { force: true });
      });
    },
  };
}

/** The whole file beside its place, flushed to disk; then it is put there, or nothing is left of it. */
async function written(path: string, bytes: Uint8Array, place: (draft: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await place(draft);
    await flushFolder(dirname(path));
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}
