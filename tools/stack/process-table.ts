import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** A process by its number and the moment it began: numbers are used again, the pair is not. */
export interface ProcessId {
  pid: number;
  born: string;
}

/**
 * When a process began, in a form that is only good for comparing; undefined when it does not live (a zombie, dead
 * but not yet collected by its parent, does not).
 */
export function bornAt(pid: number): string | undefined {
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The command in brackets may itself hold spaces and brackets: count from the last one.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
    } catch {
      return undefined;
    }
  }
  try {
    const [state, ...began] = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    return state === undefined || state.startsWith('Z') ? undefined : began.join(' ');
  } catch {
    return undefined;
  }
}

export function identify(pid: number): ProcessId | undefined {
  const born = bornAt(pid);
  return born === undefined ? undefined : { pid, born };
}

export function isAlive(process: ProcessId): boolean {
  return bornAt(process.pid) === process.born;
}

/** The parent of a living process. */
export function parentOf(pid: number): ProcessId | undefined {
  try {
    const parent = existsSync('/proc/self/stat')
      ? readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]
      : execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return parent === undefined ? undefined : identify(Number(parent));
  } catch {
    return undefined;
  }
}

/** The living children of a process: PostgreSQL serves every connection with a process of its own. */
export function childrenOf(pid: number): ProcessId[] {
  return allPids()
    .filter((each) => parentOf(each)?.pid === pid)
    .map(identify)
    .filter((each) => each !== undefined);
}

function allPids(): number[] {
  if (existsSync('/proc/self/stat')) return readdirSync('/proc').map(Number).filter(Number.isInteger);
  return execFileSync('ps', ['-A', '-o', 'pid='], { encoding: 'utf8' }).trim().split(/\s+/).map(Number);
}

/** The command line of a living process, words separated by spaces; empty when it is unknown. */
export function commandLine(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/** Sends a signal to a process that may have ended in the meantime. Answers whether it was there. */
export function signal(target: ProcessId, name: NodeJS.Signals): boolean {
  if (!isAlive(target)) return false;
  try {
    process.kill(target.pid, name);
    return true;
  } catch {
    return false;
  }
}

/** Asks a process to end, and makes it end when it has not after `graceMs` milliseconds. */
export async function endProcess(target: ProcessId, gently: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!signal(target, gently)) return;
  if (await isGoneWithin(target, graceMs)) return;
  signal(target, 'SIGKILL');
  await isGoneWithin(target, 5_000);
}

/** Waits up to `ms` milliseconds for a process to end. */
export async function isGoneWithin(target: ProcessId, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  while (isAlive(target)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}
