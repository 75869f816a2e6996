import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Log, slowStep, wordsOf } from '../temporal/slow-step.ts';

/**
 * Path of a Chromium or Chrome for the browser tests: CHROME_PATH, one on PATH, one that Playwright has downloaded;
 * else, as root on Debian and its kin, the system's package is installed. Undefined when there is none; the reason is
 * logged.
 */
export async function findChromium(log: Log): Promise<string | undefined> {
  const given = process.env.CHROME_PATH;
  if (given) {
    if (runs(given)) return given;
    log(`CHROME_PATH 指向的 ${given} 无法运行`);
  }
  const found = installedBrowser();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    log('没有找到 Chromium。请安装 chromium 或 google-chrome，或用 CHROME_PATH 指定');
    return undefined;
  }
  try {
    await installOnDebian(log);
  } catch (error) {
    log(`安装 Chromium 失败：${error instanceof Error ? error.message : String(error)}`);
  }
  return installedBrowser();
}

function installedBrowser(): string | undefined {
  const names = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
  const mac = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
  return [...names.flatMap(onPath), ...mac, ...playwrightBrowsers()].find(runs);
}

function onPath(name: string): string[] {
  return (process.env.PATH ?? '').split(':').flatMap((folder) => {
    const path = join(folder, name);
    return folder && existsSync(path) ? [path] : [];
  });
}

/** Newest first. */
function playwrightBrowsers(): string[] {
  const given = process.env.PLAYWRIGHT_BROWSERS_PATH;
  const usual = process.platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright';
  const folder = given && given !== '0' ? given : join(homedir(), usual);
  if (!existsSync(folder)) return [];
  const inside = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-linux/headless_shell',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
  ];
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
    .flatMap((name) => inside.map((path) => join(folder, name, path)));
}

/** A package may leave a stub behind that only tells how to install it: it has to say its version. */
function runs(path: string): boolean {
  return existsSync(path) && /\d+\./.test(wordsOf(path, ['--version', '--no-sandbox']) ?? '');
}

async function installOnDebian(log: Log): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const packages = ['chromium', 'fonts-noto-cjk'];
  await slowStep({ what: '正在更新软件包列表', command: 'apt-get', args: ['update'], cwd: '/', env, log });
  await slowStep({
    what: `正在安装 ${packages.join('、')}`,
    command: 'apt-get',
    args: ['install', '-y', '--no-install-recommends', ...packages],
    cwd: '/',
    env,
    log,
  });
}
