import { UploadOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Card, Empty, Grid, Input, Modal, Segmented, Skeleton, Tag, Upload } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import type { LeadRow, Page } from '../../../domain/views.ts';
import { query } from '../api/cases.ts';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { localTime } from '../lights/remaining.ts';
import { useSession } from '../session/session.tsx';
import { LeadDetail } from './lead-detail.tsx';
import { KIND_TAGS } from './lead-words.ts';
import './leads.css';

const STATUSES = { new: '待处理', accepted: '已受理', merged: '已合并', rejected: '不予受理' };

interface ImportAnswer {
  imported: number;
  existing?: number;
  errors: { line: number; reason: string }[];
}

/** The inbox: every channel's leads, each with the proposed department and why. */
export function LeadsPage() {
  const { leadId } = useParams();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const { may } = useSession();
  const wide = Grid.useBreakpoint().lg ?? true;
  const status = parameters.get('status') ?? 'new';
  const q = parameters.get('q') ?? '';
  const leads = useInfiniteQuery({
    queryKey: ['leads', status, q],
    queryFn: ({ pageParam }) => request<Page<LeadRow>>(`/leads${query({ status, q, cursor: pageParam, limit: 50 })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const rows = leads.data?.pages.flatMap((page) => page.items) ?? [];
  const set = (name: string, value: string) => setParameters((before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const list = (
    <div className="leads-list">
      {leads.isPending ? <Skeleton active /> : null}
      {leads.isError ? <Refused error={leads.error} /> : null}
      {leads.isSuccess && rows.length === 0 ? <Empty description={status === 'new' ? '没有待处理的线索' : '没有符合条件的线索'} /> : null}
      {rows.map((lead) => (
        <Link key={lead.id} to={`/leads/${lead.id}?${parameters.toString()}`} className="lead-item" aria-current={lead.id === leadId}>
          <span className="lead-item-head">
            <Tag variant="filled">{CHANNEL_LABELS[lead.channel]}</Tag>
            {lead.kind === 'enforcement' ? null : <Tag color={KIND_TAGS[lead.kind].colour}>{KIND_TAGS[lead.kind].label}</Tag>}
            <span className="quiet num">{localTime(lead.receivedAt)}</span>
          </span>
          <span className="lead-item-text">{lead.text}</span>
          <span className="quiet">{lead.town?.name ?? '属地不明'}　{lead.address}{lead.department ? `　→ ${lead.department}` : ''}</span>
        </Link>
      ))}
      {leads.hasNextPage ? <Button block onClick={() => void leads.fetchNextPage()} loading={leads.isFetchingNextPage}>再看 50 条</Button> : null}
    </div>
  );
  const detail = leadId
    ? <LeadDetail key={leadId} leadId={leadId} onBack={wide ? null : () => void navigate(`/leads?${parameters.toString()}`)} />
    : wide ? <Card><Empty description="从左边选一条线索" /></Card> : null;
  return (
    <>
      <div className="page-head">
        <h1>线索收件箱</h1>
        <span style={{ flex: 1 }} />
        {may('dispatcher') ? <ImportButton /> : null}
      </div>
      {wide || !leadId ? (
        <div className="leads-filters">
          <Segmented
            value={status} onChange={(value) => set('status', value === 'new' ? '' : value)}
            options={Object.entries(STATUSES).map(([value, label]) => ({ value, label }))}
          />
          <Input.Search allowClear placeholder="内容、地址" defaultValue={q} onSearch={(value) => set('q', value)} style={{ maxWidth: 260 }} />
        </div>
      ) : null}
      {wide ? <div className="leads-grid">{list}<div>{detail}</div></div> : leadId ? detail : list}
    </>
  );
}

/** A CSV of leads: good rows go in, broken ones are told with their line and reason. */
function ImportButton() {
  const client = useQueryClient();
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file, file.name);
      return request<ImportAnswer>('/leads/import', { method: 'POST', body: form });
    },
    onSuccess: (imported) => {
      setAnswer(imported);
      void client.invalidateQueries({ queryKey: ['leads'] });
    },
  });
  return (
    <>
      <Upload accept=".csv,text/csv" showUploadList={false} beforeUpload={(file) => { send.mutate(file); return Upload.LIST_IGNORE; }}>
        <Button icon={<UploadOutlined />} loading={send.isPending}>导入 CSV</Button>
      </Upload>
      <Modal open={answer !== null || send.isError} title="导入结果" footer={null} onCancel={() => { setAnswer(null); send.reset(); }}>
        {send.isError ? <Refused error={send.error} /> : null}
        {answer ? (
          <>
            <Alert
              showIcon type={answer.errors.length > 0 ? 'warning' : 'success'}
              title={`导入 ${answer.imported} 条${answer.existing ? `，${answer.existing} 条早已收到` : ''}${answer.errors.length > 0 ? `，${answer.errors.length} 行有误未导入` : ''}`}
            />
            <ul>{answer.errors.map((error) => <li key={error.line}>第 {error.line} 行：{error.reason}</li>)}</ul>
          </>
        ) : null}
      </Modal>
    </>
  );
}
