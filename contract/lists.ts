/** Lists between draft and publication. */
import type { ListFinding } from '../domain/lists/check-list.ts';
import type { ListName } from '../domain/lists/list-names.ts';
import type { CaseEffect, CaseEffectKind } from '../domain/lists/touched-cases.ts';
import type { IsoInstant, LegalDate } from '../domain/terms/model.ts';

/** A version of a list between its draft and its publication. */
export interface ListDraft {
  list: ListName;
  version: string;
  status: 'draft' | 'checked' | 'published';
  effectiveFrom: LegalDate;
  effectiveUntil: LegalDate | null;
  contentHash: string;
  base: string | null;
  note: string | null;
  createdBy: string;
  createdAt: IsoInstant;
  approvedBy: string | null;
  publishedAt: IsoInstant | null;
  rows: number;
}

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
