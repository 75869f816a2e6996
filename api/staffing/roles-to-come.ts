/** Somebody with all the power that the account has or is going to have: what is given to its hands today serves it tomorrow. */
import type { Person } from '../../domain/people.ts';
import { rolesFrom } from '../../domain/staffing/standing.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import type { Instant } from '../../domain/terms/model.ts';
import type { Staffing } from './staffing.ts';

export async function withRolesToCome(staffing: Pick<Staffing, 'current'>, person: Person, now: Instant): Promise<Person> {
  const today = legalDateOf(now);
  const staff = await staffing.current(today);
  const standing = staff.people.get(person.id);
  return standing ? { ...person, roles: [...new Set([...person.roles, ...rolesFrom(staff, standing, today)])] } : person;
}
