import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isAlive, isGoneWithin, identify } from '../../tools/stack/process-table.ts';
import { type Crash, type Stack, startStack } from '../../tools/stack/stack.ts';
import { fakes } from './fakes/options.ts';

let dataDir: string;
const started: Stack[] = [];
const starters: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'caselight-stack-'));
});

afterEach(async () => {
  for (const stack of started.splice(0)) await stack.stop();
  for (const starter of starters.splice(0)) starter.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(more: Partial<Parameters<typeof startStack>[0]> = {}): Promise<Stack> {
  const stack = await startStack({ ...fakes, dataDir, ...more });
  started.push(stack);
  return stack;
}

const processOf = (pid: number | undefined) => identify(pid!)!;

describe('the parts', () => {
  test('are ready when start returns, and are told of each other', async () => {
    const stack = await start();
    const answer = await fetch(stack.apiUrl);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ database: 'postgresql://elsewhere/caselight', demo: '1' });
    expect(readFileSync(stack.logFile('worker'), 'utf8')).toContain('"msg":"ready"');
  });

  test('come back on the same port after kill -9, and that is no crash', async () => {
    const crashes: Crash[] = [];
    const stack = await start({ onCrash: (crash) => crashes.push(crash) });
    const before = processOf(stack.pid('api'));

    expect(await stack.kill('api', 'SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    expect(isAlive(before)).toBe(false);
    expect(stack.pid('api')).toBeUndefined();
    await expect(fetch(stack.apiUrl)).rejects.toThrow();

    await stack.start('api');
    expect(stack.pid('api')).not.toBe(before.pid);
    expect((await fetch(stack.apiUrl)).status).toBe(200);
    expect(crashes).toEqual([]);
  });

  test('that die by themselves are reported with their last words', async () => {
    const crashed = withResolvers<Crash>();
    const stack = await start({ onCrash: crashed.resolve });
    process.kill(stack.pid('worker')!, 'SIGKILL');
    const crash = await crashed.promise;
    expect(crash).toMatchObject({ part: 'worker', exit: { code: null, signal: 'SIGKILL' } });
    expect(crash.reason).toContain('SIGKILL');
    expect(crash.lastWords).toContain('ready');
  });

  test('a second worker and a second API run beside the first, the API on a port of its own', async () => {
    const stack = await start();
    expect(stack.secondApiUrl).toBeUndefined();
    await stack.start('worker2');
    await stack.start('api2');
    const second = stack.secondApiUrl!;
    expect(second).not.toBe(stack.apiUrl);
    expect((await fetch(second)).status).toBe(200);
    const others = [processOf(stack.pid('worker')), processOf(stack.pid('api'))];
    const extras = [processOf(stack.pid('worker2')), processOf(stack.pid('api2'))];

    await stack.kill('api2', 'SIGKILL');
    await expect(fetch(second)).rejects.toThrow();
    expect((await fetch(stack.apiUrl)).status).toBe(200);
    await stack.start('api2');
    expect(stack.secondApiUrl).toBe(second);
    expect((await fetch(second)).status).toBe(200);

    extras[1] = processOf(stack.pid('api2'));
    await stack.stop();
    expect([...others, ...extras].map(isAlive)).toEqual([false, false, false, false]);
  });

  test('are all gone after stop, and the folder is free again', async () => {
    const stack = await start();
    const processes = [processOf(stack.pid('worker')), processOf(stack.pid('api'))];
    await stack.stop();
    expect(processes.map(isAlive)).toEqual([false, false]);
    await expect(stack.start('worker')).rejects.toThrow('正在停止');
    await start();
  });
});

describe('a part that does not come up', () => {
  test('says why when it has ended', async () => {
    await expect(start({ env: { FAKE_WORKER: 'ends' } })).rejects.toThrow(/退出码 3[\s\S]*no such task queue/);
  });

  test('is not left behind when it stays silent', async () => {
    await expect(start({ env: { FAKE_WORKER: 'silent' }, readyWithinMs: 1_000 })).rejects.toThrow('没有就绪');
    const stack = await start();
    expect(stack.pid('worker')).toBeDefined();
  });

  test('is given up when the start is called off', async () => {
    const calledOff = new AbortController();
    // Longer than this test may take: only the call ends the wait.
    const starting = start({ env: { FAKE_WORKER: 'silent' }, signal: calledOff.signal, readyWithinMs: 600_000 });
    setTimeout(() => calledOff.abort(), 500);
    await expect(starting).rejects.toThrow();
  });
});

describe('the data folder', () => {
  test('serves one stack at a time; the second is told who holds it', async () => {
    await start();
    await expect(start()).rejects.toThrow(new RegExp(`正被另一个案灯使用.*${process.pid}`));
  });

  test('of a starter that was killed -9 is soon free of its processes', async () => {
    const { starter, parts } = await startElsewhere();
    starter.kill('SIGKILL');
    for (const part of parts) expect(await isGoneWithin(part, 10_000)).toBe(true);
    await start();
  });

  test('is cleaned by the next start when the watchdog was killed too', async () => {
    const { starter, parts } = await startElsewhere();
    const note = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8')) as { watchdog: { pid: number } };
    process.kill(note.watchdog.pid, 'SIGKILL');
    const gone = new Promise((resolve) => starter.once('exit', resolve));
    starter.kill('SIGKILL');
    await gone;
    const lines: string[] = [];
    const stack = await start({ log: (line) => lines.push(line) });
    expect(parts.map(isAlive)).toEqual([false, false]);
    expect(lines.filter((line) => line.includes('遗留'))).toHaveLength(2);
    expect(stack.pid('worker')).toBeDefined();
  });
});

async function startElsewhere() {
  const starter = spawn(process.execPath, ['--import', 'tsx', 'test/tools/fakes/starter.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  starters.push(starter);
  const line = await new Promise<string>((resolve) => starter.stdout.setEncoding('utf8').once('data', resolve));
  const pids = JSON.parse(line) as { worker: number; api: number };
  return { starter, parts: [processOf(pids.worker), processOf(pids.api)] };
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
