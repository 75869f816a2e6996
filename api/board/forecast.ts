/** Which cases turn yellow and red on which day if nobody acts, from the instants that the read model keeps. */
import type { Person } from '../../domain/people.ts';
import { addDays, endOfDay, legalDateOf, toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { ForecastDay } from '../../contract/board.ts';
import { CASE_ROW_COLUMNS, CASE_ROW_JOINS, caseRowOf, type CaseRowRecord } from '../cases/case-row.ts';
import type { CaseFilters } from '../cases/list-cases.ts';
import { caseCondition } from '../cases/list-cases.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';

/** More than a supervisor can read; that there are more is said. */
const MOST = 2_000;

export interface ForecastAnswer {
  now: string;
  days: ForecastDay[];
  /** How many turn in the time asked, by town and by handler. */
  towns: { id: string; name: string; yellow: number; red: number }[];
  handlers: { id: string; name: string; yellow: number; red: number }[];
  capped: boolean;
}

/** From `now` to the last second of the day `days` days later in Shanghai. A case that is paused turns no colour. */
export async function readForecast(
  database: Database,
  person: Person,
  filters: Pick<CaseFilters, 'town' | 'handler' | 'tier'>,
  days: number,
  now: Instant,
): Promise<ForecastAnswer> {
  const today = legalDateOf(now);
  const query = binder();
  const from = `${query.bind(new Date(now))}::timestamptz`;
  const until = `${query.bind(new Date(endOfDay(addDays(today, days))))}::timestamptz`;
  const condition = caseCondition(person, filters, now, query);
  const rows = await database.rows<CaseRowRecord>(
    `select ${CASE_ROW_COLUMNS} from (
       select c.* from work_view c
       where not c.paused and not c.ended and (c.red_at is null or c.red_at > ${from})
         and (c.red_at <= ${until} or (c.yellow_at > ${from} and c.yellow_at <= ${until})) and ${condition}
       order by least(c.yellow_at, c.red_at), c.id limit ${query.bind(MOST + 1)}
     ) c ${CASE_ROW_JOINS} order by c.red_at, c.id`,
    query.values,
  );
  const dates = Array.from({ length: days + 1 }, (_, index) => addDays(today, index));
  const byDay = new Map(dates.map((date): [string, ForecastDay] => [date, { date, yellow: [], red: [] }]));
  const towns = new Map<string, ForecastAnswer['towns'][number]>();
  const handlers = new Map<string, ForecastAnswer['handlers'][number]>();
  const count = (
    counted: Map<string, ForecastAnswer['towns'][number]>,
    { id, name }: { id: string; name: string },
    light: 'yellow' | 'red',
  ) => {
    const entry = counted.get(id) ?? { id, name, yellow: 0, red: 0 };
    entry[light] += 1;
    counted.set(id, entry);
  };
  for (const record of rows.slice(0, MOST)) {
    const row = caseRowOf(record, now);
    const turns: ['yellow' | 'red', Date | null][] = [
      ['yellow', turnsYellow(record, now) ? record.yellowAt : null],
      ['red', record.redAt],
    ];
    for (const [light, at] of turns) {
      const day = at && byDay.get(legalDateOf(at.getTime()));
      if (!day || !at || at.getTime() <= now) continue;
      day[light].push(row);
      count(towns, row.town, light);
      for (const handler of row.handlers) count(handlers, handler, light);
    }
  }
  const worst = (a: { red: number; yellow: number }, b: { red: number; yellow: number }) =>
    b.red - a.red || b.yellow - a.yellow;
  return {
    now: toShanghaiIso(now),
    days: [...byDay.values()],
    towns: [...towns.values()].sort(worst),
    handlers: [...handlers.values()].sort(worst),
    capped: rows.length > MOST,
  };
}

/** A case that is yellow already, or red at the same second, does not turn yellow. */
const turnsYellow = ({ yellowAt, redAt }: CaseRowRecord, now: Instant): boolean =>
  yellowAt !== null && yellowAt.getTime() > now && (redAt === null || yellowAt.getTime() < redAt.getTime());
