/** Whether every file that the record names still lies in the store, byte for byte. */
import { createHash } from 'node:crypto';
import type { EvidenceStore } from '../files/evidence-store.ts';
import { type Check, check } from './check.ts';

/** More than this is not read through for one answer: the rest is only looked for. */
const READ_THROUGH_BYTES = 512 * 1024 * 1024;

/** Every value that stands under `fileHash`, however deep. */
function hashesIn(value: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const item of value) hashesIn(item, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'fileHash' && typeof item === 'string') found.add(item);
      else hashesIn(item, found);
    }
  }
  return found;
}

/** Null where the record names no file. */
export async function checkEvidenceFiles(evidence: EvidenceStore, events: readonly { data: unknown }[]): Promise<Check | null> {
  const name = '证据文件';
  const hashes = hashesIn(
    events.map(({ data }) => data),
    new Set(),
  );
  if (hashes.size === 0) return null;
  let left = READ_THROUGH_BYTES;
  let unread = 0;
  for (const hash of hashes) {
    const file = await evidence.read(hash);
    if (!file) return check(name, false, `哈希为${hash.slice(0, 16)}…的文件不在证据库中`);
    if (file.size > left) {
      unread += 1;
      continue;
    }
    left -= file.size;
    const digest = createHash('sha256');
    for await (const chunk of file.stream()) digest.update(chunk as Buffer);
    if (digest.digest('hex') !== hash) return check(name, false, `哈希为${hash.slice(0, 16)}…的文件内容已被改动`);
  }
  const rest = unread === 0 ? '' : `；其中${unread}份过大，只核对了存在`;
  return check(name, true, `记录提到的${hashes.size}份文件都在，内容与哈希一致${rest}`);
}
