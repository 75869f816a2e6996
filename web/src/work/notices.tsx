import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import type { NotificationRow } from '../../../contract/work.ts';
import { request } from '../api/client.ts';
import { pathOf } from '../item/path.ts';
import { shortTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import './work.css';

/** For those who have no desk of items: the keepers of people, keys and the trail. */
export function MyNotices() {
  const notices = useQuery({
    queryKey: ['work', 'notices'],
    queryFn: () => request<{ items: NotificationRow[] }>('/me/notifications'),
    refetchInterval: 60_000,
  });
  const rows = notices.data?.items ?? [];
  return rows.length === 0 ? null : <Notices rows={rows} now={notices.dataUpdatedAt} />;
}

/** What somebody was told, unread first; each leads to what it is about. */
export function Notices({ rows, now }: { rows: NotificationRow[]; now: number }) {
  const client = useQueryClient();
  const read = useMutation({
    mutationFn: (id: string | null) => request(id === null ? '/me/notifications/read' : `/me/notifications/${id}/read`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['work'] }),
  });
  const unread = rows.filter((row) => row.readAt === null).length;
  return (
    <section className="panel">
      <div className="work-notices-head">
        <h2 className="work-title">提醒{unread > 0 ? ` ${unread}` : ''}</h2>
        {unread > 1 ? (
          <Button size="small" type="link" loading={read.isPending} onClick={() => read.mutate(null)}>
            全部知道了
          </Button>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <Nothing>没有提醒</Nothing>
      ) : (
        <div className="work-notices">
          {rows.map((row) => (
            <div key={row.id} className="work-note" data-unread={row.readAt === null}>
              <Link
                to={pathOf(row.itemKind, row.caseId)}
                onClick={() => {
                  if (row.readAt === null) read.mutate(row.id);
                }}
              >
                {row.text}
              </Link>
              <span className="quiet small num">
                {shortTime(row.at, now)}
                {row.readAt === null ? (
                  <Button size="small" type="link" onClick={() => read.mutate(row.id)}>
                    知道了
                  </Button>
                ) : null}
              </span>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}
