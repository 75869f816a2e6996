import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ItemRow } from '../../../contract/items.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { localTime } from '../lights/remaining.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { names } from '../parts/words.ts';
import { Due, RowLamp } from './row-parts.tsx';

interface ItemTableProps {
  kind: AnyKind;
  rows: readonly ItemRow[];
  /** The instant of which the lights are. */
  now: number;
  loading: boolean;
  empty: ReactNode;
}

/** Items of one kind as rows on a desk, as cards on a phone. */
export function ItemTable({ kind, rows, now, loading, empty }: ItemTableProps) {
  const wide = useTableWidth();
  if (!wide) {
    return (
      <div className="item-cards">
        {rows.map((row) => (
          <ItemCard key={row.id} kind={kind} row={row} now={now} />
        ))}
        {rows.length === 0 && !loading ? <Nothing>{empty}</Nothing> : null}
      </div>
    );
  }
  return (
    <DataTable
      columns={columnsOf(kind, now)}
      rows={rows}
      keyOf={(row) => row.id}
      nameOf={(row) => row.title}
      empty={empty}
      busy={loading}
    />
  );
}

const stageOf = (kind: AnyKind, { stage }: ItemRow): string => kind.stages[stage] ?? '';
const doneWord = (kind: AnyKind, row: ItemRow): string | null => (row.ended || kind.over.includes(row.stage) ? stageOf(kind, row) : null);

const columnsOf = (kind: AnyKind, now: number): Column<ItemRow>[] => [
  {
    title: kind.label,
    render: (row) => (
      <div className="item-cell">
        <RowLamp light={row.light} done={doneWord(kind, row)} title={row.title} why={`/${kind.plural}/${row.id}?term=light`} />
        <Link to={`/${kind.plural}/${row.id}`} className="item-name">
          {row.title}
        </Link>
      </div>
    ),
  },
  { title: '阶段', width: 104, render: (row) => stageOf(kind, row) },
  { title: '期限', width: 220, render: (row) => <Due row={row} now={now} otherwise={doneWord(kind, row)} /> },
  {
    title: '承办',
    width: 220,
    render: (row) => (
      <div>
        {row.unit.name}
        <div className="quiet small">{names(row.handlers, '未定承办人')}</div>
      </div>
    ),
  },
  { title: '建立', width: 144, render: (row) => <span className="num">{localTime(row.openedAt)}</span> },
];

function ItemCard({ kind, row, now }: { kind: AnyKind; row: ItemRow; now: number }) {
  const done = doneWord(kind, row);
  return (
    <Link to={`/${kind.plural}/${row.id}`} className="item-card" data-light={row.light}>
      <span className="item-card-head">
        <RowLamp light={row.light} done={done} title={row.title} />
        <strong>{row.title}</strong>
      </span>
      <span className="quiet small num">
        {row.unit.name}　{names(row.handlers, '未定承办人')}
      </span>
      <span className="item-card-foot">
        <Tag variant="filled">{stageOf(kind, row)}</Tag>
        <Due row={row} now={now} otherwise={done} />
      </span>
    </Link>
  );
}
