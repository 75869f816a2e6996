import type { SubjectKind } from '../../../domain/vocabulary.ts';
import type { CaseRow, EarlierCase } from '../../../contract/cases.ts';
import type { Page } from '../../../contract/page.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

/** A party as the API shows it to this reader: `masked` says that something is hidden. */
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

export interface ListedParty extends Party {
  cases: number;
  visible: number;
  violations: number;
}

export interface RepeatOffender extends Party {
  violations: number;
  visible: number;
  towns: string[];
  matters: { code: string; name: string; times: number }[];
  /** Yuan. */
  fines: number;
  lastOn: string;
}

export interface Merge {
  fromId: string;
  fromName: string;
  intoId: string;
  reason: string;
  evidence: { score: number; why: string[] };
  by: string;
  at: string;
}

export interface PartyAnswer extends Party {
  cases: CaseRow[];
  earlier: EarlierCase[];
  merges: Merge[];
  /** Cases that this reader may not open. */
  elsewhere: number;
}

export interface SimilarParty extends Party {
  score: number;
  why: string[];
  propose: boolean;
}

export const useFoundParties = (q: string) => useInfiniteQuery({
  queryKey: ['parties', 'found', q],
  queryFn: ({ pageParam }) => request<Page<ListedParty>>(`/parties${query({ q, cursor: pageParam, limit: 30 })}`),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
  enabled: q !== '',
});

export const useRepeatOffenders = (months: number, enabled: boolean) => useQuery({
  queryKey: ['parties', 'repeat', months], enabled,
  queryFn: () => request<{ since: string; items: RepeatOffender[] }>(`/repeat-offenders?months=${months}&limit=200`),
});

export const useParty = (partyId: string) => useQuery({
  queryKey: ['parties', 'one', partyId], queryFn: () => request<PartyAnswer>(`/parties/${encodeURIComponent(partyId)}`),
});

export const useSimilarParties = (partyId: string) => useQuery({
  queryKey: ['parties', 'similar', partyId],
  queryFn: () => request<{ items: SimilarParty[] }>(`/parties/${encodeURIComponent(partyId)}/similar`),
});
