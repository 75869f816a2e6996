import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.mjs';
import { type Log, slowStep } from './slow-step.ts';

/** A network that gives no byte for so long is taken as closed to us. */
const silentSeconds = 15;

/**
 * Lets the Temporal SDK download its development server (`local`) or its time-skipping test server, and puts the
 * executable at `target`. Throws soon where the network does not allow it.
 */
export async function downloadBySdk(kind: 'local' | 'time-skipping', version: string, target: string, log: Log): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'download-'));
  let lastSize = 0;
  let lastGrowth = 0;
  try {
    await slowStep({
      what: kind === 'local' ? '正在下载 Temporal 开发服务器' : '正在下载 Temporal 时间跳跃测试服务器',
      command: process.execPath,
      args: [fileURLToPath(new URL('./download.mjs', import.meta.url)), kind, folder, version],
      cwd: root,
      log,
      giveUp: (seconds) => {
        const size = sizeOf(folder);
        if (size > lastSize) [lastSize, lastGrowth] = [size, seconds];
        return seconds - lastGrowth > silentSeconds ? `下载地址 ${silentSeconds} 秒没有响应` : undefined;
      },
    });
    const file = readdirSync(folder).find((name) => statSync(join(folder, name)).size > 1_000_000);
    if (!file) throw new Error('下载后没有找到可执行文件');
    chmodSync(join(folder, file), 0o755);
    renameSync(join(folder, file), target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sizeOf(folder: string): number {
  const sizes = readdirSync(folder).map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}
