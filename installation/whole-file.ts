/** Files that are there whole or not at all, and on disk once they are: written beside their place, flushed, then put there. */
import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { flushFolder } from './flush-folder.ts';

type Content = string | Uint8Array;

/** In the place of whatever lies there. The folder has to be there. */
export const putWhole = (path: string, content: Content): Promise<void> => written(path, content, (draft) => rename(draft, path));

/** Answers false where something lies there already: a link, unlike a renaming, never replaces it. The folder has to be there. */
export async function putOnce(path: string, content: Content): Promise<boolean> {
  let first = true;
  await written(path, content, async (draft) => {
    await link(draft, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      first = false;
    });
    await rm(draft, { force: true });
  });
  return first;
}

async function written(path: string, content: Content, place: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx');
  try {
    await file.writeFile(content);
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
