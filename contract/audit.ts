/** The audit trail as its administrator reads it. */
import type { AuditOutcome, SealedEntry } from '../domain/audit/entry.ts';
import type { IsoInstant } from '../domain/terms/model.ts';

export interface AuditRow extends SealedEntry {
  /** What was done, in words. */
  label: string;
  /** What else the entry says, in words. */
  said: string;
  outcome: AuditOutcome;
  actorName: string | null;
  keyName: string | null;
}

export interface AuditFault {
  n: number;
  reason: string;
}

/** Entries that are kept in a file outside the database. */
export interface AuditSegment {
  from: number;
  until: number;
  /** The hash that its first entry follows. */
  follows: string;
  head: string;
  fileName: string;
  fileHash: string;
  archivedAt: IsoInstant;
  archivedBy: string;
}

/** `GET /audit/check`: the chain walked up to number `length`, which ends in `head`. */
export interface AuditCheck {
  ok: boolean;
  length: number;
  head: string;
  /** The first entry that is here and not only in the archive; null where there is none. */
  here: number | null;
  segments: AuditSegment[];
  /** The first faults, oldest first. */
  faults: AuditFault[];
}
