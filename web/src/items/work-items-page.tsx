import { Button, Select } from 'antd';
import { kinds } from '../../../domain/kinds.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import { readWorkItems, type WorkItemFilters } from '../api/items.ts';
import { isTown, usePeople, useUnits } from '../api/lists.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Refused } from '../parts/refused.tsx';
import { Choice, FilterBar } from './filters.tsx';
import { WorkTable } from './work-table.tsx';
import { countWords, useAddressFilters, usePages } from './use-list.ts';

const SORTS = { redAt: '最先到期', '-openedAt': '最近建立', '-stageEnteredAt': '最近进展', '-updatedAt': '最近变动' };
const SORT_OPTIONS = Object.entries(SORTS).map(([value, label]) => ({ value, label }));
const LIGHTS = { ...LIGHT_LABELS, stuck: '停滞（无事项无理由）' };
const ENDED = { false: '在办', true: '已结束' };
const KINDS = Object.fromEntries(kinds.map(({ name, label }) => [name, label]));
const NAMES = ['kind', 'light', 'town', 'handler', 'ended', 'q'] as const;

/** Work items of every kind together; where the board's figures lead. The filters stand in the address. */
export function WorkItemsPage() {
  const { read, set, clear } = useAddressFilters();
  const sort = read('sort') ?? 'redAt';
  const filters: WorkItemFilters = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  const pages = usePages(['items', 'all', filters, sort], (cursor) => readWorkItems({ ...filters, sort }, cursor));
  const first = pages.data?.pages[0];
  const narrowed = Object.values(filters).some((value) => value !== undefined);
  return (
    <>
      <PageHead title="全部事项" hint={first?.total ? countWords(first.total) : ' '} />
      <div className="panel bare">
        <Filters filters={filters} sort={sort} set={set} clear={narrowed ? clear : null} />
        {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        <WorkTable
          rows={pages.data?.pages.flatMap(({ items }) => items) ?? []}
          now={first ? instantOf(first.now) : 0}
          loading={pages.isPending}
          empty={
            narrowed ? (
              <>
                没有符合条件的事项　
                <Button size="small" onClick={clear}>
                  清除筛选
                </Button>
              </>
            ) : (
              '还没有您可以查看的事项'
            )
          }
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

interface FiltersProps {
  filters: WorkItemFilters;
  sort: string;
  set: (name: string, value: string | null | undefined) => void;
  clear: (() => void) | null;
}

function Filters({ filters, sort, set, clear }: FiltersProps) {
  const towns = (useUnits().data?.items ?? []).filter(isTown).map(({ id, name }) => [id, name]);
  const handlers = (usePeople().data?.items ?? [])
    .filter(({ certificate }) => certificate !== null)
    .map(({ id, name, unit }) => [id, `${name}（${unit.name}）`]);
  const choice = (name: (typeof NAMES)[number], title: string, labels: Readonly<Record<string, string>>, width: number) => (
    <Choice title={title} value={filters[name]} labels={labels} width={width} onChange={(value) => set(name, value)} />
  );
  return (
    <FilterBar name="搜索事项" placeholder="名称、案号、当事人、地址" q={filters.q} onSearch={(q) => set('q', q)} onClear={clear}>
      {choice('kind', '事项种类', KINDS, 116)}
      {choice('light', '灯', LIGHTS, 116)}
      {choice('town', '镇街', Object.fromEntries(towns), 116)}
      {choice('handler', '承办人', Object.fromEntries(handlers), 150)}
      {choice('ended', '在办或已结束', ENDED, 140)}
      <Select
        aria-label="排序"
        value={sort}
        options={SORT_OPTIONS}
        style={{ width: 116 }}
        onChange={(value) => set('sort', value === 'redAt' ? null : value)}
      />
    </FilterBar>
  );
}
