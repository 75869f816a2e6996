import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { request } from '../api/client.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Refused } from '../parts/refused.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';

interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** Pages of one list below `/`, searched by a word; `path` may carry a query of its own. */
export function usePages<Row>(path: string, search: string) {
  return useInfiniteQuery({
    queryKey: ['accounts', path, search],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...(search ? { q: search } : {}), ...(pageParam ? { cursor: pageParam } : {}) }).toString();
      return request<Page<Row>>(`${path}${path.includes('?') ? '&' : '?'}${query}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** An administrative change; every list of this page is read anew. */
export function useAccountChange<Values, Answer>(change: (values: Values) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: ['accounts'] }) });
}

interface PagedProps<Row> {
  pages: ReturnType<typeof usePages<Row>>;
  keyOf: (row: Row) => string;
  columns: readonly Column<Row>[];
  card: (row: Row) => ReactNode;
  empty: string;
  searchHint: string;
  onSearch: (word: string) => void;
  extra?: ReactNode;
}

/** A search, and what it found: a table on a desk, cards on a phone. */
export function Paged<Row>({ pages, keyOf, columns, card, empty, searchHint, onSearch, extra }: PagedProps<Row>) {
  const wide = useTableWidth();
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <div className="accounts-head">
        <Input.Search
          className="accounts-search"
          allowClear
          placeholder={searchHint}
          aria-label={searchHint}
          onSearch={(word) => onSearch(word.trim())}
        />
        {extra}
      </div>
      {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
      {pages.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        <Nothing>{empty}</Nothing>
      ) : wide ? (
        <DataTable rows={rows} keyOf={keyOf} columns={columns} />
      ) : (
        rows.map((row) => (
          <div key={keyOf(row)} className="accounts-card">
            {card(row)}
          </div>
        ))
      )}
      {pages.hasNextPage ? (
        <div className="accounts-more">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            继续显示
          </Button>
        </div>
      ) : null}
    </>
  );
}
