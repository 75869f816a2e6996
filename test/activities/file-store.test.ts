import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderStore, pathInStore } from '../../activities/file-store.ts';

describe('the file store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'caselight-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names a file by its SHA-256 and leaves nothing half-written beside it', async () => {
    const hash = await folderStore(folder).put(Buffer.from('abc'));
    expect(hash).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(readFileSync(pathInStore(folder, hash), 'utf8')).toBe('abc');
    expect(readdirSync(join(folder, 'ba'))).toEqual([hash.slice(2)]);
  });

  it('takes the same file twice, also at once', async () => {
    const store = folderStore(folder);
    const hashes = await Promise.all([1, 2, 3].map(() => store.put(Buffer.from('same'))));
    expect(new Set(hashes).size).toBe(1);
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('keeps a named text once, and never another in its place', async () => {
    const store = folderStore(folder);
    await Promise.all([1, 2, 3].map(() => store.keepOnce('anchors/0000/00000001.json', '{"n":1}')));
    await expect(store.keepOnce('anchors/0000/00000001.json', '{"n":2}')).rejects.toThrow('kept already');
    expect(readFileSync(join(folder, 'anchors/0000/00000001.json'), 'utf8')).toBe('{"n":1}');
    expect(readdirSync(join(folder, 'anchors/0000'))).toEqual(['00000001.json']);
  });
});
