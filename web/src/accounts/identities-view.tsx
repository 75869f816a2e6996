import { App, Button, Popconfirm, Tag } from 'antd';
import { useState } from 'react';
import type { IdentityRow } from '../../../contract/session.ts';
import { Problem, request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { usePerson, useWaysIn } from '../session/session.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { Paged, useAccountChange, usePages } from './paged.tsx';

const STATUS = {
  waiting: { color: 'gold', label: '待批准' },
  linked: { color: 'green', label: '已关联' },
  refused: { color: 'default', label: '不同意' },
} as const;

/** Whose account at the provider is whose; what waits for a decision stands first. */
export function IdentitiesView() {
  const [search, setSearch] = useState('');
  const [linking, setLinking] = useState(false);
  const ways = useWaysIn();
  const pages = usePages<IdentityRow>('/identities', search);
  return (
    <>
      <Paged
        pages={pages}
        keyOf={({ id }) => id}
        empty={ways.data?.provider ? '没有这样的关联' : '本系统没有使用统一身份认证'}
        searchHint="姓名、用户名或账号标识"
        onSearch={setSearch}
        extra={ways.data?.provider ? <Button onClick={() => setLinking(true)}>关联账号</Button> : null}
        columns={[
          { title: '人员', width: 180, render: (row) => <Who row={row} /> },
          { title: '账号标识（sub）', render: (row) => <Subject row={row} /> },
          { title: '情况', width: 260, render: (row) => <Status row={row} /> },
          { title: '', width: 150, render: (row) => <Decide row={row} /> },
        ]}
        card={(row) => (
          <>
            <Who row={row} />
            <Subject row={row} />
            <Status row={row} />
            <Decide row={row} />
          </>
        )}
      />
      {linking ? <LinkDrawer onClose={() => setLinking(false)} /> : null}
    </>
  );
}

const Who = ({ row: { person } }: { row: IdentityRow }) => (
  <span>
    <strong>{person.name}</strong>
    <br />
    <span className="quiet small">{person.unit.name}</span>
  </span>
);

const Subject = ({ row: { subject, claimedName } }: { row: IdentityRow }) => (
  <span>
    <code>{subject}</code>
    {claimedName ? (
      <>
        <br />
        <span className="quiet small">在那里的用户名：{claimedName}</span>
      </>
    ) : null}
  </span>
);

const Status = ({ row: { status, reason, askedAt, decidedAt, lastUsedAt } }: { row: IdentityRow }) => (
  <span>
    <Tag color={STATUS[status].color}>{STATUS[status].label}</Tag>
    {status === 'waiting' && reason ? <div className="small">{reason}</div> : null}
    <div className="quiet small num">
      {status === 'waiting' ? `${localTime(askedAt)}提出` : decidedAt ? `${localTime(decidedAt)}决定` : '首次登录时关联'}
      {lastUsedAt ? `，${localTime(lastUsedAt)}用过` : ''}
    </div>
  </span>
);

function Decide({ row }: { row: IdentityRow }) {
  const me = usePerson();
  const { message } = App.useApp();
  const told = (error: unknown) => void message.error(error instanceof Problem ? [error.message, ...error.needs].join('；') : '没有办成');
  const approve = useAccountChange(() => request(`/identities/${row.id}/approval`, { method: 'POST' }));
  const refuse = useAccountChange(() => request(`/identities/${row.id}`, { method: 'DELETE' }));
  if (row.person.id === me.id) return <span className="quiet small">由另一名安全管理员办理</span>;
  return (
    <span className="accounts-acts">
      {row.status === 'linked' ? null : (
        <Popconfirm
          title="批准后，原来关联的账号不能再登录为此人。已经核对是本人？"
          okText="批准"
          cancelText="取消"
          onConfirm={() => approve.mutate(undefined, { onError: told })}
        >
          <Button size="small" type="primary" loading={approve.isPending}>
            批准
          </Button>
        </Popconfirm>
      )}
      {row.status === 'refused' ? null : (
        <Popconfirm
          title={row.status === 'linked' ? '解除后其会话结束，确定吗？' : '不同意这个关联？'}
          okText="确定"
          cancelText="取消"
          onConfirm={() => refuse.mutate(undefined, { onError: told })}
        >
          <Button size="small" loading={refuse.isPending}>
            {row.status === 'linked' ? '解除' : '不同意'}
          </Button>
        </Popconfirm>
      )}
    </span>
  );
}
