/** The stack that a storm goes over: two APIs, two workers, one PostgreSQL, one Temporal; how parts are hurt and healed. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyPart, kindOf, type Part } from '../../../tools/stack/part.ts';
import { childrenOf, identify, type ProcessId, signal } from '../../../tools/stack/process-table.ts';
import type { Crash, Stack } from '../../../tools/stack/stack.ts';
import { startTestStack, stopTestStack } from '../../support/stack.ts';
import type { ApiName } from './county.ts';
import { type EvidenceDisk, openEvidenceDisk } from './evidence-disk.ts';

export interface Arena {
  stack: Stack;
  disk: EvidenceDisk;
  urls: () => Record<ApiName, string>;
  /** kill -9 of parts, all signals sent before anything else happens here; answers when all are gone. */
  killAll(parts: readonly Part[]): Promise<void>;
  /** Starts what does not run: engines first, then the rest side by side. */
  revive(between?: () => Promise<void>): Promise<void>;
  /** Stops a part's processes where they are; answers how they go on. */
  freeze(part: Part): () => void;
  close(): Promise<void>;
}

export async function openArena(onCrash: (crash: Crash) => void): Promise<Arena> {
  const dataDir = mkdtempSync(join(tmpdir(), 'caselight-storm-'));
  const disk = openEvidenceDisk(dataDir);
  let stack: Stack | undefined;
  try {
    const crashed = (crash: Crash): void => {
      onCrash(crash);
      void stack?.start(crash.part).catch(() => undefined);
    };
    stack = await startTestStack(everyPart, { dataDir, onCrash: crashed });
  } catch (error) {
    disk.close();
    throw error;
  }
  const running = stack;
  const isEngine = (part: Part): boolean => kindOf(part) === 'postgres' || kindOf(part) === 'temporal';
  const startSome = async (parts: readonly Part[]): Promise<void> => {
    const results = await Promise.allSettled(parts.map((part) => running.start(part)));
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  };
  return {
    stack: running,
    disk,
    urls: () => ({ api: running.apiUrl, api2: running.secondApiUrl ?? running.apiUrl }),
    killAll: async (parts) => {
      const hit = parts.filter((part) => running.pid(part) !== undefined);
      // PostgreSQL's own processes outlive their parent by a moment: with the power they do not.
      const servants = hit.includes('postgres') ? childrenOf(running.pid('postgres')!) : [];
      const ending = hit.map((part) => running.kill(part, 'SIGKILL'));
      for (const servant of servants) signal(servant, 'SIGKILL');
      await Promise.all(ending);
    },
    revive: async (between) => {
      await startSome(everyPart.filter(isEngine));
      await between?.();
      await startSome(everyPart.filter((part) => !isEngine(part)));
    },
    freeze: (part) => {
      const pid = running.pid(part);
      const own = pid === undefined ? undefined : identify(pid);
      if (!own) return () => undefined;
      const frozen: ProcessId[] = [own, ...childrenOf(own.pid)];
      for (const each of frozen) signal(each, 'SIGSTOP');
      return () => frozen.forEach((each) => signal(each, 'SIGCONT'));
    },
    close: async () => {
      disk.close();
      await stopTestStack(running);
    },
  };
}
