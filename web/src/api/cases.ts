import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import type { Light, Stage, Tier } from '../../../domain/vocabulary.ts';
import type { CaseAnswer, CaseRow, ExplainedTerm } from '../../../contract/cases.ts';
import type { CappedCount, Page } from '../../../contract/page.ts';
import type { CommandName } from '../../../domain/case/catalogue.ts';
import type { NextCommand } from '../../../domain/work/next.ts';
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
    queryKey: ['case', caseId, 'file', asOf],
    queryFn: () => request<CaseAnswer>(`/cases/${caseId}${query({ asOf })}`),
    // Looking back and forth in one case does not blank the page.
    placeholderData: (before, query) => (query?.queryKey[1] === caseId ? before : undefined),
    // Lights move with time, not only with events.
    refetchInterval: 60_000,
  });

export const useNext = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'next'], queryFn: () => request<{ items: NextCommand<CommandName>[] }>(`/cases/${caseId}/next`) });

export const useEvents = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'events'], queryFn: () => request<Page<RecordedEvent>>(`/cases/${caseId}/events?limit=1000`) });

export const useTerms = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'terms'], queryFn: () => request<{ items: ExplainedTerm[] }>(`/cases/${caseId}/terms`) });

interface CommandRequest {
  name: string;
  payload: Record<string, unknown>;
  version: number;
  /** Kept while the same form is sent again: a repeated command is done once. */
  idempotencyKey: string;
}

export interface CommandAnswer {
  caseId: string;
  version: number;
  stage: Stage;
  tier: Tier;
  light: Light;
  events: { seq: number; type: string }[];
  /** Shown by every query already. */
  readable: boolean;
}

export function useCommand(caseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, payload, version, idempotencyKey }: CommandRequest) =>
      request<CommandAnswer>(`/cases/${caseId}/commands/${name}`, {
        method: 'POST',
        body: payload,
        headers: { 'Idempotency-Key': idempotencyKey, 'If-Match': `"${version}"` },
      }),
    onSettled: () => Promise.all([
      client.invalidateQueries({ queryKey: ['case', caseId] }),
      client.invalidateQueries({ queryKey: ['work'] }),
      client.invalidateQueries({ queryKey: ['cases'] }),
    ]),
  });
}
