/** Who has to do with a case or a lead, beyond seeing it: for what is revealed of it, and what is added to it. */
import { reviewsHere } from '../../domain/case/authority.ts';
import type { CasePolicy } from '../../domain/case/policy.ts';
import type { CaseFile } from '../../domain/case/state.ts';
import type { Person } from '../../domain/people.ts';
import { ACCEPTERS, BUREAU_HEAD, CASE_OFFICERS, HANDLERS, hasRole } from '../../domain/roles.ts';
import { plainDepartment } from '../../domain/routing/plain-department.ts';
import type { CaseStanding } from './visibility.ts';

const isOfUnits = (person: Person, { townId, unitId, concernedUnitIds }: CaseStanding): boolean =>
  [townId, unitId, ...concernedUnitIds].includes(person.unit.id);

/** Whoever handles, reviews or decides in a unit that has to do with the item, of whatever kind. */
export const isConcernedOfficer = (person: Person, standing: CaseStanding): boolean =>
  hasRole(person, ...CASE_OFFICERS) && isOfUnits(person, standing);

type CaseOf = CaseStanding & { state: Pick<CaseFile, 'unit' | 'tier'> };

/** Numbers of parties: those who handle, review or decide there, and the very bureau that reviews it where the town does not. */
export const mayReveal = (person: Person, standing: CaseOf, policy: Pick<CasePolicy, 'bureau'>): boolean =>
  isConcernedOfficer(person, standing) ||
  (hasRole(person, 'bureau-reviewer', BUREAU_HEAD) &&
    standing.state.tier !== 'town-closes' &&
    reviewsHere(standing.state, person.unit, policy));

/** The record as it was sealed: those who verify it. */
export const verifiesRecords = (person: Person): boolean => hasRole(person, 'auditor');

/** The reporter: those who answer them, and nobody of another town. `taken`: the case that the lead became. */
export function mayReachReporter(person: Person, lead: { townId: string | null }, taken: CaseStanding | null): boolean {
  if (hasRole(person, 'dispatcher')) return true;
  if (!hasRole(person, ...ACCEPTERS)) return false;
  return taken ? taken.unitId === person.unit.id : lead.townId === person.unit.id;
}

/**
 * What becomes of a lead (行政处罚法 22, 24): the dispatcher says it for the county; a town of its own; a department of one that
 * triage proposes to it before any other. `county`: whose name departments bear.
 */
export function mayDecideLead(
  person: Person,
  lead: { townId: string | null; triage: { dispatch: { departments: readonly { department: string }[] } } },
  county: string,
): boolean {
  if (hasRole(person, 'dispatcher')) return true;
  if (!hasRole(person, ...ACCEPTERS)) return false;
  if (lead.townId === person.unit.id) return true;
  const proposed = lead.triage.dispatch.departments[0]?.department;
  return (
    person.unit.kind === 'bureau' &&
    proposed !== undefined &&
    plainDepartment(proposed, county) === plainDepartment(person.unit.name, county)
  );
}

/**
 * Files: its handlers, or while it has none those of its unit; the others of the units that have to do with it, and of the
 * bureau that reviews it; who dispatches and supervises.
 */
export function mayUpload(person: Person, standing: CaseOf, policy: Pick<CasePolicy, 'bureau'>): boolean {
  if (hasRole(person, 'dispatcher', 'supervisor') || standing.handlerIds.includes(person.id)) return true;
  if (hasRole(person, ...HANDLERS) && standing.handlerIds.length === 0 && standing.unitId === person.unit.id) return true;
  if (hasRole(person, 'assistant') && isOfUnits(person, standing)) return true;
  return !hasRole(person, ...HANDLERS) && mayReveal(person, standing, policy);
}
