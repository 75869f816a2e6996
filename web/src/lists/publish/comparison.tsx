import { Tag } from 'antd';
import type { Comparison } from './model.ts';

/** What a version changes: rows that come and go, and in those that stay each field before and after. */
export function ComparisonView({ comparison, unchanged }: { comparison: Comparison; unchanged?: number }) {
  const { added, removed, changed } = comparison;
  if (added.length + removed.length + changed.length === 0) return <p className="quiet">两版没有不同。</p>;
  return (
    <div className="stack">
      <p className="change-counts num">
        <span>
          新增 <strong>{added.length}</strong>
        </span>
        <span>
          删去 <strong>{removed.length}</strong>
        </span>
        <span>
          改动 <strong>{changed.length}</strong>
        </span>
        {unchanged === undefined ? null : <span className="quiet">未变 {unchanged}</span>}
      </p>
      <Refs title="新增" color="green" rows={added} />
      <Refs title="删去" color="red" rows={removed} />
      {changed.map((row) => (
        <section key={row.code} className="changed-row">
          <h4>
            <Tag color="gold">改动</Tag>
            <span className="num">{row.code}</span> {row.title}
          </h4>
          <table>
            <colgroup>
              <col className="change-field" />
              <col />
              <col />
            </colgroup>
            <thead className="sr-only">
              <tr>
                <th>栏目</th>
                <th>原来</th>
                <th>改为</th>
              </tr>
            </thead>
            <tbody>
              {row.fields.map((field) => (
                <tr key={field.field}>
                  <th scope="row">{field.heading}</th>
                  <td data-side="before">
                    <span className="side-word">原来</span>
                    <del>{field.before}</del>
                  </td>
                  <td data-side="after">
                    <span className="side-word">改为</span>
                    <ins>{field.after}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

function Refs({ title, color, rows }: { title: string; color: string; rows: Comparison['added'] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="change-refs">
      {rows.map((row) => (
        <li key={row.code}>
          <Tag color={color}>{title}</Tag>
          <span className="num">{row.code}</span> {row.title}
        </li>
      ))}
    </ul>
  );
}
