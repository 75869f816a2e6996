/**
 * Who sees which cases and leads: the one place that decides it, as a test on a row and as the same test in SQL.
 *
 * - The town's own people (办案人员, 协管员, 镇街法制审核员, 镇街负责人) see their own town's: where it is the place, where their unit
 *   handles or assists. Who left the unit that handles a case sees it no more, although the file still names them.
 * - Who was recused from a case sees it no more, whatever else they are.
 * - The bureau's people, the dispatcher, the supervisor and the auditor see the county.
 * - List and system administrators see no case content at all.
 */
import type { Person } from '../../domain/people.ts';
import { COUNTY_READERS, hasRole, TOWN } from '../../domain/roles.ts';

export type Sight = 'county' | 'own' | 'none';

export function sightOf(person: Pick<Person, 'roles' | 'active'>): Sight {
  if (!person.active) return 'none';
  if (hasRole(person, ...COUNTY_READERS)) return 'county';
  return hasRole(person, ...TOWN) ? 'own' : 'none';
}

/** What of a case decides who sees it. */
export interface CaseStanding {
  townId: string;
  unitId: string;
  /** Units and people beside the responsible ones. */
  concernedUnitIds: readonly string[];
  concernedPersonIds: readonly string[];
  handlerIds: readonly string[];
  /** Who was recused from it. */
  barredPersonIds: readonly string[];
}

export function maySeeCase(person: Person, standing: CaseStanding): boolean {
  if (standing.barredPersonIds.includes(person.id)) return false;
  switch (sightOf(person)) {
    case 'county':
      return true;
    case 'own':
      return (
        standing.townId === person.unit.id ||
        standing.unitId === person.unit.id ||
        standing.concernedUnitIds.includes(person.unit.id) ||
        standing.concernedPersonIds.includes(person.id)
      );
    case 'none':
      return false;
  }
}

/** By what somebody sees a case, for the audit trail: one word of the policy above. */
export function whySees(person: Person, standing: CaseStanding): string {
  if (standing.handlerIds.includes(person.id)) return 'handler';
  if (standing.unitId === person.unit.id) return 'unit';
  if (standing.townId === person.unit.id) return 'town';
  if (standing.concernedUnitIds.includes(person.unit.id) || standing.concernedPersonIds.includes(person.id)) return 'concerned';
  return sightOf(person);
}

export function maySeeLead(person: Person, lead: { townId: string | null }): boolean {
  const sight = sightOf(person);
  return sight === 'county' || (sight === 'own' && lead.townId === person.unit.id);
}

/** Adds values to a query and answers their placeholders. */
export type Bind = (value: unknown) => string;

const notBarred = (person: Person, bind: Bind, table: string): string =>
  `${table}.id not in (select b.work_id from work_barred b where b.person_id = ${bind(person.id)})`;

/** `maySeeCase` for `from work_view c`. */
export function visibleCases(person: Person, bind: Bind, table = 'c'): string {
  switch (sightOf(person)) {
    case 'county':
      return notBarred(person, bind, table);
    case 'own': {
      const unit = bind(person.unit.id);
      const me = bind(person.id);
      return (
        `(${table}.town_id = ${unit} or ${table}.unit_id = ${unit} or ${table}.concerned_unit_ids @> array[${unit}]::text[]` +
        ` or ${table}.concerned_person_ids @> array[${me}]::text[]) and ${notBarred(person, bind, table)}`
      );
    }
    case 'none':
      return 'false';
  }
}

/**
 * `visibleCases` in parts that exclude each other: of a town's own items nearly all are told by columns that an index has
 * beside the
 * others, so that they are counted without their rows.
 */
export function visibleParts(person: Person, bind: Bind, table = 'c'): string[] {
  if (sightOf(person) !== 'own') return [visibleCases(person, bind, table)];
  const unit = bind(person.unit.id);
  const me = bind(person.id);
  const ours = `(${table}.town_id = ${unit} or ${table}.unit_id = ${unit})`;
  const barred = notBarred(person, bind, table);
  return [
    `${ours} and ${barred}`,
    `not ${ours} and (${table}.concerned_unit_ids @> array[${unit}]::text[] or ${table}.concerned_person_ids @> array[${me}]::text[]) and ${barred}`,
  ];
}

/** `maySeeLead` for `from lead l`. */
export function visibleLeads(person: Person, bind: Bind, table = 'l'): string {
  switch (sightOf(person)) {
    case 'county':
      return 'true';
    case 'own':
      return `${table}.town_id = ${bind(person.unit.id)}`;
    case 'none':
      return 'false';
  }
}
