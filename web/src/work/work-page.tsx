import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Empty, Skeleton } from 'antd';
import { Link } from 'react-router';
import { LIGHTS, STAGE_LABELS } from '../../../domain/vocabulary.ts';
import type { Work } from '../../../domain/views.ts';
import { request } from '../api/client.ts';
import { Refused } from '../forms/refused.tsx';
import { Lamp } from '../lights/lamp.tsx';
import { localTime, untilDeadline } from '../lights/remaining.ts';
import { usePerson } from '../session/session.tsx';
import './work.css';

/** My day: what is most urgent first, each with its next step; what must be answered; what I was told. */
export function WorkPage() {
  const person = usePerson();
  const client = useQueryClient();
  const work = useQuery({ queryKey: ['work'], queryFn: () => request<Work>('/me/work'), refetchInterval: 60_000 });
  const read = useMutation({
    mutationFn: (id: string) => request(`/me/notifications/${id}/read`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['work'] }),
  });
  if (work.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (work.isError) return <Refused error={work.error} />;
  const data = work.data;
  const now = new Date(data.now).getTime();
  const rank = (light: Work['cases'][number]['light']) => LIGHTS.indexOf(light);
  const cases = [...data.cases].sort((a, b) => rank(b.light) - rank(a.light) || (a.redAt ?? '9').localeCompare(b.redAt ?? '9'));
  const unread = data.notifications.filter((notification) => notification.readAt === null);
  const red = cases.filter((row) => row.light === 'red').length;
  const yellow = cases.filter((row) => row.light === 'yellow').length;
  return (
    <>
      <div className="page-head">
        <h1>{person.name}，您好</h1>
        <p>{cases.length === 0 ? '手上没有案件。' : `手上 ${cases.length} 件案件${red > 0 ? `，${red} 件已超期` : ''}${yellow > 0 ? `，${yellow} 件将到期` : ''}。`}</p>
      </div>
      <div className="work-grid">
        <div className="work-cases">
          {cases.length === 0 ? <Card><Empty description="没有分到您名下的案件" /></Card> : cases.map((row) => (
            <Link key={row.id} to={`/cases/${row.id}`} className="work-case" data-light={row.light}>
              <div className="work-case-main">
                <span className="work-case-title"><Lamp light={row.light} size={12} /><strong>{row.title}</strong></span>
                <span className="quiet">{STAGE_LABELS[row.stage]}　{row.number ?? '尚未立案'}{row.partyName ? `　${row.partyName}` : ''}</span>
              </div>
              <div className="work-case-due">
                {row.term ? <><b className="num">{untilDeadline(row.term.deadline, now)}</b><span className="quiet">{row.term.label}</span></> : <span className="quiet">{row.waiting ?? ''}</span>}
              </div>
              <div className="work-case-next">{row.next ? <Button type={row.light === 'red' || row.light === 'yellow' ? 'primary' : 'default'}>{row.next.label}</Button> : null}</div>
            </Link>
          ))}
        </div>
        <div style={{ display: 'grid', gap: 16, alignContent: 'start' }}>
          {data.answersDue.length > 0 ? (
            <Card size="small" title={`待答复 ${data.answersDue.length}`}>
              {data.answersDue.map((answer) => (
                <Link key={answer.kind + answer.caseId + answer.text} to={`/cases/${answer.caseId}`} className="work-note">
                  <strong>{answer.kind === 'urge' ? '催办' : answer.kind === 'supervision' ? '督办' : '提级'}：{answer.title}</strong>
                  <span>{answer.text}</span>
                  {answer.dueAt ? <span className="quiet num">{localTime(answer.dueAt)} 前答复</span> : null}
                </Link>
              ))}
            </Card>
          ) : null}
          <Card size="small" title={`提醒${unread.length > 0 ? ` ${unread.length}` : ''}`}>
            {data.notifications.length === 0 ? <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有提醒" /> : data.notifications.map((notification) => (
              <div key={notification.id} className="work-note" data-unread={notification.readAt === null}>
                <Link to={`/cases/${notification.caseId}`}>{notification.text}</Link>
                <span className="quiet num">
                  {localTime(notification.at)}
                  {notification.readAt === null ? <Button size="small" type="link" onClick={() => read.mutate(notification.id)}>知道了</Button> : null}
                </span>
              </div>
            ))}
          </Card>
        </div>
      </div>
    </>
  );
}
