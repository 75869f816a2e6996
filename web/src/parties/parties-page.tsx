import { Button, Input, Segmented, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { SUBJECT_KIND_LABELS } from '../../../domain/vocabulary.ts';
import { CASE_READERS } from '../../../domain/roles.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Nothing } from '../parts/nothing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { Refused } from '../parts/refused.tsx';
import { useTableWidth } from '../parts/use-media.ts';
import { Waiting } from '../parts/waiting.tsx';
import { yuan } from '../parts/words.ts';
import { useSession } from '../session/session.tsx';
import type { ListedParty, Party, RepeatOffender } from '../../../contract/parties.ts';
import { useFoundParties, useRepeatOffenders } from './party-model.ts';
import './parties.css';

const MONTHS = [
  { value: 12, label: '近一年' },
  { value: 24, label: '近两年' },
  { value: 36, label: '近三年' },
];

/** One record a party: looked up by name or number; before anything is asked, who offended again. */
export function PartiesPage() {
  const [parameters, setParameters] = useSearchParams();
  const { may } = useSession();
  const q = parameters.get('q') ?? '';
  const months = Number(parameters.get('months') ?? 12);
  const set = (name: string, value: string) => setParameters(value ? { [name]: value } : {}, { replace: true });
  return (
    <>
      <PageHead title="当事人" hint="一方一档：全县案件按证件号码归到一处。" />
      <div className="panel">
        <div className="list-head">
          <Input.Search
            key={q}
            allowClear
            defaultValue={q}
            placeholder="姓名、名称或者完整的证件号码"
            className="party-search"
            enterButton="查找"
            aria-label="查找当事人"
            onSearch={(text) => set('q', text.trim())}
          />
        </div>
        {q ? (
          <Found q={q} />
        ) : may(...CASE_READERS) ? (
          <Repeating months={months} onMonths={(next) => set('months', next === 12 ? '' : String(next))} />
        ) : (
          <Nothing>填写姓名、名称或者证件号码查找</Nothing>
        )}
      </div>
    </>
  );
}

export const PartyName = ({ party }: { party: Party }) => (
  <>
    <Link to={`/parties/${party.id}`} className="item-name">
      {party.name}
    </Link>
    <div className="quiet small num">
      {SUBJECT_KIND_LABELS[party.kind]}　{party.identifier ?? '证件号码未查明'}
    </div>
  </>
);

function Found({ q }: { q: string }) {
  const found = useFoundParties(q);
  const rows = found.data?.pages.flatMap(({ items }) => items) ?? [];
  if (found.isPending) return <Waiting />;
  if (found.isError && rows.length === 0) return <Refused error={found.error} onRetry={() => void found.refetch()} />;
  if (rows.length === 0) return <Nothing>没有找到“{q}”。证件号码要填写完整；尚未录入案件的当事人不在这里</Nothing>;
  return (
    <>
      <PartyRows rows={rows} />
      {found.hasNextPage ? (
        <div className="more">
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            再看 30 个
          </Button>
        </div>
      ) : null}
      {rows.some(({ masked }) => masked) ? <p className="quiet small">办理需要之外的姓名、证件号码和联系方式已经遮盖。</p> : null}
    </>
  );
}

function PartyRows({ rows }: { rows: ListedParty[] }) {
  const wide = useTableWidth();
  const count = (row: ListedParty) => (
    <span className="num">
      {row.cases} 件{row.visible < row.cases ? <span className="quiet small">　可查看 {row.visible} 件</span> : null}
    </span>
  );
  const times = (row: ListedParty) =>
    row.violations > 1 ? (
      <Tag color="orange">认定违法 {row.violations} 次</Tag>
    ) : row.violations === 1 ? (
      <span>认定违法 1 次</span>
    ) : (
      <span className="quiet">尚无认定</span>
    );
  if (!wide) {
    return (
      <div className="list-cards">
        {rows.map((row) => (
          <div key={row.id} className="list-card">
            <div>
              <PartyName party={row} />
            </div>
            <span className="small">
              {count(row)}　{times(row)}
            </span>
          </div>
        ))}
      </div>
    );
  }
  return (
    <DataTable
      rows={rows}
      keyOf={(row) => row.id}
      columns={[
        { title: '当事人', render: (row) => <PartyName party={row} /> },
        { title: '住址', width: 300, render: (row) => row.address ?? <span className="quiet">未记载</span> },
        { title: '案件', width: 190, render: count },
        { title: '违法', width: 150, render: times },
      ]}
    />
  );
}

function Repeating({ months, onMonths }: { months: number; onMonths: (months: number) => void }) {
  const repeating = useRepeatOffenders(months, true);
  const wide = useTableWidth();
  return (
    <section>
      <div className="party-head">
        <h2 className="section-title">屡次违法的当事人</h2>
        <Segmented value={months} options={MONTHS} onChange={onMonths} aria-label="期间" />
      </div>
      <p className="quiet">期间内全县认定违法两次以上：不再适用首违不罚；裁量基准有次数要素的，按次数取档。</p>
      <Read query={repeating}>
        {({ items, since }) =>
          items.length === 0 ? (
            <Nothing>自 {since} 起没有两次以上认定违法的当事人</Nothing>
          ) : wide ? (
            <DataTable
              rows={items}
              keyOf={(row) => row.id}
              columns={[
                { title: '当事人', render: (row) => <PartyName party={row} /> },
                { title: '次数', width: 72, render: (row) => <b className="num">{row.violations}</b> },
                { title: '事项', width: 330, render: (row) => <Matters row={row} /> },
                { title: '镇街', width: 150, render: (row) => row.towns.join('、') },
                { title: '罚款合计', width: 110, render: (row) => <span className="num">{row.fines > 0 ? yuan(row.fines) : '—'}</span> },
                { title: '最近一次', width: 112, render: (row) => <span className="num">{row.lastOn}</span> },
              ]}
            />
          ) : (
            <div className="list-cards">
              {items.map((row) => (
                <div key={row.id} className="list-card">
                  <div>
                    <PartyName party={row} />
                  </div>
                  <span className="small">
                    <b>{row.violations} 次</b>　{row.towns.join('、')}　{row.fines > 0 ? `罚款合计${yuan(row.fines)}　` : ''}最近{' '}
                    <span className="num">{row.lastOn}</span>
                  </span>
                  <span className="small">
                    <Matters row={row} />
                  </span>
                </div>
              ))}
            </div>
          )
        }
      </Read>
    </section>
  );
}

const Matters = ({ row }: { row: RepeatOffender }) => (
  <>
    {row.matters.slice(0, 3).map(({ code, name, times }) => (
      <div key={code}>
        {name}
        {times > 1 ? <b className="num">　{times}次</b> : null}
      </div>
    ))}
  </>
);
