import { useQuery } from '@tanstack/react-query';
import type { Light, Tier } from '../../../domain/vocabulary.ts';
import type { CaseAnswer, CaseRow } from '../../../contract/cases.ts';
import type { CappedCount, Page } from '../../../contract/page.ts';
import { request } from './client.ts';
import { query } from './query.ts';

export interface CaseFilters {
  /** One, or several divided by commas. */
  stage?: string | undefined;
  light?: Light | 'stuck' | undefined;
  tier?: Tier | undefined;
  town?: string | undefined;
  handler?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
}

export interface CasePage extends Page<CaseRow> {
  now: string;
  /** On the first page only. */
  total?: CappedCount;
}

export const readCases = (filters: CaseFilters, cursor: string | null) =>
  request<CasePage>(`/cases${query({ ...filters, cursor, limit: 50, count: cursor ? null : 'true' })}`);

export const useCase = (caseId: string, asOf: string | null = null) =>
  useQuery({
    queryKey: ['item', caseId, 'file', asOf],
    queryFn: () => request<CaseAnswer>(`/cases/${caseId}${query({ asOf })}`),
    // Looking back and forth in one case does not blank the page.
    placeholderData: (before, query) => (query?.queryKey[1] === caseId ? before : undefined),
    // Lights move with time, not only with events.
    refetchInterval: 60_000,
  });
