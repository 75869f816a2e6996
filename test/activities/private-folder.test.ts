import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepPrivate } from '../../installation/private-folder.ts';

let folder: string;
let before: number;
const modeOf = (path: string): number => statSync(path).mode & 0o777;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caselight-private-'));
  before = process.umask();
});
afterEach(() => {
  process.umask(before);
  rmSync(folder, { recursive: true, force: true });
});

it('what is written from then on is readable to the owner and the group alone', () => {
  keepPrivate(join(folder, 'not there yet'));
  mkdirSync(join(folder, 'a', 'b'), { recursive: true });
  writeFileSync(join(folder, 'a', 'b', 'c'), 'x');
  expect([join(folder, 'a'), join(folder, 'a', 'b')].map(modeOf)).toEqual([0o750, 0o750]);
  expect(modeOf(join(folder, 'a', 'b', 'c'))).toBe(0o640);
});

it('a folder from before is closed to others, and one that is narrower stays so', () => {
  chmodSync(folder, 0o755);
  keepPrivate(folder);
  expect(modeOf(folder)).toBe(0o750);
  chmodSync(folder, 0o700);
  keepPrivate(folder);
  expect(modeOf(folder)).toBe(0o700);
});
