/**
 * A disk for the evidence that can be full. As root it is a small file system of its own; else the APIs are forbidden
 * to write files of more than a few bytes more than their logs; where neither can be had the fault is left out, by name.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface EvidenceDisk {
  /** Why it cannot be full here; null where it can. */
  missing: string | null;
  fill(roomBytes: number, processes: readonly number[], logs: readonly string[]): void;
  empty(processes: readonly number[]): void;
  close(): void;
}

const SIZE_MB = 192;
const BLOCK = Buffer.alloc(64 * 1024);

export function openEvidenceDisk(dataDir: string): EvidenceDisk {
  const folder = join(dataDir, 'evidence');
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    mkdirSync(folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'caselight-storm', folder]);
    if (mounted.status === 0) return ownFileSystem(folder);
  }
  const prlimit = spawnSync('prlimit', ['--version']).status === 0;
  return prlimit
    ? limitedFiles()
    : { missing: 'neither root nor prlimit', fill: () => undefined, empty: () => undefined, close: () => undefined };
}

function ownFileSystem(folder: string): EvidenceDisk {
  const ballast = join(folder, 'ballast');
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    spawnSync('umount', ['--lazy', folder]);
  };
  process.once('exit', close);
  return {
    missing: null,
    fill: (roomBytes) => {
      const file = openSync(ballast, 'w');
      try {
        for (let size = BLOCK.length; size > 0;) {
          try {
            writeSync(file, BLOCK, 0, size);
          } catch {
            size = Math.floor(size / 2);
          }
        }
        ftruncateSync(file, Math.max(0, fstatSync(file).size - roomBytes));
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    close,
  };
}

function limitedFiles(): EvidenceDisk {
  const limit = (pid: number, bytes: string): void => {
    execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
  };
  return {
    missing: null,
    fill: (_roomBytes, processes, logs) => {
      // Logs are files too: they may grow on, evidence is larger than that.
      const longest = Math.max(0, ...logs.map((log) => statSync(log, { throwIfNoEntry: false })?.size ?? 0));
      if (longest > 16 * 1024) return;
      for (const pid of processes) limit(pid, String(longest + 16 * 1024));
    },
    empty: (processes) => processes.forEach((pid) => limit(pid, 'unlimited')),
    close: () => undefined,
  };
}
