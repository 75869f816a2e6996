// `npm start`, once packages are installed: brings up the one-machine Caselight and stays until it is told to stop.
import { buildBundle } from '../generate/bundle.ts';
import { generatePrismaClient } from '../generate/prisma-client.ts';
import { buildWeb } from '../generate/web.ts';
import { dataFolder } from '../paths.mjs';
import { isAlive, parentOf } from '../stack/process-table.ts';
import { readinessOf } from '../stack/readiness.ts';
import { type Stack, startStack } from '../stack/stack.ts';
import { banner } from './banner.ts';
import { UsageError, choosePorts, help, readOptions } from './options.ts';
import { supervise } from './supervisor.ts';
import { openDemoCounty, seedCounty } from './wings.ts';

const began = Date.now();
const log = (line: string): void => console.error(line);
const stopping = new AbortController();
let stack: Stack | undefined;
let exitCode = 0;
let stoppedAt = 0;

/** Stops once, whoever asks: a signal, a part that cannot be kept running, or a parent that is gone. */
function stop(reason: string, code = 0): void {
  if (stopping.signal.aborted) return;
  exitCode = code;
  stoppedAt = Date.now();
  log(reason);
  stopping.abort(new Error(reason));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping.signal.aborted) stop('\n正在停止……');
    // Asked again we leave at once, and the watchdog ends the parts behind us. One Ctrl-C may come twice, from the
    // terminal and handed on by npm.
    else if (Date.now() - stoppedAt > 1_500) process.exit(130);
  });
}
stopWhenNpmIsGone();

try {
  await run();
} catch (error) {
  if (!stopping.signal.aborted) {
    log(describe(error));
    exitCode = error instanceof UsageError ? 2 : 1;
  }
}
await stack?.stop();
if (stopping.signal.aborted) log('已停止');
process.exit(exitCode);

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (!options) {
    console.log(help);
    return;
  }
  log('正在启动案灯……');
  const supervisor = supervise({ stack: () => stack, log, giveUp: (reason) => stop(reason, 1), signal: stopping.signal });
  stack = await startStack({
    dataDir: dataFolder(),
    ports: () => choosePorts(options, log),
    parts: ['postgres', 'temporal'],
    external: options.external,
    env: { CASELIGHT_DEMO: options.demo ? '1' : '0' },
    log,
    onCrash: (crash) => supervisor.onCrash(crash),
    signal: stopping.signal,
  });
  await generatePrismaClient(log);
  // One after the other: each keeps both cores busy by itself.
  if (options.demo) await seedCounty(stack.databaseUrl, log);
  await buildBundle(log);
  await buildWeb(log);
  stopping.signal.throwIfAborted();
  log('正在启动案件工作进程与接口……');
  await stack.start('worker');
  await stack.start('api');
  // It was ready a moment ago; a busy machine may take its time to say so again.
  const { readOnly, faults } = await readinessOf(stack.apiUrl, 60_000);
  if (options.demoCases && !readOnly) await openDemoCounty(stack, log);
  console.log(banner(stack, options.demo, (Date.now() - began) / 1000, readOnly ? faults : []));
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
}

/**
 * `kill -9` on npm reaches only npm; without it nobody would stop us any more. Between npm and us there is a shell, in
 * some systems, and not in others: both are watched.
 */
function stopWhenNpmIsGone(): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = parentOf(process.pid);
  const ancestors = [parent, parent && parentOf(parent.pid)].filter((each) => each !== undefined && each.pid > 1);
  setInterval(() => {
    if (ancestors.some((each) => each && !isAlive(each))) stop('npm 已退出，正在停止……');
  }, 1_000).unref();
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return process.env.CASELIGHT_DEBUG ? (error.stack ?? error.message) : `启动失败：${error.message}`;
}
