import { Tabs } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { CHANNEL_KEEPERS, KEY_KEEPERS } from '../../../domain/roles.ts';
import { PageHead } from '../parts/page-head.tsx';
import { useSession } from '../session/session.tsx';
import { ChannelsView } from './channels-view.tsx';
import { KeysView } from './keys-view.tsx';
import { ReportsView } from './reports-view.tsx';
import './channels.css';

/** Where tickets come from and what their senders are told; keys of machine clients. */
export function ChannelsPage() {
  const { part: asked } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const views = [
    ...(may(...CHANNEL_KEEPERS)
      ? [
          { key: 'webhooks', label: '渠道', view: <ChannelsView /> },
          { key: 'reports', label: '回告记录', view: <ReportsView /> },
        ]
      : []),
    ...(may(...KEY_KEEPERS) ? [{ key: 'keys', label: '接口密钥', view: <KeysView /> }] : []),
  ];
  const part = asked ?? views[0]?.key;
  return (
    <>
      <PageHead
        title="渠道对接"
        hint={
          <>
            各渠道以密钥报送工单，办理情况回告原渠道。字段见
            <a href="/api/v1/docs" target="_blank" rel="noreferrer">
              接口文档
            </a>
            。
          </>
        }
      />
      <div className="panel">
        <Tabs
          {...(part === undefined ? {} : { activeKey: part })}
          onChange={(key) => void navigate(`/channels/${key}`, { replace: true })}
          destroyOnHidden
          items={views.map(({ key, label, view }) => ({ key, label, children: key === part ? view : null }))}
        />
      </div>
    </>
  );
}
