/**
 * The content-addressed store of evidence: a file lies under its SHA-256 and is never replaced. Received into a draft,
 * flushed to disk, then renamed: after a power cut there is the whole file or none. The worker files histories into the
 * same folder, in the same layout.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { flushFolder } from '../../installation/flush-folder.ts';
import { type Problem, unavailable } from '../http/problem.ts';

/** A file received but not yet kept. */
export interface Draft {
  hash: string;
  size: number;
  /** Its first bytes, for knowing its type. */
  start: Buffer;
  path: string;
}

export interface EvidenceStore {
  readonly folder: string;
  receive(stream: Readable): Promise<Draft>;
  /** Moves a draft to its place; where the same content lies already the draft is dropped. */
  keep(draft: Draft): Promise<void>;
  discard(draft: Draft): Promise<void>;
  /** Null when there is no such file. */
  read(hash: string): Promise<{ size: number; stream: (range?: { start: number; end: number }) => ReadStream } | null>;
  /** Removes drafts that a crash has left behind. */
  clearDrafts(olderThanMs: number): Promise<void>;
}

const START_BYTES = 4_100;

/** No space, no quota, no more i-nodes, or a file larger than the process may write. */
const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException | null)?.code ?? '');

const evidenceFull = (): Problem =>
  unavailable('evidence-full', '存放证据的磁盘空间不足，文件没有保存；案件的其他办理不受影响，请稍后重新上传，仍不行请告诉运维人员', 60);

async function openDraft(drafts: string, path: string): Promise<FileHandle> {
  try {
    await mkdir(drafts, { recursive: true });
    return await open(path, 'wx', 0o640);
  } catch (error) {
    throw isDiskFull(error) ? evidenceFull() : error;
  }
}

export const pathInStore = (folder: string, hash: string): string => join(folder, hash.slice(0, 2), hash.slice(2));

export function createEvidenceStore(folder: string): EvidenceStore {
  const drafts = join(folder, 'drafts');
  return {
    folder,

    receive: async (stream) => {
      const path = join(drafts, randomUUID());
      const file = await openDraft(drafts, path);
      const digest = createHash('sha256');
      const starts: Buffer[] = [];
      let size = 0;
      try {
        for await (const piece of stream) {
          const chunk = piece as Buffer;
          if (size < START_BYTES) starts.push(chunk.subarray(0, START_BYTES - size));
          size += chunk.length;
          digest.update(chunk);
          // Not `write`: on a disk that is nearly full it writes a part and calls that done.
          await file.appendFile(chunk);
        }
        await file.sync();
        await file.close();
      } catch (error) {
        await file.close().catch(() => undefined);
        await rm(path, { force: true });
        throw isDiskFull(error) ? evidenceFull() : error;
      }
      return { hash: digest.digest('hex'), size, start: Buffer.concat(starts), path };
    },

    keep: async (draft) => {
      const place = pathInStore(folder, draft.hash);
      const there = await stat(place).catch(() => null);
      if (there?.size === draft.size) return unlink(draft.path);
      try {
        await mkdir(dirname(place), { recursive: true });
        await rename(draft.path, place);
      } catch (error) {
        throw isDiskFull(error) ? evidenceFull() : error;
      }
      await flushFolder(dirname(place));
    },

    discard: (draft) => rm(draft.path, { force: true }),

    read: async (hash) => {
      if (!/^[0-9a-f]{64}$/.test(hash)) return null;
      const place = pathInStore(folder, hash);
      const found = await stat(place).catch(() => null);
      return found && { size: found.size, stream: (range) => createReadStream(place, range) };
    },

    clearDrafts: async (olderThanMs) => {
      const names = await readdir(drafts).catch(() => []);
      for (const name of names) {
        const path = join(drafts, name);
        const found = await stat(path).catch(() => null);
        if (found && Date.now() - found.mtimeMs > olderThanMs) await rm(path, { force: true });
      }
    },
  };
}
