import { readFileSync } from 'node:fs';
import { kindOf, type Kind } from '../../tools/stack/part.ts';
import { childrenOf } from '../../tools/stack/process-table.ts';
import type { Stack } from '../../tools/stack/stack.ts';

/** The value below which `share` of the sorted samples lie. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** CPU milliseconds that processes have used so far, by the kernel's own account. */
export function cpuMilliseconds(pids: readonly number[]): number {
  const tick = 10;
  return pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      // utime, stime and those of reaped children: fields 14 to 17 of proc(5), 11 to 14 after the command's name.
      return sum + [11, 12, 13, 14].reduce((all, index) => all + Number(fields[index] ?? 0), 0) * tick;
    } catch {
      return sum;
    }
  }, 0);
}

export type Spent = Record<Kind, number>;

const KINDS = ['postgres', 'temporal', 'worker', 'api'] as const;

/** CPU milliseconds of each part so far. PostgreSQL serves every connection with a process of its own. */
export function cpuByPart(stack: Stack): Spent {
  const spent: Spent = { postgres: 0, temporal: 0, worker: 0, api: 0 };
  for (const part of KINDS) {
    const pid = stack.pid(part);
    if (pid === undefined) continue;
    const servants = part === 'postgres' ? childrenOf(pid).map((child) => child.pid) : [];
    spent[kindOf(part)] += cpuMilliseconds([pid, ...servants]);
  }
  return spent;
}

export const sumOf = (spent: Partial<Spent>): number => Object.values(spent).reduce((sum, one) => sum + one, 0);

/** Resident memory of a process in megabytes; NaN where the system does not say. */
export function residentMegabytes(pid: number | undefined): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'));
    return line ? Number(line[1]) / 1024 : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
