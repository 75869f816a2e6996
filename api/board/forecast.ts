/** What turns yellow and red on which day if nobody acts, from the instants that the read model keeps. */
import type { Person } from '../../domain/people.ts';
import { addDays, legalDateOf, startOfDay, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Forecast, ForecastDay } from '../../contract/board.ts';
import { visibleParts } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';
import { wanted, type WorkFilters } from '../listing/filters.ts';
import { ITEM_ROW_COLUMNS, ITEM_ROW_JOINS, itemRowOf, type ItemRowRecord } from '../listing/item-row.ts';

const COLOURS = ['yellow', 'red'] as const;
type Colour = (typeof COLOURS)[number];

/** Of each day and colour the first so many are listed; all are counted. */
const LISTED = 10;

/** What turns to the colour from one instant to before another, both SQL. What is paused turns no colour. */
const turns: Record<Colour, (from: string, until: string) => string> = {
  red: (from, until) => `not c.paused and c.red_at >= ${from} and c.red_at < ${until}`,
  // What is red at the same second does not turn yellow.
  yellow: (from, until) =>
    `not c.paused and c.yellow_at >= ${from} and c.yellow_at < ${until} and (c.red_at is null or c.red_at > c.yellow_at)`,
};

interface Asked {
  person: Person;
  filters: WorkFilters;
  now: Instant;
  /** The first instant of each day; of today what is left of it. */
  starts: Date[];
  /** The first instant after the last day. */
  end: Date;
}

/** From now to the end of the day `days` days later in Shanghai. */
export async function readForecast(
  database: Database,
  person: Person,
  filters: Pick<WorkFilters, 'kind' | 'town' | 'handler' | 'tier'>,
  days: number,
  now: Instant,
): Promise<Forecast> {
  const today = legalDateOf(now);
  const dates = Array.from({ length: days + 1 }, (_, index) => addDays(today, index));
  const asked: Asked = {
    person,
    filters: { ...filters, ended: false },
    now,
    // What turns at this very instant has turned.
    starts: dates.map((date, day) => new Date(day === 0 ? now + 1 : startOfDay(date))),
    end: new Date(startOfDay(addDays(today, days + 1))),
  };
  const [counted, rows] = await Promise.all([countTurns(database, asked), firstTurns(database, asked)]);
  const rowsOn = (day: number, colour: Colour) =>
    rows.filter((row) => row.day === day && row.turns === colour).map((row) => itemRowOf(row, now));
  const countOn = (day: number, colour: Colour) => counted.days.find((row) => row.day === day && row.turns === colour)?.count ?? 0;
  return {
    now: toShanghaiIso(now),
    days: dates.map((date, day): ForecastDay => ({
      date,
      counts: { yellow: countOn(day, 'yellow'), red: countOn(day, 'red') },
      yellow: rowsOn(day, 'yellow'),
      red: rowsOn(day, 'red'),
    })),
    towns: counted.towns,
    handlers: counted.handlers,
  };
}

interface Counted {
  days: { turns: Colour; day: number; count: number }[];
  towns: Forecast['towns'];
  handlers: Forecast['handlers'];
}

/** One pass over what is open, by an index that has all that is counted: an item has a day for each colour that it turns to. */
async function countTurns(database: Database, { person, filters, now, starts, end }: Asked): Promise<Counted> {
  const query = binder();
  const { condition } = wanted(null, filters, now, query);
  const [from, until, later] = [
    `${query.bind(starts[0])}::timestamptz`,
    `${query.bind(end)}::timestamptz`,
    `${query.bind(starts.slice(1))}::timestamptz[]`,
  ];
  const dayOf = (colour: Colour) => `case when ${turns[colour](from, until)} then width_bucket(c.${colour}_at, ${later}) end as ${colour}`;
  const turning = visibleParts(person, query.bind).map(
    (visible) =>
      `select c.town_id, c.handler_ids, ${COLOURS.map(dayOf).join(', ')} from work_view c
     where ((${turns.yellow(from, until)}) or (${turns.red(from, until)})) and ${visible} and ${condition}`,
  );
  const onDays = COLOURS.map(
    (colour) =>
      `select '${colour}' as turns, ${colour} as day, count(*)::int as count from turning where ${colour} is not null group by ${colour}`,
  );
  const counts = 'count(yellow)::int as yellow, count(red)::int as red';
  const row = await database.first<Counted>(
    `with turning as materialized (${turning.join(' union all ')}),
     days as (${onDays.join(' union all ')}),
     towns as (select town_id as id, ${counts} from turning group by town_id),
     handlers as (select id, ${counts} from (select yellow, red, unnest(handler_ids) as id from turning) as h group by id)
     select coalesce((select json_agg(days) from days), '[]') as days,
       coalesce((select json_agg(json_build_object('id', t.id, 'name', coalesce(u.name, t.id), 'yellow', yellow, 'red', red)) from towns t left join unit u on u.id = t.id), '[]') as towns,
       coalesce((select json_agg(json_build_object('id', h.id, 'name', coalesce(p.name, h.id), 'yellow', yellow, 'red', red)) from handlers h left join person p on p.id = h.id), '[]') as handlers`,
    query.values,
  );
  const worst = (a: { red: number; yellow: number }, b: { red: number; yellow: number }) => b.red - a.red || b.yellow - a.yellow;
  return row ? { ...row, towns: row.towns.sort(worst), handlers: row.handlers.sort(worst) } : { days: [], towns: [], handlers: [] };
}

function firstTurns(
  database: Database,
  { person, filters, now, starts, end }: Asked,
): Promise<(ItemRowRecord & { day: number; turns: Colour })[]> {
  const query = binder();
  const { condition } = wanted(person, filters, now, query);
  const [firsts, ends] = [query.bind(starts), query.bind([...starts.slice(1), end])];
  const first = COLOURS.map(
    (colour) =>
      `select day.n as day, '${colour}' as turns, first.* from day cross join lateral (
       select c.* from work_view c where ${turns[colour]('day.first', 'day.until')} and ${condition} order by c.${colour}_at, c.id limit ${LISTED}
     ) as first`,
  );
  return database.rows(
    `with day as (select (place - 1)::int as n, first, until from unnest(${firsts}::timestamptz[], ${ends}::timestamptz[]) with ordinality as u (first, until, place))
     select c.day, c.turns, ${ITEM_ROW_COLUMNS} from (${first.join(' union all ')}) c ${ITEM_ROW_JOINS}
     order by c.day, case c.turns when 'red' then c.red_at else c.yellow_at end, c.id`,
    query.values,
  );
}
