import { Button, Tag } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { LIST_NAMES } from '../../../../domain/lists/list-names.ts';
import { usePeople } from '../../api/lists.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { useTableWidth } from '../../parts/use-media.ts';
import { useSession } from '../../session/session.tsx';
import { AdjustmentDrawer } from './adjustment.tsx';
import { CalendarDraft } from './calendar-draft.tsx';
import { ListDraft } from './list-draft.tsx';
import { useDrafts, type Waiting } from './model.ts';
import { NewCalendar } from './new-calendar.tsx';
import { NewDraft } from './new-draft.tsx';
import { NewPolicy } from './new-policy.tsx';
import { PolicyDraft } from './policy-draft.tsx';
import '../../forms/forms.css';
import './publish.css';

const DRAWERS = { list: NewDraft, adjustment: AdjustmentDrawer, policy: NewPolicy, calendar: NewCalendar };

const address = (id: string) => `/lists/drafts?draft=${encodeURIComponent(id)}`;

/** What waits for its publication, of lists, rules and calendars; the address names the one that is open. */
export function DraftsView() {
  const [parameters] = useSearchParams();
  const [kind = '', version = ''] = (parameters.get('draft') ?? '').split('@');
  if (version === '') return <Overview />;
  if (kind === 'policy') return <PolicyDraft key={version} hash={version} />;
  if (kind === 'calendar') return <CalendarDraft key={version} version={version} />;
  const list = LIST_NAMES.find((name) => name === kind);
  return list ? <ListDraft key={`${kind}@${version}`} list={list} version={version} /> : <Nothing>没有这份草稿</Nothing>;
}

function Overview() {
  const drafts = useDrafts();
  const navigate = useNavigate();
  const { may } = useSession();
  const [drawer, setDrawer] = useState<keyof typeof DRAWERS | null>(null);
  const Open = drawer ? DRAWERS[drawer] : null;
  return (
    <>
      <div className="waiting-bar">
        <p className="quiet">起草 → 检查（对全部在办案件）→ 另一人批准 → 发布。发布的版本不再改动。</p>
        {may('list-admin') ? (
          <>
            <Button type="primary" onClick={() => setDrawer('list')}>
              起草清单
            </Button>
            <Button onClick={() => setDrawer('adjustment')}>动态调整赋权</Button>
            <Button onClick={() => setDrawer('policy')}>起草规则</Button>
            <Button onClick={() => setDrawer('calendar')}>起草日历</Button>
          </>
        ) : null}
      </div>
      <Read query={drafts}>{(items) => <Table items={items} />}</Read>
      {Open ? (
        <Open
          onClose={() => setDrawer(null)}
          onDrafted={(id) => {
            setDrawer(null);
            void navigate(address(id));
          }}
        />
      ) : null}
    </>
  );
}

function Table({ items }: { items: Waiting[] }) {
  const people = usePeople();
  const wide = useTableWidth();
  const nameOf = (id: string) => people.data?.items.find((person) => person.id === id)?.name ?? id;
  const state = ({ status }: Waiting) => (status === 'checked' ? <Tag color="blue">待批准</Tag> : <Tag>待检查</Tag>);
  const columns: Column<Waiting>[] = [
    { title: '清单、规则', width: 170, render: ({ kind }) => kind },
    {
      title: '版本',
      width: 110,
      render: (item) => (
        <Link className="num" to={address(item.id)}>
          {item.title}
        </Link>
      ),
    },
    { title: '状态', width: 100, render: state },
    { title: '生效', width: 200, render: ({ effective }) => <span className="num">{effective}</span> },
    { title: '说明', render: ({ note }) => note ?? '—' },
    { title: '起草人', width: 100, render: ({ createdBy }) => nameOf(createdBy) },
  ];
  if (items.length === 0) return <Nothing>没有等待发布的草稿</Nothing>;
  if (wide) return <DataTable rows={items} keyOf={({ id }) => id} columns={columns} />;
  return (
    <div className="list-cards">
      {items.map((item) => (
        <Link key={item.id} to={address(item.id)} className="list-card">
          <strong>
            {item.kind} <span className="num">{item.title}</span>
          </strong>
          <span>
            {state(item)}
            <span className="quiet small">
              {nameOf(item.createdBy)}起草 · {item.effective}
            </span>
          </span>
          {item.note ? <span className="small quiet">{item.note}</span> : null}
        </Link>
      ))}
    </div>
  );
}
