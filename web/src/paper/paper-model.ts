import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseEntry, PaperDraft, PaperDraftRow } from '../../../contract/paper.ts';
import type { Page } from '../../../contract/page.ts';
import type { PaperAct } from '../../../domain/paper/draft.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

/** Where a draft stands after a change of it. */
export interface DraftStanding {
  id: string;
  revision: number;
  status: PaperDraft['status'];
}

export const useDrafts = (status: string | null) =>
  useQuery({
    queryKey: ['paper', 'list', status],
    queryFn: () => request<Page<PaperDraftRow>>(`/paper-drafts${query({ status, limit: 200 })}`),
    refetchInterval: 60_000,
  });

export const useDraft = (id: string) =>
  useQuery({ queryKey: ['paper', 'draft', id], queryFn: () => request<PaperDraft>(`/paper-drafts/${id}`) });

export const useEntry = (caseId: string) =>
  useQuery({ queryKey: ['item', caseId, 'entry'], queryFn: () => request<{ entry: CaseEntry | null }>(`/cases/${caseId}/entry`) });

/** Something that changes drafts; all that is shown of them is read anew. */
export function usePaper<Answer, Given = void>(send: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: ['paper'] }) });
}

type Method = 'POST' | 'PUT' | 'DELETE';

/** A change of this draft as it is shown: another revision is refused, not overwritten. */
export const changeDraft = <Answer = DraftStanding>(
  draft: Pick<PaperDraft, 'id' | 'revision'>,
  method: Method,
  path: string,
  body?: unknown,
) =>
  request<Answer>(`/paper-drafts/${draft.id}${path}`, {
    method,
    headers: { 'If-Match': `"${draft.revision}"` },
    ...(body === undefined ? {} : { body }),
  });

/** The acts as they are sent: without what is only shown of them. */
export const plainActs = (acts: PaperDraft['acts']): PaperAct[] =>
  acts.map(({ at, by, name, payload, pages }) => ({ at, by, name, payload, pages }));
