/** Decided cases of the same matter, for a figure to be seen beside others. */
import type { FactorValue } from '../domain/discretion/factors.ts';
import type { Spread } from '../domain/discretion/spread.ts';
import type { SubjectKind } from '../domain/vocabulary.ts';

/** A closed case like another one, for a figure to be seen beside others; no parties. */
export interface SimilarCase {
  caseId: string;
  number: string | null;
  town: string;
  decidedOn: string;
  conductOn: string | null;
  /** Tier of the benchmark that the proposal stood on. */
  tier: string | null;
  /** The clause's row: for the act itself, or after an order was refused. */
  stage: string | null;
  subjectKind: SubjectKind | null;
  /** Yuan. */
  fine: number | null;
  range: { min: number | null; max: number | null; unit: string } | null;
  deviated: boolean;
  factors: Record<string, FactorValue>;
  /** Factors with the same value as this case's, of those that both have. */
  shared: string[];
  sameTier: boolean;
  sameSubject: boolean;
  /** The reader may open it. */
  mayOpen: boolean;
}

/** What `GET /cases/{id}/similar` answers beside matter and tier. */
export interface SimilarCases {
  items: SimilarCase[];
  /** Fines of the same tier, clause row and kind of party; null where there is none. */
  alike: Spread | null;
  /** Fines of the whole matter. */
  all: Spread | null;
}
