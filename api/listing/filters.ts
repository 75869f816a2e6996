/**
 * What is asked for and may be seen, as SQL over `work_view c`, and over `case_detail d` where a case's own columns are asked
 * for.
 */
import type { Person } from '../../domain/people.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Light, Tier } from '../../domain/vocabulary.ts';
import { visibleCases } from '../access/visibility.ts';
import type { Binder } from '../database/binder.ts';
import { lightCondition, stuckCondition } from './light-condition.ts';

export interface WorkFilters {
  /** Kinds of item; all where nothing is said. */
  kind?: readonly string[] | undefined;
  stage?: readonly string[] | undefined;
  tier?: readonly Tier[] | undefined;
  /** `stuck`: running, with nothing due and no stated reason. */
  light?: readonly (Light | 'stuck')[] | undefined;
  town?: string | undefined;
  unit?: string | undefined;
  handler?: string | undefined;
  matter?: string | undefined;
  lead?: string | undefined;
  /** Every word must occur: number, title, party, address. */
  q?: string | undefined;
  openedFrom?: string | undefined;
  openedBefore?: string | undefined;
  /** Running only: its work is not done. */
  open?: boolean | undefined;
  /** Nothing comes of it any more; boards and desks show all but that. */
  ended?: boolean | undefined;
}

export interface Wanted {
  /** Joined to `work_view c`; empty where only common columns are asked for. */
  join: string;
  condition: string;
}

/** `q` apart: see search.ts. `person`: null where the caller sees to who may see what. */
export function wanted(person: Person | null, filters: WorkFilters, now: Instant, { bind }: Binder): Wanted {
  const conditions = [person === null ? 'true' : visibleCases(person, bind)];
  const any = (column: string, values: readonly string[] | undefined) => {
    if (values && values.length > 0)
      conditions.push(values.length === 1 ? `${column} = ${bind(values[0])}` : `${column} = any(${bind(values)})`);
  };
  const one = (column: string, value: string | undefined) => any(column, value === undefined ? undefined : [value]);
  any('c.kind', filters.kind);
  any('c.stage', filters.stage);
  any('c.tier', filters.tier);
  one('c.town_id', filters.town);
  one('c.unit_id', filters.unit);
  one('d.matter_code', filters.matter);
  one('d.lead_id', filters.lead);
  if (filters.handler !== undefined) conditions.push(`c.handler_ids @> array[${bind(filters.handler)}]::text[]`);
  if (filters.open) conditions.push('not c.ended and c.closed_at is null');
  if (filters.ended !== undefined) conditions.push(filters.ended ? 'c.ended' : 'not c.ended');
  if (filters.openedFrom !== undefined) conditions.push(`c.opened_at >= ${bind(filters.openedFrom)}::timestamptz`);
  if (filters.openedBefore !== undefined) conditions.push(`c.opened_at < ${bind(filters.openedBefore)}::timestamptz`);
  if (filters.light && filters.light.length > 0) {
    const instant = `${bind(new Date(now))}::timestamptz`;
    conditions.push(
      `(${filters.light.map((light) => (light === 'stuck' ? stuckCondition(instant) : lightCondition(light, instant))).join(' or ')})`,
    );
  }
  const ofCases = filters.matter !== undefined || filters.lead !== undefined;
  return { join: ofCases ? ' join case_detail d on d.id = c.id' : '', condition: conditions.join(' and ') };
}
