import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { HANDLERS } from '../../../domain/roles.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import type { Work } from '../../../contract/work.ts';
import type { Light } from '../../../domain/vocabulary.ts';
import { request } from '../api/client.ts';
import { pathOf } from '../item/path.ts';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, untilDeadline } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Read } from '../parts/read.tsx';
import { usePerson, useSession } from '../session/session.tsx';
import { type DayRow, dayRows, isMine } from './day-rows.ts';
import { Notices } from './notices.tsx';
import './work.css';

/** My day: what is most urgent first, each with its next step; what must be answered; what I was told. */
export function WorkPage() {
  const person = usePerson();
  const { may } = useSession();
  const work = useQuery({ queryKey: ['work'], queryFn: () => request<Work>('/me/work'), refetchInterval: 60_000 });
  return (
    <>
      <PageHead title={`${person.name}，您好`} hint={work.data ? digest(work.data) : ' '}>
        {may(...HANDLERS) ? (
          <Link to="/cases/new">
            <Button>新建案件</Button>
          </Link>
        ) : null}
      </PageHead>
      <Read query={work} rows={8}>
        {(data) => <Day work={data} />}
      </Read>
    </>
  );
}

function digest({ cases, items, answersDue }: Work): string {
  const rows = [...cases, ...items];
  if (rows.length === 0) return '现在没有等您办的事项。';
  const count = (light: Light): number => rows.filter((row) => row.light === light).length;
  const mine = cases.filter((row) => row.next !== null).length + items.filter(isMine).length;
  const parts = [`${cases.length} 件案件`];
  if (items.length > 0) parts.push(`${items.length} 件其他事项`);
  parts.push(`${mine} 件等您办下一步`);
  if (count('red') > 0) parts.push(`${count('red')} 件超期`);
  if (count('yellow') > 0) parts.push(`${count('yellow')} 件将到期`);
  if (answersDue.length > 0) parts.push(`${answersDue.length} 项待答复`);
  return parts.join('，');
}

function Day({ work }: { work: Work }) {
  const now = instantOf(work.now);
  const rows = dayRows(work);
  const mine = rows.filter((row) => row.next !== null);
  const waiting = rows.filter((row) => row.next === null);
  return (
    <div className="work-grid">
      <div className="stack">
        {mine.length === 0 ? (
          <div className="panel">
            <Nothing
              action={
                <Link to="/cases">
                  <Button>查看全部案件</Button>
                </Link>
              }
            >
              没有等您办的事项
            </Nothing>
          </div>
        ) : (
          <Rows rows={mine} now={now} />
        )}
        {waiting.length > 0 ? (
          <section>
            <h2 className="work-title">等待他人或者期限的事项</h2>
            <Rows rows={waiting} now={now} />
          </section>
        ) : null}
      </div>
      <div className="stack">
        {work.answersDue.length > 0 ? <Answers work={work} now={now} /> : null}
        <Notices rows={work.notifications} now={now} />
      </div>
    </div>
  );
}

function Rows({ rows, now }: { rows: readonly DayRow[]; now: number }) {
  const navigate = useNavigate();
  return (
    <div className="work-cases">
      {rows.map((row) => (
        <article key={row.id} className="work-case" data-light={row.light}>
          <div className="work-case-main">
            <Link to={row.to} className="work-case-title">
              <Lamp light={row.light} size={12} />
              <strong>{row.title}</strong>
            </Link>
            <span className="quiet small num">{row.about}</span>
          </div>
          <div className="work-case-due">
            {row.term ? (
              <>
                <b className="num due-words" data-light={row.light}>
                  {row.light === 'grey' ? '暂停计时' : untilDeadline(row.term.deadline, now)}
                </b>
                <span className="quiet small">
                  {row.term.label}
                  {row.term.provisional ? '（暂定）' : ''}
                </span>
              </>
            ) : null}
          </div>
          {row.next !== null ? (
            <Button
              className="work-case-next"
              type={row.light === 'red' || row.light === 'yellow' ? 'primary' : 'default'}
              onClick={() => void navigate(row.to)}
            >
              {row.next}
            </Button>
          ) : (
            <span className="work-case-next quiet small">{row.waiting}</span>
          )}
        </article>
      ))}
    </div>
  );
}

const ASKED = { urge: '催办', supervision: '督办', transfer: '提级待接收' } as const;

function Answers({ work, now }: { work: Work; now: number }) {
  return (
    <section className="panel">
      <h2 className="work-title">待答复 {work.answersDue.length}</h2>
      {work.answersDue.map((answer) => (
        <Link key={answer.kind + answer.caseId + answer.text} to={pathOf(answer.itemKind, answer.caseId)} className="work-note">
          <strong>
            {ASKED[answer.kind]}：{answer.title}
          </strong>
          <span className="long">{answer.text}</span>
          {answer.dueAt ? (
            <span className="small num due-words" data-light={instantOf(answer.dueAt) < now ? 'red' : 'yellow'}>
              {dayWords(answer.dueAt, now)}前答复，{untilDeadline(answer.dueAt, now)}
            </span>
          ) : null}
        </Link>
      ))}
    </section>
  );
}
