import { Alert } from 'antd';
import type { ReactNode } from 'react';
import type { ImportFault, ImportOutcome, ImportPreview } from '../../../contract/imports.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { useTableWidth } from '../parts/use-media.ts';

const FAULTS: Column<ImportFault & { key: string; name: string }>[] = [
  { title: '行号', width: 60, render: ({ line }) => <span className="num">{line}</span> },
  { title: '哪一项', width: 130, render: ({ name }) => name || '—' },
  { title: '栏目', width: 110, render: ({ column }) => column },
  {
    title: '原因和怎样改',
    render: ({ message, need }) => (
      <>
        {message}
        {need ? <span className="quiet import-need">{need}</span> : null}
      </>
    ),
  },
];

const LABELS = { new: '新的', same: '已有，内容相同', refused: '有误' } as const;

/** What a look at a table found: how it was read, how many rows are what, every fault with its place. */
export function Looked({ preview, changes, faulty }: { preview: ImportPreview; changes: boolean; faulty: ReactNode }) {
  const { counts, notes, rows, more, allOrNone } = preview;
  const wide = useTableWidth();
  const labels: Record<ImportOutcome, string> = { ...LABELS, other: changes ? '有改动' : '已有，内容不同' };
  const names = new Map(rows.map(({ line, name }) => [line, name]));
  const faults = preview.faults.map((fault, index) => ({ ...fault, key: `${index}`, name: names.get(fault.line) ?? '' }));
  const kept = new Set(faults.map(({ line }) => line)).size;
  const sound = rows.filter((row) => row.faults.length === 0);
  return (
    <>
      <dl className="import-counts">
        {(['new', 'same', 'other', 'refused'] as const).map((outcome) => (
          <div key={outcome} data-outcome={outcome} data-none={counts[outcome] === 0}>
            <dt>{labels[outcome]}</dt>
            <dd className="num">{counts[outcome]}</dd>
          </div>
        ))}
      </dl>
      <ul className="import-notes quiet">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      {faults.length > 0 ? (
        <div className="stack row-faults">
          <Alert
            type="warning"
            showIcon
            title={`${kept} 行有误，共 ${faults.length} 处，${allOrNone ? '改正后才能导入' : '这些行不会导入，其余照常'}`}
            description={`行号与表格软件的一致。可以在原文件里改好重新选择；也可以下载${allOrNone ? '写明了原因的整张表' : '有误的行'}，改正后直接导入。`}
          />
          {faulty}
          {wide ? (
            <DataTable rows={faults} keyOf={({ key }) => key} columns={FAULTS} />
          ) : (
            <ul className="import-cards">
              {faults.map(({ key, line, name, column, message, need }) => (
                <li key={key}>
                  <strong>
                    第{line}行 {name} · {column}
                  </strong>
                  <p>{message}</p>
                  {need ? <p className="quiet">{need}</p> : null}
                </li>
              ))}
            </ul>
          )}
        </div>
      ) : null}
      {sound.length > 0 ? (
        <details className="import-sound" open={faults.length === 0}>
          <summary>
            可以导入或者已有的行（{sound.length}
            {more > 0 ? `，另有${more}行未列出` : ''}）
          </summary>
          <ul className="import-cards">
            {sound.map(({ line, name, words, outcome }) => (
              <li key={line} data-outcome={outcome}>
                <span className="quiet num">第{line}行</span> <strong>{name}</strong> <span className="import-mark">{labels[outcome]}</span>
                <p>{words}</p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  );
}
