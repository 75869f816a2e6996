/**
 * 执法证 that end soon (行政处罚法 42): told 60, 30 and 7 days before to the holder and to the heads of his unit. What is due is
 * derived from the day alone, so that whoever was not there on the very day, as after a power cut, tells it on the next.
 */
import { HEADS, hasRole } from '../roles.ts';
import { addDays, dayOf } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Staff } from './model.ts';
import { standingOn } from './standing.ts';

export const CERTIFICATE_WARNINGS = [60, 30, 7] as const;

export interface CertificateWarning {
  personId: string;
  /** Of which certificate; with `days` it is told to each person once. */
  certificateId: string;
  days: (typeof CERTIFICATE_WARNINGS)[number];
  text: string;
}

export const headsOf = (staff: Staff, unitId: string, day: LegalDate): string[] =>
  [...staff.people.values()].flatMap((person) => {
    const standing = standingOn(staff, person, day);
    return standing.active && standing.body?.id === unitId && hasRole(standing, ...HEADS) ? [person.id] : [];
  });

/** Everything that is due on that day, told before or not. */
export function certificateWarnings(staff: Staff, today: LegalDate): CertificateWarning[] {
  return [...staff.people.values()].flatMap((person): CertificateWarning[] => {
    const { active, body, certificate } = standingOn(staff, person, today);
    if (!active || !body || !certificate || certificate.validUntil < today) return [];
    const left = dayOf(certificate.validUntil) - dayOf(today);
    const days = CERTIFICATE_WARNINGS.filter((one) => left <= one).at(-1);
    if (days === undefined) return [];
    // Prolonged under the same number it is another one, and told anew.
    const held = person.certificates.findLast(({ number, until }) => number === certificate.number && until === certificate.validUntil);
    const certificateId = held?.id ?? person.id;
    const text = `${person.name}的执法证（${certificate.number}）到${certificate.validUntil}为止，还有${left}天；${addDays(certificate.validUntil, 1)}起不能执法（行政处罚法第四十二条）`;
    const told = new Set([person.id, ...headsOf(staff, body.id, today)]);
    return [...told].map((personId) => ({ personId, certificateId, days, text }));
  });
}
