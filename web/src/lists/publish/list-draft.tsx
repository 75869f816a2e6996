import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Tabs } from 'antd';
import { useNavigate } from 'react-router';
import { LIST_LABELS, type ListName } from '../../../../domain/lists/list-names.ts';
import { LIST_APPROVERS } from '../../../../domain/roles.ts';
import { request } from '../../api/client.ts';
import { usePeople } from '../../api/lists.ts';
import { Facts } from '../../parts/facts.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useSession } from '../../session/session.tsx';
import { ComparisonView } from './comparison.tsx';
import { DraftHead } from './draft-head.tsx';
import { Findings } from './findings.tsx';
import type { ListCheck, ListDraft } from '../../../../contract/lists.ts';
import { useComparison } from './model.ts';
import { Touched } from './touched.tsx';
import { WithdrawDraft } from './withdraw-draft.tsx';

/** One draft list: what it changes, what the check found, whom it touches; checked, approved or thrown away here. */
export function ListDraft({ list, version }: { list: ListName; version: string }) {
  const draft = useQuery({
    queryKey: ['lists', list, 'draft', version],
    queryFn: () => request<ListDraft & { check: ListCheck | null }>(`/lists/${list}/drafts/${version}`),
  });
  return (
    <Read query={draft} rows={10}>
      {(data) => <Loaded draft={data} />}
    </Read>
  );
}

function Loaded({ draft }: { draft: ListDraft & { check: ListCheck | null } }) {
  const { list, version, check, status } = draft;
  const people = usePeople();
  const nameOf = (id: string | null) => (id === null ? '—' : (people.data?.items.find((person) => person.id === id)?.name ?? id));
  const comparison = useComparison(list, draft.base, version);
  return (
    <div className="stack">
      <Actions draft={draft} />
      <Facts
        rows={[
          { label: '说明', value: draft.note, wide: true },
          { label: '生效日期', value: <span className="num">{draft.effectiveFrom}</span> },
          { label: '所依据版本', value: <span className="num">{draft.base ?? '—'}</span> },
          { label: '起草人', value: nameOf(draft.createdBy) },
          { label: '批准人', value: nameOf(draft.approvedBy) },
          { label: '项数', value: <span className="num">{draft.rows}</span>, wide: true },
          { label: '内容哈希', value: <span className="hash">{draft.contentHash}</span>, wide: true },
        ]}
      />
      {status === 'draft' && check && !check.ok ? (
        <Alert type="error" showIcon title={`检查发现 ${check.errors} 处错误，不能发布`} description="请撤回，在文件里改好后重新上传。" />
      ) : null}
      <Tabs
        items={[
          {
            key: 'changes',
            label: '改了什么',
            children: <Read query={comparison}>{(data) => <ComparisonView comparison={data} unchanged={data.unchanged} />}</Read>,
          },
          {
            key: 'check',
            label: check ? `检查结果${check.errors > 0 ? `（${check.errors}处错误）` : ''}` : '检查结果',
            children: check ? <Findings list={list} findings={check.findings} /> : <Nothing>还没有检查</Nothing>,
          },
          {
            key: 'cases',
            label: check ? `在办案件（${check.cases.touched}）` : '在办案件',
            children: check ? (
              <>
                <Touched cases={check.cases} />
                {check.leads ? (
                  <p className="quiet">
                    待处理线索 {check.leads.waiting} 条，其中 {check.leads.touched} 条的建议部门出自改动的事项。
                  </p>
                ) : null}
              </>
            ) : (
              <Nothing>检查后列出触及的在办案件</Nothing>
            ),
          },
        ]}
      />
    </div>
  );
}

function Actions({ draft: { list, version, status, createdBy, contentHash, effectiveFrom } }: { draft: ListDraft }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { may, person } = useSession();
  const path = `/lists/${list}/drafts/${version}`;
  const again = () => client.invalidateQueries({ queryKey: ['lists'] });
  const check = useMutation({ mutationFn: () => request<ListCheck>(`${path}/check`, { method: 'POST' }), onSuccess: again });
  const approve = useMutation({
    mutationFn: () => request<ListDraft>(`${path}/approve`, { method: 'POST', body: { contentHash } }),
    onSuccess: again,
  });
  const withdraw = useMutation({
    mutationFn: () => request(path, { method: 'DELETE' }),
    onSuccess: async () => {
      await again();
      void navigate('/lists/drafts');
    },
  });
  const own = person?.id === createdBy;
  const failed = [check, approve, withdraw].find(({ isError }) => isError);
  return (
    <>
      <DraftHead title={`${LIST_LABELS[list]} ${version}`} step={status === 'published' ? 2 : status === 'checked' ? 1 : 0}>
        {status === 'published' ? <Button onClick={() => void navigate(`/lists/${list}`)}>查看清单</Button> : null}
        {status !== 'published' && may('list-admin') ? (
          <>
            <WithdrawDraft withdraw={withdraw} />
            <Button type={status === 'draft' ? 'primary' : 'default'} loading={check.isPending} onClick={() => check.mutate()}>
              {status === 'draft' ? '检查' : '重新检查'}
            </Button>
          </>
        ) : null}
        {status === 'checked' && may(...LIST_APPROVERS) && !own ? (
          <Popconfirm
            title="批准并发布？"
            description={`自 ${effectiveFrom} 起生效，发布后不能更改。`}
            okText="批准"
            cancelText="再看看"
            onConfirm={() => approve.mutate()}
          >
            <Button type="primary" loading={approve.isPending}>
              批准并发布
            </Button>
          </Popconfirm>
        ) : null}
      </DraftHead>
      {status === 'checked' && own ? <p className="quiet">检查已通过，由另一位清单管理员、执法局负责人或者系统管理员批准。</p> : null}
      {failed ? <Refused error={failed.error} /> : null}
    </>
  );
}
