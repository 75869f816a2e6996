import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { LIST_LABELS } from '../../../domain/lists/list-names.ts';
import { LIST_APPROVERS } from '../../../domain/roles.ts';
import { PageHead } from '../parts/page-head.tsx';
import { CalendarView } from './calendar-view.tsx';
import { ListTable } from './list-table.tsx';
import { PeopleView, UnitsView } from './people-view.tsx';
import { PolicyView } from './policy-view.tsx';
import { useSession } from '../session/session.tsx';
import { DraftsView } from './publish/drafts-view.tsx';
import { BENCHMARKS, DELEGATIONS, DUTIES, MATTERS, PATROLS } from './specs.tsx';
import './lists.css';

const VIEWS: { key: string; label: string; view: () => ReactNode }[] = [
  { key: 'matters', label: LIST_LABELS.matters, view: () => <ListTable spec={MATTERS} /> },
  { key: 'benchmarks', label: LIST_LABELS.benchmarks, view: () => <ListTable spec={BENCHMARKS} /> },
  { key: 'duties', label: LIST_LABELS.duties, view: () => <ListTable spec={DUTIES} /> },
  { key: 'patrol-items', label: LIST_LABELS['patrol-items'], view: () => <ListTable spec={PATROLS} /> },
  { key: 'delegation', label: LIST_LABELS.delegation, view: () => <ListTable spec={DELEGATIONS} /> },
  { key: 'calendar', label: '工作日历', view: () => <CalendarView /> },
  { key: 'policy', label: '期限和督办规则', view: () => <PolicyView /> },
  { key: 'people', label: '人员', view: () => <PeopleView /> },
  { key: 'units', label: '单位', view: () => <UnitsView /> },
];
const DRAFTS = { key: 'drafts', label: '起草和发布', view: () => <DraftsView /> };

/** The lists that decisions stand on, each with its version in force. */
export function ListsPage() {
  const { list = 'matters' } = useParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const views = may(...LIST_APPROVERS) ? [DRAFTS, ...VIEWS] : VIEWS;
  return (
    <>
      <PageHead title="清单与规则" hint="办案依据哪一版、从哪天起施行，都在这里。" />
      <div className="panel">
        <Tabs
          activeKey={list}
          onChange={(key) => void navigate(`/lists/${key}`, { replace: true })}
          destroyOnHidden
          items={views.map(({ key, label, view }) => ({ key, label, children: key === list ? view() : null }))}
        />
      </div>
    </>
  );
}
