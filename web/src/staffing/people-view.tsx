import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select, Switch, Tag } from 'antd';
import { useState } from 'react';
import type { StaffPerson } from '../../../contract/staffing.ts';
import { POST_LABELS } from '../../../domain/staffing/posts.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { useSession } from '../session/session.tsx';
import { type Asked, ChangeDrawer } from './change-drawer.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { Certificate, Standing } from './marks.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { useStaff } from './staffing-model.ts';

/** Everybody, with posts, certificate and what is in hand. */
export function PeopleView() {
  const { may } = useSession();
  const wide = useTableWidth();
  const [q, setQ] = useState('');
  const [unit, setUnit] = useState<string | null>(null);
  const [ending, setEnding] = useState(false);
  const [left, setLeft] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [importing, setImporting] = useState(false);
  const staff = useStaff({ ...(ending ? { certificate: true } : {}), ...(left ? { left: true } : {}) });
  return (
    <>
      <div className="list-head">
        <Input
          allowClear
          className="list-search"
          placeholder="姓名、用户名、证号"
          aria-label="搜索人员"
          value={q}
          onChange={(event) => setQ(event.target.value.trim())}
        />
        <UnitFilter people={staff.data?.items ?? []} value={unit} onChange={setUnit} />
        <label className="staff-switch">
          <Switch size="small" checked={ending} onChange={setEnding} /> 执法证将到期
        </label>
        <label className="staff-switch">
          <Switch size="small" checked={left} onChange={setLeft} /> 含已离职
        </label>
        {may('sys-admin') ? (
          <span className="list-tools">
            <Button onClick={() => setImporting(true)}>导入</Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked({ subject: 'person', kind: 'hire', person: null })}>
              新进人员
            </Button>
          </span>
        ) : null}
      </div>
      <Read query={staff} rows={8}>
        {({ items }) => {
          const rows = items.filter(
            (person) =>
              (unit === null || person.unit.id === unit) &&
              [person.name, person.username, ...person.certificates.map(({ number }) => number)].some((text) => text.includes(q)),
          );
          const open = (person: StaffPerson) => (
            <button type="button" className="plain-button list-open" onClick={() => setShown(person.id)}>
              {person.name}
            </button>
          );
          return wide ? (
            <DataTable
              rows={rows}
              keyOf={({ id }) => id}
              empty="没有符合的人员"
              columns={[
                { title: '姓名', width: 110, render: open },
                { title: '单位', width: 220, render: (person) => <Where person={person} /> },
                { title: '岗位', render: (person) => <Posts person={person} /> },
                { title: '执法证', width: 210, render: (person) => <Certificate person={person} /> },
                { title: '在办', width: 70, render: ({ openItems }) => <span className="num">{openItems || ''}</span> },
                { title: '状态', width: 90, render: (person) => <Standing person={person} /> },
              ]}
            />
          ) : (
            rows.map((person) => (
              <div key={person.id} className="list-card">
                <span>
                  {open(person)} <Standing person={person} />
                </span>
                <span className="small">
                  <Where person={person} />
                </span>
                <Posts person={person} />
                <span className="small">
                  <Certificate person={person} />
                  {person.openItems > 0 ? `　在办${person.openItems}件` : ''}
                </span>
              </div>
            ))
          );
        }}
      </Read>
      {shown ? <PersonDrawer id={shown} onClose={() => setShown(null)} onAsk={setAsked} /> : null}
      {asked ? <ChangeDrawer asked={asked} onClose={() => setAsked(null)} /> : null}
      {importing ? <ImportDrawer subject="person" onClose={() => setImporting(false)} /> : null}
    </>
  );
}

function UnitFilter({
  people,
  value,
  onChange,
}: {
  people: readonly StaffPerson[];
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const units = [...new Map(people.map(({ unit }) => [unit.id, unit.name]))];
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder="全部单位"
      aria-label="单位"
      className="staff-unit"
      value={value}
      onChange={(chosen: string | undefined) => onChange(chosen ?? null)}
      options={units.map(([id, label]) => ({ value: id, label }))}
    />
  );
}

const Where = ({ person: { unit, home, part } }: { person: StaffPerson }) => (
  <>
    {unit.name}
    {part ? ` · ${part.name}` : ''}
    {home ? <span className="quiet small">（{home.name}派驻）</span> : null}
  </>
);

function Posts({ person: { posts, deputies, principal } }: { person: StaffPerson }) {
  const today = todayInOffice();
  const now = posts.filter(({ from, until }) => from <= today && (until === null || until >= today));
  const acting = deputies.filter(({ from, until }) => from <= today && until >= today);
  return (
    <span className="detail-tags">
      {now.map((held) => (
        <Tag key={held.id} variant="filled">
          {POST_LABELS[held.post]}
          {held.post === 'head' && principal && held.principal ? '（正职）' : ''}
        </Tag>
      ))}
      {acting.map((deputy) => (
        <Tag key={deputy.id} color="blue" variant="filled">
          代理{deputy.forName}
        </Tag>
      ))}
    </span>
  );
}
