/**
 * The county-wide chain over finished cases: each archived case's head is sealed to the one archived before it, so
 * altering a finished case means altering every anchor after it.
 */
import type { IsoInstant } from '../../terms/model.ts';
import { canonicalJson } from '../../canonical-json.ts';
import type { Sha256 } from '../../work/record.ts';

export interface Anchor {
  /** From 1, without a gap. */
  n: number;
  caseId: string;
  /** Hash of the case's last event when it was archived. */
  head: string;
  /** How many events it had then. */
  length: number;
  /** ISO 8601 in UTC, milliseconds. */
  at: IsoInstant;
  previous: string;
  hash: string;
}

/** What the first anchor is sealed to. */
export const anchorGenesis = (sha256: Sha256): string => sha256('caselight/anchors/1');

/**
 * What is kept of an anchor outside the database, and under which name: a text for each number, written once. Whoever
 * rules the database can write the whole chain anew, but not these.
 */
export const witnessName = (n: number): string =>
  `anchors/${String(Math.floor(n / 1000)).padStart(4, '0')}/${String(n).padStart(8, '0')}.json`;
export const witnessText = ({ n, caseId, head, length, at, previous, hash }: Anchor): string =>
  canonicalJson({ n, caseId, head, length, at, previous, hash });

/** SHA-256(previous hash + canonical JSON of the anchor without its hashes). */
export function anchorHash(anchor: Omit<Anchor, 'hash'>, sha256: Sha256): string {
  const { n, caseId, head, length, at, previous } = anchor;
  return sha256(previous + canonicalJson({ n, caseId, head, length, at }));
}

/** Where the chain begins: what the first anchor follows. */
export const anchorStart = (sha256: Sha256): Pick<Anchor, 'n' | 'hash'> => ({ n: 0, hash: anchorGenesis(sha256) });

/** What is wrong with an anchor that is to follow `previous`; null where nothing is. */
export function anchorFault(previous: Pick<Anchor, 'n' | 'hash'>, anchor: Anchor, sha256: Sha256): string | null {
  if (anchor.n !== previous.n + 1) return `第${previous.n + 1}号锚定缺失或次序不对`;
  if (anchor.previous !== previous.hash) return `第${anchor.n}号锚定与前一号不相接`;
  return anchorHash(anchor, sha256) === anchor.hash ? null : `第${anchor.n}号锚定的内容与其哈希不符`;
}

export type AnchorCheck = { ok: true; head: string; length: number } | { ok: false; brokenAt: number; reason: string };

/** Walks the chain of anchors from the first; tells the first that does not fit and why. */
export function verifyAnchors(anchors: readonly Anchor[], sha256: Sha256): AnchorCheck {
  let previous = anchorStart(sha256);
  for (const anchor of anchors) {
    const reason = anchorFault(previous, anchor, sha256);
    if (reason !== null) return { ok: false, brokenAt: previous.n + 1, reason };
    previous = anchor;
  }
  return { ok: true, head: previous.hash, length: anchors.length };
}
