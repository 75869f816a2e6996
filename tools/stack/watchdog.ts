import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gentleEnd, kindOf, type Part } from './part.ts';
import { type ProcessId, identify } from './process-table.ts';

export interface Watchdog {
  id: ProcessId | undefined;
  tell(part: Part, process: ProcessId | undefined): void;
  /** Ends it, once nothing is left to watch. */
  end(): Promise<void>;
}

/**
 * Starts the small process that stops our children when we are killed without a chance to do so ourselves (kill -9,
 * out of memory). The pipe between us is the proof of life: the system closes it whatever happens to us.
 */
export function startWatchdog(): Watchdog {
  const script = fileURLToPath(new URL('./watchdog.mjs', import.meta.url));
  const process_ = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = new Promise<void>((resolve) => {
    process_.once('exit', () => resolve());
    process_.once('error', () => resolve());
  });
  process_.stdin.on('error', () => undefined);
  return {
    id: process_.pid === undefined ? undefined : identify(process_.pid),
    tell: (part, id) => {
      const line = JSON.stringify({ part, id: id ?? null, ...gentleEnd[kindOf(part)] });
      if (process_.stdin.writable) process_.stdin.write(`${line}\n`);
    },
    end: async () => {
      process_.stdin.end();
      await gone;
    },
  };
}
