import { App, Button, Select, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useChannelNames } from '../api/county.ts';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Refused } from '../parts/refused.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';
import { useSession } from '../session/session.tsx';
import type { ReportRow, ReportStatus } from '../../../contract/channels.ts';
import { REPORT_STATUS_LABELS, useChange, useReports } from './channel-model.ts';

const COLOURS: Record<ReportStatus, string> = { waiting: 'gold', delivered: 'green', dead: 'red' };
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What each ticket's sender was told and what could not be told yet. */
export function ReportsView() {
  const channels = useChannelNames();
  const [parameters, setParameters] = useSearchParams();
  const wide = useTableWidth();
  const filters = { status: parameters.get('status') ?? '', channel: parameters.get('channel') ?? '' };
  const reports = useReports(filters);
  const rows = reports.data?.pages.flatMap(({ items }) => items) ?? [];
  const set = (name: 'status' | 'channel', value: string | undefined) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <div className="list-head">
        <Select
          allowClear
          placeholder="状态"
          aria-label="状态"
          value={filters.status || null}
          options={options(REPORT_STATUS_LABELS)}
          onChange={(value?: string) => set('status', value)}
          style={{ width: 130 }}
        />
        <Select
          allowClear
          placeholder="渠道"
          aria-label="渠道"
          value={filters.channel || null}
          options={options(channels)}
          onChange={(value?: string) => set('channel', value)}
          style={{ width: 140 }}
        />
      </div>
      {reports.isPending ? <Waiting /> : null}
      {reports.isError ? <Refused error={reports.error} onRetry={() => void reports.refetch()} /> : null}
      {reports.isSuccess && rows.length === 0 ? (
        <Nothing>{filters.status || filters.channel ? '没有符合条件的回告' : '还没有回告：渠道报送的工单受理后才有'}</Nothing>
      ) : null}
      {rows.length > 0 && wide ? (
        <DataTable
          rows={rows}
          keyOf={(row) => row.id}
          columns={[
            { title: '工单', width: 230, render: (row) => <Ticket row={row} /> },
            { title: '通知', width: 130, render: (row) => row.label },
            { title: '状态', render: (row) => <State row={row} /> },
            { title: '产生', width: 142, render: (row) => <span className="num">{localTime(row.createdAt)}</span> },
            { title: '', width: 92, render: (row) => <Retry row={row} /> },
          ]}
        />
      ) : (
        rows.map((row) => (
          <div key={row.id} className="list-card">
            <div>
              <Ticket row={row} />　{row.label}
            </div>
            <span className="small">
              <State row={row} />
            </span>
            <span className="quiet small num">{localTime(row.createdAt)}产生</span>
            <span>
              <Retry row={row} />
            </span>
          </div>
        ))
      )}
      {reports.hasNextPage ? (
        <div className="more">
          <Button loading={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
            再看 50 条
          </Button>
        </div>
      ) : null}
    </>
  );
}

function Ticket({ row }: { row: ReportRow }) {
  const channels = useChannelNames();
  const { may } = useSession();
  return (
    <>
      <span className="num">{may('dispatcher') ? <Link to={`/leads/${row.leadId}?status=all`}>{row.ticket}</Link> : row.ticket}</span>
      <div className="quiet small">{channels[row.channel]}</div>
    </>
  );
}

function State({ row }: { row: ReportRow }) {
  return (
    <>
      <Tag color={COLOURS[row.status]}>{REPORT_STATUS_LABELS[row.status]}</Tag>
      <span className="quiet small num">
        {row.status === 'delivered'
          ? `${localTime(row.deliveredAt ?? row.createdAt)}${row.attempts > 1 ? `，第${row.attempts}次送达` : ''}`
          : null}
        {row.status === 'waiting'
          ? row.attempts > 0
            ? `已试${row.attempts}次，${localTime(row.nextAttemptAt ?? row.createdAt)}再送`
            : '尚未送出'
          : null}
        {row.status === 'dead' ? `试了${row.attempts}次` : null}
      </span>
      {row.lastError ? <div className="small channel-error">{faultWords(row.lastError)}</div> : null}
    </>
  );
}

/** The receiver's own answer begins with its status; everything else never came to one. */
const faultWords = (fault: string): string =>
  /^\d{3}\b/.test(fault) ? `对方回答 ${fault}` : /timeout|aborted/i.test(fault) ? `对方没有及时回答（${fault}）` : `连不上对方（${fault}）`;

function Retry({ row }: { row: ReportRow }) {
  const { message } = App.useApp();
  const { may } = useSession();
  const retry = useChange(() => request(`/channel-reports/${row.id}/retry`, { method: 'POST', body: {} }));
  // What has never been tried is on its way by itself.
  if (!may('sys-admin') || row.status === 'delivered' || (row.status === 'waiting' && row.attempts === 0)) return null;
  return (
    <Button
      size="small"
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: () => void message.success('已重新排队'),
          onError: (error) => void message.error(error.message),
        })
      }
    >
      立即重送
    </Button>
  );
}
