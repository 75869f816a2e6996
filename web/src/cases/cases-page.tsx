import { PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Card, Input, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { LIGHT_LABELS, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { type CaseFilters, readCases } from '../api/cases.ts';
import { useUnits } from '../api/lists.ts';
import { Refused } from '../forms/refused.tsx';
import { useSession } from '../session/session.tsx';
import { CaseTable } from './case-table.tsx';

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

const SORTS = { '-openedAt': '最近建立', redAt: '最先到期', '-stageEnteredAt': '最近进展' };

/** All cases I may see; the filters stand in the address, so that a view can be sent on. */
export function CasesPage() {
  const [parameters, setParameters] = useSearchParams();
  const { may } = useSession();
  const units = useUnits();
  const read = (name: string) => parameters.get(name) ?? undefined;
  const filters = {
    stage: read('stage'), light: read('light'), tier: read('tier'), town: read('town'), handler: read('handler'), q: read('q'), sort: read('sort'),
  } as CaseFilters;
  const pages = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam }) => readCases(filters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const set = (name: string, value: string | null | undefined) => setParameters((before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total;
  return (
    <>
      <div className="page-head">
        <h1>案件</h1>
        <p>{total ? `共 ${total.capped ? `${total.count} 件以上` : `${total.count} 件`}` : ''}</p>
        <span style={{ flex: 1 }} />
        {may('handler', 'dispatcher', 'town-head', 'bureau-handler', 'bureau-head')
          ? <Link to="/cases/new"><Button type="primary" icon={<PlusOutlined />}>新建案件</Button></Link> : null}
      </div>
      <Card styles={{ body: { padding: 12 } }}>
        <div className="filters">
          <Input.Search allowClear placeholder="案号、名称、当事人、地址" defaultValue={filters.q ?? ''} onSearch={(value) => set('q', value)} style={{ maxWidth: 280 }} />
          <Select allowClear placeholder="灯" value={filters.light ?? null} options={options(LIGHT_LABELS)} onChange={(value) => set('light', value)} style={{ width: 120 }} />
          <Select allowClear placeholder="阶段" value={filters.stage ?? null} options={options(STAGE_LABELS)} onChange={(value) => set('stage', value)} style={{ width: 130 }} />
          <Select allowClear placeholder="层级" value={filters.tier ?? null} options={options(TIER_LABELS)} onChange={(value) => set('tier', value)} style={{ width: 180 }} />
          <Select
            allowClear placeholder="镇街" value={filters.town ?? null} onChange={(value) => set('town', value)} style={{ width: 130 }}
            options={(units.data?.items ?? []).filter((unit) => unit.kind === 'town' || unit.kind === 'street').map((unit) => ({ value: unit.id, label: unit.name }))}
          />
          <Select value={filters.sort ?? '-openedAt'} options={options(SORTS)} onChange={(value) => set('sort', value === '-openedAt' ? null : value)} style={{ width: 130 }} />
        </div>
        {pages.isError ? <Refused error={pages.error} /> : null}
        <CaseTable rows={rows} loading={pages.isPending} />
        {pages.hasNextPage ? (
          <div style={{ textAlign: 'center', padding: 12 }}>
            <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>再看 50 件</Button>
          </div>
        ) : null}
      </Card>
    </>
  );
}
