import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from '../../tools/stack/ports.ts';
import { type ProcessId, isAlive, isGoneWithin } from '../../tools/stack/process-table.ts';

/** The whole of `npm start`, one run after another on the same data. */

let dataDir: string;
let ports: number[];
const started: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'caselight-start-'));
  ports = await freePorts(4);
});

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  words: () => string;
  exited: Promise<number | null>;
  ready: Promise<void>;
}

function npmStart(): Run {
  const [api, postgres, temporal, ui] = ports.map(String);
  const args = ['--port', api!, '--postgres-port', postgres!, '--temporal-port', temporal!, '--temporal-ui-port', ui!];
  const child = spawn(process.execPath, ['tools/start.mjs', ...args], {
    env: { ...process.env, CASELIGHT_DATA: dataDir, CASELIGHT_DEMO_CASES: '0', NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  let words = '';
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        words += chunk;
        if (words.includes('已就绪（用时')) resolve();
      });
    }
    void exited.then((code) => reject(new Error(`ended with ${code}\n${words}`)));
    // So that a start that hangs says where.
    setTimeout(() => reject(new Error(`not ready\n${words}`)), 200_000).unref();
  });
  ready.catch(() => undefined);
  return { child, words: () => words, exited, ready };
}

function processes(): ProcessId[] {
  const note = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as {
    watchdog: ProcessId;
    children: Record<string, ProcessId>;
  };
  expect(Object.keys(note.children).sort()).toEqual(['api', 'postgres', 'temporal', 'worker']);
  return [note.watchdog, ...Object.values(note.children)];
}

const page = async (): Promise<number> => (await fetch(`http://127.0.0.1:${ports[0]}/`)).status;

test('one command reaches a page, names its people, and Ctrl-C leaves nothing behind', async () => {
  const run = npmStart();
  await run.ready;
  expect(await page()).toBe(200);
  expect(run.words()).toContain(`http://127.0.0.1:${ports[0]}/`);
  expect(run.words()).toContain('dispatcher');
  expect(run.words()).toContain(`http://127.0.0.1:${ports[3]}/namespaces/default/workflows`);
  const all = processes();

  const second = npmStart();
  expect(await second.exited).toBe(1);
  expect(second.words()).toContain('正被另一个案灯使用');
  expect(await page()).toBe(200);

  run.child.kill('SIGINT');
  expect(await run.exited).toBe(0);
  expect(all.filter(isAlive)).toEqual([]);
  expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
}, 240_000);

test('the next start is quick; kill -9 takes the parts along, and the start after it finds the folder free', async () => {
  const run = npmStart();
  await run.ready;
  // Quick because what the first start did is not done again.
  expect(run.words()).not.toMatch(/已应用数据库迁移/);
  const all = processes();
  run.child.kill('SIGKILL');
  for (const process of all) expect(await isGoneWithin(process, 20_000)).toBe(true);

  const again = npmStart();
  await again.ready;
  expect(await page()).toBe(200);
  again.child.kill('SIGTERM');
  expect(await again.exited).toBe(0);
}, 120_000);
