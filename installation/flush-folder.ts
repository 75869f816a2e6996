import { open } from 'node:fs/promises';

/** A name that was just given, or taken, is on disk only when its folder is. Not every file system flushes folders. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
