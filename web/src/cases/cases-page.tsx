import { FilterOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { openingCommands } from '../../../domain/case/opening/commands.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { LIGHT_LABELS, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { type CaseFilters, readCases } from '../api/cases.ts';
import { isTown, usePeople, useUnits } from '../api/lists.ts';
import { worded } from '../forms/control.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { CaseTable } from './case-table.tsx';

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

const SORTS = { '-openedAt': '最近建立', redAt: '最先到期', '-stageEnteredAt': '最近进展', '-updatedAt': '最近变动' };
const LIGHTS = { ...LIGHT_LABELS, stuck: '停滞（无事项无理由）' };

/** All cases I may see; the filters stand in the address, so that a view can be sent on. */
export function CasesPage() {
  const [parameters, setParameters] = useSearchParams();
  const navigate = useNavigate();
  const { may } = useSession();
  const read = (name: string) => parameters.get(name) ?? undefined;
  const filters = {
    stage: read('stage'), light: read('light'), tier: read('tier'), town: read('town'), handler: read('handler'), q: read('q'), sort: read('sort'),
  } as CaseFilters;
  const pages = useInfiniteQuery({
    queryKey: ['cases', 'list', filters],
    queryFn: ({ pageParam }) => readCases(filters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string | null | undefined) => setParameters((before) => {
    const next = new URLSearchParams(before);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  }, { replace: true });
  const first = pages.data?.pages[0];
  const total = first?.total;
  const clear = () => setParameters({}, { replace: true });
  const narrowed = Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'sort');
  const empty = narrowed ? <>没有符合条件的案件　<Button size="small" onClick={clear}>清除筛选</Button></> : '还没有您可以查看的案件';
  return (
    <>
      <PageHead title="案件" hint={total ? `共 ${total.count}${total.capped ? ' 件以上' : ' 件'}` : ' '}>
        {may(...openingCommands.OpenCase.roles)
          ? <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/cases/new')}>新建案件</Button> : null}
      </PageHead>
      <div className="panel bare">
        <Filters filters={filters} set={set} clear={clear} />
        {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        <CaseTable rows={pages.data?.pages.flatMap((page) => page.items) ?? []} loading={pages.isPending} now={first ? instantOf(first.now) : 0} empty={empty} />
        {pages.hasNextPage ? (
          <div className="more"><Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>再看 50 件</Button></div>
        ) : null}
      </div>
    </>
  );
}

function Filters({ filters, set, clear }: {
  filters: CaseFilters; set: (name: string, value: string | null | undefined) => void; clear: () => void;
}) {
  const units = useUnits();
  const people = usePeople();
  const [open, setOpen] = useState(false);
  const towns = (units.data?.items ?? []).filter(isTown).map((unit) => ({ value: unit.id, label: unit.name }));
  const handlers = (people.data?.items ?? []).filter((person) => person.certificate !== null)
    .map((person) => ({ value: person.id, label: `${person.name}（${person.unit.name}）` }));
  const any = Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'sort');
  const choose = (name: keyof CaseFilters, title: string, choices: { value: string; label: string }[], width: number) => (
    <Select
      allowClear placeholder={title} aria-label={title} value={filters[name] ?? null} options={choices} style={{ width }} labelRender={worded(choices.length === 0)}
      onChange={(value: string | undefined) => set(name, value)} popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }}
    />
  );
  return (
    <div className="filters" role="search">
      <Input.Search
        key={filters.q ?? ''} className="grow" allowClear placeholder="案号、名称、当事人、地址" defaultValue={filters.q ?? ''}
        aria-label="搜索案件" onSearch={(value) => set('q', value.trim())}
      />
      <Button className="filters-toggle" icon={<FilterOutlined />} aria-expanded={open} onClick={() => setOpen(!open)}>筛选</Button>
      <div className="filters-more" data-open={open}>
        {choose('light', '灯', options(LIGHTS), 116)}
        {choose('stage', '阶段', options(STAGE_LABELS), 116)}
        {choose('tier', '层级', options(TIER_LABELS), 168)}
        {choose('town', '镇街', towns, 116)}
        {choose('handler', '承办人', handlers, 150)}
        <Select
          aria-label="排序" value={filters.sort ?? '-openedAt'} options={options(SORTS)} style={{ width: 116 }}
          onChange={(value) => set('sort', value === '-openedAt' ? null : value)}
        />
        {any ? <Button type="text" onClick={clear}>清除</Button> : null}
      </div>
    </div>
  );
}
