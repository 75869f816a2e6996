/** Policies between draft and publication. */
import type { CasePolicy } from '../domain/case/policy.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { PolicyDifference } from '../domain/terms/policy.ts';
import type { TermDifference } from '../domain/terms/rebind.ts';
import type { Light } from '../domain/vocabulary.ts';

/** What a policy would do to the cases that are open now. */
export interface PolicyDryRun {
  cases: number;
  capped: boolean;
  /** Cases with at least one deadline that moves, goes or comes. */
  affected: number;
  turnYellow: number;
  turnRed: number;
  turnBetter: number;
  /** Terms by key, the most moved first. */
  terms: { key: string; label: string; moved: number; dropped: number; added: number; kept: number }[];
  /** Those that would turn worse first. */
  samples: { caseId: string; stage: string; before: Light; after: Light; differences: TermDifference[] }[];
  /** Cases that the policy cannot be derived for, with the reason: it must not be published. */
  faults: { caseId: string; reason: string }[];
}

/** A policy's draft tried before anybody approves it. */
export interface PolicyCheck {
  ok: boolean;
  at: string;
  faults: { code: string; message: string; needs: string[] }[];
  differences: PolicyDifference[];
  /** Null where the policy is faulty in itself. */
  dryRun: PolicyDryRun | null;
}

/** A version of the policy, with the open cases that it is pinned to. */
export interface PolicyRow {
  hash: string;
  policyId: string;
  version: number;
  calendarVersion: string;
  status: 'draft' | 'checked' | 'published' | 'derived';
  note: string | null;
  createdBy: string;
  approvedBy: string | null;
  createdAt: IsoInstant;
  publishedAt: IsoInstant | null;
  openCases: number;
}

/** `GET /policies/{hash}`. */
export type PolicyVersion = PolicyRow & { body: CasePolicy; dryRun: PolicyCheck | null };
