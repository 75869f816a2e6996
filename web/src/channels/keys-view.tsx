import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Popconfirm, Switch, Tag } from 'antd';
import { useState } from 'react';
import { CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import type { KeyRow } from '../../../contract/keys.ts';
import { SCOPE_WORDS, useChange, useKeys } from './channel-model.ts';
import { NewKeyDrawer } from './new-key-drawer.tsx';

/** Keys of machine clients: what each may do, for whom it acts, and its end. */
export function KeysView() {
  const keys = useKeys();
  const wide = useTableWidth();
  const [making, setMaking] = useState(false);
  const [ended, setEnded] = useState(false);
  return (
    <>
      <div className="list-head">
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
          发放密钥
        </Button>
        <label className="channel-switch">
          <Switch size="small" checked={ended} onChange={setEnded} /> 显示已停用的
        </label>
      </div>
      <Read query={keys}>
        {({ items }) => {
          const rows = items.filter(({ revokedAt }) => ended || revokedAt === null);
          if (rows.length === 0) return <Nothing>{items.length > 0 ? '没有在用的密钥' : '还没有发放过密钥'}</Nothing>;
          return wide ? (
            <DataTable
              rows={rows}
              keyOf={(row) => row.id}
              columns={[
                {
                  title: '名称',
                  render: (row) => (
                    <>
                      {row.name}
                      {row.revokedAt ? <Tag style={{ marginLeft: 6 }}>已停用</Tag> : null}
                    </>
                  ),
                },
                { title: '权限', width: 250, render: (row) => <Scopes row={row} /> },
                {
                  title: '渠道',
                  width: 110,
                  render: (row) => (row.channel ? CHANNEL_LABELS[row.channel] : <span className="quiet">不限</span>),
                },
                { title: '代表', width: 120, render: (row) => row.actsAsName ?? <span className="quiet">无</span> },
                { title: '发放', width: 160, render: (row) => <Made row={row} /> },
                { title: '', width: 84, render: (row) => <Revoke row={row} /> },
              ]}
            />
          ) : (
            rows.map((row) => (
              <div key={row.id} className="list-card">
                <strong>
                  {row.name}
                  {row.revokedAt ? <Tag style={{ marginLeft: 6 }}>已停用</Tag> : null}
                </strong>
                <span>
                  <Scopes row={row} />
                </span>
                <span className="small">
                  渠道：{row.channel ? CHANNEL_LABELS[row.channel] : '不限'}　代表：{row.actsAsName ?? '无'}
                </span>
                <Made row={row} />
                <span>
                  <Revoke row={row} />
                </span>
              </div>
            ))
          );
        }}
      </Read>
      {making ? <NewKeyDrawer onClose={() => setMaking(false)} /> : null}
    </>
  );
}

const Scopes = ({ row }: { row: KeyRow }) => (
  <span className="detail-tags">
    {row.scopes.map((scope) => (
      <Tag key={scope} variant="filled">
        {SCOPE_WORDS[scope]}
      </Tag>
    ))}
  </span>
);

const Made = ({ row }: { row: KeyRow }) => (
  <span className="quiet small num">
    {row.createdByName ?? ''} {localTime(row.createdAt)}
    {row.revokedAt ? (
      <>
        <br />
        {localTime(row.revokedAt)}停用
      </>
    ) : null}
  </span>
);

function Revoke({ row }: { row: KeyRow }) {
  const { message } = App.useApp();
  const revoke = useChange(() => request(`/api-keys/${row.id}`, { method: 'DELETE' }));
  if (row.revokedAt) return null;
  return (
    <Popconfirm
      title={`停用“${row.name}”？`}
      description="立即生效，不能恢复；对接方要换用新的密钥。"
      okText="停用"
      cancelText="取消"
      onConfirm={() =>
        revoke.mutate(undefined, { onSuccess: () => void message.success('已停用'), onError: (error) => void message.error(error.message) })
      }
    >
      <Button size="small" danger loading={revoke.isPending}>
        停用
      </Button>
    </Popconfirm>
  );
}
