/** What the copies of the record say of each other. */
import type { Anchor } from '../domain/case/closing/anchor.ts';

/** One number of the county's chain of anchors; `number`: a case's in the register, null where it was never filed. */
export interface AnchorRow extends Anchor {
  /** Null where its row is gone. */
  kind: string | null;
  number: string | null;
}

export interface ChainFault {
  n: number;
  caseId: string | null;
  reason: string;
}

/** A chain walked up to number `length`, which ends in `head`. */
export interface ChainCheck {
  ok: boolean;
  length: number;
  head: string;
  /** The first faults, oldest first. */
  faults: ChainFault[];
}

/** Of the audit trail only whether it holds: what it says is its administrator's to read. */
export interface TrailProof {
  ok: boolean;
  length: number;
  head: string;
  /** Up to where it lies in archives outside the database; 0 where nowhere. */
  archived: number;
  /** The numbers at which it does not fit. */
  faults: number[];
}

/** `GET /record/chain`: everything that is chained in this county. */
export interface CountyProof extends ChainCheck {
  trail: TrailProof;
}

/** `GET /{kinds}/{id}/verify`: what each copy says. */
export interface Verification {
  /** Every copy was compared and agrees. */
  ok: boolean;
  /** Nothing contradicts, but a copy could not be asked: neither proof nor doubt. */
  open: boolean;
  checks: {
    name: string;
    ok: boolean;
    /** False where the other copy could not be asked: neither proof nor doubt. */
    known: boolean;
    text: string;
  }[];
  head: string;
  length: number;
}
