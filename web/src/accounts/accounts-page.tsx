import { useQuery } from '@tanstack/react-query';
import { Badge, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { IdentityRow } from '../../../contract/session.ts';
import { request } from '../api/client.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useSession } from '../session/session.tsx';
import { AccountsView } from './accounts-view.tsx';
import { IdentitiesView } from './identities-view.tsx';
import { AllSessionsView } from './sessions-view.tsx';
import './accounts.css';

/** Who can sign in and how; for the security administrator also who is signed in, and whose account at the provider is whose. */
export function AccountsPage() {
  const { part = 'people' } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const security = may('security-admin');
  const waiting = useQuery({
    queryKey: ['accounts', 'waiting'],
    queryFn: () => request<{ items: IdentityRow[] }>('/identities?status=waiting'),
    enabled: security,
  });
  const views: { key: string; label: ReactNode; view: ReactNode }[] = [
    { key: 'people', label: '账号', view: <AccountsView /> },
    ...(security
      ? [
          { key: 'sessions', label: '登录会话', view: <AllSessionsView /> },
          { key: 'identities', label: <Waiting count={waiting.data?.items.length ?? 0} />, view: <IdentitiesView /> },
        ]
      : []),
  ];
  return (
    <>
      <PageHead title="账号与会话" hint="发放激活码，查看谁在登录。每次发放、重置、批准都记入审计。" />
      <div className="panel">
        <Tabs
          activeKey={part}
          onChange={(key) => void navigate(`/accounts/${key}`, { replace: true })}
          destroyOnHidden
          items={views.map(({ key, label, view }) => ({ key, label, children: key === part ? view : null }))}
        />
      </div>
    </>
  );
}

/** An account that changed behind a name waits for a decision: that is seen before the list is opened. */
const Waiting = ({ count }: { count: number }) => (
  <Badge count={count} size="small" offset={[10, 0]} title={`${count}个待批准`}>
    统一身份认证
  </Badge>
);
