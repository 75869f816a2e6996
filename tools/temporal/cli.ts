import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, root } from '../paths.mjs';
import { downloadBySdk } from './sdk-download.ts';
import { type Log, slowStep, wordsOf } from './slow-step.ts';

/** The release that the Go module in server/ pins: CLI 1.5.1 carries server 1.29.1 and UI 2.42. */
export const cliVersion = '1.5.1';

/** Updates with validators, and updates carried over continue-as-new, are whole since this server release. */
const oldestServer = [1, 27] as const;

export interface TemporalCli {
  path: string;
  /** How it was come by, in Chinese. */
  way: string;
}

/**
 * Finds the `temporal` command, or makes it: on PATH, in our cache, by the SDK's download, by building the Go module
 * of tools/temporal/server. What was made is kept in the cache, outside the clone. Fails with what to install or set.
 */
export async function findTemporalCli(log: Log = () => undefined): Promise<TemporalCli> {
  const cached = join(cacheFolder(), 'temporal', cliVersion, process.platform === 'win32' ? 'temporal.exe' : 'temporal');
  const found = onPath(log) ?? inCache(cached, log);
  if (found) return found;
  const reasons: string[] = [];
  for (const way of [bySdk, byGo]) {
    try {
      const made = await way(cached, log);
      log(`Temporal 命令行工具已就绪（${made.way}）`);
      return made;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    '找不到也无法构建 Temporal 开发服务器。可任选其一：设置 TEMPORAL_ADDRESS 指向已有的 Temporal；' +
      '安装 temporal 命令行工具并放入 PATH；安装 Go 1.25 以上版本后重试。\n' +
      reasons.map((reason) => `· ${reason}`).join('\n'),
  );
}

/** Server release inside a CLI, from `temporal --version`; undefined when it does not run. */
function serverRelease(command: string): number[] | undefined {
  const match = wordsOf(command, ['--version'])?.match(/Server (\d+)\.(\d+)/);
  return match ? [Number(match[1]), Number(match[2])] : undefined;
}

function isNewEnough(release: number[] | undefined): boolean {
  const [major = 0, minor = 0] = release ?? [];
  return major > oldestServer[0] || (major === oldestServer[0] && minor >= oldestServer[1]);
}

function onPath(log: Log): TemporalCli | undefined {
  const release = serverRelease('temporal');
  if (!release) return undefined;
  if (isNewEnough(release)) return { path: 'temporal', way: 'PATH 中的 temporal' };
  log(`PATH 中的 temporal 太旧（服务端 ${release.join('.')}，需要 ${oldestServer.join('.')} 以上），不使用`);
  return undefined;
}

function inCache(path: string, log: Log): TemporalCli | undefined {
  if (!existsSync(path)) return undefined;
  if (isNewEnough(serverRelease(path))) return { path, way: `缓存 ${path}` };
  log(`缓存的 ${path} 无法运行，重新获取`);
  rmSync(path, { force: true });
  return undefined;
}

async function bySdk(target: string, log: Log): Promise<TemporalCli> {
  try {
    await downloadBySdk('local', `v${cliVersion}`, target, log);
  } catch (error) {
    throw new Error(`下载失败：${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isNewEnough(serverRelease(target))) {
    rmSync(target, { force: true });
    throw new Error('下载的文件无法运行');
  }
  return { path: target, way: 'SDK 下载' };
}

async function byGo(target: string, log: Log): Promise<TemporalCli> {
  if (!wordsOf('go', ['version'])) throw new Error('未安装 Go');
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  try {
    await slowStep({
      what: '正在用 Go 构建 Temporal 开发服务器（首次约需两三分钟）',
      command: 'go',
      args: ['build', '-mod=readonly', '-ldflags', '-s -w', '-o', draft, 'github.com/temporalio/cli/cmd/temporal'],
      cwd: join(root, 'tools', 'temporal', 'server'),
      // A workspace file or a C compiler of the user's must not change what is built.
      env: { GOWORK: 'off', CGO_ENABLED: '0' },
      log,
    });
    renameSync(draft, target);
  } catch (error) {
    throw new Error(`Go 构建失败：${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(draft, { force: true });
  }
  return { path: target, way: 'Go 构建' };
}
