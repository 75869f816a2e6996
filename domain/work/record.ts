/**
 * The record: every event sealed to the one before it, so that Temporal's copy and PostgreSQL's copy hold each other
 * honest. The digest is an argument: the workflow's sandbox and the API each bring their own implementation.
 */
import { canonicalJson } from '../canonical-json.ts';
import type { ActorRef } from '../people.ts';
import type { IsoInstant, LedgerEntry } from '../terms/model.ts';

/** SHA-256 of UTF-8 text, lower-case hex. */
export type Sha256 = (text: string) => string;

/** Whose hands an act came through that was done on paper: who typed it in, who compared it, on which pages it stands. */
export interface Entered {
  by: EnteredBy;
  checkedBy: EnteredBy;
  /** When; the event's own instant is the paper's. */
  at: IsoInstant;
  /** The draft it was entered in 录入稿. */
  draft: string;
  /** Pages of the scanned file, from 1. */
  pages: number[];
}
type EnteredBy = Pick<ActorRef, 'id' | 'name'>;

export interface RecordedEvent<Type extends string = string, Data = unknown> {
  /** From 1, without a gap. */
  seq: number;
  type: Type;
  at: IsoInstant;
  actor: ActorRef;
  data: Data;
  /** What the event did to the item's terms. */
  terms: LedgerEntry[];
  /** Articles or list items it stands on. */
  basis: string[];
  /** Only of acts that came in from a paper file; sealed with the rest. */
  entered?: Entered;
  hash: string;
}

/**
 * The hash before the first event: names the item (ids are given once in the county, whatever the kind), so that a whole
 * chain cannot be moved to another.
 */
export const genesis = (id: string, sha256: Sha256): string => sha256(`caselight/1:${id}`);

/** hash = SHA-256(previous hash + canonical JSON of the event without its hash). */
export function sealHash(previous: string, event: Omit<RecordedEvent, 'hash'>, sha256: Sha256): string {
  const { seq, type, at, actor, data, terms, basis, entered } = event;
  // Left out where there is none, also where a row says so by null: what was sealed before has the hash it had.
  return sha256(previous + canonicalJson({ seq, type, at, actor, data, terms, basis, entered: entered ?? undefined }));
}

export type ChainCheck = { ok: true; head: string; length: number } | { ok: false; brokenAt: number; reason: string };

/** Walks a whole chain from the first event; tells the first event that does not fit and why. */
export function verifyChain(id: string, events: readonly RecordedEvent[], sha256: Sha256): ChainCheck {
  let previous = genesis(id, sha256);
  let expected = 1;
  for (const event of events) {
    if (event.seq !== expected) return { ok: false, brokenAt: expected, reason: `第${expected}号事件缺失或次序不对` };
    const hash = sealHash(previous, event, sha256);
    if (hash !== event.hash) return { ok: false, brokenAt: event.seq, reason: `第${event.seq}号事件的内容与其哈希不符` };
    previous = hash;
    expected += 1;
  }
  return { ok: true, head: previous, length: events.length };
}
