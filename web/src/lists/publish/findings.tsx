import { Checkbox, Tag } from 'antd';
import { useState } from 'react';
import { LIST_LABELS, type ListName } from '../../../../domain/lists/list-names.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { useTableWidth } from '../../parts/use-media.ts';
import type { ListFinding } from '../../../../domain/lists/check-list.ts';

const key = (finding: ListFinding, index: number) => `${index}:${finding.list}:${finding.item}:${finding.code}`;
const tag = (finding: ListFinding) =>
  finding.inherited ? <Tag>现行版已有</Tag> : finding.severity === 'error' ? <Tag color="red">错误</Tag> : <Tag color="gold">提示</Tag>;

/** What a check found, errors first; what the version in force has too is folded away. */
export function Findings({ list, findings }: { list: ListName; findings: readonly ListFinding[] }) {
  const [all, setAll] = useState(false);
  const wide = useTableWidth();
  const inherited = findings.filter((finding) => finding.inherited).length;
  const shown = findings.map((finding, index) => ({ ...finding, key: key(finding, index) })).filter((finding) => all || !finding.inherited);
  const place = (finding: ListFinding) => `${finding.list === list ? '' : `${LIST_LABELS[finding.list]} `}${finding.item || '整张清单'}`;
  const columns: Column<(typeof shown)[number]>[] = [
    { title: '程度', width: 110, render: tag },
    { title: '项目', width: 190, render: (finding) => <span className="num">{place(finding)}</span> },
    { title: '栏目', width: 140, render: (finding) => finding.heading },
    { title: '说明', render: (finding) => finding.message },
  ];
  return (
    <div>
      {inherited > 0 ? (
        <Checkbox className="findings-all" checked={all} onChange={(event) => setAll(event.target.checked)}>
          连同现行版本已有的 {inherited} 处
        </Checkbox>
      ) : null}
      {shown.length === 0 ? (
        <p className="quiet">没有发现新的错误或者需要注意的地方。</p>
      ) : wide ? (
        <DataTable rows={shown} keyOf={(finding) => finding.key} columns={columns} />
      ) : (
        <ul className="finding-cards">
          {shown.map((finding) => (
            <li key={finding.key}>
              {tag(finding)}
              <span className="num">{place(finding)}</span> · {finding.heading}
              <p>{finding.message}</p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
