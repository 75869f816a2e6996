/** Units and people as their pages show them. */
import type { StaffPerson, StaffUnit } from '../../contract/staffing.ts';
import { holdsOn, type PersonStanding, type Staff, type UnitStanding } from '../../domain/staffing/model.ts';
import { bodyOf, nameOn, standingOn, unitRefOn } from '../../domain/staffing/standing.ts';
import { dayOf } from '../../domain/terms/instant.ts';
import type { LegalDate } from '../../domain/terms/model.ts';

export function shownUnit(staff: Staff, unit: UnitStanding, today: LegalDate, people: ReadonlyMap<string, number>): StaffUnit {
  return { ...unit, name: nameOn(unit, today), body: unitRefOn(bodyOf(staff, unit.id) ?? unit, today), people: people.get(unit.id) ?? 0 };
}

/** People in office by the unit they act in and by the part of it. */
export function headcount(staff: Staff, today: LegalDate): Map<string, number> {
  const counts = new Map<string, number>();
  for (const person of staff.people.values()) {
    const { active, body, part } = standingOn(staff, person, today);
    if (!active) continue;
    for (const unit of [body, part]) if (unit) counts.set(unit.id, (counts.get(unit.id) ?? 0) + 1);
  }
  return counts;
}

/** null where no unit was ever given, which no change makes. */
export function shownPerson(staff: Staff, person: PersonStanding, today: LegalDate, openItems: number): StaffPerson | null {
  const standing = standingOn(staff, person, today);
  const { body, home, part, certificate } = standing;
  if (!body) return null;
  const unitName = (id: string): string => {
    const unit = staff.units.get(id);
    return unit ? nameOn(unit, today) : id;
  };
  return {
    id: person.id,
    username: person.username,
    name: person.name,
    unit: unitRefOn(body, today),
    home: home && home.id !== body.id ? unitRefOn(home, today) : null,
    part: part && { id: part.id, name: nameOn(part, today) },
    roles: standing.roles,
    active: standing.active,
    suspended: person.suspensions.some((one) => holdsOn(one, today)),
    principal: standing.principal,
    enteredOn: person.enteredOn,
    leftOn: person.leftOn,
    legalQualification: standing.legalQualification,
    posts: person.posts.map((held) => ({ ...held, unitName: unitName(held.unitId) })),
    postings: person.postings.map((held) => ({ ...held, unitName: unitName(held.unitId) })),
    deputies: person.deputies.map((held) => ({ ...held, forName: staff.people.get(held.forPersonId)?.name ?? held.forPersonId })),
    certificates: [...person.certificates],
    certificateDays: certificate && dayOf(certificate.validUntil) - dayOf(today),
    openItems,
  };
}
