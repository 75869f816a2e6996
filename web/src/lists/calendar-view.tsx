import { useQuery } from '@tanstack/react-query';
import { Alert, Segmented } from 'antd';
import { useState } from 'react';
import { dayKind, workdaysInYear } from '../../../domain/terms/calendar.ts';
import { addDays, daysInMonth, weekday } from '../../../domain/terms/instant.ts';
import type { Calendar, CalendarYear } from '../../../domain/terms/model.ts';
import { request } from '../api/client.ts';
import { todayInOffice } from '../lights/remaining.ts';
import { Facts } from '../parts/facts.tsx';
import { Read } from '../parts/read.tsx';

interface CalendarAnswer {
  version: string;
  items: CalendarYear[];
  overrides: Calendar['overrides'];
  workingHours: Calendar['workingHours'];
}

/** The calendar that all terms are counted on: a year at a glance, each day off or worked with its name. */
export function CalendarView() {
  const calendar = useQuery({
    queryKey: ['lists', 'calendar'],
    queryFn: () => request<CalendarAnswer>('/lists/calendar'),
    staleTime: 60_000,
  });
  return (
    <Read query={calendar} rows={12}>
      {(answer) => <Years answer={answer} />}
    </Read>
  );
}

function Years({ answer }: { answer: CalendarAnswer }) {
  const thisYear = Number(todayInOffice().slice(0, 4));
  const published = answer.items.map(({ year }) => year).sort((a, b) => a - b);
  const [year, setYear] = useState(published.includes(thisYear) ? thisYear : (published.at(-1) ?? thisYear));
  const calendar: Calendar = {
    version: answer.version,
    years: answer.items,
    overrides: answer.overrides,
    workingHours: answer.workingHours,
  };
  const chosen = answer.items.find((one) => one.year === year);
  const next = (published.at(-1) ?? thisYear) + 1;
  return (
    <div className="stack">
      <div className="list-head">
        <Segmented value={year} onChange={setYear} options={[...published, next].map((one) => ({ value: one, label: `${one}` }))} />
        <span className="quiet">版本 {answer.version}</span>
      </div>
      {chosen ? (
        <Facts
          rows={[
            { label: '放假通知', value: chosen.notice },
            { label: '工作日', value: <span className="num">{workdaysInYear(calendar, year)} 天</span> },
            { label: '放假', value: [...new Set(chosen.off.map(({ name }) => name))].join('、') },
            {
              label: '调休上班',
              value: (
                <span className="num">
                  {chosen.makeUp.map(({ date }) => (date.startsWith(`${year}`) ? date.slice(5) : date)).join('、') || '无'}
                </span>
              ),
            },
            {
              label: '工作时间',
              value: <span className="num">{answer.workingHours.map(({ from, to }) => `${from}–${to}`).join('，')}</span>,
            },
          ]}
        />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={`${year}年的放假安排尚未公布：届满日落在这一年的期限只按周末推算，标为“暂定”，公布后逐案重新推算并说明。`}
        />
      )}
      <div className="calendar-year" data-published={chosen !== undefined}>
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} calendar={calendar} year={year} month={index + 1} />
        ))}
      </div>
      <p className="calendar-legend small quiet">
        <i data-kind="off" />
        放假　
        <i data-kind="make-up" />
        调休上班　
        <i data-kind="weekend" />
        周末　
        <i data-kind="override" />
        本县调整
      </p>
      {answer.overrides.length > 0 ? (
        <ul>
          {answer.overrides.map((one) => (
            <li key={one.date}>
              {one.date} {one.workday ? '上班' : '休息'}：{one.reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const HEAD = ['一', '二', '三', '四', '五', '六', '日'];
const two = (number: number) => String(number).padStart(2, '0');

function Month({ calendar, year, month }: { calendar: Calendar; year: number; month: number }) {
  const first = `${year}-${two(month)}-01`;
  const today = todayInOffice();
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => addDays(first, index));
  return (
    <table className="calendar-month num">
      <caption>{month}月</caption>
      <thead>
        <tr>
          {HEAD.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks(days).map((week, index) => (
          <tr key={index}>
            {week.map((date, column) => {
              if (!date) return <td key={column} />;
              const kind = kindOf(calendar, date);
              return (
                <td key={column} data-kind={kind.name} data-today={date === today} title={`${date} ${kind.why}`}>
                  {Number(date.slice(8))}
                  <span className="sr-only">{kind.why}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function weeks(days: string[]): (string | null)[][] {
  const cells: (string | null)[] = [...new Array<null>(weekday(days[0] ?? '') - 1).fill(null), ...days];
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, index) => cells.slice(index * 7, index * 7 + 7));
}

function kindOf(calendar: Calendar, date: string): { name: string; why: string } {
  const { workday, why } = dayKind(calendar, date);
  const weekend = weekday(date) > 5;
  if (calendar.overrides.some((one) => one.date === date)) return { name: 'override', why };
  if (workday) return { name: weekend ? 'make-up' : 'work', why };
  return { name: calendar.years.some((one) => one.off.some((day) => day.date === date)) ? 'off' : 'weekend', why };
}
