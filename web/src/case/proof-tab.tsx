import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Skeleton } from 'antd';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';

interface Verification {
  ok: boolean;
  checks: { name: string; ok: boolean; text: string }[];
  head: string;
  length: number;
}

/** Whether the record is whole and unaltered: PostgreSQL's chain, the workflow's own head, the county's anchors. */
export function ProofTab({ caseId }: { caseId: string }) {
  const verification = useQuery({ queryKey: ['case', caseId, 'verify'], queryFn: () => request<Verification>(`/cases/${caseId}/verify`) });
  if (verification.isPending) return <Skeleton active />;
  if (verification.isError) return <Refused error={verification.error} />;
  const { ok, checks, head, length } = verification.data;
  return (
    <>
      <Alert
        type={ok ? 'success' : 'error'} showIcon style={{ marginBottom: 12 }}
        title={ok ? `${length} 条记录完整，未被改动` : '记录与其哈希或另一份副本不符'}
        action={<Button size="small" onClick={() => void verification.refetch()} loading={verification.isFetching}>重新核验</Button>}
      />
      <Descriptions
        size="small" bordered column={1}
        items={[
          ...checks.map((check) => ({ key: check.name, label: check.name, children: `${check.ok ? '✓' : '✗'} ${check.text}` })),
          { key: 'head', label: '末条哈希', children: <span className="record-hash">{head}</span> },
          { key: 'raw', label: '原始数据', children: <><a href={`/api/v1/cases/${caseId}/events`}>事件记录</a>　<a href={`/api/v1/cases/${caseId}/history`}>工作流历史</a></> },
        ]}
      />
    </>
  );
}
