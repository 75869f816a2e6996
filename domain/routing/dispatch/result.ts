import type { GraveKind, LeadKind } from './kinds.ts';
import type { MatterCandidate } from './matters.ts';

/** What triage answers: a proposal for a person, never a decision. */

export type MatchSource = 'duty' | 'matter' | 'lexicon' | 'ngram' | 'learned' | 'channel' | 'area';

export interface Matched {
  /**
   * Expressions, letter by letter as they stand in the text (source area and channel: in the town, address or
   * channel).
   */
  words: string[];
  source: MatchSource;
  /** Code of the list item that spoke: duty, matter, lexicon entry, context entry or correction. */
  item: string;
  itemTitle: string;
  listVersion: string;
  /** Points it gave; the larger, the more it says. */
  weight: number;
}

export interface DepartmentProposal {
  department: string;
  /** Share of the whole, 0..1; the proposals of one lead add up to at most 1. */
  score: number;
  /** Duty or other topic that names the department, the heaviest first. */
  topics: { code: string; title: string; share: number }[];
  matched: Matched[];
  /** Departments that help with the heaviest topic, in the list's order. */
  assisting: string[];
}

export type PersonReason =
  | 'no-signal'
  | 'below-threshold'
  | 'truncated'
  | 'out-of-scope'
  | 'criminal'
  | 'emergency'
  | 'suspected-emergency'
  | 'suspected-criminal';

export interface TriageResult {
  kind: LeadKind;
  kindWhy: { sign: string; words: string[]; item: string; weight: number }[];
  suspected?: GraveKind;
  domain: string;
  domains: { domain: string; score: number }[];
  departments: DepartmentProposal[];
  /** Calibrated: of the leads given 0.8, about 80 % are rightly placed with the first department (bench/dispatch). */
  confidence: number;
  toPerson: boolean;
  personReasons: PersonReason[];
  matters: MatterCandidate[];
  /** Chinese lines for the reader, in order of weight. */
  explanation: string[];
}
