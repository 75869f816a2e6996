import { Empty, Table, Tag } from 'antd';
import type { CaseFile } from '../../../domain/case/state.ts';
import { EVIDENCE_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { localTime } from '../lights/remaining.ts';

export function EvidenceTab({ file }: { file: CaseFile }) {
  if (file.evidence.length === 0) return <Empty description="尚无证据" />;
  return (
    <>
      <Table
        size="small" rowKey="id" dataSource={file.evidence} pagination={false} scroll={{ x: 720 }}
        columns={[
          { title: '名称', dataIndex: 'title' },
          { title: '种类', render: (_, item) => EVIDENCE_KIND_LABELS[item.kind] },
          { title: '收集', render: (_, item) => <>{localTime(item.collectedAt)}<br /><span className="quiet">{item.collectors.map((person) => person.name).join('、')}　{item.place}</span></> },
          { title: '形式', render: (_, item) => (item.original ? '原件' : '复制件') },
          {
            title: '状态',
            render: (_, item) => (item.excluded
              ? <Tag color="red" title={item.excluded.reason}>已排除</Tag>
              : item.verified ? <Tag color="green">已查证</Tag> : <Tag>待查证</Tag>),
          },
          {
            title: '文件',
            render: (_, item) => (item.fileHash
              ? <a href={`/api/v1/cases/${file.caseId}/files/${item.fileHash}`} target="_blank" rel="noreferrer">{item.fileName ?? '下载'}</a>
              : '—'),
          },
        ]}
        expandable={{
          rowExpandable: (item) => item.fileHash !== null || item.excluded !== null,
          expandedRowRender: (item) => (
            <div>
              {item.fileHash ? <div className="record-hash">SHA-256 {item.fileHash}</div> : null}
              {item.excluded ? <div>排除理由：{item.excluded.reason}（{item.excluded.basis}）</div> : null}
            </div>
          ),
        }}
      />
      {file.preservations.map((preservation) => (
        <p key={preservation.id}>
          先行登记保存 {localTime(preservation.at)}：{preservation.items.map((item) => `${item.name} ${item.quantity}`).join('、')}
          　{preservation.resolution ? <Tag color="green">已处理</Tag> : <Tag color="orange">待处理（七个工作日）</Tag>}
        </p>
      ))}
    </>
  );
}
