import { type Part, partLabel } from '../stack/part.ts';
import type { Crash, Stack } from '../stack/stack.ts';

/** So many crashes of one part within the window, and restarting it again is no help. */
const mostCrashes = 5;
const windowMs = 3 * 60_000;
const firstPauseMs = 500;

export interface Supervisor {
  onCrash(crash: Crash): void;
}

export interface Supervised {
  /** Asked for when a crash comes, because crashes may come before the stack is handed out. */
  stack: () => Pick<Stack, 'start' | 'pid'> | undefined;
  log: (line: string) => void;
  giveUp: (reason: string) => void;
  /** Once it has fired nothing is restarted any more. */
  signal: AbortSignal;
  /** Milliseconds before the first restart. */
  pauseMs?: number;
}

/** Restarts a part that has crashed, waiting twice as long each time; gives up when it crashes again and again. */
export function supervise({ stack, log, giveUp, signal, pauseMs = firstPauseMs }: Supervised): Supervisor {
  const crashes = new Map<Part, number[]>();

  const restart = async (part: Part): Promise<void> => {
    for (;;) {
      const recent = (crashes.get(part) ?? []).length;
      await new Promise((resolve) => setTimeout(resolve, pauseMs * 2 ** (recent - 1)));
      if (signal.aborted) return;
      const running = stack();
      if (!running) continue;
      try {
        await running.start(part);
        log(`${partLabel[part]}已重新启动（进程 ${running.pid(part)}）`);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const reason = error instanceof Error ? error.message : String(error);
        if (!count(part, `${partLabel[part]}重启失败：${reason}`)) return;
      }
    }
  };

  /** Notes one more crash; answers false when it was one too many. */
  const count = (part: Part, reason: string): boolean => {
    const now = Date.now();
    const recent = [...(crashes.get(part) ?? []).filter((at) => now - at < windowMs), now];
    crashes.set(part, recent);
    if (recent.length < mostCrashes) {
      log(reason);
      return true;
    }
    giveUp(`${partLabel[part]}在 ${windowMs / 60_000} 分钟内第 ${recent.length} 次异常结束，案灯停止运行。\n${reason}`);
    return false;
  };

  return {
    onCrash: (crash) => {
      const reason = `${partLabel[crash.part]}异常结束（${crash.reason}），日志：${crash.logFile}`;
      if (!count(crash.part, `${reason}\n${crash.lastWords}`)) return;
      void restart(crash.part);
    },
  };
}
