import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { LEAD_REPORTERS } from '../../../domain/roles.ts';
import { LEAD_KIND_LABELS } from '../../../domain/routing/dispatch/kinds.ts';
import type { LeadRow } from '../../../contract/leads.ts';
import type { Page } from '../../../contract/page.ts';
import { useChannelNames } from '../api/county.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { shortTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Refused } from '../parts/refused.tsx';
import { useDesk } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session/session.tsx';
import { ImportButton } from './import-button.tsx';
import { LeadDetail } from './lead-detail.tsx';
import { KIND_COLOURS, STATUS_LABELS } from './lead-model.ts';
import { useAddressFilters } from '../items/use-list.ts';
import { NewLead } from './new-lead.tsx';
import './leads.css';

const STATUSES = { ...STATUS_LABELS, all: '全部' };

/** The inbox: every channel's leads, each with the proposed department and why. */
export function LeadsPage() {
  const { leadId } = useParams();
  const navigate = useNavigate();
  const { search, read, set, clear } = useAddressFilters();
  const { may } = useSession();
  const desk = useDesk();
  const [adding, setAdding] = useState(false);
  const filters = { status: read('status') || 'new', kind: read('kind') ?? '', channel: read('channel') ?? '', q: read('q') ?? '' };
  const toList = () => void navigate({ pathname: '/leads', search });
  const detail = leadId ? <LeadDetail key={leadId} leadId={leadId} onBack={desk ? null : toList} /> : null;
  const list = <LeadList filters={filters} chosen={leadId} search={search} onClear={clear} />;
  return (
    <>
      {desk || !leadId ? (
        <PageHead title="线索收件箱">
          {may('dispatcher') ? <ImportButton /> : null}
          {may(...LEAD_REPORTERS) ? (
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              登记线索
            </Button>
          ) : null}
        </PageHead>
      ) : null}
      {desk || !leadId ? <Filters filters={filters} set={set} /> : null}
      {desk ? (
        <div className="leads-grid">
          {list}
          {detail ?? (
            <div className="panel">
              <Nothing>从左边选一条线索</Nothing>
            </div>
          )}
        </div>
      ) : (
        (detail ?? list)
      )}
      {adding ? <NewLead onClose={() => setAdding(false)} /> : null}
    </>
  );
}

interface LeadFilters {
  status: string;
  kind: string;
  channel: string;
  q: string;
}

function Filters({ filters, set }: { filters: LeadFilters; set: (name: string, value: string | null | undefined) => void }) {
  const channels = useChannelNames();
  const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <div className="leads-filters" role="search">
      <Segmented value={filters.status} onChange={(value) => set('status', value === 'new' ? '' : value)} options={options(STATUSES)} />
      <Select
        allowClear
        placeholder="类别"
        aria-label="类别"
        value={filters.kind || null}
        options={options(LEAD_KIND_LABELS)}
        onChange={(value) => set('kind', value)}
        style={{ width: 150 }}
      />
      <Select
        allowClear
        placeholder="渠道"
        aria-label="渠道"
        value={filters.channel || null}
        options={options(channels)}
        onChange={(value) => set('channel', value)}
        style={{ width: 130 }}
      />
      <Input.Search
        key={filters.q}
        allowClear
        placeholder="内容、地址、工单"
        defaultValue={filters.q}
        onSearch={(value) => set('q', value.trim())}
        className="grow"
        aria-label="搜索线索"
      />
    </div>
  );
}

function LeadList({
  filters,
  chosen,
  search,
  onClear,
}: {
  filters: LeadFilters;
  chosen: string | undefined;
  search: string;
  onClear: () => void;
}) {
  const narrowed = filters.kind !== '' || filters.channel !== '' || filters.q !== '';
  const status = filters.status === 'all' ? null : filters.status;
  const leads = useInfiniteQuery({
    queryKey: ['leads', 'list', filters],
    queryFn: ({ pageParam }) => request<Page<LeadRow>>(`/leads${query({ ...filters, status, cursor: pageParam, limit: 50 })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = leads.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="leads-list">
      {leads.isPending ? <Waiting /> : null}
      {leads.isError ? <Refused error={leads.error} onRetry={() => void leads.refetch()} /> : null}
      {leads.isSuccess && rows.length === 0 ? (
        <div className="panel">
          <Nothing {...(narrowed ? { action: <Button onClick={onClear}>清除筛选</Button> } : {})}>
            {narrowed
              ? '没有符合条件的线索'
              : filters.status === 'new'
                ? '线索都已处理。新的线索到来时会自动出现在这里。'
                : '还没有这样的线索'}
          </Nothing>
        </div>
      ) : null}
      {rows.map((lead) => (
        <LeadItem key={lead.id} lead={lead} current={lead.id === chosen} search={search} />
      ))}
      {leads.hasNextPage ? (
        <Button block onClick={() => void leads.fetchNextPage()} loading={leads.isFetchingNextPage}>
          再看 50 条
        </Button>
      ) : null}
    </div>
  );
}

function LeadItem({ lead, current, search }: { lead: LeadRow; current: boolean; search: string }) {
  const channels = useChannelNames();
  return (
    <Link to={{ pathname: `/leads/${lead.id}`, search }} className="lead-item" aria-current={current} data-kind={lead.kind}>
      <span className="lead-tags">
        <Tag variant="filled">{channels[lead.channel]}</Tag>
        {lead.kind === 'enforcement' ? null : <Tag color={KIND_COLOURS[lead.kind]}>{LEAD_KIND_LABELS[lead.kind]}</Tag>}
        {lead.status === 'new' ? null : <Tag variant="filled">{STATUS_LABELS[lead.status]}</Tag>}
        <span className="quiet small num lead-time">{shortTime(lead.receivedAt, Date.now())}</span>
      </span>
      <span className="lead-item-text">{lead.text}</span>
      <span className="quiet small">
        {lead.town?.name ?? '属地不明'}　{lead.address}
      </span>
      {lead.department ? <span className="small">→ {lead.department}</span> : <span className="quiet small">待人工研判</span>}
    </Link>
  );
}
