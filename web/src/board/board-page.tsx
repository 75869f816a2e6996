import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Skeleton, Tabs } from 'antd';
import { type Key, useState } from 'react';
import { Link } from 'react-router';
import { type Light, LIGHT_LABELS, LIGHTS, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import type { Board, ForecastDay } from '../../../domain/views.ts';
import { query } from '../api/cases.ts';
import { request } from '../api/client.ts';
import { CaseTable } from '../cases/case-table.tsx';
import { Refused } from '../forms/refused.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { useSession } from '../session/session.tsx';
import { LIGHT_COLOURS } from '../theme.ts';
import { BulkDrawer } from './bulk-drawer.tsx';
import './board.css';

const WORST_FIRST = [...LIGHTS].reverse();

/** What is red and yellow and why, by stage, town and tier; and what turns tomorrow if nobody acts. */
export function BoardPage() {
  const board = useQuery({ queryKey: ['board'], queryFn: () => request<Board>('/board'), refetchInterval: 30_000 });
  const { may } = useSession();
  const [selected, setSelected] = useState<Key[]>([]);
  const [bulk, setBulk] = useState<'Urge' | 'ReassignHandler' | null>(null);
  if (board.isPending) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (board.isError) return <Refused error={board.error} />;
  const data = board.data;
  const now = new Date(data.now).getTime();
  const selection = may('supervisor', 'bureau-head') ? { selected, onSelect: setSelected } : undefined;
  return (
    <>
      <div className="page-head"><h1>督办看板</h1><p>灯按此刻推算，不等定时器。</p></div>
      {data.stuck > 0 ? (
        <Alert type="error" showIcon style={{ marginBottom: 12 }} title={`${data.stuck} 件在办案件既无待办事项也无等待理由，请核查。`} action={<Link to="/cases?light=stuck">查看</Link>} />
      ) : null}
      <div className="board-lights">
        {WORST_FIRST.map((light) => (
          <Link key={light} to={`/cases?light=${light}&sort=redAt`} className="board-light" style={{ borderTopColor: LIGHT_COLOURS[light].dot }}>
            <span><Lamp light={light} text={LIGHT_LABELS[light]} /></span>
            <strong className="num">{data.lights[light]}</strong>
          </Link>
        ))}
      </div>
      <div className="board-grid">
        <Breakdown title="按镇街" rows={data.towns.map((row) => ({ key: row.town.id, label: row.town.name, lights: row.lights, to: `/cases?town=${row.town.id}` }))} />
        <Breakdown title="按阶段" rows={data.stages.map((row) => ({ key: row.stage, label: STAGE_LABELS[row.stage], lights: row.lights, to: `/cases?stage=${row.stage}` }))} />
        <Breakdown title="按层级" rows={data.tiers.map((row) => ({ key: row.tier, label: TIER_LABELS[row.tier], lights: row.lights, to: `/cases?tier=${row.tier}` }))} />
      </div>
      <Card>
        <Tabs
          tabBarExtraContent={selection ? (
            <span style={{ display: 'flex', gap: 8 }}>
              <Button disabled={selected.length === 0} onClick={() => setBulk('Urge')}>催办{selected.length > 0 ? ` ${selected.length} 件` : ''}</Button>
              <Button disabled={selected.length === 0} onClick={() => setBulk('ReassignHandler')}>改派</Button>
            </span>
          ) : null}
          items={[
            { key: 'red', label: `超期 ${data.lights.red}`, children: <CaseTable rows={data.red.items} now={now} empty="没有超期的案件" {...(selection ? { selection } : {})} /> },
            { key: 'yellow', label: `预警 ${data.lights.yellow}`, children: <CaseTable rows={data.yellow.items} now={now} empty="没有到期预警的案件" {...(selection ? { selection } : {})} /> },
            { key: 'forecast', label: '未来十天', children: <Forecast /> },
          ]}
        />
      </Card>
      {bulk ? <BulkDrawer command={bulk} caseIds={selected.map(String)} onClose={(done) => { setBulk(null); if (done) setSelected([]); }} /> : null}
    </>
  );
}

function Breakdown({ title, rows }: { title: string; rows: { key: string; label: string; lights: Record<Light, number>; to: string }[] }) {
  const most = Math.max(1, ...rows.map((row) => LIGHTS.reduce((sum, light) => sum + row.lights[light], 0)));
  return (
    <Card size="small" title={title}>
      {rows.map((row) => {
        const total = LIGHTS.reduce((sum, light) => sum + row.lights[light], 0);
        const words = WORST_FIRST.filter((light) => row.lights[light] > 0).map((light) => `${LIGHT_LABELS[light]} ${row.lights[light]}`).join('，');
        return (
          <Link key={row.key} to={row.to} className="board-bar" aria-label={`${row.label}：共 ${total} 件，${words}`} title={words}>
            <span>{row.label}</span>
            <span className="board-bar-track">
              {WORST_FIRST.map((light) => (row.lights[light] > 0
                ? <i key={light} style={{ width: `${(row.lights[light] / most) * 100}%`, background: LIGHT_COLOURS[light].dot }} /> : null))}
            </span>
            <b className="num">{total}</b>
          </Link>
        );
      })}
    </Card>
  );
}

function Forecast() {
  const forecast = useQuery({
    queryKey: ['board', 'forecast'],
    queryFn: () => request<{ days: ForecastDay[] }>(`/board/forecast${query({ days: 10 })}`),
  });
  if (forecast.isPending) return <Skeleton active />;
  if (forecast.isError) return <Refused error={forecast.error} />;
  const days = forecast.data.days.filter((day) => day.red.length + day.yellow.length > 0);
  if (days.length === 0) return <p className="quiet">未来十天没有案件转黄或转红。</p>;
  return (
    <div style={{ display: 'grid', gap: 14 }}>
      {days.map((day) => (
        <section key={day.date}>
          <h3 style={{ margin: '0 0 6px', fontSize: 14 }} className="num">{day.date}　转红 {day.red.length}　转黄 {day.yellow.length}</h3>
          {[...day.red.map((row) => ({ row, light: 'red' as const })), ...day.yellow.map((row) => ({ row, light: 'yellow' as const }))].map(({ row, light }) => (
            <div key={`${light}${row.id}`} style={{ padding: '3px 0' }}>
              <Lamp light={light} />　<Link to={`/cases/${row.id}`}>{row.title}</Link>
              <span className="quiet">　{row.unit.name}　{row.handlers.map((handler) => handler.name).join('、')}　{row.term?.label}</span>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}
