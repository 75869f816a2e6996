/** Who has to do with a case or a lead, beyond seeing it: for what is revealed of it, and what is added to it. */
import type { Person } from '../../domain/people.ts';
import { ACCEPTERS, BUREAU_HEAD, CASE_OFFICERS, HANDLERS, hasRole } from '../../domain/roles.ts';
import type { CaseStanding } from './visibility.ts';

const isOfUnits = (person: Person, { townId, unitId, concernedUnitIds }: CaseStanding): boolean =>
  [townId, unitId, ...concernedUnitIds].includes(person.unit.id);

/** Numbers of parties: those who handle, review or decide there, and the bureau that reviews what is not the town's alone. */
export function mayReveal(person: Person, standing: CaseStanding & { state: { tier: string } }): boolean {
  if (!hasRole(person, ...CASE_OFFICERS)) return false;
  return isOfUnits(person, standing) || (hasRole(person, 'bureau-reviewer', BUREAU_HEAD) && standing.state.tier !== 'town-closes');
}

/** The record as it was sealed: those who verify it. */
export const verifiesRecords = (person: Person): boolean => hasRole(person, 'auditor');

/** The reporter: those who answer them, and nobody of another town. `taken`: the case that the lead became. */
export function mayReachReporter(person: Person, lead: { townId: string | null }, taken: CaseStanding | null): boolean {
  if (hasRole(person, 'dispatcher')) return true;
  if (!hasRole(person, ...ACCEPTERS)) return false;
  return taken ? taken.unitId === person.unit.id : lead.townId === person.unit.id;
}

/**
 * Files: its handlers, or while it has none those of its unit; the others of the units that have to do with it, and of the
 * bureau that reviews it; who dispatches and supervises.
 */
export function mayUpload(person: Person, standing: CaseStanding & { state: { tier: string } }): boolean {
  if (hasRole(person, 'dispatcher', 'supervisor') || standing.handlerIds.includes(person.id)) return true;
  if (hasRole(person, ...HANDLERS) && standing.handlerIds.length === 0 && standing.unitId === person.unit.id) return true;
  if (hasRole(person, 'assistant') && isOfUnits(person, standing)) return true;
  return !hasRole(person, ...HANDLERS) && mayReveal(person, standing);
}
