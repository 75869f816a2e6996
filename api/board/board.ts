/** The supervisor's board: how many stand where, and every red and yellow case, counted and listed at one instant. */
import type { Person } from '../../domain/people.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Board } from '../../contract/board.ts';
import { type Light, STAGES, TIERS } from '../../domain/vocabulary.ts';
import { readAlarms } from '../alarms/alarms.ts';
import type { CaseFilters } from '../cases/list-cases.ts';
import { caseCondition, listCases } from '../cases/list-cases.ts';
import { lightColumn, STUCK, stuckCondition } from '../cases/light-condition.ts';
import { binder } from '../database/binder.ts';
import { type Database, iso } from '../database/database.ts';

export interface BoardRequest {
  person: Person;
  filters: Pick<CaseFilters, 'town' | 'tier' | 'stage' | 'handler'>;
  redCursor: string | undefined;
  yellowCursor: string | undefined;
  limit: number;
  now: Instant;
}

/** Everything but the archive: what is closed still has to be archived in time. */
const OPEN_STAGES = STAGES.filter((stage) => stage !== 'archived');

interface CountRow {
  stage: string | null;
  tier: string | null;
  townId: string | null;
  light: Light | null;
  count: number;
}

type Lights = Record<Light, number>;
const none = (): Lights => ({ grey: 0, green: 0, yellow: 0, red: 0 });

export async function readBoard(database: Database, request: BoardRequest, stores: Board['stores']): Promise<Board> {
  const { person, filters, limit, now } = request;
  const open = { ...filters, stage: filters.stage ?? OPEN_STAGES };
  const page = (light: Light, cursor: string | undefined) =>
    listCases(database, { person, filters: { ...open, light: [light] }, sort: 'redAt', cursor, limit, now });
  const [counts, stuck, reconciliation, alarms, towns, red, yellow] = await Promise.all([
    countByLight(database, person, open, now),
    countStuck(database, person, open, now),
    lastReconciliation(database),
    readAlarms(database, person),
    database.rows<{ id: string; name: string }>(
      `select id, name from unit where kind in ('town', 'street') order by name`,
    ),
    page('red', request.redCursor),
    page('yellow', request.yellowCursor),
  ]);
  const lightsOf = (wanted: (row: CountRow) => boolean): Lights => {
    const lights = none();
    for (const row of counts) if (row.light !== null && wanted(row)) lights[row.light] += row.count;
    return lights;
  };
  return {
    now: toShanghaiIso(now),
    lights: lightsOf((row) => row.stage === null && row.tier === null && row.townId === null),
    stages: OPEN_STAGES.map((stage) => ({ stage, lights: lightsOf((row) => row.stage === stage) })),
    tiers: TIERS.map((tier) => ({ tier, lights: lightsOf((row) => row.tier === tier) })),
    towns: towns
      .map((town) => ({ town, lights: lightsOf((row) => row.townId === town.id) }))
      .filter(({ lights }) => Object.values(lights).some((count) => count > 0)),
    stuck: stuck.all,
    stuckBy: { nothingDue: stuck.nothingDue, late: stuck.late },
    reconciliation,
    alarms,
    stores,
    red,
    yellow,
  };
}

/** All four counts in one pass over the open cases. */
async function countByLight(
  database: Database,
  person: Person,
  filters: CaseFilters,
  now: Instant,
): Promise<CountRow[]> {
  const query = binder();
  const instant = `${query.bind(new Date(now))}::timestamptz`;
  const condition = caseCondition(person, filters, now, query);
  return database.rows<CountRow>(
    `select stage, tier, town_id as "townId", light, count(*)::int as count
     from (select c.stage, c.tier, c.town_id, ${lightColumn(instant)} as light from work_view c where ${condition}) as lit
     group by grouping sets ((light), (stage, light), (tier, light), (town_id, light))`,
    query.values,
  );
}

interface StuckCounts {
  all: number;
  nothingDue: number;
  late: number;
}

async function countStuck(
  database: Database,
  person: Person,
  filters: CaseFilters,
  now: Instant,
): Promise<StuckCounts> {
  const query = binder();
  const instant = `${query.bind(new Date(now))}::timestamptz`;
  const condition = caseCondition(person, filters, now, query);
  const row = await database.first<StuckCounts>(
    `select count(*)::int as all, (count(*) filter (where ${STUCK.nothingDue()}))::int as "nothingDue",
       (count(*) filter (where ${STUCK.late(instant)}))::int as late
     from work_view c where ${stuckCondition(instant)} and ${condition}`,
    query.values,
  );
  return row ?? { all: 0, nothingDue: 0, late: 0 };
}

async function lastReconciliation(database: Database): Promise<Board['reconciliation']> {
  const row = await database.first<{ at: Date; compared: number; differences: number; remaining: number }>(
    'select at, compared, differences, remaining from reconciliation order by id desc limit 1',
  );
  return row ? { ...row, at: iso(row.at) } : null;
}
