import { App, Button, Popconfirm, Tag } from 'antd';
import type { SessionMethod, SessionRow } from '../../../contract/session.ts';
import { request } from '../api/client.ts';
import { localTime } from '../lights/remaining.ts';
import { Read } from '../parts/read.tsx';
import { useOwnSessions, useSecurityChange } from './model.ts';

export const METHOD_WORDS: Record<SessionMethod, string> = { password: '密码', activation: '激活码', oidc: '统一身份认证' };

/** Where one is signed in, this place first. */
export function SessionsSection() {
  const sessions = useOwnSessions();
  const { message } = App.useApp();
  const endOthers = useSecurityChange(() => request<{ ended: number }>('/sessions', { method: 'DELETE' }));
  const others = sessions.data?.items.some(({ current }) => !current) ?? false;
  const leave = () =>
    endOthers.mutate(undefined, {
      onSuccess: ({ ended }) => void message.success(`已在其他${ended}处退出登录`),
      onError: (error) => void message.error(error.message),
    });
  return (
    <section className="panel">
      <div className="security-head">
        <h2>登录会话</h2>
        {others ? (
          <Popconfirm title="其他地方都要重新登录，确定吗？" okText="全部退出" cancelText="取消" onConfirm={leave}>
            <Button loading={endOthers.isPending}>其他地方全部退出</Button>
          </Popconfirm>
        ) : null}
      </div>
      <Read query={sessions}>
        {({ items }) =>
          [...items].sort((one, other) => Number(other.current) - Number(one.current)).map((row) => <Session key={row.id} row={row} />)
        }
      </Read>
    </section>
  );
}

function Session({ row }: { row: SessionRow }) {
  const { message } = App.useApp();
  const end = useSecurityChange(() => request(`/sessions/${row.id}`, { method: 'DELETE' }));
  return (
    <div className="security-line">
      <div>
        {row.device} {row.current ? <Tag color="blue">当前</Tag> : null}
        {row.secondFactor ? <Tag color="green">已过第二验证</Tag> : null}
        <div className="quiet small num">
          {row.address ?? '地址不详'}　{METHOD_WORDS[row.method]}登录　最近使用 {localTime(row.lastUsedAt)}
        </div>
        <div className="quiet small num">
          {localTime(row.startedAt)}登录，最迟 {localTime(row.endsAt)}结束
        </div>
      </div>
      {row.current ? null : (
        <Button
          size="small"
          loading={end.isPending}
          onClick={() => end.mutate(undefined, { onError: (error) => void message.error(error.message) })}
        >
          结束
        </Button>
      )}
    </div>
  );
}
