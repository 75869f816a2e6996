/** The supervisor's board: how many stand where, and every red and yellow item, counted and listed at one instant. */
import type { Person } from '../../domain/people.ts';
import { toShanghaiIso } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Board } from '../../contract/board.ts';
import { type Light, STAGES, TIERS } from '../../domain/vocabulary.ts';
import { readAlarms } from '../alarms/alarms.ts';
import { type Database, iso } from '../database/database.ts';
import type { WorkFilters } from '../listing/filters.ts';
import { listWork } from '../listing/list-work.ts';
import { countByLight, countStuck, lightsOf } from './counts.ts';

export interface BoardRequest {
  person: Person;
  filters: Pick<WorkFilters, 'kind' | 'town' | 'tier' | 'stage' | 'handler'>;
  redCursor: string | undefined;
  yellowCursor: string | undefined;
  limit: number;
  now: Instant;
}

/** Everything but the archive: what is closed still has to be archived in time. */
const OPEN_STAGES = STAGES.filter((stage) => stage !== 'archived');

export async function readBoard(database: Database, request: BoardRequest, stores: Board['stores']): Promise<Board> {
  const { person, filters, limit, now } = request;
  const page = (light: Light, cursor: string | undefined) =>
    listWork(database, { person, filters: { ...filters, light: [light], ended: false }, sort: 'redAt', cursor, limit, now });
  const [counts, stuck, reconciliation, alarms, towns, red, yellow] = await Promise.all([
    countByLight(database, person, filters, now),
    countStuck(database, person, filters, now),
    lastReconciliation(database),
    readAlarms(database, person),
    database.rows<{ id: string; name: string }>(`select id, name from unit where kind in ('town', 'street') order by name`),
    page('red', request.redCursor),
    page('yellow', request.yellowCursor),
  ]);
  return {
    now: toShanghaiIso(now),
    lights: lightsOf(counts),
    kinds: [...new Set(counts.map(({ kind }) => kind))]
      .sort()
      .map((kind) => ({ kind, lights: lightsOf(counts, (row) => row.kind === kind) })),
    stages: OPEN_STAGES.map((stage) => ({ stage, lights: lightsOf(counts, (row) => row.kind === 'case' && row.stage === stage) })),
    tiers: TIERS.map((tier) => ({ tier, lights: lightsOf(counts, (row) => row.tier === tier) })),
    towns: towns
      .map((town) => ({ town, lights: lightsOf(counts, (row) => row.townId === town.id) }))
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

async function lastReconciliation(database: Database): Promise<Board['reconciliation']> {
  const row = await database.first<{ at: Date; compared: number; differences: number; remaining: number }>(
    'select at, compared, differences, remaining from reconciliation order by id desc limit 1',
  );
  return row ? { ...row, at: iso(row.at) } : null;
}
