import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isSupportedNode } from '../../tools/install/node-version.mjs';
import type { Crash } from '../../tools/stack/stack.ts';
import { freePorts } from '../../tools/stack/ports.ts';
import { UsageError, choosePorts, readOptions } from '../../tools/start/options.ts';
import { supervise } from '../../tools/start/supervisor.ts';

test.each([
  ['18.20.0', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.11.0', false],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s is supported: %s', (version, supported) => {
  expect(isSupportedNode(version)).toBe(supported);
});

describe('options', () => {
  test('come from the command line before the environment', () => {
    const env = { CASELIGHT_PORT: '9001', CASELIGHT_TEMPORAL_PORT: '9002', TEMPORAL_ADDRESS: 't:7233' };
    const options = readOptions(['--port', '9000'], env)!;
    expect(options.given).toEqual({ api: 9000, temporal: 9002 });
    expect(options.external.temporal).toEqual({ address: 't:7233', namespace: 'default' });
    expect(options.demo).toBe(true);
    expect(readOptions([], { CASELIGHT_DEMO: '0' })?.demo).toBe(false);
  });

  test('read the connection to a Temporal elsewhere as worker and API do', () => {
    const temporal = (env: Record<string, string>) => readOptions([], env)!.external.temporal;
    expect(temporal({ TEMPORAL_API_KEY: 'k' })).toBeUndefined();
    expect(temporal({ TEMPORAL_ADDRESS: 't:7233', TEMPORAL_API_KEY: 'k' })).toMatchObject({ apiKey: 'k', tls: {} });
    expect(() => temporal({ TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_CA: '/no/such/file' })).toThrow(UsageError);
  });

  test.each(['0', '65536', '80a', '-1', '8.5'])('refuse port “%s”', (text) => {
    expect(() => readOptions([`--port=${text}`], {})).toThrow(/--port.*1–65535/);
  });

  test.each([
    ['CASELIGHT_OIDC_ISSUER', 'https://id.example'],
    ['CASELIGHT_PUBLIC_URL', 'https://caselight.example'],
    ['CASELIGHT_PUBLIC_URL', 'no address'],
    ['CASELIGHT_HOST', '0.0.0.0'],
    ['CASELIGHT_TRUST_PROXY', '1'],
  ])('refuse the demo county beside %s=%s', (name, value) => {
    expect(() => readOptions([], { [name]: value })).toThrow(new RegExp(`CASELIGHT_DEMO 与 ${name}`));
    expect(readOptions([], { [name]: value, CASELIGHT_DEMO: '0' })).toBeDefined();
  });

  test('refuse what they do not know, and answer the help', () => {
    expect(() => readOptions(['--prot', '1'], {})).toThrow(UsageError);
    expect(readOptions(['--help'], {})).toBeUndefined();
  });
});

describe('ports', () => {
  const open: { close(): void }[] = [];
  afterEach(() => open.splice(0).forEach((server) => server.close()));

  async function occupied(): Promise<number> {
    const [port] = await freePorts(1);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    open.push(server);
    return port!;
  }

  test('that were asked for are used, or refused when busy', async () => {
    const [free, busy] = [(await freePorts(1))[0]!, await occupied()];
    const external = { databaseUrl: 'postgresql://x', temporal: { address: 'x', namespace: 'default' } };
    expect(await choosePorts({ given: { api: free }, external }, () => undefined)).toEqual({ api: free });
    await expect(choosePorts({ given: { api: busy }, external }, () => undefined)).rejects.toThrow(`${busy} 已被占用`);
  });

  test('that are usual but busy are named, and the next is taken', async () => {
    const server = createServer();
    const wasFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(8600, '127.0.0.1', () => resolve(true));
    });
    if (wasFree) open.push(server);
    const lines: string[] = [];
    const external = { databaseUrl: 'postgresql://x', temporal: { address: 'x', namespace: 'default' } };
    const { api } = await choosePorts({ given: {}, external }, (line) => lines.push(line));
    expect(api).toBeGreaterThan(8600);
    expect(lines).toEqual([`网页端口 8600 已被占用，改用 ${api}`]);
  });
});

describe('the supervisor', () => {
  const crash: Crash = {
    part: 'worker',
    exit: { code: 1, signal: null },
    reason: '退出码 1',
    logFile: '/x/worker.log',
    lastWords: 'out of memory',
  };

  function setUp(start: (attempt: number) => Promise<void>) {
    let attempts = 0;
    const stopped = new AbortController();
    const lines: string[] = [];
    const ended: string[] = [];
    const supervisor = supervise({
      stack: () => ({ start: () => start((attempts += 1)), pid: () => 7 }),
      log: (line) => lines.push(line),
      giveUp: (reason) => {
        ended.push(reason);
        stopped.abort();
      },
      signal: stopped.signal,
      pauseMs: 1,
    });
    return { supervisor, lines, ended, stopped, attempts: () => attempts };
  }

  const until = async (happened: () => boolean): Promise<void> => {
    while (!happened()) await new Promise((resolve) => setTimeout(resolve, 2));
  };

  test('starts a crashed part again', async () => {
    const { supervisor, lines, ended } = setUp(async () => undefined);
    supervisor.onCrash(crash);
    await until(() => lines.length === 2);
    expect(lines[0]).toContain('out of memory');
    expect(lines[1]).toContain('已重新启动（进程 7）');
    expect(ended).toEqual([]);
  });

  test('gives up a part that crashes again and again, with the reason and its last words', async () => {
    const { supervisor, ended, attempts } = setUp(() => Promise.reject(new Error('no task queue')));
    supervisor.onCrash(crash);
    await until(() => ended.length === 1);
    expect(attempts()).toBe(4);
    expect(ended[0]).toMatch(/案件工作进程在 3 分钟内第 5 次异常结束[\s\S]*no task queue/);
  });

  test('restarts nothing once everything is being stopped', async () => {
    const { supervisor, stopped, attempts } = setUp(async () => undefined);
    supervisor.onCrash(crash);
    stopped.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(attempts()).toBe(0);
  });
});
