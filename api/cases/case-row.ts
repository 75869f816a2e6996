/** A case as a row of a list, a queue or a board: the columns, and the row made from them at one instant. */
import { lightAt } from '../../domain/terms/light.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { CaseRow, NamingTerm } from '../../contract/cases.ts';
import type { Light, Stage, Tier } from '../../domain/vocabulary.ts';
import { iso } from '../database/database.ts';
import { namingTerm, type OpenTerm } from './naming-term.ts';

/** For `from work_view c`; the case's own columns and the names of towns, units and handlers come by `CASE_ROW_JOINS`. */
export const CASE_ROW_COLUMNS = `c.id, d.number, c.title, c.stage, c.tier, c.town_id as "townId", town.name as "townName",
  c.unit_id as "unitId", coalesce(own.name, c.unit_id) as "unitName", d.party_name as "partyName", d.matter_code as "matterCode",
  d.matter_name as "matterName", c.emergency, c.opened_at as "openedAt", c.stage_entered_at as "stageEnteredAt",
  c.yellow_at as "yellowAt", c.red_at as "redAt", c.paused, c.terms, case when c.next_wake_up_at is null then c.waiting end as waiting, d.outcome, c.version, c.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('id', h.id, 'name', coalesce(p.name, h.id)) order by h.place)
    from unnest(c.handler_ids) with ordinality as h (id, place) left join person p on p.id = h.id), '[]'::json) as handlers`;

export const CASE_ROW_JOINS = 'join case_detail d on d.id = c.id left join unit town on town.id = c.town_id left join unit own on own.id = c.unit_id';

export interface CaseRowRecord {
  id: string;
  number: string | null;
  title: string;
  stage: string;
  tier: string;
  townId: string;
  townName: string | null;
  unitId: string;
  unitName: string;
  partyName: string | null;
  matterCode: string | null;
  matterName: string | null;
  emergency: boolean;
  openedAt: Date;
  stageEnteredAt: Date;
  yellowAt: Date | null;
  redAt: Date | null;
  paused: boolean;
  terms: OpenTerm[];
  waiting: string | null;
  outcome: string | null;
  version: number;
  updatedAt: Date;
  handlers: { id: string; name: string }[];
}

/** The light at `now`, by the domain's own comparison; `lightCondition` says the same in SQL. */
export const lightOf = (row: Pick<CaseRowRecord, 'yellowAt' | 'redAt' | 'paused'>, now: Instant): Light =>
  lightAt({ yellowAt: row.yellowAt?.getTime() ?? null, redAt: row.redAt?.getTime() ?? null, paused: row.paused }, now);

export function caseRowOf(row: CaseRowRecord, now: Instant): CaseRow {
  const light = lightOf(row, now);
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    stage: row.stage as Stage,
    tier: row.tier as Tier,
    light,
    term: namingTerm(row.terms, light, now) satisfies NamingTerm | null,
    town: { id: row.townId, name: row.townName ?? row.townId },
    unit: { id: row.unitId, name: row.unitName },
    handlers: row.handlers,
    partyName: row.partyName,
    matterCode: row.matterCode,
    matterName: row.matterName,
    emergency: row.emergency,
    openedAt: iso(row.openedAt),
    stageEnteredAt: iso(row.stageEnteredAt),
    yellowAt: iso(row.yellowAt),
    redAt: iso(row.redAt),
    waiting: row.waiting,
    outcome: row.outcome,
    version: row.version,
  };
}

