/** How many stand where, under which light, at one instant: one pass over an index of what is open, added up here. */
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Light } from '../../domain/vocabulary.ts';
import { visibleParts } from '../access/visibility.ts';
import { binder } from '../database/binder.ts';
import type { Database } from '../database/database.ts';
import { wanted, type WorkFilters } from '../listing/filters.ts';
import { lightColumn, STUCK, stuckCondition } from '../listing/light-condition.ts';

export type Lights = Record<Light, number>;

export interface Count {
  kind: string;
  stage: string;
  tier: string | null;
  townId: string;
  light: Light;
  count: number;
}

/** One row for every kind, stage, tier, town and light that there is. */
export async function countByLight(database: Database, person: Person, filters: WorkFilters, now: Instant): Promise<Count[]> {
  const query = binder();
  const instant = `${query.bind(new Date(now))}::timestamptz`;
  const { condition } = wanted(null, { ...filters, ended: false }, now, query);
  const parts = visibleParts(person, query.bind).map(
    (visible) =>
      `select c.kind, c.stage, c.tier, c.town_id, ${lightColumn(instant)} as light from work_view c where ${visible} and ${condition}`,
  );
  return database.rows<Count>(
    `select kind, stage, tier, town_id as "townId", light, count(*)::int as count from (${parts.join(' union all ')}) as lit
     group by kind, stage, tier, town_id, light`,
    query.values,
  );
}

/** Adds up those that are wanted. */
export function lightsOf(counts: readonly Count[], isWanted: (row: Count) => boolean = () => true): Lights {
  const lights: Lights = { grey: 0, green: 0, yellow: 0, red: 0 };
  for (const row of counts) if (isWanted(row)) lights[row.light] += row.count;
  return lights;
}

export interface StuckCounts {
  all: number;
  nothingDue: number;
  late: number;
}

export async function countStuck(database: Database, person: Person, filters: WorkFilters, now: Instant): Promise<StuckCounts> {
  const query = binder();
  const instant = `${query.bind(new Date(now))}::timestamptz`;
  const { condition } = wanted(person, filters, now, query);
  const row = await database.first<StuckCounts>(
    `select count(*)::int as all, (count(*) filter (where ${STUCK.nothingDue()}))::int as "nothingDue",
       (count(*) filter (where ${STUCK.late(instant)}))::int as late
     from work_view c where ${stuckCondition(instant)} and ${condition}`,
    query.values,
  );
  return row ?? { all: 0, nothingDue: 0, late: 0 };
}
