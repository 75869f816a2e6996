import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { instantOf } from '../../../domain/terms/instant.ts';
import { LIGHT_LABELS } from '../../../domain/vocabulary.ts';
import type { AnyKind } from '../../../domain/work/kind.ts';
import { type ItemFilters, readItems } from '../api/items.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Refused } from '../parts/refused.tsx';
import { usePerson } from '../session/session.tsx';
import { Choice, FilterBar } from './filters.tsx';
import { ItemTable } from './item-table.tsx';
import { OpenDrawer } from './open-drawer.tsx';
import { mayOpen, openingOf } from './opening.ts';
import { countWords, useAddressFilters, usePages } from './use-list.ts';

const ENDED = { false: '在办', true: '已结束' };

/** All items of a kind that I may see; the filters stand in the address, so that a view can be sent on. */
export function ItemsPage({ kind }: { kind: AnyKind }) {
  const { roles } = usePerson();
  const { read, set, clear } = useAddressFilters();
  const [opening, setOpening] = useState(false);
  const filters: ItemFilters = { stage: read('stage'), light: read('light'), ended: read('ended'), q: read('q') };
  const pages = usePages(['items', kind.plural, filters], (cursor) => readItems(kind.plural, filters, cursor));
  const first = pages.data?.pages[0];
  const narrowed = Object.values(filters).some((value) => value !== undefined);
  const empty = narrowed ? (
    <>
      没有符合条件的{kind.label}　
      <Button size="small" onClick={clear}>
        清除筛选
      </Button>
    </>
  ) : (
    `还没有您可以查看的${kind.label}`
  );
  const spec = openingOf(kind);
  return (
    <>
      <PageHead title={kind.label} hint={first?.total ? countWords(first.total) : (spec?.help ?? ' ')}>
        {spec && mayOpen(kind, roles) ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)}>
            {spec.label}
          </Button>
        ) : null}
      </PageHead>
      <div className="panel bare">
        <FilterBar
          name={`搜索${kind.label}`}
          placeholder="名称、单位、人员"
          q={filters.q}
          onSearch={(q) => set('q', q)}
          onClear={narrowed ? clear : null}
        >
          <Choice title="灯" value={filters.light} labels={LIGHT_LABELS} width={116} onChange={(value) => set('light', value)} />
          <Choice title="阶段" value={filters.stage} labels={kind.stages} width={132} onChange={(value) => set('stage', value)} />
          <Choice title="在办或已结束" value={filters.ended} labels={ENDED} width={140} onChange={(value) => set('ended', value)} />
        </FilterBar>
        {pages.isError ? <Refused error={pages.error} onRetry={() => void pages.refetch()} /> : null}
        <ItemTable
          kind={kind}
          rows={pages.data?.pages.flatMap(({ items }) => items) ?? []}
          loading={pages.isPending}
          empty={empty}
          now={first?.now ? instantOf(first.now) : pages.dataUpdatedAt}
        />
        {pages.hasNextPage ? (
          <div className="more">
            <Button onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
              再看 50 件
            </Button>
          </div>
        ) : null}
      </div>
      {opening ? <OpenDrawer kind={kind} onClose={() => setOpening(false)} /> : null}
    </>
  );
}
