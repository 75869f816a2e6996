/** Every page that lists, searches, counts or forecasts, as people of several roles ask for it, each with the same by hand. */
import type { Queries } from '../../api/database/database.ts';
import { encodeCursor } from '../../api/http/cursor.ts';
import {
  board,
  both,
  type ByHand,
  counted,
  countedAlong,
  countedByIndex,
  desk,
  forecast,
  foundAlong,
  foundByIndex,
  LIGHTS,
  ORDER_BY,
  page,
  pageWithoutInstant,
  seenBy,
  type Sort,
} from './by-hand.ts';

/** Who reads, by sign-in name. */
export const READERS = { handler1: '办案人员', townhead: '镇街负责人', bureauhead: '执法局负责人', supervisor: '督办员' } as const;
export type ReaderName = keyof typeof READERS;

export interface MeasuredPage {
  name: string;
  reader: ReaderName;
  path: string;
  byHand: ByHand;
  /** What tells the API's answer from another, in the words of `byHand`. */
  told: (body: never) => readonly (string | number)[];
  /** By hand there may be more: the rules take out what nobody here can act on. */
  atLeast?: boolean;
}

interface ListBody {
  items: { id: string }[];
  total?: { count: number };
}
const listTold = ({ items, total }: ListBody) => [...items.map(({ id }) => id), ...(total ? [total.count] : [])];

const list = (name: string, reader: ReaderName, path: string, byHand: ByHand): MeasuredPage => ({
  name,
  reader,
  path,
  byHand,
  told: listTold,
});

const SEEN: Record<ReaderName, string> = {
  handler1: seenBy('qingshi', 'handler1'),
  townhead: seenBy('qingshi', 'townhead'),
  bureauhead: 'true',
  supervisor: 'true',
};
const CASES = `c.kind = 'case'`;

/** Where nine tenths of an order lie before: the row that the page begins after. */
async function deepIn(sql: Queries, sort: Sort, where: string): Promise<{ cursor: string; key: string; id: string }> {
  const column = sort === '-updatedAt' ? 'c.updated_at' : ORDER_BY[sort].split(/[ ,]/)[0]!;
  const by = ORDER_BY[sort].replace('c.recorded_at', 'c.updated_at');
  const [row] = await sql.rows<{ key: string; id: string }>(
    `select to_json(${column}) #>> '{}' as key, c.id from work_view c where ${column} is not null and ${where} order by ${by}
     limit 1 offset (select floor(0.9 * count(*))::int from work_view c where ${column} is not null and ${where})`,
  );
  if (!row) throw new Error(`没有可翻到的一页：${sort}`);
  return { cursor: encodeCursor(sort, row), ...row };
}

async function orders(sql: Queries, path: string, where: string): Promise<MeasuredPage[]> {
  const pages: MeasuredPage[] = [];
  for (const sort of Object.keys(ORDER_BY) as Sort[]) {
    const dated = sort === 'redAt' || sort === 'yellowAt' ? `${ORDER_BY[sort].split(',')[0]} is not null and ` : '';
    pages.push(list(`${path} 按 ${sort}`, 'supervisor', `${path}?sort=${sort}`, page(`${dated}${where}`, sort)));
    const { cursor, key, id } = await deepIn(sql, sort, where);
    const [column] = ORDER_BY[sort].split(/[ ,]/);
    const after = sort.startsWith('-') ? '<' : '>';
    // Across two tables the key alone can use its index.
    const alone = sort === '-updatedAt' ? `${column} <= '${key}' and ` : '';
    pages.push(
      list(
        `${path} 按 ${sort}，第九成`,
        'supervisor',
        `${path}?sort=${sort}&cursor=${cursor}`,
        page(`${dated}${alone}(${column}, c.id) ${after} ('${key}', '${id}') and ${where}`, sort),
      ),
    );
  }
  const undated = encodeCursor('redAt', { key: null, id: 'e' });
  return [
    ...pages,
    list(
      `${path} 按 redAt，无期限的第九成`,
      'supervisor',
      `${path}?sort=redAt&cursor=${undated}`,
      pageWithoutInstant(`c.red_at is null and c.id > 'e' and ${where}`),
    ),
  ];
}

function filtered(matter: string): MeasuredPage[] {
  const filters: [query: string, where: string][] = [
    ['stage=evidence', `c.stage = 'evidence'`],
    ['stage=archived', `c.stage = 'archived'`],
    ['stage=review,decision', `c.stage in ('review', 'decision')`],
    ['tier=bureau-closes', `c.tier = 'bureau-closes'`],
    ['light=red', LIGHTS.red],
    ['light=yellow', LIGHTS.yellow],
    ['light=green', LIGHTS.green],
    ['light=grey', LIGHTS.grey],
    ['light=stuck', LIGHTS.stuck],
    ['town=qingshi', `c.town_id = 'qingshi'`],
    ['unit=bureau', `c.unit_id = 'bureau'`],
    ['handler=handler1', `c.handler_ids @> '{handler1}'`],
    [`matter=${matter}`, `d.matter_code = '${matter}'`],
    ['open=true', 'not c.ended and c.closed_at is null'],
    ['ended=true', 'c.ended'],
    [
      'openedFrom=2020-03-01T00:00:00%2B08:00&openedBefore=2020-04-01T00:00:00%2B08:00',
      `c.opened_at >= '2020-03-01+08' and c.opened_at < '2020-04-01+08'`,
    ],
    ['town=qingshi&stage=evidence&light=red', `c.town_id = 'qingshi' and c.stage = 'evidence' and ${LIGHTS.red}`],
    ['town=qingshi&open=true', `c.town_id = 'qingshi' and not c.ended and c.closed_at is null`],
  ];
  return filters.map(([query, condition]) => {
    const where = `${CASES} and (${condition})`;
    const from = query.startsWith('matter') ? 'work_view c join case_detail d on d.id = c.id' : 'work_view c';
    const named = query.startsWith('opened') ? '某月建立的' : query;
    return list(
      `/cases ${named}，计数`,
      'supervisor',
      `/cases?${query}&count=true`,
      both(page(where, '-openedAt', from), counted(where, from)),
    );
  });
}

const ofRoles = (): MeasuredPage[] =>
  (Object.keys(READERS) as ReaderName[]).flatMap((reader) => {
    const seen = SEEN[reader];
    return [
      list('/cases 计数', reader, '/cases?count=true', both(page(`${CASES} and ${seen}`), counted(`${CASES} and ${seen}`))),
      list(
        '/cases 在办，按 redAt，计数',
        reader,
        '/cases?open=true&sort=redAt&count=true',
        both(
          page(`${CASES} and not c.ended and c.closed_at is null and c.red_at is not null and ${seen}`, 'redAt'),
          counted(`${CASES} and not c.ended and c.closed_at is null and ${seen}`),
        ),
      ),
      list('/work-items 计数', reader, '/work-items?count=true', both(page(seen), counted(seen))),
      list(
        '/whistles 计数',
        reader,
        '/whistles?count=true',
        both(page(`c.kind = 'whistle' and ${seen}`), counted(`c.kind = 'whistle' and ${seen}`)),
      ),
      list(
        '/whistles 阶段与灯',
        reader,
        '/whistles?stage=called&light=red,yellow',
        page(`c.kind = 'whistle' and c.stage = 'called' and (${LIGHTS.red} or (${LIGHTS.yellow})) and ${seen}`),
      ),
    ];
  });

export interface Words {
  frequent: string;
  rare: string;
  sign: string;
  long: string;
}

function searches({ frequent, rare, sign, long }: Words): MeasuredPage[] {
  const q = encodeURIComponent;
  const ofTownAndStage = `${CASES} and c.town_id = 'qingshi' and c.stage = 'evidence'`;
  return (['supervisor', 'handler1'] as const).flatMap((reader) => {
    const seen = SEEN[reader];
    const cases = `${CASES} and ${seen}`;
    return [
      list(`搜索常见词“${frequent}”`, reader, `/cases?q=${q(frequent)}`, foundAlong(frequent, cases)),
      list(
        `搜索常见词“${frequent}”，计数`,
        reader,
        `/cases?q=${q(frequent)}&count=true`,
        both(foundAlong(frequent, cases), countedAlong(frequent, cases)),
      ),
      list(
        `搜索常见词“${frequent}”，按 redAt`,
        reader,
        `/work-items?q=${q(frequent)}&sort=redAt`,
        foundAlong(frequent, `c.red_at is not null and ${seen}`, 'redAt'),
      ),
      list(
        `搜索少见词“${rare}”，计数`,
        reader,
        `/cases?q=${q(rare)}&count=true`,
        both(foundByIndex(rare, cases), countedByIndex(rare, cases)),
      ),
      list(
        `搜索少见字“${sign}”，计数`,
        reader,
        `/work-items?q=${q(sign)}&count=true`,
        both(foundByIndex(sign, seen), countedByIndex(sign, seen)),
      ),
      list(
        `搜索长词“${long.slice(0, 12)}……”，计数`,
        reader,
        `/work-items?q=${q(long)}&count=true`,
        both(foundByIndex(long, seen), countedByIndex(long, seen)),
      ),
      list(
        `搜索“${frequent}”加镇街和阶段，计数`,
        reader,
        `/cases?q=${q(frequent)}&town=qingshi&stage=evidence&count=true`,
        both(foundAlong(frequent, `${ofTownAndStage} and ${seen}`), countedAlong(frequent, `${ofTownAndStage} and ${seen}`)),
      ),
      list(`搜索两词“${frequent} ${sign}”`, reader, `/work-items?q=${q(`${frequent} ${sign}`)}`, foundByIndex(`${frequent} ${sign}`, seen)),
    ];
  });
}

interface BoardBody {
  lights: Record<'grey' | 'green' | 'yellow' | 'red', number>;
  stuck: number;
  red: { items: { id: string }[] };
  yellow: { items: { id: string }[] };
}
const boardTold = ({ lights: { grey, green, yellow, red }, stuck, ...of }: BoardBody) => [
  grey,
  green,
  yellow,
  red,
  stuck,
  ...of.red.items.map(({ id }) => id),
  ...of.yellow.items.map(({ id }) => id),
];

interface ForecastBody {
  days: { counts: { yellow: number; red: number }; yellow: { id: string }[]; red: { id: string }[] }[];
}
const forecastTold = ({ days }: ForecastBody) => {
  const each = (colour: 'red' | 'yellow') =>
    days.map((day, n) => ({ turns: `${colour} ${n}`, count: day.counts[colour], ids: day[colour].map(({ id }) => id) }));
  const all = [...each('red'), ...each('yellow')];
  return [...all.filter(({ count }) => count > 0).map(({ turns, count }) => `${turns} ${count}`), ...all.flatMap(({ ids }) => ids)];
};

const ofUnit = (unit: string, person: string) => [
  `c.kind <> 'case' and c.unit_id = '${unit}'`,
  `c.kind <> 'case' and c.concerned_unit_ids @> '{${unit}}'`,
  `c.kind <> 'case' and c.concerned_person_ids @> '{${person}}'`,
];
const DESKS: Record<ReaderName, string[]> = {
  handler1: [`${CASES} and c.unit_id = 'qingshi' and c.stage = 'discovery' and c.handler_ids = '{}'`, ...ofUnit('qingshi', 'handler1')],
  townhead: [`${CASES} and c.unit_id = 'qingshi'`, ...ofUnit('qingshi', 'townhead')],
  bureauhead: [
    `${CASES} and c.unit_id = 'bureau'`,
    `${CASES} and c.tier <> 'town-closes'`,
    `${CASES} and c.marks @> '{transfer}'`,
    `c.kind <> 'case'`,
  ],
  supervisor: [`${CASES} and c.marks @> '{jurisdiction}'`, `c.kind <> 'case'`],
};
interface WorkBody {
  cases: { id: string }[];
  items: { id: string }[];
}

const desks = (): MeasuredPage[] =>
  (Object.keys(READERS) as ReaderName[]).flatMap((reader): MeasuredPage[] => [
    { name: '/board', reader, path: '/board', byHand: board(SEEN[reader], SEEN[reader]), told: boardTold },
    {
      name: '/board 一镇',
      reader,
      path: '/board?town=qingshi',
      byHand: board(`c.town_id = 'qingshi' and ${SEEN[reader]}`, SEEN[reader]),
      told: boardTold,
    },
    { name: '/board/forecast 十日', reader, path: '/board/forecast?days=10', byHand: forecast(10, SEEN[reader]), told: forecastTold },
    { name: '/board/forecast 六十日', reader, path: '/board/forecast?days=60', byHand: forecast(60, SEEN[reader]), told: forecastTold },
    {
      name: '/me/work',
      reader,
      path: '/me/work',
      byHand: desk(reader, DESKS[reader], SEEN[reader]),
      atLeast: true,
      told: ({ cases, items }: WorkBody) => [...cases, ...items].map(({ id }) => id),
    },
  ]);

export const allPages = async (sql: Queries, words: Words, matter: string): Promise<MeasuredPage[]> => [
  ...(await orders(sql, '/cases', CASES)),
  ...(await orders(sql, '/work-items', 'true')),
  ...filtered(matter),
  ...ofRoles(),
  ...searches(words),
  ...desks(),
];
