import { PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useNavigate } from 'react-router';
import { openingCommands } from '../../../domain/case/opening/commands.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { LIGHT_LABELS, STAGE_LABELS, TIER_LABELS } from '../../../domain/vocabulary.ts';
import { type CaseFilters, readCases } from '../api/cases.ts';
import { isTown, usePeople, useUnits } from '../api/lists.ts';
import { Choice, FilterBar } from '../items/filters.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Refused } from '../parts/refused.tsx';
import { useSession } from '../session/session.tsx';
import { WorkTable } from '../items/work-table.tsx';
import { countWords, useAddressFilters, usePages } from '../items/use-list.ts';

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }));

const SORTS = { '-openedAt': '最近建立', redAt: '最先到期', '-stageEnteredAt': '最近进展', '-updatedAt': '最近变动' };
const LIGHTS = { ...LIGHT_LABELS, stuck: '停滞（无事项无理由）' };

/** All cases I may see; the filters stand in the address, so that a view can be sent on. */
export function CasesPage() {
  const { read, set, clear } = useAddressFilters();
  const navigate = useNavigate();
  const { may } = useSession();
  const filters = {
    stage: read('stage'),
    light: read('light'),
    tier: read('tier'),
    town: read('town'),
    handler: read('handler'),
    q: read('q'),
    sort: read('sort'),
  } as CaseFilters;
  const pages = usePages(['items', 'cases', 'list', filters], (cursor) => readCases(filters, cursor));
  const first = pages.data?.pages[0];
  const total = first?.total;
  const narrowed = Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'sort');
  const empty = narrowed ? (
    <>
      没有符合条件的案件　
      <Button size="small" onClick={clear}>
        清除筛选
      </Button>
    </>
  ) : (
    '还没有您可以查看的案件'
  );
  return (
    <>
      <PageHead title="案件" hint={total ? countWords(total) : ' '}>
        {may(...openingCommands.OpenCase.roles) ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/cases/new')}>
            新建案件
          </Button>
        ) : null}
      </PageHead>
      <div className="panel bare">
        <Filters filters={filters} set={set} clear={clear} />
        {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        <WorkTable
          rows={pages.data?.pages.flatMap((page) => page.items) ?? []}
          loading={pages.isPending}
          now={first ? instantOf(first.now) : 0}
          empty={empty}
        />
        {pages.hasNextPage ? (
          <div className="more">
            <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
              再看 50 件
            </Button>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Filters({
  filters,
  set,
  clear,
}: {
  filters: CaseFilters;
  set: (name: string, value: string | null | undefined) => void;
  clear: () => void;
}) {
  const units = useUnits();
  const people = usePeople();
  const towns = (units.data?.items ?? []).filter(isTown).map(({ id, name }) => [id, name]);
  const handlers = (people.data?.items ?? [])
    .filter((person) => person.certificate !== null)
    .map((person) => [person.id, `${person.name}（${person.unit.name}）`]);
  const any = Object.entries(filters).some(([name, value]) => value !== undefined && name !== 'sort');
  const choice = (name: keyof CaseFilters, title: string, labels: Readonly<Record<string, string>>, width: number) => (
    <Choice title={title} value={filters[name]} labels={labels} width={width} onChange={(value) => set(name, value)} />
  );
  return (
    <FilterBar
      name="搜索案件"
      placeholder="案号、名称、当事人、地址"
      q={filters.q}
      onSearch={(q) => set('q', q)}
      onClear={any ? clear : null}
    >
      {choice('light', '灯', LIGHTS, 116)}
      {choice('stage', '阶段', STAGE_LABELS, 116)}
      {choice('tier', '层级', TIER_LABELS, 168)}
      {choice('town', '镇街', Object.fromEntries(towns), 116)}
      {choice('handler', '承办人', Object.fromEntries(handlers), 150)}
      <Select
        aria-label="排序"
        value={filters.sort ?? '-openedAt'}
        options={options(SORTS)}
        style={{ width: 116 }}
        onChange={(value) => set('sort', value === '-openedAt' ? null : value)}
      />
    </FilterBar>
  );
}
