import { type ReactNode, useEffect, useRef } from 'react';
import { Nothing } from './nothing.tsx';
import './data-table.css';

export interface Column<Row> {
  title: string;
  /** Pixels; a column without takes what is left. */
  width?: number;
  render: (row: Row) => ReactNode;
}

export interface Selection {
  selected: string[];
  onSelect: (keys: string[]) => void;
}

interface DataTableProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** What a row's check box is called. */
  nameOf?: (row: Row) => string;
  selection?: Selection | undefined;
  /** Which rows may be chosen; all where nothing is said. */
  selectable?: (row: Row) => boolean;
  empty?: ReactNode;
  busy?: boolean;
}

/** A plain table that scrolls sideways where it must; rows may be chosen. */
export function DataTable<Row>({
  columns,
  rows,
  keyOf,
  nameOf = keyOf,
  selection,
  selectable = () => true,
  empty = '没有内容',
  busy = false,
}: DataTableProps<Row>) {
  const keys = rows.filter(selectable).map(keyOf);
  return (
    <div className="data-table" aria-busy={busy}>
      <table>
        <thead>
          <tr>
            {selection ? (
              <th className="data-check">
                <CheckAll keys={keys} selection={selection} />
              </th>
            ) : null}
            {columns.map(({ title, width }) => (
              <th key={title} scope="col" style={width ? { width } : {}}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row);
            return (
              <tr key={key} data-selected={selection?.selected.includes(key) ?? false}>
                {selection ? (
                  <td className="data-check">{selectable(row) ? <Check name={nameOf(row)} value={key} selection={selection} /> : null}</td>
                ) : null}
                {columns.map(({ title, render }) => (
                  <td key={title}>{render(row)}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {rows.length === 0 ? <Nothing>{busy ? '正在读取' : empty}</Nothing> : null}
    </div>
  );
}

export function Check({ name, value, selection: { selected, onSelect } }: { name: string; value: string; selection: Selection }) {
  const chosen = selected.includes(value);
  return (
    <input
      type="checkbox"
      aria-label={`选择${name}`}
      checked={chosen}
      onChange={() => onSelect(chosen ? selected.filter((key) => key !== value) : [...selected, value])}
    />
  );
}

function CheckAll({ keys, selection: { selected, onSelect } }: { keys: string[]; selection: Selection }) {
  const box = useRef<HTMLInputElement>(null);
  const shown = keys.filter((key) => selected.includes(key)).length;
  const all = keys.length > 0 && shown === keys.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = shown > 0 && !all;
  }, [shown, all]);
  const others = selected.filter((key) => !keys.includes(key));
  return <input ref={box} type="checkbox" aria-label="全选" checked={all} onChange={() => onSelect(all ? others : [...others, ...keys])} />;
}
