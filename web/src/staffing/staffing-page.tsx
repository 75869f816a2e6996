import { Tabs } from 'antd';
import { useNavigate, useParams } from 'react-router';
import { PageHead } from '../parts/page-head.tsx';
import { useSession } from '../session/session.tsx';
import { MyNotices } from '../work/notices.tsx';
import { ChangesView } from './changes-view.tsx';
import { PeopleView } from './people-view.tsx';
import { StaffUnitsView } from './units-view.tsx';
import './staffing.css';

/** Who works where and may what: kept by the system administrator, approved by the security administrator. */
export function StaffingPage() {
  const { part = 'people' } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const keeper = may('sys-admin', 'security-admin', 'audit-admin');
  const views = [
    { key: 'people', label: '人员', view: <PeopleView /> },
    { key: 'units', label: '单位', view: <StaffUnitsView /> },
    ...(keeper ? [{ key: 'changes', label: '变更和批准', view: <ChangesView /> }] : []),
  ];
  return (
    <>
      <PageHead title="单位与人员" hint="权力随岗位走，每一项都有起止日期；授予权限须两人办理。" />
      {keeper ? <MyNotices /> : null}
      <div className="panel staffing-views">
        <Tabs
          activeKey={part}
          onChange={(key) => void navigate(`/staffing/${key}`, { replace: true })}
          destroyOnHidden
          items={views.map(({ key, label, view }) => ({ key, label, children: key === part ? view : null }))}
        />
      </div>
    </>
  );
}
