import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecordedEvent } from '../../../domain/case/record.ts';
import type { Light, Stage, Tier } from '../../../domain/vocabulary.ts';
import type { CappedCount, CaseAnswer, CaseRow, ExplainedTerm, NextCommand, Page } from '../../../domain/views.ts';
import { request } from './client.ts';

export interface CaseFilters {
  stage?: Stage | undefined;
  light?: Light | undefined;
  tier?: Tier | undefined;
  town?: string | undefined;
  handler?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
}

export function query(parameters: Record<string, string | number | undefined | null>): string {
  const filled = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return filled.length > 0 ? `?${new URLSearchParams(filled.map(([key, value]) => [key, String(value)])).toString()}` : '';
}

export const readCases = (filters: CaseFilters, cursor: string | null) =>
  request<Page<CaseRow> & { total?: CappedCount }>(`/cases${query({ ...filters, cursor, limit: 50 })}`);

export const useCase = (caseId: string, asOf: string | null = null) =>
  useQuery({
    queryKey: ['case', caseId, 'file', asOf],
    queryFn: () => request<CaseAnswer>(`/cases/${caseId}${query({ asOf })}`),
    // Lights move with time, not only with events.
    refetchInterval: 60_000,
  });

export const useNext = (caseId: string) =>
  useQuery({ queryKey: ['case', caseId, 'next'], queryFn: () => request<{ items: NextCommand[] }>(`/cases/${caseId}/next`) });

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
