/**
 * Under which id a command goes to Temporal. Ids stand there to be read, in histories and in the server's own pages, and what a
 * client gives as its Idempotency-Key may be anything: so the id is a keyed digest of it (docs/adr/0056). Who has the store
 * and no key of the ring can neither read nor guess what was given.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { keyRing, type RingKey } from './key-ring.ts';

export interface UpdateIds {
  /** The one to send by. */
  id: string;
  /** What the same request was sent by before the ring was rotated, or before ids were digests; a repetition is known by any. */
  former: readonly string[];
}

/** Apart from what the key encrypts. */
const PURPOSE = 'caselight-update-id/1';

const derived = new WeakMap<RingKey, Buffer>();

function keyFor(ringKey: RingKey): Buffer {
  const known = derived.get(ringKey);
  if (known) return known;
  const made = Buffer.from(hkdfSync('sha256', ringKey.key.export(), '', PURPOSE, 32));
  derived.set(ringKey, made);
  return made;
}

const digest = (ringKey: RingKey, personId: string, key: string): string =>
  `k-${createHmac('sha256', keyFor(ringKey))
    .update(JSON.stringify([personId, key]))
    .digest('base64url')}`;

/** Of one person's request under that key; two people with one key are two requests. */
export function updateIdsOf(personId: string, key: string): UpdateIds {
  const { first, ids, find } = keyRing();
  const others = ids.filter((id) => id !== first.id).flatMap((id) => find(id) ?? []);
  return { id: digest(first, personId, key), former: [...others.map((other) => digest(other, personId, key)), `${personId}:${key}`] };
}
