import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Drawer, Input, Skeleton, Table, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ROLE_LABELS, type Role } from '../../../domain/vocabulary.ts';
import { query } from '../api/cases.ts';
import { request } from '../api/client.ts';
import type { Page } from '../../../domain/views.ts';
import { Refused } from '../forms/refused.tsx';

type Row = Record<string, unknown>;

interface ListAnswer extends Page<Row> {
  version?: string;
  effectiveFrom?: string;
}

const text = (value: unknown): string =>
  value === null || value === undefined ? '—' : typeof value === 'object' ? JSON.stringify(value) : String(value);
const clause = (value: unknown) => {
  const { law, article } = (value ?? {}) as { law?: string; article?: string };
  return law ? `《${law}》${article ?? ''}` : '—';
};
const tags = (value: unknown) => (Array.isArray(value) ? value.map((word) => <Tag key={String(word)} variant="filled">{String(word)}</Tag>) : '—');

const LISTS: { key: string; label: string; id: string; columns: { title: string; width?: number; render: (row: Row) => React.ReactNode }[] }[] = [
  {
    key: 'matters', label: '执法事项', id: 'code',
    columns: [
      { title: '编号', width: 100, render: (row) => text(row.code) },
      { title: '事项', render: (row) => text(row.name) },
      { title: '领域', width: 110, render: (row) => text(row.domain) },
      { title: '处罚依据', render: (row) => clause(row.penaltyClause) },
      { title: '行使层级', width: 110, render: (row) => tags((row.delegatedTo as string[] | undefined)?.map((tier) => (tier === 'town' ? '镇街' : '县级'))) },
    ],
  },
  {
    key: 'benchmarks', label: '裁量基准', id: 'matterCode',
    columns: [
      { title: '事项', width: 100, render: (row) => text(row.matterCode) },
      { title: '名称', render: (row) => text(row.matterName) },
      { title: '档次', render: (row) => tags((row.tiers as { tier: string }[] | undefined)?.map((tier) => tier.tier)) },
    ],
  },
  {
    key: 'duties', label: '履职事项', id: 'code',
    columns: [
      { title: '编号', width: 100, render: (row) => text(row.code) },
      { title: '事项', render: (row) => text(row.item) },
      { title: '牵头部门', width: 150, render: (row) => text(row.leadDepartment) },
      { title: '关键词', render: (row) => tags(row.keywords) },
    ],
  },
  {
    key: 'patrol-items', label: '巡查事项', id: 'code',
    columns: [
      { title: '对象', width: 110, render: (row) => text(row.object) },
      { title: '事项', render: (row) => text(row.item) },
      { title: '标准', render: (row) => text(row.standard) },
      { title: '综合查一次', width: 160, render: (row) => text(row.mergeGroup) },
    ],
  },
  {
    key: 'people', label: '人员', id: 'id',
    columns: [
      { title: '姓名', width: 100, render: (row) => text(row.name) },
      { title: '单位', render: (row) => text((row.unit as { name: string } | undefined)?.name) },
      { title: '角色', render: (row) => tags((row.roles as Role[] | undefined)?.map((role) => ROLE_LABELS[role])) },
      {
        title: '执法证', render: (row) => {
          const certificate = row.certificate as { number: string; validUntil: string } | null;
          return certificate ? `${certificate.number}（至 ${certificate.validUntil}）` : '无';
        },
      },
    ],
  },
];

/** The lists that decisions stand on, each with its version in force. */
export function ListsPage() {
  const { list = 'matters' } = useParams();
  const navigate = useNavigate();
  return (
    <>
      <div className="page-head"><h1>清单</h1><p>执法依据哪一版、从哪天起施行，都在这里。</p></div>
      <Card>
        <Tabs
          activeKey={list} onChange={(key) => void navigate(`/lists/${key}`, { replace: true })}
          items={LISTS.map((entry) => ({ key: entry.key, label: entry.label, children: entry.key === list ? <List entry={entry} /> : null }))}
        />
      </Card>
    </>
  );
}

function List({ entry }: { entry: (typeof LISTS)[number] }) {
  const [q, setQ] = useState('');
  const [shown, setShown] = useState<Row | null>(null);
  const rows = useQuery({
    queryKey: ['lists', entry.key, 'page', q],
    queryFn: () => request<ListAnswer>(`/lists/${entry.key}${query({ q, limit: 500 })}`),
  });
  if (rows.isError) return <Refused error={rows.error} />;
  return (
    <>
      <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginBottom: 12, flexWrap: 'wrap' }}>
        <Input.Search allowClear placeholder="编号、名称、关键词" onSearch={setQ} style={{ maxWidth: 300 }} />
        {rows.data?.version ? <span className="quiet">版本 {rows.data.version}，{rows.data.effectiveFrom} 起施行</span> : null}
      </div>
      {rows.isPending ? <Skeleton active /> : (
        <Table
          size="small" dataSource={rows.data.items} rowKey={(row) => text(row[entry.id])} scroll={{ x: 720 }}
          pagination={{ pageSize: 25, showSizeChanger: false, showTotal: (total) => `共 ${total} 条` }}
          onRow={(row) => ({ onClick: () => setShown(row), style: { cursor: 'pointer' } })}
          columns={entry.columns.map(({ title, width, render }) => ({ title, ...(width ? { width } : {}), render: (_: unknown, row: Row) => render(row) }))}
        />
      )}
      <Drawer open={shown !== null} size={640} onClose={() => setShown(null)} title={shown ? text(shown.name ?? shown.matterName ?? shown.item) : ''}>
        {shown ? (
          <>
            {typeof shown.clauseText === 'string' ? <p style={{ whiteSpace: 'pre-wrap', lineHeight: 1.8 }}>{shown.clauseText}</p> : null}
            <Descriptions
              size="small" bordered column={1}
              items={Object.entries(shown).filter(([key]) => key !== 'clauseText').map(([key, value]) => ({
                key, label: key, children: <span style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{typeof value === 'object' ? JSON.stringify(value, null, 1) : text(value)}</span>,
              }))}
            />
          </>
        ) : null}
      </Drawer>
    </>
  );
}
