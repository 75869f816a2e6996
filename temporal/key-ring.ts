/**
 * The keys that payloads are encrypted with: from `CASELIGHT_CODEC_KEYS` (`id:base64`, several by commas), or else from a
 * file that its owner alone may read (`CASELIGHT_CODEC_KEY_FILE`, usually `codec-keys.json` in the data folder). The first
 * encrypts, all decrypt. API, worker, tools and tests read it here and nowhere else.
 */
import { createSecretKey, type KeyObject } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { KEY_BYTES, KEY_ID, KeyRingError, readKeyFile } from './key-file.ts';
import type { Environment } from './settings.ts';

export interface RingKey {
  id: string;
  key: KeyObject;
}

export interface KeyRing {
  /** Encrypts. */
  first: RingKey;
  ids: readonly string[];
  find(id: string): RingKey | undefined;
  /** Payloads that are not encrypted are read where a history from before holds them. */
  older: boolean;
}

export const KEY_FILE = 'codec-keys.json';

/** A ring that is replaced is noticed within this. */
const LOOK_EVERY_MS = 5_000;
/** For a key that is not known yet, sooner. */
const LOOK_AGAIN_MS = 500;

export const keyFilePath = (environment: Environment): string =>
  environment.CASELIGHT_CODEC_KEY_FILE?.trim() ||
  join(environment.CASELIGHT_DATA?.trim() || join(import.meta.dirname, '..', '.caselight'), KEY_FILE);

export const hasKeysGiven = (environment: Environment): boolean => Boolean(environment.CASELIGHT_CODEC_KEYS?.trim());

/** Throws with what is wrong and by which name. */
export function readKeyRing(environment: Environment): KeyRing {
  const given = environment.CASELIGHT_CODEC_KEYS?.trim();
  if (!given) {
    const path = keyFilePath(environment);
    const { keys, older } = readKeyFile(path);
    return ringOf(keys, older, `密钥环 ${path}`);
  }
  const keys = given.split(',').map((pair) => {
    const at = pair.indexOf(':');
    return { id: pair.slice(0, Math.max(0, at)).trim(), key: pair.slice(at + 1).trim() };
  });
  return ringOf(keys, ['1', 'true'].includes(environment.CASELIGHT_CODEC_OLDER?.trim() ?? ''), 'CASELIGHT_CODEC_KEYS');
}

function ringOf(keys: readonly { id: string; key: string }[], older: boolean, from: string): KeyRing {
  const byId = new Map<string, RingKey>();
  for (const { id, key } of keys) {
    if (typeof id !== 'string' || !KEY_ID.test(id))
      throw new KeyRingError(`${from}：密钥编号“${String(id).slice(0, 40)}”不对，应为字母、数字`);
    const bytes = typeof key === 'string' ? Buffer.from(key, 'base64') : Buffer.alloc(0);
    if (bytes.length !== KEY_BYTES) throw new KeyRingError(`${from}：密钥 ${id} 应为32字节的 base64`);
    if (byId.has(id)) throw new KeyRingError(`${from}：密钥编号 ${id} 重复`);
    byId.set(id, { id, key: createSecretKey(bytes) });
  }
  const [first] = byId.values();
  if (!first) throw new KeyRingError(`${from}：没有密钥`);
  return { first, ids: [...byId.keys()], find: (id) => byId.get(id), older };
}

/** Where this process was told to look, where not its own environment: a stack that it started. */
let adopted: Environment | null = null;
let held: { ring: KeyRing; stamp: string; lookedAt: number } | null = null;

/** From now on this process takes its keys from there. */
export function adoptKeyRing(environment: Environment): void {
  adopted = environment;
  held = null;
}

const source = (): Environment => (adopted && !hasKeysGiven(process.env) ? adopted : process.env);

function stampOf(environment: Environment): string {
  if (hasKeysGiven(environment)) return `${environment.CASELIGHT_CODEC_KEYS} ${environment.CASELIGHT_CODEC_OLDER ?? ''}`;
  const path = keyFilePath(environment);
  try {
    const { mtimeMs, ino, size } = statSync(path);
    return `${path} ${mtimeMs} ${ino} ${size}`;
  } catch {
    // Who has a ring already goes on with it: what is encrypted has to be read while the file is away.
    return held?.stamp ?? path;
  }
}

/** The ring as it stands; one that was replaced is read anew while the process runs. Throws where there is none. */
export function keyRing(lookWithinMs = LOOK_EVERY_MS): KeyRing {
  const now = performance.now();
  if (held && now - held.lookedAt < lookWithinMs) return held.ring;
  const environment = source();
  const stamp = stampOf(environment);
  if (held?.stamp !== stamp) held = { ring: readKeyRing(environment), stamp, lookedAt: now };
  held.lookedAt = now;
  return held.ring;
}

/** A key by its id, also one that was added a moment ago. */
export const keyNamed = (id: string): RingKey | undefined => keyRing().find(id) ?? keyRing(LOOK_AGAIN_MS).find(id);
