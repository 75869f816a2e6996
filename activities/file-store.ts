/** Where stored histories go: content-addressed, so that a file can be put twice and never be replaced by another. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { putOnce, putWhole } from '../installation/whole-file.ts';
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
      await mkdir(dirname(path), { recursive: true });
      await putWhole(path, bytes);
      return hash;
    },
    keepOnce: async (name, text) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      if (!(await putOnce(path, text)) && (await readFile(path, 'utf8')) !== text)
        throw new Error(`${name} is kept already, with another content`);
    },
  };
}
