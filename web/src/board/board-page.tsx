import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { specOf } from '../../../domain/case/catalogue.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import type { Board } from '../../../contract/board.ts';
import { readWorkItems } from '../api/items.ts';
import { request } from '../api/client.ts';
import { WorkTable } from '../items/work-table.tsx';
import { localTime } from '../lights/remaining.ts';
import type { Selection } from '../parts/data-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { useSession } from '../session/session.tsx';
import { Alarms, Reconciled } from './alarms.tsx';
import { BulkDrawer, type BulkCommand } from './bulk-drawer.tsx';
import { Counts } from './counts.tsx';
import { Forecast } from './forecast.tsx';
import { LateTerms } from './late-terms.tsx';
import './board.css';

const BULK: { command: BulkCommand; label: string }[] = [
  { command: 'Urge', label: '催办' },
  { command: 'ReassignHandler', label: '改派' },
];

/** What is red and yellow and why, by stage, town and tier; and what turns in the next days if nobody acts. */
export function BoardPage() {
  const board = useQuery({ queryKey: ['board', 'now'], queryFn: () => request<Board>('/board'), refetchInterval: 30_000 });
  return (
    <>
      <PageHead title="督办看板" hint={board.data ? <span className="num">按 {localTime(board.data.now)} 推算</span> : ' '} />
      <Read query={board} rows={12}>
        {(data) => <BoardView board={data} />}
      </Read>
    </>
  );
}

function BoardView({ board }: { board: Board }) {
  const { may } = useSession();
  const wide = useTableWidth();
  const [chosen, setTab] = useState('red');
  // What was stuck may move meanwhile.
  const tab = chosen === 'stuck' && board.stuck === 0 ? 'red' : chosen;
  const [selected, setSelected] = useState<string[]>([]);
  const [bulk, setBulk] = useState<BulkCommand | null>(null);
  const allowed = BULK.filter(({ command }) => may(...specOf(command).roles));
  const selection: Selection | undefined = allowed.length > 0 ? { selected, onSelect: setSelected } : undefined;
  const now = instantOf(board.now);
  // What is chosen on one tab can be acted on from another, but the forecast has nothing to choose.
  const actions =
    selection && (tab !== 'forecast' || selected.length > 0) ? (
      <div className="board-bulk">
        {allowed.map(({ command, label }) => (
          <Button key={command} disabled={selected.length === 0} onClick={() => setBulk(command)}>
            {label}
            {selected.length > 0 ? ` ${selected.length} 件` : ''}
          </Button>
        ))}
      </div>
    ) : null;
  return (
    <div className="board">
      <Alarms board={board} onStuck={() => setTab('stuck')} />
      <Counts board={board} />
      <LateTerms />
      <div className="panel board-rows">
        <Tabs
          activeKey={tab}
          onChange={setTab}
          tabBarExtraContent={wide ? actions : null}
          items={[
            {
              key: 'red',
              label: `超期 ${board.lights.red}`,
              children: <Rows light="red" page={board.red} now={now} {...(selection ? { selection } : {})} />,
            },
            {
              key: 'yellow',
              label: `预警 ${board.lights.yellow}`,
              children: <Rows light="yellow" page={board.yellow} now={now} {...(selection ? { selection } : {})} />,
            },
            ...(board.stuck > 0
              ? [{ key: 'stuck', label: `停滞 ${board.stuck}`, children: <StuckRows now={now} {...(selection ? { selection } : {})} /> }]
              : []),
            { key: 'forecast', label: '未来十天', children: <Forecast now={now} /> },
          ]}
        />
        {wide ? null : actions}
      </div>
      <Reconciled board={board} />
      {bulk ? (
        <BulkDrawer
          command={bulk}
          caseIds={selected}
          onClose={(done) => {
            setBulk(null);
            if (done) setSelected([]);
          }}
        />
      ) : null}
    </div>
  );
}

/** What is stuck, to be opened one by one or urged together. */
function StuckRows({ now, selection }: { now: number; selection?: Selection }) {
  const stuck = useQuery({
    queryKey: ['board', 'stuck'],
    queryFn: () => readWorkItems({ light: 'stuck', sort: '-stageEnteredAt' }),
    refetchInterval: 30_000,
  });
  return (
    <Read query={stuck}>
      {({ items, nextCursor }) => (
        <>
          <WorkTable rows={items} now={now} empty="没有停滞的事项" {...(selection ? { selection } : {})} />
          {nextCursor ? (
            <p className="quiet small">
              <Link to="/work-items?light=stuck">在事项列表中查看全部</Link>
            </p>
          ) : null}
        </>
      )}
    </Read>
  );
}

const EMPTY = { red: '没有超期的事项', yellow: '没有到期预警的事项' };

/** The board's own first page, and on demand those after it. */
function Rows({ light, page, now, selection }: { light: 'red' | 'yellow'; page: Board['red']; now: number; selection?: Selection }) {
  const more = useInfiniteQuery({
    queryKey: ['board', 'more', light, page.nextCursor],
    queryFn: ({ pageParam }) => readWorkItems({ light, sort: 'redAt', ended: 'false' }, pageParam),
    initialPageParam: page.nextCursor,
    getNextPageParam: (next) => next.nextCursor,
    enabled: false,
  });
  const rows = [...page.items, ...(more.data?.pages.flatMap(({ items }) => items) ?? [])];
  const hasMore = more.data ? more.hasNextPage : page.nextCursor !== null;
  return (
    <>
      <WorkTable rows={rows} now={now} empty={EMPTY[light]} {...(selection ? { selection } : {})} />
      {hasMore ? (
        <div className="more">
          <Button loading={more.isFetching} onClick={() => void (more.data ? more.fetchNextPage() : more.refetch())}>
            再看 50 件
          </Button>
        </div>
      ) : null}
      {rows.length > 0 ? (
        <p className="quiet small">
          <Link to={`/work-items?light=${light}&ended=false`}>在事项列表中查看并筛选</Link>
        </p>
      ) : null}
    </>
  );
}
