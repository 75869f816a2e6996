import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Tabs } from 'antd';
import { Link, useNavigate } from 'react-router';
import { CASE_READERS, LIST_APPROVERS } from '../../../../domain/roles.ts';
import { STAGE_LABELS, type Stage } from '../../../../domain/vocabulary.ts';
import { request } from '../../api/client.ts';
import { usePeople } from '../../api/lists.ts';
import { Lamp } from '../../lights/lamp.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Nothing } from '../../parts/nothing.tsx';
import { Read } from '../../parts/read.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useSession } from '../../session/session.tsx';
import { ComparisonView } from './comparison.tsx';
import { DraftHead } from './draft-head.tsx';
import type { PolicyCheck, PolicyVersion } from '../../../../contract/policies.ts';
import { policyComparison } from './policy-words.ts';
import { WithdrawDraft } from './withdraw-draft.tsx';

/** A draft of the rules: what it changes, its faults, and what it would do to every open case. */
export function PolicyDraft({ hash }: { hash: string }) {
  const policy = useQuery({ queryKey: ['lists', 'policy', hash], queryFn: () => request<PolicyVersion>(`/policies/${hash}`) });
  return (
    <Read query={policy} rows={10}>
      {(data) => <Loaded policy={data} />}
    </Read>
  );
}

function Loaded({ policy }: { policy: PolicyVersion }) {
  const { dryRun: check, body } = policy;
  const people = usePeople();
  const nameOf = (id: string | null) => (id === null ? '—' : (people.data?.items.find((person) => person.id === id)?.name ?? id));
  return (
    <div className="stack">
      <Actions policy={policy} />
      <Facts
        rows={[
          { label: '说明', value: policy.note, wide: true },
          { label: '起草人', value: nameOf(policy.createdBy) },
          { label: '批准人', value: nameOf(policy.approvedBy) },
          { label: '工作日历', value: <span className="num">{policy.calendarVersion}</span> },
          { label: '在办案件', value: `${policy.openCases} 件适用这一版` },
          { label: '内容哈希', value: <span className="hash">{policy.hash}</span>, wide: true },
        ]}
      />
      {check && check.faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={`规则自身有 ${check.faults.length} 处错误，不能发布`}
          description={
            <ul className="plain-list">
              {check.faults.map((fault, index) => (
                <li key={index}>
                  {fault.message.replace(/。$/, '')}
                  {fault.needs.length > 0 ? `；需要：${fault.needs.join('；')}` : ''}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {check ? (
        <Tabs
          items={[
            { key: 'changes', label: '改了什么', children: <ComparisonView comparison={policyComparison(check.differences, body)} /> },
            {
              key: 'run',
              label: check.dryRun ? `在办案件（${check.dryRun.affected}）` : '在办案件',
              children: check.dryRun ? <DryRunView run={check.dryRun} /> : <Nothing>规则有错误，没有试算</Nothing>,
            },
          ]}
        />
      ) : (
        <Nothing>还没有检查：检查会说明改了什么，并对全部在办案件试算</Nothing>
      )}
    </div>
  );
}

function DryRunView({ run }: { run: NonNullable<PolicyCheck['dryRun']> }) {
  const { may } = useSession();
  const terms = run.terms.filter((term) => term.moved + term.dropped + term.added > 0);
  return (
    <div className="stack">
      <p className="change-counts num">
        <span>
          试算在办案件 <strong>{run.cases}</strong> 件{run.capped ? '（只算到这里为止）' : ''}
        </span>
        <span>
          有变动 <strong>{run.affected}</strong> 件
        </span>
        <span>
          <Lamp light="yellow" text="转黄" /> <strong>{run.turnYellow}</strong>
        </span>
        <span>
          <Lamp light="red" text="转红" /> <strong>{run.turnRed}</strong>
        </span>
        <span>
          <Lamp light="green" text="转好" /> <strong>{run.turnBetter}</strong>
        </span>
      </p>
      <p className="quiet small">在办案件仍适用原来的规则；换用新版须逐案预览、批准。</p>
      {run.faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={`${run.faults.length} 件案件无法按新规则推算`}
          description={run.faults
            .slice(0, 5)
            .map(({ reason }) => reason)
            .join('；')}
        />
      ) : null}
      {terms.length > 0 ? (
        <div className="detail-scroll">
          <table className="detail-table num">
            <thead>
              <tr>
                <th>期限</th>
                <th>改期</th>
                <th>不再计</th>
                <th>新增</th>
              </tr>
            </thead>
            <tbody>
              {terms.map((term) => (
                <tr key={term.key}>
                  <td>{term.label}</td>
                  <td>{term.moved}</td>
                  <td>{term.dropped}</td>
                  <td>{term.added}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <ul className="touched-list">
        {run.samples.map((sample) => (
          <li key={sample.caseId}>
            <div>
              {may(...CASE_READERS) ? (
                <Link to={`/cases/${sample.caseId}`}>案件 {sample.caseId.slice(-6)}</Link>
              ) : (
                <span className="num">案件 {sample.caseId.slice(-6)}</span>
              )}
              <span className="quiet small"> {STAGE_LABELS[sample.stage as Stage]}</span>
              <div>
                <Lamp light={sample.before} /> → <Lamp light={sample.after} />
              </div>
            </div>
            <div>
              {sample.differences.map((difference) => (
                <div key={difference.term}>{difference.text}</div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Actions({ policy: { hash, version, status, createdBy } }: { policy: PolicyVersion }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { may, person } = useSession();
  const again = () => client.invalidateQueries({ queryKey: ['lists'] });
  const check = useMutation({ mutationFn: () => request(`/policies/${hash}/check`, { method: 'POST' }), onSuccess: again });
  const approve = useMutation({ mutationFn: () => request(`/policies/${hash}/approve`, { method: 'POST' }), onSuccess: again });
  const withdraw = useMutation({
    mutationFn: () => request(`/policies/${hash}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await again();
      void navigate('/lists/drafts');
    },
  });
  const own = person?.id === createdBy;
  const open = status === 'draft' || status === 'checked';
  const failed = [check, approve, withdraw].find(({ isError }) => isError);
  return (
    <>
      <DraftHead title={`期限和督办规则 第 ${version} 版`} step={status === 'checked' ? 1 : open ? 0 : 2}>
        {open && may('list-admin') ? (
          <>
            <WithdrawDraft withdraw={withdraw} />
            <Button type={status === 'draft' ? 'primary' : 'default'} loading={check.isPending} onClick={() => check.mutate()}>
              {status === 'draft' ? '检查并试算' : '重新检查'}
            </Button>
          </>
        ) : null}
        {status === 'checked' && may(...LIST_APPROVERS) && !own ? (
          <Popconfirm
            title="批准并发布？"
            description="发布后新案件即适用，不能更改。"
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
