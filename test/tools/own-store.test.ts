/** A worker writes no history and no anchor into a folder that is not its installation's evidence store. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderStore } from '../../activities/file-store.ts';
import { MARKER } from '../../installation/stores.ts';
import { ownStore } from '../../worker/own-store.ts';

const root = mkdtempSync(join(tmpdir(), 'caselight-own-store-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const marked = (name: string, installationId: string | null): string => {
  const folder = join(root, name);
  mkdirSync(folder);
  if (installationId !== null)
    writeFileSync(join(folder, MARKER), JSON.stringify({ installationId, tick: 3, at: '2026-11-26T08:00:00.000Z', marks: {} }));
  return folder;
};
const bytes = new TextEncoder().encode('一份历史');

it('that bears its mark: takes files and texts', async () => {
  const folder = marked('own', 'mine');
  const store = ownStore(folderStore(folder), folder, 'mine');
  expect(await store.put(bytes)).toMatch(/^[0-9a-f]{64}$/);
  await store.keepOnce('anchors/1.txt', '一');
  expect(readdirSync(folder)).toContain('anchors');
});

it.each([
  ['empty', null],
  ['another', 'theirs'],
])('that is %s: takes nothing, and says why', async (name, id) => {
  const folder = marked(name, id);
  const before = readdirSync(folder);
  const store = ownStore(folderStore(folder), folder, 'mine');
  await expect(store.put(bytes)).rejects.toThrow(/不在，或者不是本案灯的/);
  await expect(store.keepOnce('anchors/1.txt', '一')).rejects.toThrow(/没有写入/);
  expect(readdirSync(folder)).toEqual(before);
});
