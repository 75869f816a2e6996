/** A disk that fills up in the middle of a file: said, and nothing of it is kept. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tools/paths.mjs';

const ROOM = 57_344;
/** A file size limit stands for the full disk: both cut a write short, and neither says so at once. */
const hasPrlimit = spawnSync('prlimit', ['--version']).status === 0;

const script = `
import { Readable } from 'node:stream';
import { createEvidenceStore } from ${JSON.stringify(join(root, 'api/files/evidence-store.ts'))};
const [folder, size] = process.argv.slice(-2);
const store = createEvidenceStore(folder);
try {
  await store.keep(await store.receive(Readable.from([Buffer.alloc(Number(size), 'x')])));
  process.stdout.write(JSON.stringify({ kept: true }));
} catch ({ status, code, message }) {
  process.stdout.write(JSON.stringify({ status, code, message }));
}`;

describe.skipIf(!hasPrlimit)('a disk with room for a part of a file', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'caselight-full-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const receive = (size: number): unknown => {
    const own = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', script, folder, String(size)];
    const { stdout, stderr } = spawnSync('prlimit', [`--fsize=${ROOM}`, ...own], { cwd: root, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout);
  };
  const kept = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.length > 40);

  test('keeps nothing of it and says why', () => {
    expect(receive(ROOM + 1)).toEqual({ status: 503, code: 'evidence-full', message: expect.stringContaining('空间不足') });
    expect(kept()).toEqual([]);
    expect(readdirSync(join(folder, 'drafts'))).toEqual([]);
  });

  test('keeps a file that fits', () => {
    expect(receive(ROOM)).toEqual({ kept: true });
    expect(kept()).toHaveLength(1);
  });
});
