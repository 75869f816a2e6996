import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExplainedTerm } from '../../../contract/cases.ts';
import type { ItemAnswer, ItemReceipt, ItemRow } from '../../../contract/items.ts';
import type { CappedCount, Page } from '../../../contract/page.ts';
import type { WorkFile } from '../../../domain/work/file.ts';
import type { NextCommand } from '../../../domain/work/next.ts';
import type { RecordedEvent } from '../../../domain/work/record.ts';
import { request } from './client.ts';
import { query } from './query.ts';

/** Where a work item is asked for: `/<plural>/<id>`. An id is given once in the county, whatever the kind. */
export interface ItemPlace {
  plural: string;
  id: string;
}

export interface ItemFilters {
  stage?: string | undefined;
  light?: string | undefined;
  ended?: string | undefined;
  q?: string | undefined;
}

export interface ItemPage extends Page<ItemRow> {
  now: string;
  /** On the first page only. */
  total?: CappedCount;
}

export const readItems = (plural: string, filters: ItemFilters, cursor: string | null = null) =>
  request<ItemPage>(`/${plural}${query({ ...filters, cursor, limit: 50, count: cursor === null ? 'true' : undefined })}`);

export interface WorkItemFilters extends ItemFilters {
  kind?: string | undefined;
  town?: string | undefined;
  handler?: string | undefined;
}

/** Items of every kind together. */
export const readWorkItems = (filters: WorkItemFilters & { sort?: string }, cursor: string | null = null) =>
  request<ItemPage>(`/work-items${query({ ...filters, cursor, limit: 50, count: cursor === null ? 'true' : undefined })}`);

export const useItem = <File extends WorkFile>({ plural, id }: ItemPlace) =>
  useQuery({
    queryKey: ['item', id, 'file', null],
    queryFn: () => request<ItemAnswer<File>>(`/${plural}/${id}`),
    // Lights move with time, not only with events.
    refetchInterval: 60_000,
  });

export const useNext = ({ plural, id }: ItemPlace) =>
  useQuery({ queryKey: ['item', id, 'next'], queryFn: () => request<{ items: NextCommand[] }>(`/${plural}/${id}/next`) });

export const useEvents = ({ plural, id }: ItemPlace) =>
  useQuery({ queryKey: ['item', id, 'events'], queryFn: () => request<{ items: RecordedEvent[] }>(`/${plural}/${id}/events?limit=1000`) });

export const useTerms = ({ plural, id }: ItemPlace) =>
  useQuery({ queryKey: ['item', id, 'terms'], queryFn: () => request<{ items: ExplainedTerm[] }>(`/${plural}/${id}/terms`) });

/** Everything that shows an item, or many of which it may be one. */
const showing = (id: string): readonly string[][] => [['item', id], ['work'], ['items'], ['board']];

interface CommandRequest {
  name: string;
  payload: Record<string, unknown>;
  version: number;
  /** Kept while the same form is sent again: a repeated command is done once. */
  idempotencyKey: string;
}

export function useCommand({ plural, id }: ItemPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, payload, version, idempotencyKey }: CommandRequest) =>
      request<Pick<ItemReceipt, 'readable'>>(`/${plural}/${id}/commands/${name}`, {
        method: 'POST',
        body: payload,
        headers: { 'Idempotency-Key': idempotencyKey, 'If-Match': `"${version}"` },
      }),
    onSettled: () => Promise.all(showing(id).map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

export function useOpening(plural: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ payload, idempotencyKey }: Pick<CommandRequest, 'payload' | 'idempotencyKey'>) =>
      request<ItemReceipt>(`/${plural}`, { method: 'POST', body: payload, headers: { 'Idempotency-Key': idempotencyKey } }),
    onSuccess: ({ id }) => Promise.all(showing(id).map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
