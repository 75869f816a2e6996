/** `npm run replay` over a folder: what replays, what does not, and what is no history at all. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../tools/paths.mjs';

const recorded = join(import.meta.dirname, 'histories', '2026-11');
const folder = mkdtempSync(join(tmpdir(), 'caselight-replay-'));

beforeAll(() => {
  const [good] = readdirSync(recorded).filter((file) => file.startsWith('caseWorkflow'));
  const archived = readdirSync(recorded).find((file) => gunzipSync(readFileSync(join(recorded, file))).includes('"anchorCase"'));
  mkdirSync(join(folder, 'good'));
  mkdirSync(join(folder, 'bad', 'deeper'), { recursive: true });
  copyFileSync(join(recorded, good!), join(folder, 'good', 'packed.json.gz'));
  writeFileSync(join(folder, 'good', 'plain.json'), gunzipSync(readFileSync(join(recorded, good!))));
  writeFileSync(join(folder, 'good', 'notes.txt'), 'no history');
  const other = gunzipSync(readFileSync(join(recorded, archived!)))
    .toString('utf8')
    .replaceAll('"anchorCase"', '"sealCase"');
  writeFileSync(join(folder, 'bad', 'deeper', 'another-way.json.gz'), gzipSync(other));
  writeFileSync(join(folder, 'bad', 'broken.json.gz'), gzipSync('{"events": [').subarray(0, 20));
  writeFileSync(join(folder, 'bad', 'nothing.json'), '{"runs": []}');
  copyFileSync(join(recorded, good!), join(folder, 'bad', 'good.json.gz'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function replay(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/run.mjs', 'tools/replay/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm run replay', () => {
  test('ends well where every history replays, packed or not', () => {
    expect(replay('--from', join(folder, 'good'))).toMatchObject({ status: 0, stdout: '重放了2份历史：全部与现在的代码一致\n' });
  });

  test('names each that does not, with its reason, and ends with 1', () => {
    const { status, stdout } = replay('--from', join(folder, 'bad'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ deeper\/another-way\.json\.gz\n {2}现在的代码走了与历史不同的路：.*sealCase/);
    expect(stdout).toMatch(/✗ broken\.json\.gz\n {2}历史读不到：/);
    expect(stdout).toMatch(/✗ nothing\.json\n {2}历史读不到：文件里没有流程历史的 events/);
    expect(stdout).not.toContain('✗ good.json.gz');
    expect(stdout).toContain('重放了2份历史：3份有问题，不要部署');
  });

  test('takes as many as it is told, and says that there are more', () => {
    const { status, stdout } = replay('--from', join(folder, 'good'), '--most', '1');
    // What was not looked at is not called well.
    expect(status).toBe(2);
    expect(stdout).toContain('重放了1份历史');
    expect(stdout).toContain('还有更多，只取了前1份');
  });

  test('does not call nothing a success', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(replay('--from', empty)).toMatchObject({ status: 2, stderr: `${empty} 没有可重放的历史\n` });
  });

  test.each<[string, string[], string]>([
    ['a wrong number', ['--most', '0'], '--most 应为正整数'],
    ['an unknown option', ['--form', 'x'], 'npm run replay'],
    ['a place that is neither', ['--from', '127.0.0.1:1'], '127.0.0.1:1 既不是文件夹，也连不上 Temporal'],
    ['an address that is none', ['--from', 'http://x/y'], 'TEMPORAL_ADDRESS：应为“主机:端口”'],
  ])('refuses %s with 2', (_what, args, words) => {
    const { status, stderr } = replay(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(words);
  });
});
