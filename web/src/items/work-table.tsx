import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ItemRow } from '../../../contract/items.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { OUTCOME_LABELS, type Outcome, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { pathOf } from '../item/path.ts';
import { localTime } from '../lights/remaining.ts';
import { Check, type Column, DataTable, type Selection } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { names } from '../parts/words.ts';
import { Due, RowLamp } from './row-parts.tsx';

interface WorkTableProps {
  rows: readonly ItemRow[];
  /** The instant of which the lights are. */
  now: number;
  loading?: boolean;
  /** Of cases: what is done to many at once is done to cases. */
  selection?: Selection;
  empty?: ReactNode;
}

/** Items of any kind together, as rows on a desk, as cards on a phone. */
export function WorkTable({ rows, now, loading = false, selection, empty = '没有符合条件的案件' }: WorkTableProps) {
  const wide = useTableWidth();
  if (!wide) {
    return (
      <div className="item-cards">
        {rows.map((row) => (
          <ItemCard key={row.id} row={row} now={now} {...(selection && isCase(row) ? { selection } : {})} />
        ))}
        {rows.length === 0 && !loading ? <Nothing>{empty}</Nothing> : null}
      </div>
    );
  }
  return (
    <DataTable
      columns={columnsAt(now)}
      rows={rows}
      keyOf={(row) => row.id}
      nameOf={(row) => row.title}
      selection={selection}
      selectable={isCase}
      empty={empty}
      busy={loading}
    />
  );
}

const isCase = ({ kind }: ItemRow): boolean => kind === 'case';
const stageOf = ({ kind, stage }: ItemRow): string => kindNamed(kind)?.stages[stage] ?? '';
/** What tells it from others: a case’s number, else its kind. */
const aboutOf = ({ kind, number }: ItemRow): string => number ?? (kind === 'case' ? '尚未立案' : (kindNamed(kind)?.label ?? ''));

const columnsAt = (now: number): Column<ItemRow>[] => [
  { title: '名称', render: (row) => <ItemName row={row} /> },
  { title: '阶段', width: 84, render: stageOf },
  { title: '期限', width: 198, render: (row) => <Due row={row} now={now} otherwise={outcomeOf(row)} /> },
  { title: '层级', width: 146, render: (row) => (row.tier ? TIER_LABELS[row.tier] : '') },
  {
    title: '承办',
    width: 180,
    render: (row) => (
      <div>
        {row.unit.name}
        <div className="quiet small">{names(row.handlers, '未定承办人')}</div>
      </div>
    ),
  },
  { title: '建立', width: 104, render: (row) => <span className="num">{localTime(row.openedAt, false)}</span> },
];

const doneWord = (row: ItemRow): string | null => (row.ended ? stageOf(row) : null);
const outcomeOf = (row: ItemRow): string | null => (row.outcome === null ? doneWord(row) : OUTCOME_LABELS[row.outcome as Outcome]);

/** The lamp leads to its derivation, the name to the item. What has ended has no lamp any more. */
function ItemName({ row }: { row: ItemRow }) {
  return (
    <div className="item-cell">
      <RowLamp light={row.light} done={doneWord(row)} title={row.title} why={`${pathOf(row.kind, row.id)}?term=light`} />
      <div>
        <Link to={pathOf(row.kind, row.id)} className="item-name">
          {row.title}
        </Link>
        {row.emergency ? (
          <Tag color="red" style={{ marginLeft: 6 }}>
            紧急
          </Tag>
        ) : null}
        <div className="quiet small num">
          {aboutOf(row)}
          {row.partyName ? `　${row.partyName}` : ''}
        </div>
      </div>
    </div>
  );
}

function ItemCard({ row, now, selection }: { row: ItemRow; now: number; selection?: Selection }) {
  const card = (
    <Link to={pathOf(row.kind, row.id)} className="item-card" data-light={row.light}>
      <span className="item-card-head">
        <RowLamp light={row.light} done={doneWord(row)} title={row.title} />
        <strong>{row.title}</strong>
      </span>
      <span className="quiet small num">
        {aboutOf(row)}　{row.unit.name}　{names(row.handlers, '未定承办人')}
      </span>
      <span className="item-card-foot">
        <Tag variant="filled">{stageOf(row)}</Tag>
        <Due row={row} now={now} otherwise={outcomeOf(row)} />
      </span>
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
