import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { useSession } from '../session/session.tsx';
import type { ChannelRow } from '../../../contract/channels.ts';
import { useChange, useChannels } from './channel-model.ts';
import { WebhookDrawer } from './webhook-drawer.tsx';

/** Each channel's address for reports and what waits there. */
export function ChannelsView() {
  const channels = useChannels();
  const { may } = useSession();
  const wide = useTableWidth();
  const [chosen, setChosen] = useState<ChannelRow | null>(null);
  const admin = may('sys-admin');
  const act = (row: ChannelRow) =>
    admin ? (
      <Button size="small" onClick={() => setChosen(row)}>
        {row.webhook ? '设置' : '设置回告'}
      </Button>
    ) : null;
  return (
    <>
      <Read query={channels} rows={8}>
        {({ items }) =>
          wide ? (
            <DataTable
              rows={items}
              keyOf={(row) => row.channel}
              columns={[
                { title: '渠道', width: 110, render: (row) => row.label },
                { title: '回告地址', render: (row) => <Where row={row} /> },
                { title: '等待送达', width: 100, render: (row) => <Count row={row} status="waiting" /> },
                {
                  title: '未能送达',
                  width: 160,
                  render: (row) => (
                    <>
                      <Count row={row} status="dead" />
                      {admin ? <RetryAll row={row} /> : null}
                    </>
                  ),
                },
                ...(admin ? [{ title: '', width: 110, render: act }] : []),
              ]}
            />
          ) : (
            items.map((row) => (
              <div key={row.channel} className="list-card">
                <strong>{row.label}</strong>
                <span className="small">
                  <Where row={row} />
                </span>
                <span className="small">
                  等待送达 <Count row={row} status="waiting" />
                  　未能送达 <Count row={row} status="dead" />
                </span>
                <span className="channel-acts">
                  {act(row)}
                  {admin ? <RetryAll row={row} /> : null}
                </span>
              </div>
            ))
          )
        }
      </Read>
      {chosen ? <WebhookDrawer row={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}

function Where({ row: { channel, webhook } }: { row: ChannelRow }) {
  // 上级交办 comes on paper: there is nobody who could ask.
  if (!webhook)
    return <span className="quiet">{channel === 'superior' ? '没有接口，由指挥调度员登记' : '没有设置，渠道可以自行查询办理情况'}</span>;
  return (
    <>
      <span className="channel-url">{webhook.url}</span>
      {webhook.active ? null : <Tag color="orange">已暂停</Tag>}
      <div className="quiet small num">
        {webhook.updatedByName ?? ''}　{localTime(webhook.updatedAt)}设置
      </div>
    </>
  );
}

function Count({ row, status }: { row: ChannelRow; status: 'waiting' | 'dead' }) {
  const count = row[status];
  if (count === 0) return <span className="quiet num">0</span>;
  return (
    <Link className="num" to={`/channels/reports?channel=${row.channel}&status=${status}`}>
      {status === 'dead' ? <b className="channel-dead">{count}</b> : count}
    </Link>
  );
}

function RetryAll({ row }: { row: ChannelRow }) {
  const { message } = App.useApp();
  const retry = useChange(() => request<{ queued: number }>(`/channels/${row.channel}/retry`, { method: 'POST', body: {} }));
  if (row.dead === 0) return null;
  return (
    <Button
      size="small"
      type="link"
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: ({ queued }) => void message.success(`${queued} 条已重新排队`),
          onError: (error) => void message.error(error.message),
        })
      }
    >
      全部重送
    </Button>
  );
}
