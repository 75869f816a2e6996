/** The question and the answer of a penalty derivation, as the API, the case and the forms exchange them. */
import type { Benchmark, BenchmarkTierName } from '../lists/benchmarks.ts';
import type { ClauseSubject, Imposition, Matter, PenaltyKind, PenaltyStage, PenaltyUnit } from '../lists/matters.ts';
import type { Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import type { TierEvaluation } from './benchmark.ts';
import type { Finding } from './circumstances.ts';
import type { FactorNeed, Factors } from './factors.ts';
import type { YuanRange } from './figures.ts';
import type { ClauseComparison, Line } from './law.ts';
import type { IndividualBusinessAs, PenaltySubject } from './subject.ts';

export interface PenaltyQuestion {
  matter: Matter;
  benchmark?: Benchmark | null;
  subjectKind: PenaltySubject;
  /** Days in Asia/Shanghai. */
  conductOn: LegalDate;
  /** For continuous or continuing conduct: the day it ended; the day of the decision while it goes on. */
  conductEndedOn?: LegalDate | null;
  decidedOn: LegalDate;
  stage: PenaltyStage;
  factors: Factors;
  /** The county's policy; `INDIVIDUAL_BUSINESS_AS` unless given. */
  individualBusinessAs?: IndividualBusinessAs;
  /** List versions the rows were read from, for the explanation. */
  versions?: ListVersions;
  /** The case's rules (docs/adr/0003); those in force unless given. */
  rules?: number;
}

export interface ListVersions {
  matters?: string | null;
  benchmarks?: string | null;
}

export interface PenaltyRange {
  min: number;
  max: number;
  unit: PenaltyUnit;
  minInclusive: boolean;
  maxInclusive: boolean;
}

export interface OtherPenalty {
  kind: PenaltyKind;
  /** False: an order or a coercive measure that stands beside the penalties. */
  isPenalty: boolean;
  /** What it is in this clause, and when. */
  note: string | null;
  /** How the clause gives it at this stage; absent where the list does not say. */
  imposition?: Imposition;
}

export type TierRule =
  /** Criteria of the tier are met · no tier was met, 一般 by rule · 行政处罚法 30, 31, 33(2). */
  | 'matched'
  | 'fallback'
  | 'no-penalty-by-law'
  /** No benchmark · it does not speak of this subject, stage, unit or law · the clause fines nothing here. */
  | 'no-benchmark'
  | 'not-covered'
  | 'no-fine';

export interface PenaltyDerivation {
  ok: true;
  matterCode: string;
  subject: { kind: PenaltySubject; counted: ClauseSubject };
  stage: PenaltyStage;
  law: {
    which: 'current' | 'predecessor';
    name: string;
    article: string;
    label: string;
    effectiveFrom: LegalDate | null;
    effectiveUntil: LegalDate | null;
    /** The day that decides, and the comparison where there was one. */
    day: LegalDate;
    comparison: ClauseComparison | null;
    /** Why the law at the conduct is not known; null where it is. */
    unknown: string | null;
  };
  /** null: the range is the clause's own. */
  tier: BenchmarkTierName | null;
  tierWhy: { rule: TierRule; text: string; evaluated: TierEvaluation[] };
  /** The fine's range; null: no fine here. */
  range: PenaltyRange | null;
  /** The clause's own range for this fine; null: the clause sets no fine here. */
  statutory: PenaltyRange | null;
  /** Both in yuan; null where the base is not filled in. */
  figures: { range: YuanRange | null; statutory: YuanRange } | null;
  otherPenalties: OtherPenalty[];
  /** How the clause gives the fine; absent where there is none, or the list does not say. */
  fineImposition?: Imposition;
  /** What the benchmark's tier says beside the range. */
  decision: string | null;
  findings: Finding[];
  lines: Line[];
}

/** Missing facts come as `missing` for the form and as `needs` for the reader. */
export type PenaltyRefusal = Refusal & { missing?: FactorNeed[] };
