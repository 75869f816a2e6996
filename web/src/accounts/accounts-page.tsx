import { Tabs } from 'antd';
import { useNavigate, useParams } from 'react-router';
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
  const views = [
    { key: 'people', label: '账号', view: <AccountsView /> },
    ...(may('security-admin')
      ? [
          { key: 'sessions', label: '登录会话', view: <AllSessionsView /> },
          { key: 'identities', label: '统一身份认证', view: <IdentitiesView /> },
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
