/** Lists between draft and publication. */
import type { ListFinding } from '../domain/lists/check-list.ts';
import type { CaseEffect, CaseEffectKind } from '../domain/lists/touched-cases.ts';

/** Which open cases a list's draft touches. */
export interface TouchedCases {
  /** Open cases that were looked at. */
  cases: number;
  capped: boolean;
  touched: number;
  counts: Record<CaseEffectKind, number>;
  /** The gravest first. */
  samples: CaseEffect[];
}

/** A list's draft tried before anybody approves it. */
export interface ListCheck {
  ok: boolean;
  at: string;
  /** Of what content, beside which published lists: another one makes this check stale. */
  contentHash: string;
  against: string;
  errors: number;
  warnings: number;
  findings: ListFinding[];
  changes: { added: number; removed: number; changed: number };
  cases: TouchedCases;
  /** Leads waiting for a person whose proposed department stands on a duty that goes or changes; null for other lists. */
  leads: { waiting: number; touched: number } | null;
}
