/**
 * The same answers as somebody who knows the county would ask PostgreSQL for them at a prompt: one page, one purpose, its
 * values in the
 * text, and whether to walk an order or to ask the index of signs decided by whoever writes it. Each answers what tells its
 * answer from another.
 */
import type { Queries } from '../../api/database/database.ts';
import { ITEM_ROW_COLUMNS, ITEM_ROW_JOINS } from '../../api/listing/item-row.ts';

export type ByHand = (sql: Queries) => Promise<readonly (string | number)[]>;

const PAGE = 50;

export const ORDER_BY = {
  '-openedAt': 'c.opened_at desc, c.id desc',
  openedAt: 'c.opened_at, c.id',
  redAt: 'c.red_at, c.id',
  yellowAt: 'c.yellow_at, c.id',
  '-stageEnteredAt': 'c.stage_entered_at desc, c.id desc',
  stageEnteredAt: 'c.stage_entered_at, c.id',
  '-updatedAt': 'c.recorded_at desc, c.id desc',
} as const;
export type Sort = keyof typeof ORDER_BY;

/** What 青石镇's own people see. */
export const seenBy = (unit: string, person: string): string =>
  `(c.town_id = '${unit}' or c.unit_id = '${unit}' or c.concerned_unit_ids @> '{${unit}}' or c.handler_ids @> '{${person}}' or c.concerned_person_ids @> '{${person}}')`;

const idsOf = async (sql: Queries, text: string): Promise<string[]> => (await sql.rows<{ id: string }>(text)).map(({ id }) => id);

const shown = (chosen: string, orderBy: string): string =>
  `select ${ITEM_ROW_COLUMNS} from (${chosen}) c ${ITEM_ROW_JOINS} order by ${orderBy}`;

export const LIGHTS = {
  red: 'c.red_at <= now()',
  grey: 'c.paused and (c.red_at is null or c.red_at > now())',
  yellow: 'c.yellow_at <= now() and not c.paused and (c.red_at is null or c.red_at > now())',
  green: 'not c.paused and (c.yellow_at is null or c.yellow_at > now()) and (c.red_at is null or c.red_at > now())',
  stuck: `c.id in (select id from work_view where closed_at is null and next_wake_up_at is null and waiting is null
    union all select id from work_view where closed_at is null and next_wake_up_at < now() - interval '1 hour')`,
} as const;

const lastEvents = 'select c.*, e.recorded_at from work_event e join work_view c on c.id = e.work_id and c.version = e.seq';

/** One page; one row more than shown tells whether there is another. */
export const page = (where: string, sort: Sort = '-openedAt', from = 'work_view c'): ByHand => {
  const by = ORDER_BY[sort];
  const chosen =
    sort === '-updatedAt'
      ? `${lastEvents} where ${where.replaceAll('c.recorded_at', 'e.recorded_at')} order by ${by.replace('c.recorded_at', 'e.recorded_at')} limit ${PAGE + 1}`
      : `select c.* from ${from} where ${where} order by ${by} limit ${PAGE + 1}`;
  return async (sql) => (await idsOf(sql, shown(chosen, by))).slice(0, PAGE);
};

/** Behind the last row that has an instant, by id. */
export const pageWithoutInstant =
  (where: string): ByHand =>
  async (sql) =>
    (await idsOf(sql, shown(`select c.* from work_view c where ${where} order by c.id limit ${PAGE + 1}`, 'c.id'))).slice(0, PAGE);

export const counted =
  (where: string, from = 'work_view c'): ByHand =>
  async (sql) => {
    const [row] = await sql.rows<{ count: number }>(
      `select count(*)::int as count from (select from ${from} where ${where} limit 1001) as c`,
    );
    return [Math.min(row?.count ?? 0, 1_000)];
  };

const like = (words: string): string =>
  words
    .split(' ')
    .map((word) => `s.text like '%${word}%'`)
    .join(' and ');
const threes = (words: string): string =>
  [
    ...new Set(
      words
        .split(' ')
        .flatMap((word) => (word.length <= 3 ? [word] : Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)))),
    ),
  ].join(',');

/** A frequent word: along the order until a page is full. */
export const foundAlong = (words: string, where: string, sort: Sort = '-openedAt'): ByHand =>
  page(`${where} and ${like(words)}`, sort, 'work_view c cross join lateral (select text from work_search where id = c.id offset 0) s');

/** A seldom one: all that the index has, then sorted. */
export const foundByIndex = (words: string, where: string, sort: Sort = '-openedAt'): ByHand => {
  const by = ORDER_BY[sort];
  const found = `with found as materialized (select s.id from work_search s where search_tokens(s.text) @> '{${threes(words)}}' and ${like(words)})`;
  return async (sql) =>
    (
      await idsOf(
        sql,
        `${found} ${shown(`select c.* from found f join work_view c on c.id = f.id where ${where} order by ${by} limit ${PAGE + 1}`, by)}`,
      )
    ).slice(0, PAGE);
};

/** Counted among few: each one's text is looked into. */
export const countedAlong = (words: string, where: string): ByHand =>
  counted(`${where} and ${like(words)}`, 'work_view c cross join lateral (select text from work_search where id = c.id offset 0) s');

export const countedByIndex = (words: string, where: string): ByHand =>
  counted(`${where} and search_tokens(s.text) @> '{${threes(words)}}' and ${like(words)}`, 'work_search s join work_view c on c.id = s.id');

export const both =
  (...parts: ByHand[]): ByHand =>
  async (sql) =>
    (await Promise.all(parts.map((part) => part(sql)))).flat();

const light = `case when c.red_at <= now() then 'red' when c.paused then 'grey' when c.yellow_at <= now() then 'yellow' else 'green' end`;

/** How many under which light, how many are stuck, and the first of what is red and yellow. */
export const board =
  (where: string, alarmed: string): ByHand =>
  async (sql) => {
    const [lights, stuck, red, yellow] = await Promise.all([
      sql.rows<{ light: string; count: number }>(
        `select kind, stage, tier, town_id, ${light} as light, count(*)::int as count from work_view c where not c.ended and ${where} group by 1, 2, 3, 4, 5`,
      ),
      sql.rows<{ count: number }>(`select count(*)::int as count from work_view c where ${LIGHTS.stuck} and ${where}`),
      page(`${LIGHTS.red} and not c.ended and ${where}`, 'redAt')(sql),
      page(`c.red_at is not null and ${LIGHTS.yellow} and not c.ended and ${where}`, 'redAt')(sql),
      sql.rows(`select id, name from unit where kind in ('town', 'street') order by name`),
      sql.rows('select at, compared, differences, remaining from reconciliation order by id desc limit 1'),
      sql.rows(
        `select a.*, c.title, d.number from case_alarm a join work_view c on c.id = a.case_id left join case_detail d on d.id = c.id where ${alarmed} order by a.since, a.case_id limit 20`,
      ),
    ]);
    const total = (wanted: string) => lights.reduce((sum, row) => sum + (row.light === wanted ? row.count : 0), 0);
    return [total('grey'), total('green'), total('yellow'), total('red'), stuck[0]?.count ?? 0, ...red, ...yellow];
  };

const TURNS = {
  red: `not c.ended and not c.paused`,
  yellow: `not c.ended and not c.paused and (c.red_at is null or c.red_at > c.yellow_at)`,
} as const;
const DAY = `(date_trunc('day', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`;

/** How many turn on each day, whose they are, and the first ten of each. */
export const forecast =
  (days: number, where: string): ByHand =>
  async (sql) => {
    const turning = (colour: 'red' | 'yellow') =>
      `select '${colour}' as turns, floor(extract(epoch from c.${colour}_at - ${DAY}) / 86400)::int as day, c.town_id, c.handler_ids
     from work_view c where c.${colour}_at > now() and c.${colour}_at < ${DAY} + interval '${days + 1} days' and ${TURNS[colour]} and ${where}`;
    const first = (colour: 'red' | 'yellow') =>
      `select '${colour}' as turns, n as day, c.* from generate_series(0, ${days}) n cross join lateral (select c.*, c.${colour}_at as turns_at from work_view c
     where c.${colour}_at > now() and c.${colour}_at >= ${DAY} + n * interval '1 day' and c.${colour}_at < ${DAY} + (n + 1) * interval '1 day' and ${TURNS[colour]} and ${where}
     order by c.${colour}_at, c.id limit 10) c`;
    const [[counts], rows] = await Promise.all([
      sql.rows<{ days: { turns: string; day: number; count: number }[] }>(
        `with turning as materialized (${turning('red')} union all ${turning('yellow')})
       select (select json_agg(d) from (select turns, day, count(*)::int from turning group by 1, 2 order by 1, 2) d) as days,
         (select json_agg(t) from (select town_id, turns, count(*), (select name from unit where id = town_id) from turning group by 1, 2) t) as towns,
         (select json_agg(h) from (select id, turns, count(*), (select name from person p where p.id = h.id) from (select unnest(handler_ids) as id, turns from turning) h group by 1, 2) h) as handlers`,
      ),
      sql.rows<{ id: string }>(
        `select c.day, c.turns, ${ITEM_ROW_COLUMNS} from (${first('red')} union all ${first('yellow')}) c ${ITEM_ROW_JOINS} order by c.turns, c.day, c.turns_at, c.id`,
      ),
    ]);
    return [...(counts?.days ?? []).map(({ turns, day, count }) => `${turns} ${day} ${count}`), ...rows.map(({ id }) => id)];
  };

/** What may wait for somebody, most urgent first, with the states that the rules are asked about; and the notices. */
export const desk =
  (person: string, where: readonly string[], seen: string): ByHand =>
  async (sql) => {
    const part = (condition: string) => `select c.id, c.red_at from work_view c where not c.ended and ${condition} and ${seen}`;
    const chosen = [`c.handler_ids @> '{${person}}'`, ...where]
      .map((condition) => `(${part(condition)} order by c.red_at nulls last, c.id limit 150)`)
      .join(' union ');
    const [rows] = await Promise.all([
      idsOf(
        sql,
        `select ${ITEM_ROW_COLUMNS}, c.state, c.state_version, c.policy_hash, c.rules from (
       select c.* from (${chosen} order by red_at nulls last, id limit 150) f join work_view c on c.id = f.id) c ${ITEM_ROW_JOINS} order by c.red_at nulls last, c.id`,
      ),
      sql.rows(
        `select id, case_id, work_kind, kind, text, at, read_at from notification where person_id = '${person}' order by (read_at is not null), at desc, id limit 50`,
      ),
    ]);
    return rows;
  };
