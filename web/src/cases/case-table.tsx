import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CaseRow } from '../../../contract/cases.ts';
import { OUTCOME_LABELS, type Outcome, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { Due, RowLamp } from '../items/row-parts.tsx';
import { localTime } from '../lights/remaining.ts';
import { Check, type Column, DataTable, type Selection } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { names } from '../parts/words.ts';

interface CaseTableProps {
  rows: CaseRow[];
  /** The instant of which the lights are. */
  now: number;
  loading?: boolean;
  selection?: Selection;
  empty?: ReactNode;
}

/** Cases as rows on a desk, as cards on a phone. */
export function CaseTable({ rows, now, loading = false, selection, empty = '没有符合条件的案件' }: CaseTableProps) {
  const wide = useTableWidth();
  if (!wide) {
    return (
      <div className="item-cards">
        {rows.map((row) => <CaseCard key={row.id} row={row} now={now} {...(selection ? { selection } : {})} />)}
        {rows.length === 0 && !loading ? <Nothing>{empty}</Nothing> : null}
      </div>
    );
  }
  return (
    <DataTable
      columns={columnsAt(now)} rows={rows} keyOf={(row) => row.id} nameOf={(row) => row.title} selection={selection} empty={empty} busy={loading}
    />
  );
}

const columnsAt = (now: number): Column<CaseRow>[] => [
  { title: '案件', render: (row) => <CaseName row={row} /> },
  { title: '阶段', width: 84, render: (row) => STAGE_LABELS[row.stage] },
  { title: '期限', width: 198, render: (row) => <Due row={row} now={now} otherwise={outcomeOf(row)} /> },
  { title: '层级', width: 146, render: (row) => TIER_LABELS[row.tier] },
  {
    title: '承办', width: 180,
    render: (row) => <div>{row.unit.name}<div className="quiet small">{names(row.handlers, '未定承办人')}</div></div>,
  },
  { title: '建立', width: 104, render: (row) => <span className="num">{localTime(row.openedAt, false)}</span> },
];

const doneWord = (row: CaseRow): string | null => (row.stage === 'archived' ? '已归档' : null);
const outcomeOf = ({ outcome }: CaseRow): string | null => (outcome === null ? null : OUTCOME_LABELS[outcome as Outcome]);

/** The lamp leads to its derivation, the name to the case. An archived case has no lamp any more. */
function CaseName({ row }: { row: CaseRow }) {
  return (
    <div className="item-cell">
      <RowLamp light={row.light} done={doneWord(row)} title={row.title} why={`/cases/${row.id}?term=light`} />
      <div>
        <Link to={`/cases/${row.id}`} className="item-name">{row.title}</Link>
        {row.emergency ? <Tag color="red" style={{ marginLeft: 6 }}>紧急</Tag> : null}
        <div className="quiet small num">{row.number ?? '尚未立案'}{row.partyName ? `　${row.partyName}` : ''}</div>
      </div>
    </div>
  );
}

function CaseCard({ row, now, selection }: { row: CaseRow; now: number; selection?: Selection }) {
  const card = (
    <Link to={`/cases/${row.id}`} className="item-card" data-light={row.light}>
      <span className="item-card-head"><RowLamp light={row.light} done={doneWord(row)} title={row.title} /><strong>{row.title}</strong></span>
      <span className="quiet small num">{row.number ?? '尚未立案'}　{row.unit.name}　{names(row.handlers, '未定承办人')}</span>
      <span className="item-card-foot"><Tag variant="filled">{STAGE_LABELS[row.stage]}</Tag><Due row={row} now={now} otherwise={outcomeOf(row)} /></span>
    </Link>
  );
  if (!selection) return card;
  return (
    <div className="item-card-row">
      <Check name={row.title} value={row.id} selection={selection} />
      {card}
    </div>
  );
}
