import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { toShanghaiText } from '../../../domain/terms/instant.ts';
import type { Page } from '../../../contract/page.ts';
import type { AnchorRow, CountyProof } from '../../../contract/record.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';
import { kindNamed } from '../../../domain/kinds.ts';
import { CASE_READERS } from '../../../domain/roles.ts';
import { type Column, DataTable } from '../parts/data-table.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';

import { useSession } from '../session/session.tsx';
import './anchors.css';

const PAGE = 30;

/** The whole county's finished cases proved at once, and what to note on paper so that nobody has to be believed. */
export function AnchorsPage() {
  const chain = useQuery({ queryKey: ['anchors', 'chain'], queryFn: () => request<CountyProof>('/record/chain') });
  return (
    <>
      <PageHead
        title="存证核验"
        hint="每件案件归档时，它的末条哈希与前一件相接成链，并在数据库之外留存副本。改动或删去任何一件已归档的案件，都会在这里显现。"
      />
      <div className="panel">
        <Read query={chain}>
          {({ ok, length, head, faults, trail }) => (
            <>
              <Alert
                type={ok ? 'success' : 'error'}
                showIcon
                title={ok ? `全县${length}个归档锚定前后相接，与库外留存逐一相符` : `发现${faults.length}处不符，请立即核查`}
                description={
                  ok ? null : (
                    <ul className="anchor-faults">
                      {faults.map(({ n, reason }) => (
                        <li key={`${n}-${reason}`}>{reason}</li>
                      ))}
                    </ul>
                  )
                }
                action={
                  <Button size="small" loading={chain.isFetching} onClick={() => void chain.refetch()}>
                    重新核验
                  </Button>
                }
              />
              {length > 0 ? (
                <p className="anchor-note">
                  抄存这一行，日后即可证明此前归档的案件没有被改动或删去：
                  <b className="num">第{length}号</b> <span className="hash">{head}</span>
                </p>
              ) : null}
              {length > 0 ? <Noted /> : null}
              <Trail trail={trail} />
            </>
          )}
        </Read>
      </div>
      <div className="panel anchor-list">
        <Latest />
      </div>
    </>
  );
}

/** The audit trail is chained in the same way; what it says only its administrator reads. */
const Trail = ({ trail: { ok, length, head, archived, faults } }: { trail: CountyProof['trail'] }) => (
  <div className="anchor-trail">
    <Alert
      type={ok ? 'success' : 'error'}
      showIcon
      title={
        ok
          ? `审计日志${length}条前后相接，没有改动${archived > 0 ? `；其中第1条至第${archived}条已归档` : ''}`
          : `审计日志有${faults.length}处不符（第${faults.slice(0, 5).join('、')}条），请立即告知审计管理员核查`
      }
    />
    {length > 0 ? (
      <p className="anchor-note">
        审计日志末条：<b className="num">第{length}条</b> <span className="hash">{head}</span>
      </p>
    ) : null}
  </div>
);

/** Compares a number and hash that somebody has noted earlier. */
function Noted() {
  const [text, setText] = useState('');
  const noted = /^\D*(\d{1,9})\D.*?([0-9a-f]{64})\s*$/su.exec(text.trim());
  const n = noted ? Number(noted[1]) : null;
  const found = useQuery({
    queryKey: ['anchors', n],
    enabled: n !== null && n > 0,
    retry: false,
    queryFn: () => request<AnchorRow>(`/record/anchors/${n}`),
  });
  const same = found.data?.hash === noted?.[2];
  return (
    <div className="anchor-noted">
      <label htmlFor="noted">与以前抄存的比对</label>
      <Input
        id="noted"
        allowClear
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="hash"
        placeholder="第12号 3f0c…（编号和 64 位哈希）"
      />
      {text && !noted ? <p className="quiet small">填写编号和 64 位哈希</p> : null}
      {noted && found.data ? (
        <Alert
          type={same ? 'success' : 'error'}
          showIcon
          title={same ? `与第${n}号一致：抄存之前归档的案件都没有改动` : `与第${n}号的哈希不一致`}
        />
      ) : null}
      {noted && found.isError ? <Alert type="error" showIcon title={found.error.message} /> : null}
    </div>
  );
}

function Latest() {
  const { may } = useSession();
  const linked = may(...CASE_READERS);
  const anchors = useInfiniteQuery({
    queryKey: ['anchors', 'list'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => request<Page<AnchorRow>>(`/record/anchors${query({ limit: PAGE, cursor: pageParam })}`),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const columns: Column<AnchorRow>[] = [
    { title: '编号', width: 72, render: ({ n }) => <span className="num">{n}</span> },
    {
      title: '事项',
      width: 240,
      render: ({ kind, caseId, number }) => {
        const of = kindNamed(kind ?? '');
        const words = number ?? (kind === 'case' ? '未立案' : (of?.label ?? '已不在库中'));
        return linked && of ? <Link to={`/${of.plural}/${caseId}${kind === 'case' ? '/proof' : '?proof='}`}>{words}</Link> : words;
      },
    },
    { title: '归档于', width: 160, render: ({ at }) => <span className="num">{toShanghaiText(Date.parse(at))}</span> },
    { title: '事件', width: 64, render: ({ length }) => <span className="num">{length}</span> },
    { title: '锚定哈希', render: ({ hash }) => <span className="hash">{hash}</span> },
  ];
  const rows = anchors.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <DataTable
        columns={columns}
        rows={rows}
        keyOf={({ n }) => String(n)}
        busy={anchors.isPending}
        empty={anchors.isError ? `没有读到：${anchors.error.message}` : '还没有归档的事项'}
      />
      {anchors.hasNextPage ? (
        <div className="more">
          <Button loading={anchors.isFetchingNextPage} onClick={() => void anchors.fetchNextPage()}>
            再看 {PAGE} 个
          </Button>
        </div>
      ) : null}
    </>
  );
}
