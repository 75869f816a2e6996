import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';

const stampFile = join(root, 'node_modules', '.caselight-installed');

/** What an installation depends on: the lock file, the platform and Node's native interface. */
function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}`;
}

function stamped() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8').trim() : undefined;
}

/**
 * Npm's own record of what lies in node_modules. Where it already equals the lock file, an `npm install` by hand has
 * done the work, and only the stamp is missing.
 */
function alreadyInstalledByHand() {
  const hidden = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || found[path]?.version === entry.version,
  );
}

/** The npm that belongs to this run: the one that started us, else the one on PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, script] : ['npm'];
}

/**
 * Installs the packages of package-lock.json, when it has changed since the last time. Throws with npm's exit code
 * when the installation fails; npm's own words are on the screen by then.
 */
export function ensureInstalled() {
  const wanted = wantedStamp();
  if (stamped() === wanted) return;
  if (alreadyInstalledByHand()) {
    writeFileSync(stampFile, `${wanted}\n`);
    return;
  }
  console.error('正在安装依赖（npm ci），首次约需一分钟……');
  const [command, ...args] = npmCommand();
  const environment = { ...process.env };
  // Under `npm start --production` and the like the build tools would be left out.
  delete environment.NODE_ENV;
  delete environment.npm_config_omit;
  const result = spawnSync(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: environment,
    shell: process.platform === 'win32',
  });
  if (result.error) throw new Error(`找不到 npm：${result.error.message}`);
  if (result.status !== 0) throw new Error(`依赖安装失败（npm ci 退出码 ${result.status ?? result.signal}）`);
  writeFileSync(stampFile, `${wanted}\n`);
}
