import { App, Button, Tag } from 'antd';
import { useState } from 'react';
import type { SessionRow } from '../../../contract/session.ts';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { METHOD_WORDS } from '../security/sessions-section.tsx';
import { Paged, useAccountChange, usePages } from './paged.tsx';

/** Everybody who is signed in. */
export function AllSessionsView() {
  const [search, setSearch] = useState('');
  const pages = usePages<SessionRow>('/sessions?all=true', search);
  return (
    <Paged
      pages={pages}
      keyOf={({ id }) => id}
      empty="没有这样的会话"
      searchHint="姓名、单位或地址"
      onSearch={setSearch}
      columns={[
        { title: '人员', width: 190, render: (row) => <Who row={row} /> },
        { title: '设备', render: (row) => <Device row={row} /> },
        { title: '地址', width: 150, render: (row) => <span className="num">{row.address ?? '不详'}</span> },
        { title: '最近使用', width: 150, render: (row) => <Used row={row} /> },
        { title: '', width: 90, render: (row) => <End row={row} /> },
      ]}
      card={(row) => (
        <>
          <Who row={row} />
          <Device row={row} />
          <span className="small num">{row.address ?? '地址不详'}</span>
          <Used row={row} />
          <span>
            <End row={row} />
          </span>
        </>
      )}
    />
  );
}

const Who = ({ row: { person, current } }: { row: SessionRow }) => (
  <span>
    <strong>{person.name}</strong> {current ? <Tag color="blue">当前</Tag> : null}
    <br />
    <span className="quiet small">{person.unit.name}</span>
  </span>
);

const Device = ({ row }: { row: SessionRow }) => (
  <span>
    {row.device}
    <br />
    <span className="quiet small">
      {METHOD_WORDS[row.method]}登录{row.secondFactor ? '，已过第二验证' : ''}
    </span>
  </span>
);

const Used = ({ row }: { row: SessionRow }) => (
  <span className="quiet small num">
    {localTime(row.lastUsedAt)}
    <br />
    {localTime(row.startedAt)}登录
  </span>
);

function End({ row }: { row: SessionRow }) {
  const { message } = App.useApp();
  const end = useAccountChange(() => request(`/sessions/${row.id}`, { method: 'DELETE' }));
  if (row.current) return null;
  return (
    <Button
      size="small"
      loading={end.isPending}
      onClick={() => end.mutate(undefined, { onError: (error) => void message.error(error.message) })}
    >
      结束
    </Button>
  );
}
