import { Grid, Table, Tag } from 'antd';
import type { Key } from 'react';
import { Link } from 'react-router';
import { OUTCOME_LABELS, type Outcome, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import type { CaseRow } from '../../../domain/views.ts';
import { Lamp } from '../lights/lamp.tsx';
import { localTime, untilDeadline } from '../lights/remaining.ts';
import './cases.css';

interface CaseTableProps {
  rows: CaseRow[];
  loading?: boolean;
  now?: number;
  selection?: { selected: Key[]; onSelect: (keys: Key[]) => void };
  empty?: string;
}

/** Cases as rows on a desk, as cards on a phone. */
export function CaseTable({ rows, loading = false, now = Date.now(), selection, empty }: CaseTableProps) {
  const wide = Grid.useBreakpoint().md ?? true;
  if (!wide) {
    return (
      <div style={{ display: 'grid', gap: 8 }}>
        {rows.map((row) => (
          <Link key={row.id} to={`/cases/${row.id}`} className="case-card">
            <span className="case-card-head"><Lamp light={row.light} /><strong>{row.title}</strong></span>
            <span className="quiet">{row.number ?? '尚未立案'}　{row.unit.name}</span>
            <span className="case-card-foot">
              <Tag variant="filled">{STAGE_LABELS[row.stage]}</Tag>
              {row.term ? <span className="num">{row.term.label} {untilDeadline(row.term.deadline, now)}</span> : <span className="quiet">{row.outcome ? OUTCOME_LABELS[row.outcome as Outcome] : row.waiting}</span>}
            </span>
          </Link>
        ))}
        {rows.length === 0 && !loading ? <p className="quiet">{empty ?? '没有符合条件的案件。'}</p> : null}
      </div>
    );
  }
  return (
    <Table
      size="middle" rowKey="id" dataSource={rows} loading={loading} pagination={false} scroll={{ x: 960 }}
      locale={{ emptyText: empty ?? '没有符合条件的案件' }}
      {...(selection ? { rowSelection: { selectedRowKeys: selection.selected, onChange: selection.onSelect } } : {})}
      columns={[
        { title: '灯', width: 48, render: (_, row) => <Lamp light={row.light} size={12} /> },
        {
          title: '案件',
          render: (_, row) => (
            <div>
              <Link to={`/cases/${row.id}`} style={{ fontWeight: 500 }}>{row.title}</Link>
              {row.emergency ? <Tag color="red" style={{ marginLeft: 6 }}>紧急</Tag> : null}
              <div className="quiet" style={{ fontSize: 12 }}>{row.number ?? '尚未立案'}{row.partyName ? `　${row.partyName}` : ''}</div>
            </div>
          ),
        },
        { title: '阶段', width: 104, render: (_, row) => STAGE_LABELS[row.stage] },
        {
          title: '期限', width: 190,
          render: (_, row) => (row.term
            ? <div><span>{row.term.label}</span><div className="num" style={{ fontWeight: 600 }}>{untilDeadline(row.term.deadline, now)}</div></div>
            : <span className="quiet">{row.outcome ? OUTCOME_LABELS[row.outcome as Outcome] : row.waiting ?? '—'}</span>),
        },
        { title: '层级', width: 150, render: (_, row) => TIER_LABELS[row.tier] },
        { title: '承办', width: 170, render: (_, row) => <div>{row.unit.name}<div className="quiet" style={{ fontSize: 12 }}>{row.handlers.map((handler) => handler.name).join('、') || '未定承办人'}</div></div> },
        { title: '建立', width: 110, render: (_, row) => <span className="num">{localTime(row.openedAt, false)}</span> },
      ]}
    />
  );
}
