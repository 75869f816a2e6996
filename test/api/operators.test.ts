/** Commands of operators: what changes something is written down first of all, or is not done. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../api/database/database.ts';
import { ACT_LABELS } from '../../domain/audit/entry.ts';
import { ensureKeyFile } from '../../temporal/key-file.ts';
import { root } from '../../tools/paths.mjs';
import { testStack } from '../support/addresses.ts';

let database: Database;
let folder: string;
let ring: string;
beforeAll(() => {
  database = createDatabase(testStack().databaseUrl, { connections: 1, onError: () => undefined });
  folder = mkdtempSync(join(tmpdir(), 'caselight-operator-'));
  ring = join(folder, 'codec-keys.json');
  ensureKeyFile(ring, false, new Date());
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

function run(tool: string, args: readonly string[], given: Record<string, string>) {
  const { CASELIGHT_CODEC_KEYS: _keys, DATABASE_URL: _database, ...environment } = process.env;
  return spawnSync(process.execPath, ['tools/run.mjs', `tools/${tool}/main.ts`, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...environment,
      CASELIGHT_DATA: folder,
      CASELIGHT_CODEC_KEY_FILE: ring,
      TEMPORAL_ADDRESS: testStack().temporalAddress,
      ...given,
    },
  });
}

const entries = (what: string) =>
  database.rows<{ outcome: string; detail: Record<string, unknown> }>(
    'select outcome, detail from audit_entry where what = $1 order by n',
    [what],
  );
const withTrail = () => ({ DATABASE_URL: testStack().databaseUrl });

it.each([
  ['temporalRegister', 'register', []],
  ['codecRotate', 'codec', ['rotate']],
])('%s is on record, with who ran it', async (what, tool, args) => {
  const before = (await entries(`operation:${what}`)).length;
  expect(run(tool, args, withTrail())).toMatchObject({ status: 0 });
  const after = await entries(`operation:${what}`);
  expect(after).toHaveLength(before + 1);
  expect(after.at(-1)).toMatchObject({ outcome: 'done', detail: { user: expect.any(String), host: expect.any(String) } });
  expect(ACT_LABELS[`operation:${what}`]).toBeDefined();
});

it('a failure is on record as well', async () => {
  const before = (await entries('operation:temporalRegister')).length;
  expect(run('register', [], { ...withTrail(), TEMPORAL_NAMESPACE: 'no-such-namespace' })).toMatchObject({ status: 1 });
  const after = await entries('operation:temporalRegister');
  expect(after).toHaveLength(before + 1);
  expect(after.at(-1)).toMatchObject({ outcome: 'refused' });
});

it.each([
  ['no trail is named', {}],
  ['the trail is not there', { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' }],
])('nothing is changed where %s', (_what, given) => {
  const before = readFileSync(ring, 'utf8');
  const { status, stderr } = run('codec', ['rotate'], given);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('没有执行') as string });
  expect(readFileSync(ring, 'utf8')).toBe(before);
  expect(run('register', [], given)).toMatchObject({ status: 1 });
});

it('no command of operators is left out', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const silent = Object.entries(scripts).flatMap(([name, line]) => {
    const file = /^node tools\/run\.mjs (tools\/(?!docs|rules|generate|checks|test)\S+\.ts)$/.exec(line)?.[1];
    return file === undefined || /audit\/operated\.ts|\.\/operated\.ts/.test(readFileSync(join(root, file), 'utf8')) ? [] : [name];
  });
  // They act over the API, as people, and are on record as these.
  expect(silent.sort()).toEqual(['pictures', 'tour']);
});
