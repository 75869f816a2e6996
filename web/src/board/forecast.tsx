import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Forecast as ForecastAnswer, ForecastDay } from '../../../contract/board.ts';
import type { ItemRow } from '../../../contract/items.ts';
import { request } from '../api/client.ts';
import { pathOf } from '../item/path.ts';
import { Lamp } from '../lights/lamp.tsx';
import { dayWords, localTime } from '../lights/remaining.ts';
import { Nothing } from '../parts/nothing.tsx';
import { Read } from '../parts/read.tsx';
import { names } from '../parts/words.ts';
import { LIGHT_COLOURS } from '../theme.ts';

/** What turns on which day if nobody acts, and on whose desk. */
export function Forecast({ now }: { now: number }) {
  const forecast = useQuery({ queryKey: ['board', 'forecast'], queryFn: () => request<ForecastAnswer>('/board/forecast?days=10') });
  return (
    <Read query={forecast}>
      {({ days, towns, handlers }) => {
        const turning = days.filter(({ counts }) => counts.red + counts.yellow > 0);
        if (turning.length === 0) return <Nothing>未来十天没有事项转黄或者转红</Nothing>;
        return (
          <div className="forecast">
            <div className="forecast-days">
              <Columns days={days} now={now} />
              {turning.map((day) => (
                <Day key={day.date} day={day} now={now} />
              ))}
            </div>
            <div className="stack">
              <Ranking title="按镇街" rows={towns} link="town" />
              <Ranking title="按承办人" rows={handlers} link="handler" />
            </div>
          </div>
        );
      }}
    </Read>
  );
}

/** Ten days at a glance. */
function Columns({ days, now }: { days: ForecastDay[]; now: number }) {
  const most = Math.max(1, ...days.map(({ counts }) => counts.red + counts.yellow));
  return (
    <div className="forecast-columns" aria-hidden="true">
      {days.map((day) => (
        <div key={day.date} title={`${dayWords(day.date, now)}：转红 ${day.counts.red}，转黄 ${day.counts.yellow}`}>
          <span className="forecast-column">
            <i style={{ height: `${(day.counts.yellow / most) * 100}%`, background: LIGHT_COLOURS.yellow }} />
            <i style={{ height: `${(day.counts.red / most) * 100}%`, background: LIGHT_COLOURS.red }} />
          </span>
          <span className="quiet small num">{Number(day.date.slice(8))}</span>
        </div>
      ))}
    </div>
  );
}

function Day({ day, now }: { day: ForecastDay; now: number }) {
  const turns = [
    ...day.red.map((row) => ({ row, light: 'red' as const, at: row.redAt })),
    ...day.yellow.map((row) => ({ row, light: 'yellow' as const, at: row.yellowAt })),
  ];
  return (
    <section className="forecast-day">
      <h3 className="num">
        {dayWords(day.date, now)}
        <span className="quiet">
          　转红 {day.counts.red}，转黄 {day.counts.yellow}
        </span>
      </h3>
      {turns.map(({ row, light, at }) => (
        <Turn key={light + row.id} row={row} light={light} at={at} />
      ))}
      {turns.length < day.counts.red + day.counts.yellow ? <p className="quiet small">只列出各自最早的几件。</p> : null}
    </section>
  );
}

function Turn({ row, light, at }: { row: ItemRow; light: 'red' | 'yellow'; at: string | null }) {
  return (
    <div className="forecast-turn">
      <Lamp light={light} />
      <div>
        <Link to={pathOf(row.kind, row.id)}>{row.title}</Link>
        <div className="quiet small num">
          {at ? localTime(at).slice(11) : ''}　{row.unit.name}　{names(row.handlers, '未定承办人')}
          {row.term ? `　${row.term.label}` : ''}
        </div>
      </div>
    </div>
  );
}

function Ranking({ title, rows, link }: { title: string; rows: ForecastAnswer['towns']; link: 'town' | 'handler' }) {
  return (
    <section>
      <h3 className="board-title">{title}</h3>
      <table className="ranking num">
        <thead>
          <tr>
            <th />
            <th>转红</th>
            <th>转黄</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 12).map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={`/work-items?${link}=${encodeURIComponent(row.id)}&ended=false`}>{row.name}</Link>
              </th>
              <td>{row.red}</td>
              <td>{row.yellow}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
