import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FactorValue } from '../../../domain/discretion/factors.ts';
import type { Spread } from '../../../domain/discretion/spread.ts';
import type { SubjectKind } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

export interface SimilarCase {
  caseId: string;
  number: string | null;
  town: string;
  decidedOn: string;
  conductOn: string | null;
  tier: string | null;
  subjectKind: SubjectKind | null;
  /** Yuan. */
  fine: number | null;
  deviated: boolean;
  factors: Record<string, FactorValue>;
  shared: string[];
  sameTier: boolean;
  sameSubject: boolean;
  mayOpen: boolean;
}

export interface SimilarAnswer {
  matterCode: string | null;
  tier: string | null;
  items: SimilarCase[];
  /** Of the same tier, clause row and kind of party; null where there is none. */
  alike: Spread | null;
  all: Spread | null;
}

/** What is being filled in, before it is recorded. */
export interface Proposed {
  tier: string;
  stage: string;
  factors: Record<string, FactorValue>;
}

export const useSimilar = (caseId: string, proposed: Proposed | null) => useQuery({
  queryKey: ['case', caseId, 'similar', proposed],
  queryFn: () => request<SimilarAnswer>(`/cases/${caseId}/similar${query({
    limit: 20, tier: proposed?.tier, stage: proposed?.stage, factors: proposed ? JSON.stringify(proposed.factors) : null,
  })}`),
  placeholderData: keepPreviousData,
  staleTime: 60_000,
});
