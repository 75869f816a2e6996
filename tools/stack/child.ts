import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type ProcessId, identify } from './process-table.ts';

export interface Command {
  command: string;
  args: readonly string[];
  env: Record<string, string>;
  cwd?: string;
  /** Run as another user (PostgreSQL refuses to run as root). */
  uid?: number;
  gid?: number;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Child {
  id: ProcessId;
  exited: Promise<Exit>;
  /** Undefined while it lives. */
  exit(): Exit | undefined;
  /** What it has written since this start. */
  output(): string;
}

const keepLogBelow = 16 * 1024 * 1024;

/**
 * Starts a long-lived process of its own session, so that Ctrl-C in the terminal reaches only us and the parts can
 * be stopped in order. Its words go straight into the log file, not through us: it can neither be blocked by a slow
 * reader nor die of a closed pipe.
 */
export async function startChild(what: Command, logFile: string): Promise<Child> {
  mkdirSync(dirname(logFile), { recursive: true, mode: 0o700 });
  if (existsSync(logFile) && statSync(logFile).size > keepLogBelow) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a');
  const from = statSync(logFile).size;
  let process: ChildProcess;
  try {
    process = spawn(what.command, what.args, {
      cwd: what.cwd,
      env: what.env,
      uid: what.uid,
      gid: what.gid,
      detached: true,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
  let exit: Exit | undefined;
  const exited = new Promise<Exit>((resolve) => {
    process.once('exit', (code, signal) => {
      exit = { code, signal };
      resolve(exit);
    });
  });
  await new Promise<void>((resolve, reject) => {
    process.once('spawn', resolve);
    process.once('error', (error) => reject(new Error(`${what.command}: ${error.message}`)));
  });
  const pid = process.pid!;
  return {
    id: identify(pid) ?? { pid, born: 'ended at once' },
    exited,
    exit: () => exit,
    output: () => readFileSync(logFile).subarray(from).toString('utf8'),
  };
}

/** The last `count` lines of what a part has said. */
export function lastLines(words: string, count: number): string {
  return words.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Asks again and again until the answer is yes. Ends early, with an error that carries the child's last words, when
 * the child has exited or `timeoutMs` milliseconds are over.
 */
export async function untilReady(what: string, child: Child, isReady: () => Promise<boolean>, timeoutMs: number): Promise<void> {
  const until = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    const exit = child.exit();
    if (exit) throw new NotReady(`${what}启动失败（${describeExit(exit)}）`, child.output());
    try {
      if (await isReady()) return;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) {
      const why = last instanceof Error ? `：${last.message}` : '';
      throw new NotReady(`${what}在 ${Math.round(timeoutMs / 1000)} 秒内没有就绪${why}`, child.output());
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A part that did not come up; `words` are what it has said. */
export class NotReady extends Error {
  readonly #words: string;

  constructor(message: string, words: string) {
    const tail = lastLines(words, 20);
    super(tail ? `${message}\n${tail}` : message);
    this.#words = words;
  }

  /** Not a plain property: whoever prints the error has the last of it in the message already. */
  get words(): string {
    return this.#words;
  }
}

export function describeExit(exit: Exit): string {
  return exit.signal ? `信号 ${exit.signal}` : `退出码 ${exit.code}`;
}
