/** The key ring as a file: readable by its owner alone, replaced whole, never edited in place. */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface StoredKey {
  id: string;
  /** 256 bits in base64. */
  key: string;
  addedAt: string;
}

export interface KeyFile {
  version: 1;
  /** When encryption was switched on. */
  since: string;
  /** The installation has histories from before that, whose payloads are readable as they stand (docs/adr/0054). */
  older: boolean;
  /** The first encrypts, all decrypt. */
  keys: StoredKey[];
}

export class KeyRingError extends Error {
  override readonly name = 'KeyRingError';
}

export const KEY_ID = /^[A-Za-z0-9_-]{1,40}$/;
export const KEY_BYTES = 32;

export const newKey = (now: Date): StoredKey => ({
  id: `k${now.toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(3).toString('hex')}`,
  key: randomBytes(KEY_BYTES).toString('base64'),
  addedAt: now.toISOString(),
});

export function readKeyFile(path: string): KeyFile {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
      throw new KeyRingError(`密钥环 ${path} 的权限过宽，别人也能读写；请执行 chmod 600 ${path}`);
    }
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof KeyRingError) throw error;
    throw new KeyRingError(`密钥环 ${path} 读不到（${(error as NodeJS.ErrnoException).code ?? String(error)}）`, { cause: error });
  }
  const fault = (what: string): never => {
    throw new KeyRingError(`密钥环 ${path} ${what}；请从备份恢复，不要新建：新密钥读不出从前的案件`);
  };
  let file: Partial<KeyFile>;
  try {
    file = JSON.parse(text) as Partial<KeyFile>;
  } catch {
    return fault('不是完整的 JSON');
  }
  const { version, since, older, keys } = file;
  if (version !== 1 || typeof since !== 'string' || typeof older !== 'boolean' || !Array.isArray(keys)) return fault('的内容不对');
  if (keys.length === 0) return fault('里没有密钥');
  return { version, since, older, keys };
}

/** All or nothing: whoever reads meanwhile finds the former or the new one. */
export function writeKeyFile(path: string, file: KeyFile): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(file, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(draft, 0o600);
  renameSync(draft, path);
}

/** Makes the ring of an installation that has none. `older`: it has histories already. Answers whether it was made. */
export function ensureKeyFile(path: string, older: boolean, now: Date): boolean {
  if (existsSync(path)) return false;
  writeKeyFile(path, { version: 1, since: now.toISOString(), older, keys: [newKey(now)] });
  return true;
}
