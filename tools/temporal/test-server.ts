import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, root } from '../paths.mjs';
import { downloadBySdk } from './sdk-download.ts';
import { type Log, slowStep, wordsOf } from './slow-step.ts';

/** As in test-server/pom.xml. */
export const testServerVersion = '1.38.0';

/** A time-skipping server runs from here when its executable bears this name. */
const executable = 'temporal-test-server';

/**
 * Path of an executable time-skipping test server, for
 * `TestWorkflowEnvironment.createTimeSkipping({server: {executable: {type: 'existing-path', path}}})`; undefined where
 * there is none and none can be had (the reason is logged). With Java and Maven it comes from Maven, otherwise the
 * SDK downloads its native build. Kept in the cache, outside the clone.
 */
export async function findTestServer(log: Log = () => undefined): Promise<string | undefined> {
  const folder = join(cacheFolder(), 'temporal-test-server', testServerVersion);
  const path = join(folder, executable);
  if (existsSync(path)) return path;
  const reasons: string[] = [];
  for (const way of [byMaven, bySdk]) {
    try {
      await way(folder, log);
      return path;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  log(`没有时间跳跃测试服务器：${reasons.join('；')}。请安装 Java 11 以上版本与 Maven，或开放下载`);
  return undefined;
}

async function byMaven(folder: string, log: Log): Promise<void> {
  const java = wordsOf('java', ['-version']);
  if (!java) throw new Error('未安装 Java');
  if (!wordsOf('mvn', ['--version'])) throw new Error('未安装 Maven');
  const draft = `${folder}.${process.pid}`;
  const lib = join(draft, 'lib');
  mkdirSync(lib, { recursive: true });
  try {
    await slowStep({
      what: '正在用 Maven 获取时间跳跃测试服务器',
      command: 'mvn',
      args: [
        '--batch-mode',
        '--quiet',
        '--file',
        join(root, 'tools', 'temporal', 'test-server', 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${lib}`,
      ],
      cwd: draft,
      log,
    });
    if (!readdirSync(lib).some((name) => name.startsWith('temporal-test-server'))) throw new Error('Maven 没有取到文件');
    const script = join(draft, executable);
    writeFileSync(
      script,
      [
        '#!/bin/sh',
        '# One process, so that whoever stops this script stops the server.',
        'here=$(cd "$(dirname "$0")" && pwd)',
        'exec java -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"',
        '',
      ].join('\n'),
    );
    chmodSync(script, 0o755);
    moveInto(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function bySdk(folder: string, log: Log): Promise<void> {
  await downloadBySdk('time-skipping', 'default', join(folder, executable), log);
}

/** Another process may have made the same meanwhile; then its result stays. */
function moveInto(draft: string, folder: string): void {
  if (existsSync(join(folder, executable))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(draft, folder);
}
