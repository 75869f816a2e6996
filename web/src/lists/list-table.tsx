import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { DiffOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ListName } from '../../../domain/lists/list-names.ts';
import { request } from '../api/client.ts';
import type { ListPage } from '../api/lists.ts';
import { query } from '../api/query.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Refused } from '../parts/refused.tsx';
import { SideDrawer } from '../parts/side-drawer.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { CompareDrawer } from './publish/compare-drawer.tsx';
import { Waiting } from '../parts/waiting.tsx';

export interface ListSpec<Row> {
  list: ListName;
  hint: string;
  keyOf: (row: Row) => string;
  titleOf: (row: Row) => string;
  columns: Column<Row>[];
  detail: (row: Row, page: ListPage<Row>) => ReactNode;
}

interface Version {
  version: string;
  status: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
  note: string | null;
}

/** A versioned list: which version, since when, what is in it; a row opens to be read in full. */
export function ListTable<Row>({ spec }: { spec: ListSpec<Row> }) {
  const [q, setQ] = useState('');
  const [version, setVersion] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [comparing, setComparing] = useState(false);
  const versions = useQuery({
    queryKey: ['lists', spec.list, 'versions'],
    queryFn: () => request<{ items: Version[] }>(`/lists/${spec.list}/versions`),
    staleTime: 60_000,
  });
  const pages = useInfiniteQuery({
    queryKey: ['lists', spec.list, 'table', q, version],
    queryFn: ({ pageParam }) => request<ListPage<Row>>(`/lists/${spec.list}${query({ q, version, cursor: pageParam, limit: 100 })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const published = (versions.data?.items ?? []).filter(({ status }) => status === 'published');
  const opened = rows.find((row) => spec.keyOf(row) === shown);
  return (
    <>
      <div className="list-head">
        <Input.Search
          allowClear
          placeholder="编号、名称、条文、关键词"
          onSearch={(text) => setQ(text.trim())}
          className="list-search"
          aria-label="搜索清单"
        />
        <Select
          aria-label="版本"
          value={version ?? first?.version ?? null}
          onChange={setVersion}
          style={{ minWidth: 230 }}
          loading={versions.isPending}
          popupMatchSelectWidth={false}
          options={published.map((one) => ({
            value: one.version,
            label: `版本 ${one.version}，${one.effectiveFrom}起${one.effectiveUntil ? `至${one.effectiveUntil}` : ''}`,
          }))}
        />
        <span className="quiet num">{first ? `共 ${first.total} 项` : ' '}</span>
        <span className="list-tools">
          {published.length > 1 ? (
            <Button icon={<DiffOutlined />} onClick={() => setComparing(true)}>
              比较两版
            </Button>
          ) : null}
          <Button
            icon={<DownloadOutlined />}
            href={`/api/v1/lists/${spec.list}/export${query({ version: version ?? first?.version, format: 'csv' })}`}
          >
            导出
          </Button>
        </span>
      </div>
      <p className="quiet small">{spec.hint}</p>
      {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
      {pages.isPending ? <Waiting rows={10} /> : <Rows spec={spec} rows={rows} onOpen={setShown} />}
      {pages.hasNextPage ? (
        <div className="more">
          <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
            再看 100 项
          </Button>
        </div>
      ) : null}
      {comparing ? (
        <CompareDrawer list={spec.list} versions={published.map((one) => one.version)} onClose={() => setComparing(false)} />
      ) : null}
      {opened && first ? (
        <SideDrawer open size={720} onClose={() => setShown(null)} title={spec.titleOf(opened)}>
          {spec.detail(opened, first)}
        </SideDrawer>
      ) : null}
    </>
  );
}

/** The column whose words open the row. */
const NAME = '名称';

function Rows<Row>({ spec, rows, onOpen }: { spec: ListSpec<Row>; rows: Row[]; onOpen: (key: string) => void }) {
  const wide = useTableWidth();
  if (rows.length === 0) return <Nothing>没有符合的项目</Nothing>;
  if (!wide) {
    return (
      <div className="list-cards">
        {rows.map((row) => (
          <button key={spec.keyOf(row)} type="button" className="plain-button list-card" onClick={() => onOpen(spec.keyOf(row))}>
            <strong>{spec.titleOf(row)}</strong>
            {spec.columns
              .filter((column) => column.title !== NAME)
              .map((column) => (
                <span key={column.title} className="small">
                  <span className="quiet">{column.title}　</span>
                  {column.render(row)}
                </span>
              ))}
          </button>
        ))}
      </div>
    );
  }
  return (
    <DataTable
      rows={rows}
      keyOf={spec.keyOf}
      columns={spec.columns.map((column): Column<Row> =>
        column.title === NAME
          ? {
              ...column,
              render: (row) => (
                <button type="button" className="plain-button list-open" onClick={() => onOpen(spec.keyOf(row))}>
                  {column.render(row)}
                </button>
              ),
            }
          : column,
      )}
    />
  );
}
