import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from './refused.tsx';
import { Waiting } from './waiting.tsx';

interface ReadProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  /** Height of the placeholder, in lines. */
  rows?: number;
}

/**
 * What a query has read. While it reads: a placeholder. When it cannot: why, and to try again. When it could before and
 * cannot now: what was read, with a word that it may be old.
 */
export function Read<Data>({ query, children, rows }: ReadProps<Data>) {
  if (query.data === undefined) {
    return query.isError ? (
      <Refused error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <Waiting {...(rows === undefined ? {} : { rows })} />
    );
  }
  return (
    <>
      {query.isError ? (
        <Alert
          className="refused"
          type="warning"
          showIcon
          title={`没有读到最新情况，以下是先前的内容。${query.error.message}`}
          action={
            <Button size="small" onClick={() => void query.refetch()} loading={query.isFetching}>
              重试
            </Button>
          }
        />
      ) : null}
      {children(query.data)}
    </>
  );
}
