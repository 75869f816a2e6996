/**
 * Lists, search, board and forecast over some thousand items of several kinds, held against the plainest way to answer the
 * same: all
 * rows in memory, filtered, sorted, counted. In a database of its own on the test's server.
 */
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maySeeCase } from '../../api/access/visibility.ts';
import { countByLight, countStuck, lightsOf } from '../../api/board/counts.ts';
import { readForecast } from '../../api/board/forecast.ts';
import { createDatabase, type Database } from '../../api/database/database.ts';
import type { WorkFilters } from '../../api/listing/filters.ts';
import { type OrderName, ORDER_NAMES } from '../../api/listing/list-order.ts';
import { countWork, listWork } from '../../api/listing/list-work.ts';
import { nextWalk, tokensOf, wordsOf } from '../../api/listing/search.ts';
import { readDesk } from '../../api/work/my-work.ts';
import { fill } from '../../bench/lists/fill.ts';
import type { Person } from '../../domain/people.ts';
import { addDays, legalDateOf, startOfDay } from '../../domain/terms/instant.ts';
import { lightAt } from '../../domain/terms/light.ts';
import { LIGHTS, type Role, TIERS } from '../../domain/vocabulary.ts';
import { migrate } from '../../tools/migrate/migrate.ts';
import { seedCounty } from '../../tools/start/wings.ts';
import { testStack } from '../support/addresses.ts';

const ITEMS = 6_000;
const NAME = 'listing';

interface Row {
  kind: string;
  id: string;
  stage: string;
  ended: boolean;
  tier: string | null;
  townId: string;
  unitId: string;
  handlerIds: string[];
  concernedUnitIds: string[];
  concernedPersonIds: string[];
  marks: string[];
  openedAt: Date;
  stageEnteredAt: Date;
  closedAt: Date | null;
  yellowAt: Date | null;
  redAt: Date | null;
  paused: boolean;
  nextWakeUpAt: Date | null;
  waiting: string | null;
  matterCode: string | null;
  text: string;
  changedAt: Date;
}

let database: Database;
let rows: Row[];
/** One instant for all, so that lights stand still. */
let now: number;

const address = (name: string): string => {
  const url = new URL(testStack().databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testStack().databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

const readRows = (): Promise<Row[]> =>
  database.rows<Row>(
    `select c.kind, c.id, c.stage, c.ended, c.tier, c.town_id as "townId", c.unit_id as "unitId", c.handler_ids as "handlerIds",
     c.concerned_unit_ids as "concernedUnitIds", c.concerned_person_ids as "concernedPersonIds", c.marks, c.opened_at as "openedAt",
     c.stage_entered_at as "stageEnteredAt", c.closed_at as "closedAt", c.yellow_at as "yellowAt", c.red_at as "redAt", c.paused,
     c.next_wake_up_at as "nextWakeUpAt", c.waiting, d.matter_code as "matterCode", s.text, e.recorded_at as "changedAt"
   from work_view c join work_search s on s.id = c.id left join case_detail d on d.id = c.id join work_event e on e.work_id = c.id and e.seq = c.version`,
  );

beforeAll(async () => {
  await onServer(`drop database if exists ${NAME} with (force)`);
  await onServer(`create database ${NAME}`);
  await migrate(address(NAME));
  await seedCounty(address(NAME), () => undefined);
  const client = new pg.Client({ connectionString: address(NAME) });
  await client.connect();
  await fill(client, ITEMS, () => undefined);
  // Whom it concerns beside the responsible ones, and what no light shows.
  await client.query(`update work_view set concerned_person_ids = '{assistant}' where abs(hashtext(id)) % 50 = 0`);
  await client.query(`update work_view set next_wake_up_at = null, waiting = null where closed_at is null and abs(hashtext(id)) % 30 = 0`);
  await client.query(
    `update work_view set next_wake_up_at = now() - interval '2 hours' where closed_at is null and abs(hashtext(id)) % 31 = 0`,
  );
  await client.end();
  database = createDatabase(address(NAME), { connections: 4, onError: () => undefined });
  rows = await readRows();
  now = Date.now();
}, 180_000);

afterAll(async () => {
  await database?.close();
  await onServer(`drop database if exists ${NAME} with (force)`);
});

const person = (role: Role, unitId: string, id: string): Person =>
  ({
    id,
    name: id,
    unit: { id: unitId, name: unitId, kind: 'town' },
    roles: [role],
    certificate: null,
    legalQualification: false,
    principal: false,
    active: true,
  }) as Person;
const PEOPLE: Person[] = [
  person('supervisor', 'command', 'supervisor'),
  person('handler', 'qingshi', 'handler1'),
  person('town-head', 'liulin', 'liulin-head'),
  person('assistant', 'hukou', 'assistant'),
  person('list-admin', 'justice', 'listadmin'),
];

const lightOf = (row: Row) =>
  lightAt({ yellowAt: row.yellowAt?.getTime() ?? null, redAt: row.redAt?.getTime() ?? null, paused: row.paused }, now);
const isStuck = (row: Row) =>
  row.closedAt === null &&
  ((row.nextWakeUpAt === null && row.waiting === null) || (row.nextWakeUpAt !== null && row.nextWakeUpAt.getTime() < now - 3_600_000));
const isOne = <Value>(wanted: readonly Value[] | undefined, value: Value) =>
  wanted === undefined || wanted.length === 0 || wanted.includes(value);

const fits =
  (who: Person, filters: WorkFilters) =>
  (row: Row): boolean =>
    maySeeCase(who, { ...row, barredPersonIds: [] }) &&
    isOne(filters.kind, row.kind) &&
    isOne(filters.stage, row.stage) &&
    (filters.tier === undefined || filters.tier.length === 0 || filters.tier.includes(row.tier as never)) &&
    (filters.light === undefined ||
      filters.light.length === 0 ||
      filters.light.some((light) => (light === 'stuck' ? isStuck(row) : lightOf(row) === light))) &&
    isOne(filters.town === undefined ? undefined : [filters.town], row.townId) &&
    isOne(filters.unit === undefined ? undefined : [filters.unit], row.unitId) &&
    (filters.handler === undefined || row.handlerIds.includes(filters.handler)) &&
    (filters.matter === undefined || row.matterCode === filters.matter) &&
    (!filters.open || (row.closedAt === null && !row.ended)) &&
    (filters.ended === undefined || row.ended === filters.ended) &&
    wordsOf(filters.q).every((word) => row.text.includes(word));

const KEYS: Record<OrderName, { key: (row: Row) => Date | null; descending: boolean }> = {
  '-openedAt': { key: (row) => row.openedAt, descending: true },
  openedAt: { key: (row) => row.openedAt, descending: false },
  redAt: { key: (row) => row.redAt, descending: false },
  yellowAt: { key: (row) => row.yellowAt, descending: false },
  '-stageEnteredAt': { key: (row) => row.stageEnteredAt, descending: true },
  stageEnteredAt: { key: (row) => row.stageEnteredAt, descending: false },
  '-updatedAt': { key: (row) => row.changedAt, descending: true },
};

/** By the key, those without it last, then by id. */
function sorted(found: Row[], sort: OrderName): Row[] {
  const { key, descending } = KEYS[sort];
  const way = descending ? -1 : 1;
  const byId = (a: Row, b: Row) => (a.id < b.id ? -way : way);
  return [...found].sort((a, b) => {
    const [left, right] = [key(a)?.getTime() ?? null, key(b)?.getTime() ?? null];
    if (left === right) return byId(a, b);
    return left === null ? 1 : right === null ? -1 : (left - right) * way;
  });
}

async function allPages(
  who: Person,
  filters: WorkFilters,
  sort: OrderName,
  limit: number,
  between?: () => Promise<void>,
): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listWork(database, { person: who, filters, sort, cursor, limit, now });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
    await between?.();
  }
}

const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
/** A piece of some item's text, as somebody would remember it; or what stands nowhere. */
const word = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.tuple(fc.nat(ITEMS - 1), fc.nat(60), fc.integer({ min: 1, max: 9 })).map(([n, from, length]) =>
        [...rows[n]!.text]
          .slice(from, from + length)
          .join('')
          .trim(),
      ),
    },
    { weight: 3, arbitrary: oneOf(['油烟', '占道经营', '青石', '张', '2026', '00123', '餐饮店', '1']) },
    { weight: 1, arbitrary: oneOf(['没有这样的字', 'zzz', '%', '_', "'", '\\', '青%镇', 'ＡＢ']) },
  );
/** What stands in many texts: found along the order, not by the index. */
const frequentWord = (): fc.Arbitrary<string> =>
  fc.oneof(
    oneOf(['油烟', '占道', '经营', '街', '号', '青石', '2026', '2020', '1', '店', '路', '扰民', '镇', '立', '3']),
    fc.tuple(fc.nat(ITEMS - 1), fc.nat(40)).map(([n, from]) =>
      [...rows[n]!.text]
        .slice(from, from + 1)
        .join('')
        .trim(),
    ),
  );
const filters = (): fc.Arbitrary<WorkFilters> =>
  fc
    .record({
      kind: fc.option(fc.subarray(['case', 'whistle', 'dispute', 'nothing'], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
      stage: fc.option(fc.subarray(['review', 'closed', 'archived', 'called', 'discovery'], { minLength: 1, maxLength: 2 }), {
        nil: undefined,
        freq: 2,
      }),
      tier: fc.option(fc.subarray([...TIERS], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
      light: fc.option(fc.subarray([...LIGHTS, 'stuck' as const], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
      town: fc.option(oneOf(['qingshi', 'hukou']), { nil: undefined, freq: 2 }),
      unit: fc.option(oneOf(['bureau', 'qingshi']), { nil: undefined, freq: 1 }),
      handler: fc.option(oneOf(['handler1', 'qingshi-o3']), { nil: undefined, freq: 1 }),
      matter: fc.option(
        fc.nat(ITEMS - 1).map((n) => rows[n]?.matterCode ?? 'none'),
        { nil: undefined, freq: 1 },
      ),
      open: fc.option(fc.boolean(), { nil: undefined, freq: 1 }),
      ended: fc.option(fc.boolean(), { nil: undefined, freq: 1 }),
    })
    .filter((drawn) => Object.values(drawn).filter((value) => value !== undefined).length <= 3);
const RUNS = { numRuns: 120 };

describe('a list', () => {
  it('is what is asked for and may be seen, each once, in its order, page by page', async () => {
    await fc.assert(
      fc.asyncProperty(oneOf(PEOPLE), filters(), oneOf(ORDER_NAMES), oneOf([17, 50, 200]), async (who, asked, sort, limit) => {
        const expected = sorted(rows.filter(fits(who, asked)), sort).map(({ id }) => id);
        // A long list is looked at from its beginning and somewhere in the middle.
        if (expected.length > 1_000) {
          const first = await listWork(database, { person: who, filters: asked, sort, cursor: undefined, limit, now });
          expect(first.items.map(({ id }) => id)).toEqual(expected.slice(0, limit));
          const second = await listWork(database, { person: who, filters: asked, sort, cursor: first.nextCursor ?? undefined, limit, now });
          expect(second.items.map(({ id }) => id)).toEqual(expected.slice(limit, 2 * limit));
        } else expect(await allPages(who, asked, sort, limit)).toEqual(expected);
        expect(await countWork(database, { person: who, filters: asked, now })).toEqual({
          count: Math.min(expected.length, 1_000),
          capped: expected.length > 1_000,
        });
      }),
      RUNS,
    );
  }, 300_000);

  it('goes on where it was, whatever changes meanwhile', async () => {
    const untouched = (row: Row) => Number.parseInt(row.id.slice(0, 2), 16) % 4 !== 0;
    for (const sort of ['-openedAt', 'redAt', '-stageEnteredAt'] as const) {
      const asked = { ended: false };
      const who = PEOPLE[0]!;
      const expected = sorted(rows.filter(fits(who, asked)).filter(untouched), sort).map(({ id }) => id);
      let round = 0;
      const seen = await allPages(who, asked, sort, 40, async () => {
        round += 1;
        await database.run(
          `update work_view set red_at = red_at + ($1 * (abs(hashtext(id)) % 7 - 3)) * interval '1 day', opened_at = opened_at - interval '1 hour', stage_entered_at = stage_entered_at + interval '3 hours'
           where not ended and ('x' || left(id, 2))::bit(8)::int % 4 = 0`,
          [round],
        );
      });
      const kept = new Set(expected);
      expect(
        seen.filter((id) => kept.has(id)),
        sort,
      ).toEqual(expected);
      expect(round).toBeGreaterThan(5);
    }
    rows = await readRows();
  }, 120_000);
});

describe('a search', () => {
  it.each([
    ['any', word],
    ['frequent', frequentWord],
  ] as const)(
    'finds exactly the items whose text holds every word: %s words',
    async (_which, word) => {
      await fc.assert(
        fc.asyncProperty(
          oneOf(PEOPLE),
          fc.array(word(), { minLength: 1, maxLength: 3 }),
          fc.option(filters(), { nil: {} }),
          oneOf(ORDER_NAMES),
          oneOf([20, 200]),
          async (who, words, more, sort, limit) => {
            const asked = { ...more, q: words.join(' ') };
            const expected = sorted(rows.filter(fits(who, asked)), sort).map(({ id }) => id);
            if (expected.length > 1_000) {
              const first = await listWork(database, { person: who, filters: asked, sort, cursor: undefined, limit, now });
              expect(first.items.map(({ id }) => id)).toEqual(expected.slice(0, limit));
            } else expect(await allPages(who, asked, sort, limit)).toEqual(expected);
            expect(await countWork(database, { person: who, filters: asked, now })).toEqual({
              count: Math.min(expected.length, 1_000),
              capped: expected.length > 1_000,
            });
          },
        ),
        RUNS,
      );
    },
    300_000,
  );

  it('finds the last of an order too, past its first walk', async () => {
    const oldest = sorted(rows, '-openedAt').at(-1)!;
    const whole = oldest.text.split(' ')[0]!;
    const page = await listWork(database, {
      person: PEOPLE[0]!,
      filters: { q: whole },
      sort: '-openedAt',
      cursor: undefined,
      limit: 50,
      now,
    });
    expect(page.items.map(({ id }) => id)).toContain(oldest.id);
  });

  it.each(['-openedAt', '-stageEnteredAt'] as const)(
    'finds a frequent word of long ago, of which the first walk by %s has none',
    async (sort) => {
      const asked = { q: '2017' };
      const expected = sorted(rows.filter(fits(PEOPLE[0]!, asked)), sort);
      const newest = new Set(sorted(rows, sort).slice(0, 2_000));
      expect(expected.filter((row) => newest.has(row)).length).toBeLessThan(50);
      const page = await listWork(database, { person: PEOPLE[0]!, filters: asked, sort, cursor: undefined, limit: 50, now });
      expect(page.items.map(({ id }) => id)).toEqual(expected.slice(0, 50).map(({ id }) => id));
    },
  );

  it('looks for tokens that the index has of every text with the word', async () => {
    const sign = fc.oneof(
      fc.constantFrom(...'青石镇油烟张三0123 ab'),
      fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 }),
    );
    const text = fc.array(sign, { minLength: 1, maxLength: 40 }).map((signs) => signs.join('').replaceAll('\u0000', '').toLowerCase());
    await fc.assert(
      fc.asyncProperty(text, fc.nat(40), fc.integer({ min: 1, max: 8 }), async (whole, from, length) => {
        const [part] = wordsOf([...whole].slice(from, from + length).join(''));
        fc.pre(part !== undefined && whole.includes(part));
        const [row] = await database.rows<{ has: boolean }>('select search_tokens($1) @> $2::text[] as has', [whole, tokensOf(part!)]);
        expect(row?.has).toBe(true);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('is made by the shorter way', () => {
    // One in a hundred of a million: 5,000 rows of the order, or 10,000 by the index.
    expect(nextWalk({ walked: 2_000, found: 20, wanted: 51, all: 1_000_000 })).toBe(15_300);
    // One in a thousand: 51,000 or 1,000.
    expect(nextWalk({ walked: 2_000, found: 2, wanted: 51, all: 1_000_000 })).toBeNull();
    expect(nextWalk({ walked: 2_000, found: 0, wanted: 51, all: 1_000_000 })).toBeNull();
  });
});

describe('the board', () => {
  const asked: WorkFilters[] = [
    {},
    { town: 'qingshi' },
    { tier: ['bureau-closes'] },
    { handler: 'handler1' },
    { kind: ['whistle'] },
    { stage: ['review', 'decision'] },
  ];

  it.each(PEOPLE.flatMap((who) => asked.map((some) => [who.id, JSON.stringify(some), who, some] as const)))(
    'counts what there is for %s, %s',
    async (_id, _name, who, some) => {
      const shown = rows.filter(fits(who, { ...some, ended: false }));
      const counts = await countByLight(database, who, some, now);
      const tally = new Map<string, number>();
      for (const row of shown) {
        const key = [row.kind, row.stage, row.tier, row.townId, lightOf(row)].join('/');
        tally.set(key, (tally.get(key) ?? 0) + 1);
      }
      expect(
        Object.fromEntries(
          counts.map(({ kind, stage, tier, townId, light, count }) => [[kind, stage, tier, townId, light].join('/'), count]),
        ),
      ).toEqual(Object.fromEntries(tally));
      expect(Object.values(lightsOf(counts)).reduce((sum, one) => sum + one, 0)).toBe(shown.length);
      const stuck = rows.filter(fits(who, some)).filter(isStuck);
      expect((await countStuck(database, who, some, now)).all).toBe(stuck.length);
    },
  );
});

describe('the forecast', () => {
  it.each(PEOPLE.map((who) => [who.id, who] as const))('counts every turn and lists the first of each day, for %s', async (_id, who) => {
    const days = 30;
    const forecast = await readForecast(database, who, {}, days, now);
    const end = startOfDay(addDays(legalDateOf(now), days + 1));
    const turning = rows.filter(fits(who, { ended: false })).filter(({ paused }) => !paused);
    const within = (at: Date | null) => at !== null && at.getTime() > now && at.getTime() < end;
    const red = turning.filter(({ redAt }) => within(redAt));
    const yellow = turning.filter(({ yellowAt, redAt }) => within(yellowAt) && (redAt === null || redAt > yellowAt!));
    for (const [light, of, key] of [
      ['red', red, 'redAt'],
      ['yellow', yellow, 'yellowAt'],
    ] as const) {
      expect(forecast.days.reduce((sum, day) => sum + day.counts[light], 0)).toBe(of.length);
      expect(forecast.towns.reduce((sum, town) => sum + town[light], 0)).toBe(of.length);
      expect(forecast.handlers.reduce((sum, handler) => sum + handler[light], 0)).toBe(
        of.reduce((sum, row) => sum + row.handlerIds.length, 0),
      );
      for (const day of forecast.days) {
        const onDay = of.filter((row) => legalDateOf(row[key]!.getTime()) === day.date);
        expect(day.counts[light], day.date).toBe(onDay.length);
        const first = onDay.sort((a, b) => a[key]!.getTime() - b[key]!.getTime() || (a.id < b.id ? -1 : 1)).slice(0, 10);
        expect(day[light].map(({ id }) => id)).toEqual(first.map(({ id }) => id));
      }
    }
  });
});

describe('a desk', () => {
  const desks: [Role, string, (row: Row, unit: string) => boolean][] = [
    ['handler', 'qingshi', (row, unit) => row.unitId === unit && row.stage === 'discovery' && row.handlerIds.length === 0],
    ['bureau-handler', 'bureau', (row, unit) => row.unitId === unit && row.stage === 'discovery' && row.handlerIds.length === 0],
    ['town-reviewer', 'qingshi', (row, unit) => row.unitId === unit && row.stage === 'review'],
    ['bureau-reviewer', 'bureau', (row, unit) => row.stage === 'review' && (row.tier !== 'town-closes' || row.unitId === unit)],
    ['town-head', 'liulin', (row, unit) => row.unitId === unit],
    ['bureau-head', 'bureau', (row, unit) => row.unitId === unit || row.tier !== 'town-closes' || row.marks.includes('transfer')],
    ['dispatcher', 'command', (row) => row.stage === 'discovery' && row.marks.includes('undispatched')],
    ['supervisor', 'command', (row) => row.marks.includes('jurisdiction')],
    ['assistant', 'hukou', () => false],
    ['auditor', 'justice', () => false],
    ['list-admin', 'qingshi', () => true],
  ];

  it.each(desks)('holds the most urgent of what may wait for a %s', async (role, unit, ofRole) => {
    const who = person(role, unit, role === 'handler' ? 'handler1' : role);
    const concerned = (row: Row) => row.unitId === unit || row.concernedUnitIds.includes(unit) || row.concernedPersonIds.includes(who.id);
    const waits = (row: Row) =>
      row.handlerIds.includes(who.id) ||
      (row.kind === 'case' ? ofRole(row, unit) : concerned(row) || role === 'supervisor' || role === 'bureau-head');
    const expected = sorted(
      rows.filter((row) => !row.ended && waits(row) && maySeeCase(who, { ...row, barredPersonIds: [] })),
      'redAt',
    )
      .slice(0, 150)
      .map(({ id }) => id);
    expect((await readDesk(database, who)).map(({ id }) => id)).toEqual(expected);
    if (role !== 'auditor' && role !== 'list-admin') expect(expected.length).toBeGreaterThan(0);
  });
});
