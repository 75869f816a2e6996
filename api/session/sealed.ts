/**
 * What the database keeps and may not tell: sealed by AES-256-GCM with a key that is not in it, bound to what it belongs to. The
 * key is `CASELIGHT_SECRET_KEY`, or a file in the data folder that the first start makes.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem } from '../http/problem.ts';

export interface Seal {
  /** `purpose`: whose and what for; only the same opens it again. */
  close(text: string, purpose: string): string;
  /** The text again; null where it was altered or belongs to something else. Throws where the key is another one. */
  open(sealed: string, purpose: string): string | null;
}

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Names a key without telling it. */
const nameOf = (key: Buffer) => createHash('sha256').update('caselight key name').update(key).digest('hex').slice(0, 12);

export function createSeal(key: Buffer): Seal {
  const name = nameOf(key);
  return {
    close: (text, purpose) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose, 'utf8'));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, name, Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')].join('.');
    },
    open: (sealed, purpose) => {
      const [version, keyName, text] = sealed.split('.');
      const bytes = Buffer.from(text ?? '', 'base64url');
      if (version !== VERSION || bytes.length < IV_BYTES + TAG_BYTES) return null;
      if (keyName !== name) {
        throw new Problem(503, 'secret-key-changed', '保密用的密钥不是当初的那一个，读不出用它保密的内容（第二验证的密钥）', {
          needs: ['由运维人员恢复原来的 CASELIGHT_SECRET_KEY 或数据目录中的 secret.key；恢复不了的，由安全管理员逐人重置第二验证'],
          headers: { 'Retry-After': '300' },
        });
      }
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(purpose, 'utf8'))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** 32 bytes as base64, base64url or hex; null for anything else. */
export function readKey(text: string): Buffer | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null;
  const bytes = Buffer.from(trimmed, 'base64url');
  return bytes.length === 32 ? bytes : null;
}

const FILE = 'secret.key';

/** The key of the data folder; made where there is none, by whichever process is first. */
export function keyOfFolder(dataFolder: string): Buffer {
  const folder = resolve(dataFolder);
  const file = join(folder, FILE);
  for (let attempt = 0; ; attempt += 1) {
    try {
      const key = readKey(readFileSync(file, 'utf8'));
      if (!key) throw new Error(`${file} 不是有效的密钥：应为 32 字节的 base64`);
      return key;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt > 0) throw error;
      makeKey(folder, file);
    }
  }
}

/** Written beside and linked into place: nobody ever reads half a key, and of two that begin at once one wins. */
function makeKey(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
