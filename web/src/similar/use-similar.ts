import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { FactorValue } from '../../../domain/discretion/factors.ts';
import type { SimilarCases } from '../../../contract/similar.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

export interface SimilarAnswer extends SimilarCases {
  matterCode: string | null;
  tier: string | null;
}

/** What is being filled in, before it is recorded. */
export interface Proposed {
  tier: string;
  stage: string;
  factors: Record<string, FactorValue>;
}

export const useSimilar = (caseId: string, proposed: Proposed | null) =>
  useQuery({
    queryKey: ['item', caseId, 'similar', proposed],
    queryFn: () =>
      request<SimilarAnswer>(
        `/cases/${caseId}/similar${query({
          limit: 20,
          tier: proposed?.tier,
          stage: proposed?.stage,
          factors: proposed ? JSON.stringify(proposed.factors) : null,
        })}`,
      ),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
