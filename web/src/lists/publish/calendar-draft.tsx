import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Popconfirm, Progress } from 'antd';
import { useNavigate } from 'react-router';
import { LIST_APPROVERS } from '../../../../domain/roles.ts';
import type { Calendar } from '../../../../domain/terms/model.ts';
import { Problem, request } from '../../api/client.ts';
import { usePeople } from '../../api/lists.ts';
import { Facts } from '../../parts/facts.tsx';
import { Read } from '../../parts/read.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useSession } from '../../session/session.tsx';
import { ComparisonView } from './comparison.tsx';
import { DraftHead } from './draft-head.tsx';
import type { CalendarRevision, CalendarVersion } from '../../../../contract/calendar.ts';
import type { Comparison } from './model.ts';
import { WithdrawDraft } from './withdraw-draft.tsx';

/** A calendar between draft and publication; once published, how far the walk over the open cases is. */
export function CalendarDraft({ version }: { version: string }) {
  const draft = useQuery({
    queryKey: ['lists', 'calendar', version],
    queryFn: () => request<CalendarVersion>(`/lists/calendar/versions/${version}`),
  });
  return (
    <Read query={draft} rows={10}>
      {(data) => <Loaded draft={data} />}
    </Read>
  );
}

function Loaded({ draft }: { draft: CalendarVersion }) {
  const people = usePeople();
  const nameOf = (id: string | null) => (id === null ? '—' : (people.data?.items.find((person) => person.id === id)?.name ?? id));
  const base = useQuery({
    queryKey: ['lists', 'calendar', draft.base],
    queryFn: () => request<CalendarVersion>(`/lists/calendar/versions/${draft.base ?? ''}`),
    enabled: draft.base !== null,
  });
  return (
    <div className="stack">
      <Actions draft={draft} />
      <Facts
        rows={[
          { label: '说明', value: draft.note, wide: true },
          { label: '所依据版本', value: <span className="num">{draft.base ?? '—'}</span> },
          { label: '起草人', value: nameOf(draft.createdBy) },
          { label: '批准人', value: nameOf(draft.approvedBy) },
        ]}
      />
      {draft.status === 'published' ? (
        <RevisionView id={draft.version} />
      ) : (
        <Alert type="info" showIcon title="批准后即公布：新案件适用新日历，所有在办案件逐案重新推算期限，每件留下说明。" />
      )}
      {draft.status === 'draft' && draft.gaps.length > 0 ? (
        <Alert type="warning" showIcon title="放假安排少于法定的放假天数，批准时须确认" description={draft.gaps.join('；')} />
      ) : null}
      {draft.base ? (
        <Read query={base}>{(from) => <ComparisonView comparison={calendarComparison(from.calendar, draft.calendar)} />}</Read>
      ) : null}
    </div>
  );
}

function RevisionView({ id }: { id: string }) {
  const client = useQueryClient();
  const { may } = useSession();
  const revision = useQuery({
    queryKey: ['lists', 'calendar', 'revision', id],
    queryFn: async () => {
      try {
        return await request<CalendarRevision & { failures: { caseId: string; reason: string }[] }>(`/lists/calendar/revisions/${id}`);
      } catch (error) {
        // The calendar that the county began with moved no case.
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) => (state.data && state.data.status !== 'finished' && state.data.status !== 'superseded' ? 2_000 : false),
  });
  const resume = useMutation({
    mutationFn: () => request(`/lists/calendar/revisions/${id}/resume`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['lists', 'calendar', 'revision', id] }),
  });
  return (
    <Read query={revision}>
      {(data) =>
        data === null ? null : (
          <section>
            <h3 className="section-title">在办案件的重新推算</h3>
            <Progress
              percent={data.total ? Math.round(((data.done + data.failed) / data.total) * 100) : data.status === 'finished' ? 100 : 0}
              status={data.status === 'finished' ? (data.failed > 0 ? 'exception' : 'success') : 'active'}
            />
            <p className="change-counts num">
              <span>
                在办 <strong>{data.total ?? '…'}</strong>
              </span>
              <span>
                已推算 <strong>{data.done}</strong>
              </span>
              <span>
                有变动 <strong>{data.moved}</strong> 件、<strong>{data.movedTerms}</strong> 项期限
              </span>
              {data.failed > 0 ? (
                <span>
                  没有办成 <strong>{data.failed}</strong>
                </span>
              ) : null}
              {data.status === 'superseded' ? <span className="quiet">已由更新的日历接替</span> : null}
            </p>
            {data.failures.length > 0 ? (
              <Alert
                type="warning"
                showIcon
                title={`${data.failures.length} 件没有办成`}
                description={[...new Set(data.failures.map(({ reason }) => reason))].slice(0, 5).join('；')}
                {...(may('list-admin')
                  ? {
                      action: (
                        <Button size="small" loading={resume.isPending} onClick={() => resume.mutate()}>
                          重新推算
                        </Button>
                      ),
                    }
                  : {})}
              />
            ) : null}
          </section>
        )
      }
    </Read>
  );
}

function calendarComparison(before: Calendar, after: Calendar): Comparison {
  const dayRef = (one: Calendar['overrides'][number]) => ({ code: one.date, title: `本县${one.workday ? '上班' : '休息'}：${one.reason}` });
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const yearWords = (days: { date: string; name: string }[]) => days.map(({ date, name }) => `${date} ${name}`).join('、') || '（无）';
  const hours = (calendar: Calendar) => calendar.workingHours.map(({ from, to }) => `${from}–${to}`).join('，');
  const known = (list: Calendar['overrides'], one: Calendar['overrides'][number]) =>
    list.some((other) => same([other.date, other.workday, other.reason], [one.date, one.workday, one.reason]));
  const newYears = after.years.filter(({ year }) => !before.years.some((one) => one.year === year));
  return {
    added: [
      ...newYears.map(({ year, notice }) => ({ code: `${year}年`, title: notice })),
      ...after.overrides.filter((one) => !known(before.overrides, one)).map(dayRef),
    ],
    removed: before.overrides.filter((one) => !known(after.overrides, one)).map(dayRef),
    changed: [
      ...after.years.flatMap((year) => {
        const was = before.years.find((one) => one.year === year.year);
        if (!was) return [];
        const fields = [
          { field: 'off', heading: '放假', before: yearWords(was.off), after: yearWords(year.off) },
          { field: 'makeUp', heading: '调休上班', before: yearWords(was.makeUp), after: yearWords(year.makeUp) },
          { field: 'notice', heading: '通知文号', before: was.notice, after: year.notice },
        ].filter((field) => field.before !== field.after);
        return fields.length === 0 ? [] : [{ code: `${year.year}年`, title: year.notice, fields }];
      }),
      ...(hours(before) === hours(after)
        ? []
        : [
            {
              code: '工作时间',
              title: '',
              fields: [{ field: 'workingHours', heading: '工作时间', before: hours(before), after: hours(after) }],
            },
          ]),
    ],
  };
}

function Actions({ draft: { version, status, createdBy, gaps } }: { draft: CalendarVersion }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { may, person } = useSession();
  const again = () => client.invalidateQueries({ queryKey: ['lists'] });
  const approve = useMutation({
    mutationFn: () => request(`/lists/calendar/drafts/${version}/approve`, { method: 'POST', body: { confirmedGaps: gaps.length > 0 } }),
    onSuccess: again,
  });
  const withdraw = useMutation({
    mutationFn: () => request(`/lists/calendar/drafts/${version}`, { method: 'DELETE' }),
    onSuccess: async () => {
      await again();
      void navigate('/lists/drafts');
    },
  });
  const own = person?.id === createdBy;
  const failed = [approve, withdraw].find(({ isError }) => isError);
  return (
    <>
      <DraftHead title={`工作日历 ${version}`} step={status === 'published' ? 2 : 1}>
        {status === 'draft' && may('list-admin') ? <WithdrawDraft withdraw={withdraw} /> : null}
        {status === 'draft' && may(...LIST_APPROVERS) && !own ? (
          <Popconfirm
            title={gaps.length > 0 ? '确认少于法定放假天数，批准并公布？' : '批准并公布？'}
            description={[...gaps, '所有在办案件将重新推算期限。'].join('；')}
            okText="批准"
            cancelText="再看看"
            onConfirm={() => approve.mutate()}
          >
            <Button type="primary" loading={approve.isPending}>
              批准并公布
            </Button>
          </Popconfirm>
        ) : null}
      </DraftHead>
      {status === 'draft' && own ? <p className="quiet">起草时已经检查，由另一位清单管理员、执法局负责人或者系统管理员批准。</p> : null}
      {failed ? <Refused error={failed.error} /> : null}
    </>
  );
}
