/** Parties, as far as the reader may see them. */
import type { SubjectKind } from '../domain/vocabulary.ts';
import type { CaseRow, EarlierCase } from './cases.ts';

/** A party as this reader may see it: `masked` says that something is hidden. */
export interface Party {
  id: string;
  kind: SubjectKind;
  name: string;
  identifier: string | null;
  masked: boolean;
  birthDate: string | null;
  address: string | null;
  phone: string | null;
}

/** Counts are of the record and of those merged into it. */
export interface ListedParty extends Party {
  cases: number;
  /** Cases that the reader may open. */
  visible: number;
  /** Cases in which a violation was established. */
  violations: number;
}

/** A party with two or more established violations since a day. */
export interface RepeatOffender extends Party {
  violations: number;
  visible: number;
  towns: string[];
  matters: { code: string; name: string; times: number }[];
  /** Yuan. */
  fines: number;
  lastOn: string;
}

/** Two records that were made one. */
export interface PartyMerge {
  fromId: string;
  fromName: string;
  intoId: string;
  reason: string;
  evidence: { score: number; why: string[] };
  by: string;
  at: string;
}

/** `GET /parties/{id}`. */
export interface PartyAnswer extends Party {
  cases: CaseRow[];
  earlier: EarlierCase[];
  merges: PartyMerge[];
  /** Cases that this reader may not open. */
  elsewhere: number;
}

/** Another record that may be the same party. */
export interface SimilarParty extends Party {
  score: number;
  why: string[];
  propose: boolean;
}
