/** An item as a row of a list, a queue or a board: the columns, and the row made from them at one instant. */
import { lightAt } from '../../domain/terms/light.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { CaseRow } from '../../contract/cases.ts';
import type { ItemRow } from '../../contract/items.ts';
import type { Light, Tier } from '../../domain/vocabulary.ts';
import { iso } from '../database/database.ts';
import { namingTerm, type OpenTerm } from './naming-term.ts';

/** For `from work_view c`; a case's own columns and the names of towns and units come by `ITEM_ROW_JOINS`. */
export const ITEM_ROW_COLUMNS = `c.kind, c.id, d.number, c.title, c.stage, c.tier, c.town_id as "townId", town.name as "townName",
  c.unit_id as "unitId", coalesce(own.name, c.unit_id) as "unitName", d.party_name as "partyName", d.matter_code as "matterCode",
  d.matter_name as "matterName", c.emergency, c.opened_at as "openedAt", c.stage_entered_at as "stageEnteredAt",
  c.yellow_at as "yellowAt", c.red_at as "redAt", c.paused, c.ended, c.terms, case when c.next_wake_up_at is null then c.waiting end as waiting, d.outcome, c.version, c.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('id', h.id, 'name', coalesce((select name from person where id = h.id), h.id)) order by h.place)
    from unnest(c.handler_ids) with ordinality as h (id, place)), '[]'::json) as handlers`;

export const ITEM_ROW_JOINS =
  'left join case_detail d on d.id = c.id left join unit town on town.id = c.town_id left join unit own on own.id = c.unit_id';

export interface ItemRowRecord {
  kind: string;
  id: string;
  number: string | null;
  title: string;
  stage: string;
  tier: string | null;
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
  ended: boolean;
  terms: OpenTerm[];
  waiting: string | null;
  outcome: string | null;
  version: number;
  updatedAt: Date;
  handlers: { id: string; name: string }[];
}

/** The light at `now`, by the domain's own comparison; `lightCondition` says the same in SQL. */
export const lightOf = (row: Pick<ItemRowRecord, 'yellowAt' | 'redAt' | 'paused'>, now: Instant): Light =>
  lightAt({ yellowAt: row.yellowAt?.getTime() ?? null, redAt: row.redAt?.getTime() ?? null, paused: row.paused }, now);

export function itemRowOf(row: ItemRowRecord, now: Instant): ItemRow {
  const light = lightOf(row, now);
  return {
    kind: row.kind,
    id: row.id,
    number: row.number,
    title: row.title,
    stage: row.stage,
    tier: row.tier as Tier | null,
    light,
    term: namingTerm(row.terms, light, now),
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
    ended: row.ended,
    version: row.version,
  };
}

/** The same of a row that was chosen among cases. */
export const caseRowOf = (row: ItemRowRecord, now: Instant): CaseRow => itemRowOf(row, now) as CaseRow;
