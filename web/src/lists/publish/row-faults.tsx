import { Alert } from 'antd';
import { Problem } from '../../api/client.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useTableWidth } from '../../parts/use-media.ts';

interface RowFault {
  line: number;
  item: string;
  column: string;
  message: string;
}

const COLUMNS: Column<RowFault & { key: string }>[] = [
  { title: '行号', width: 70, render: ({ line }) => <span className="num">{line}</span> },
  { title: '编号', width: 130, render: ({ item }) => <span className="num">{item || '—'}</span> },
  { title: '栏目', width: 130, render: ({ column }) => column },
  { title: '原因', render: ({ message }) => message },
];

/** Why a file was not taken: its broken rows as a table, anything else as a refusal. */
export function ImportRefused({ error }: { error: unknown }) {
  const wide = useTableWidth();
  const rows = error instanceof Problem && Array.isArray(error.more.rows) ? (error.more.rows as RowFault[]) : null;
  if (!rows) return <Refused error={error} />;
  const faults = rows.map((fault, index) => ({ ...fault, key: `${index}` }));
  return (
    <div className="stack row-faults">
      <Alert
        type="error"
        showIcon
        title={`${new Set(rows.map(({ line }) => line)).size} 行有误，共 ${Number((error as Problem).more.faults)} 处，没有导入任何内容`}
        description="在文件里改好后重新上传。行号与表格软件的一致，表头为第 1 行。"
      />
      {wide ? (
        <DataTable rows={faults} keyOf={(fault) => fault.key} columns={COLUMNS} />
      ) : (
        <ul className="finding-cards">
          {faults.map((fault) => (
            <li key={fault.key}>
              <strong>第 {fault.line} 行</strong> {fault.item} · {fault.column}
              <p>{fault.message}</p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
