/** The staff as its history makes it, and today's rows of `unit` and `person` that follow from it. */
import { PART_KINDS, type Staff, type StaffChange, UNIT_KINDS } from '../../domain/staffing/model.ts';
import { foldStaff } from '../../domain/staffing/staff.ts';
import { nameOn, standingOn, turnsAfter } from '../../domain/staffing/standing.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import type { Queries } from '../database/database.ts';

/** One after the other: each change is checked against all that were approved before it. */
export const lockStaffing = (queries: Queries): Promise<unknown> =>
  queries.rows(`select pg_advisory_xact_lock(hashtext('caselight.staffing'))`);

export async function readStaff(queries: Queries, today: LegalDate): Promise<Staff> {
  const changes = await queries.rows<StaffChange>(
    `select id, subject, subject_id as "subjectId", kind, effective_on as "effectiveOn", data from staffing_change
      where status = 'approved' order by ordinal`,
  );
  return foldStaff(changes, today);
}

/** Writes today's standing where it differs from the rows; whoever was never in the history stays as the rows say. */
export async function projectStaff(queries: Queries, staff: Staff, today: LegalDate): Promise<void> {
  const units = [...staff.units.values()].map((unit) => ({
    id: unit.id,
    name: nameOn(unit, today),
    kind: unit.kind,
    parent_id: unit.parentId,
    ended_on: unit.until,
  }));
  // Above before below: the parent's row comes first.
  units.sort((a, b) => depthOf(staff, a.id) - depthOf(staff, b.id));
  await queries.run(
    `insert into unit (id, name, kind, parent_id, ended_on)
     select r.id, r.name, r.kind, r.parent_id, r.ended_on
       from jsonb_to_recordset($1::jsonb) as r (id text, name text, kind text, parent_id text, ended_on text)
     on conflict (id) do update set name = excluded.name, kind = excluded.kind, parent_id = excluded.parent_id, ended_on = excluded.ended_on
      where (unit.name, unit.kind, unit.parent_id, unit.ended_on)
        is distinct from (excluded.name, excluded.kind, excluded.parent_id, excluded.ended_on)`,
    [JSON.stringify(units)],
  );
  const people = [...staff.people.values()].flatMap((person) => {
    const standing = standingOn(staff, person, today);
    if (!standing.body) return [];
    const { body, home, part, certificate } = standing;
    return {
      id: person.id,
      username: person.username,
      name: person.name,
      unit_id: body.id,
      home_unit_id: home === null || home.id === body.id ? null : home.id,
      part_id: part?.id ?? null,
      roles: standing.roles,
      certificate_number: certificate?.number ?? null,
      certificate_from: certificate?.validFrom ?? null,
      certificate_until: certificate?.validUntil ?? null,
      legal_qualification: standing.legalQualification,
      principal: standing.principal,
      active: standing.active,
      next_turn_on: turnsAfter(staff, person, today)[0] ?? null,
    };
  });
  await queries.run(
    `insert into person (${COLUMNS.join(', ')})
     select ${COLUMNS.map((name) => (name === 'roles' ? 'array(select jsonb_array_elements_text(r.roles))' : `r.${name}`)).join(', ')}
       from jsonb_to_recordset($1::jsonb) as r (id text, username text, name text, unit_id text, home_unit_id text, part_id text,
         roles jsonb, certificate_number text, certificate_from text, certificate_until text, legal_qualification boolean,
         principal boolean, active boolean, next_turn_on text)
     on conflict (id) do update set ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}
      where (${COLUMNS.map((name) => `person.${name}`).join(', ')}) is distinct from (${COLUMNS.map((name) => `excluded.${name}`).join(', ')})`,
    [JSON.stringify(people)],
  );
}

const COLUMNS = [
  'id',
  'username',
  'name',
  'unit_id',
  'home_unit_id',
  'part_id',
  'roles',
  'certificate_number',
  'certificate_from',
  'certificate_until',
  'legal_qualification',
  'principal',
  'active',
  'next_turn_on',
] as const;

function depthOf(staff: Staff, id: string): number {
  let depth = 0;
  for (let at = staff.units.get(id); at?.parentId != null && depth < UNIT_KINDS.length + PART_KINDS.length; depth++) {
    at = staff.units.get(at.parentId);
  }
  return depth;
}
