import { DownloadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Input, Select, Tag } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import type { AuditCheck, AuditRow } from '../../../contract/audit.ts';
import type { Page } from '../../../contract/page.ts';
import { AUDIT_KINDS, AUDIT_OUTCOMES } from '../../../domain/audit/entry.ts';
import { toShanghaiText } from '../../../domain/terms/instant.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import './audit.css';

const PAGE = 50;

interface Filters {
  kind?: string;
  actor?: string;
  subject?: string;
  words?: string;
  outcome?: string;
  from?: string;
  until?: string;
}

/** Who signed in, read, searched, revealed, exported and administered; the chain that holds it together. */
export function AuditPage() {
  const [filters, setFilters] = useState<Filters>({});
  return (
    <>
      <PageHead
        title="审计"
        hint="登录、被拒、查看、查询、揭示、导出、管理、密钥、发布和运维命令。逐条相接成链，改动或删去任何一条都会显现；至少保留六个月。"
      >
        <Button icon={<DownloadOutlined />} href={`/api/v1/audit/export${query({ ...filters, format: 'csv' })}`}>
          导出表格
        </Button>
        <Button icon={<DownloadOutlined />} href={`/api/v1/audit/export${query({ ...filters, format: 'ndjson' })}`}>
          导出原文
        </Button>
      </PageHead>
      <div className="panel">
        <Chain />
      </div>
      <div className="panel audit-list">
        <FilterFields filters={filters} onChange={setFilters} />
        <Entries filters={filters} />
      </div>
    </>
  );
}

function Chain() {
  const check = useQuery({ queryKey: ['audit', 'check'], queryFn: () => request<AuditCheck>('/audit/check'), staleTime: Infinity });
  return (
    <Read query={check} rows={1}>
      {({ ok, length, faults, segments }) => (
        <Alert
          type={ok ? 'success' : 'error'}
          showIcon
          title={ok ? `${length}条前后相接，没有改动` : `发现${faults.length}处不符，请立即核查`}
          description={
            ok ? (
              segments.length > 0 ? (
                `其中第1条至第${segments.at(-1)!.until}条已归档`
              ) : null
            ) : (
              <ul className="anchor-faults">
                {faults.map(({ n, reason }) => (
                  <li key={`${n}-${reason}`}>{reason}</li>
                ))}
              </ul>
            )
          }
          action={
            <Button size="small" loading={check.isFetching} onClick={() => void check.refetch()}>
              重新核验
            </Button>
          }
        />
      )}
    </Read>
  );
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

function FilterFields({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }) {
  const set = (name: keyof Filters, value: string | null | undefined): void => {
    const { [name]: _, ...others } = filters;
    onChange(value ? { ...others, [name]: value } : others);
  };
  const text = (name: keyof Filters, placeholder: string, label: string) => (
    <Input.Search
      allowClear
      placeholder={placeholder}
      aria-label={label}
      maxLength={100}
      onSearch={(value) => set(name, value.trim())}
      onBlur={({ target }) => set(name, target.value.trim())}
    />
  );
  return (
    <div className="audit-filters" role="search">
      <Select
        allowClear
        placeholder="类别"
        aria-label="类别"
        options={options(AUDIT_KINDS)}
        value={filters.kind}
        onChange={(value: string | undefined) => set('kind', value)}
      />
      <Select
        allowClear
        placeholder="结果"
        aria-label="结果"
        options={options(AUDIT_OUTCOMES)}
        value={filters.outcome}
        onChange={(value: string | undefined) => set('outcome', value)}
      />
      {text('actor', '用户名或编号', '用户名、人员或者密钥的编号')}
      {text('subject', '对象，如 case-…', '对象，如 case：编号')}
      {text('words', '查过的姓名、号码', '查过的姓名或者号码')}
      <DatePicker.RangePicker
        aria-label="日期"
        placeholder={['从', '到']}
        allowEmpty={[true, true]}
        onChange={(days) => onChange(withDays(filters, days ?? [null, null]))}
      />
    </div>
  );
}

/** Whole days in Shanghai, both ends included. */
function withDays({ from: _from, until: _until, ...others }: Filters, [from, until]: readonly (Dayjs | null)[]): Filters {
  const startOf = (day: Dayjs) => `${day.format('YYYY-MM-DD')}T00:00:00+08:00`;
  return { ...others, ...(from ? { from: startOf(from) } : {}), ...(until ? { until: startOf(until.add(1, 'day')) } : {}) };
}

const nameOf = ({ actorName, keyName, actorId }: Pick<AuditRow, 'actorName' | 'keyName' | 'actorId'>): string =>
  actorName ?? (keyName ? `密钥：${keyName}` : (actorId ?? '未登录'));

const COLUMNS: Column<AuditRow>[] = [
  { title: '序号', width: 72, render: ({ n }) => <span className="num">{n}</span> },
  { title: '时间', width: 150, render: ({ at }) => <span className="num">{toShanghaiText(Date.parse(at))}</span> },
  { title: '人员', width: 130, render: nameOf },
  {
    title: '事项',
    width: 230,
    render: ({ label, outcome }) => (
      <>
        {outcome === 'refused' ? <Tag color="red">被拒</Tag> : null}
        {label}
      </>
    ),
  },
  { title: '对象', width: 200, render: ({ subject }) => <span className="audit-detail small">{subject ?? '—'}</span> },
  { title: '详情', render: ({ said }) => <span className="audit-detail small">{said || '—'}</span> },
  { title: '地址', width: 120, render: ({ address }) => <span className="num small">{address ?? '—'}</span> },
];

/** An entry on a telephone, where a table has no room. */
function Card({ row: { n, at, label, outcome, subject, said, address, ...who } }: { row: AuditRow }) {
  return (
    <li>
      <div className="quiet small num">
        {n}　{toShanghaiText(Date.parse(at))}　{address}
      </div>
      <div>
        {outcome === 'refused' ? <Tag color="red">被拒</Tag> : null}
        <strong>{nameOf(who)}</strong>　{label}
      </div>
      <div className="quiet small audit-detail">{[subject, said].filter(Boolean).join('　')}</div>
    </li>
  );
}

function Entries({ filters }: { filters: Filters }) {
  const wide = useTableWidth();
  const entries = useInfiniteQuery({
    queryKey: ['audit', 'list', filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => request<Page<AuditRow>>(`/audit${query({ ...filters, limit: PAGE, cursor: pageParam })}`),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const rows = entries.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {wide || rows.length === 0 ? (
        <DataTable
          columns={COLUMNS}
          rows={rows}
          keyOf={({ n }) => String(n)}
          busy={entries.isPending}
          empty={entries.isError ? `没有读到：${entries.error.message}` : '没有符合条件的日志'}
        />
      ) : (
        <ol className="audit-cards">
          {rows.map((row) => (
            <Card key={row.n} row={row} />
          ))}
        </ol>
      )}
      {entries.hasNextPage ? (
        <div className="more">
          <Button loading={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            再看 {PAGE} 条
          </Button>
        </div>
      ) : null}
    </>
  );
}
