import { PlusOutlined } from '@ant-design/icons';
import { Button, Switch, Tag } from 'antd';
import { useState } from 'react';
import { useChannelNames } from '../api/county.ts';
import { localTime } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { useSession } from '../session/session.tsx';
import type { KeyRow, KeyStanding } from '../../../contract/keys.ts';
import { KEY_STANDING_WORDS, SCOPE_WORDS, useKeys } from './channel-model.ts';
import { KeyActs } from './key-acts.tsx';
import { NewKeyDrawer } from './new-key-drawer.tsx';

const STANDING_COLOURS: Partial<Record<KeyStanding, string>> = { proposed: 'orange', approved: 'green' };
const isOver = ({ standing }: KeyRow): boolean => standing !== 'proposed' && standing !== 'approved';

/** Keys of machine clients: what each may do and from where, who answers for it, when it was used, and its end. */
export function KeysView() {
  const keys = useKeys();
  const wide = useTableWidth();
  const { may } = useSession();
  const [making, setMaking] = useState(false);
  const [ended, setEnded] = useState(false);
  return (
    <>
      <div className="list-head">
        {may('sys-admin') ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>
            申请密钥
          </Button>
        ) : null}
        <label className="channel-switch">
          <Switch size="small" checked={ended} onChange={setEnded} /> 显示已结束的
        </label>
      </div>
      <Read query={keys}>
        {({ items }) => {
          const rows = items.filter((row) => ended || !isOver(row));
          if (rows.length === 0) return <Nothing>{items.length > 0 ? '没有在用的密钥' : '还没有申请过密钥'}</Nothing>;
          return wide ? (
            <DataTable
              rows={rows}
              keyOf={(row) => row.id}
              columns={[
                { title: '名称和用途', render: (row) => <Named row={row} /> },
                { title: '权限和范围', width: 280, render: (row) => <Bounds row={row} /> },
                { title: '申请和批准', width: 190, render: (row) => <Granted row={row} /> },
                { title: '有效期和使用', width: 200, render: (row) => <Used row={row} /> },
                { title: '', width: 176, render: (row) => <KeyActs row={row} /> },
              ]}
            />
          ) : (
            rows.map((row) => (
              <div key={row.id} className="list-card">
                <Named row={row} />
                <Bounds row={row} />
                <Granted row={row} />
                <Used row={row} />
                <KeyActs row={row} />
              </div>
            ))
          );
        }}
      </Read>
      {making ? <NewKeyDrawer onClose={() => setMaking(false)} /> : null}
    </>
  );
}

const Named = ({ row }: { row: KeyRow }) => (
  <div>
    <strong>{row.name}</strong>{' '}
    <Tag color={STANDING_COLOURS[row.standing] ?? 'default'} variant="filled">
      {KEY_STANDING_WORDS[row.standing]}
    </Tag>
    {row.purpose ? <div className="small key-words">{row.purpose}</div> : null}
    <div className="quiet small">
      负责人：{row.ownerName ?? '没有登记'}
      {row.ownerLeft ? (
        <Tag color="red" variant="filled" style={{ marginInlineStart: 6 }}>
          已离岗
        </Tag>
      ) : null}
    </div>
  </div>
);

const Bounds = ({ row }: { row: KeyRow }) => (
  <div>
    <span className="detail-tags">
      {row.scopes.map((scope) => (
        <Tag key={scope} variant="filled">
          {SCOPE_WORDS[scope]}
        </Tag>
      ))}
    </span>
    <div className="small">
      渠道：{row.channel ? <ChannelName channel={row.channel} /> : '不限'}
      {row.area === 'county' ? '　案件：全县' : ''}
    </div>
    <div className="quiet small key-words num">
      {row.addresses.length > 0 ? row.addresses.join('、') : '不限地址'}，每分钟{row.perMinute}次
    </div>
  </div>
);

const Granted = ({ row }: { row: KeyRow }) => (
  <div className="small num">
    <div>
      {row.createdByName ?? row.createdBy ?? ''} 申请
      <span className="quiet"> {localTime(row.createdAt)}</span>
    </div>
    {row.decidedAt ? (
      <div>
        {row.decidedByName ?? row.decidedBy ?? ''} {row.standing === 'refused' ? '不批准' : '批准'}
        <span className="quiet"> {localTime(row.decidedAt)}</span>
      </div>
    ) : null}
    {row.decidedReason ? <div className="quiet key-words">{row.decidedReason}</div> : null}
    {row.revokedAt ? <div className="quiet">{localTime(row.revokedAt)}停用</div> : null}
  </div>
);

const Used = ({ row }: { row: KeyRow }) => (
  <div className="small num">
    <div>用到 {localTime(row.expiresAt, false)}</div>
    <div className="quiet">{row.lastUsedAt ? `最近使用 ${localTime(row.lastUsedAt)}` : '没有使用过'}</div>
    {row.lastUsedFrom ? <div className="quiet key-words">来自 {row.lastUsedFrom}</div> : null}
    {row.secrets
      .filter(({ endsAt }) => endsAt !== null)
      .map(({ id, endsAt }) => (
        <div key={id} className="quiet">
          旧密钥用到 {localTime(endsAt ?? '')}
        </div>
      ))}
  </div>
);

const ChannelName = ({ channel }: { channel: NonNullable<KeyRow['channel']> }) => useChannelNames()[channel];
