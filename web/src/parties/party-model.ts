import type { Page } from '../../../contract/page.ts';
import type { ListedParty, PartyAnswer, RepeatOffender, SimilarParty } from '../../../contract/parties.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

export const useFoundParties = (q: string) =>
  useInfiniteQuery({
    queryKey: ['parties', 'found', q],
    queryFn: ({ pageParam }) => request<Page<ListedParty>>(`/parties${query({ q, cursor: pageParam, limit: 30 })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: q !== '',
  });

export const useRepeatOffenders = (months: number, enabled: boolean) =>
  useQuery({
    queryKey: ['parties', 'repeat', months],
    enabled,
    queryFn: () => request<{ since: string; items: RepeatOffender[] }>(`/repeat-offenders?months=${months}&limit=200`),
  });

export const useParty = (partyId: string) =>
  useQuery({ queryKey: ['parties', 'one', partyId], queryFn: () => request<PartyAnswer>(`/parties/${encodeURIComponent(partyId)}`) });

export const useSimilarParties = (partyId: string) =>
  useQuery({
    queryKey: ['parties', 'similar', partyId],
    queryFn: () => request<{ items: SimilarParty[] }>(`/parties/${encodeURIComponent(partyId)}/similar`),
  });
