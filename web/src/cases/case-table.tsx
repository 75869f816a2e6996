import { Table, Tag } from 'antd';
import type { Key } from 'react';
import { Link } from 'react-router';
import type { CaseRow } from '../../../domain/views.ts';
import { OUTCOME_LABELS, type Outcome, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime, untilDeadline } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { names } from '../parts/words.ts';
import './cases.css';

export interface Selection {
  selected: Key[];
  onSelect: (keys: Key[]) => void;
}

interface CaseTableProps {
  rows: CaseRow[];
  /** The instant of which the lights are. */
  now: number;
  loading?: boolean;
  selection?: Selection;
  empty?: string;
}

/** Cases as rows on a desk, as cards on a phone. */
export function CaseTable({ rows, now, loading = false, selection, empty = '没有符合条件的案件' }: CaseTableProps) {
  const wide = useTableWidth();
  if (!wide) {
    return (
      <div className="case-cards">
        {rows.map((row) => <CaseCard key={row.id} row={row} now={now} {...(selection ? { selection } : {})} />)}
        {rows.length === 0 && !loading ? <Nothing>{empty}</Nothing> : null}
      </div>
    );
  }
  return (
    <Table
      size="middle" rowKey="id" dataSource={rows} loading={loading} pagination={false} scroll={{ x: 900 }} className="case-table"
      locale={{ emptyText: <Nothing>{loading ? '正在读取' : empty}</Nothing> }}
      {...(selection ? { rowSelection: { selectedRowKeys: selection.selected, onChange: selection.onSelect } } : {})}
      columns={[
        {
          title: '案件',
          render: (_, row) => (
            <div className="case-cell">
              <Link to={`/cases/${row.id}?term=light`} aria-label={`看这盏灯怎样推算：${row.title}`}><Lamp light={row.light} size={12} /></Link>
              <div>
                <Link to={`/cases/${row.id}`} className="case-name">{row.title}</Link>
                {row.emergency ? <Tag color="red" style={{ marginLeft: 6 }}>紧急</Tag> : null}
                <div className="quiet small num">{row.number ?? '尚未立案'}{row.partyName ? `　${row.partyName}` : ''}</div>
              </div>
            </div>
          ),
        },
        { title: '阶段', width: 92, render: (_, row) => STAGE_LABELS[row.stage] },
        { title: '期限', width: 200, render: (_, row) => <Due row={row} now={now} /> },
        { title: '层级', width: 152, render: (_, row) => TIER_LABELS[row.tier] },
        {
          title: '承办', width: 190,
          render: (_, row) => <div>{row.unit.name}<div className="quiet small">{names(row.handlers, '未定承办人')}</div></div>,
        },
        { title: '建立', width: 108, render: (_, row) => <span className="num">{localTime(row.openedAt, false)}</span> },
      ]}
    />
  );
}

/** What is due, or why nothing is. */
function Due({ row, now }: { row: CaseRow; now: number }) {
  if (!row.term) return <span className="quiet">{row.outcome ? OUTCOME_LABELS[row.outcome as Outcome] : row.waiting ?? '—'}</span>;
  return (
    <div>
      <div>{row.term.label}{row.term.provisional ? <Tag color="orange" variant="filled" style={{ marginLeft: 6 }}>暂定</Tag> : null}</div>
      <div className="small num">
        <b data-light={row.light} className="due-words">{row.light === 'grey' ? '暂停计时' : untilDeadline(row.term.deadline, now)}</b>
        {row.term.deadline ? <span className="quiet">　{dayWords(row.term.deadline, now)}</span> : null}
      </div>
      {row.light === 'grey' && row.waiting ? <div className="quiet small">{row.waiting}</div> : null}
    </div>
  );
}

function CaseCard({ row, now, selection }: { row: CaseRow; now: number; selection?: Selection }) {
  const card = (
    <Link to={`/cases/${row.id}`} className="case-card" data-light={row.light}>
      <span className="case-card-head"><Lamp light={row.light} size={12} /><strong>{row.title}</strong></span>
      <span className="quiet small num">{row.number ?? '尚未立案'}　{row.unit.name}　{names(row.handlers, '未定承办人')}</span>
      <span className="case-card-foot"><Tag variant="filled">{STAGE_LABELS[row.stage]}</Tag><Due row={row} now={now} /></span>
    </Link>
  );
  if (!selection) return card;
  const chosen = selection.selected.includes(row.id);
  return (
    <div className="case-card-row">
      <input
        type="checkbox" aria-label={`选择${row.title}`} checked={chosen}
        onChange={() => selection.onSelect(chosen ? selection.selected.filter((key) => key !== row.id) : [...selection.selected, row.id])}
      />
      {card}
    </div>
  );
}
