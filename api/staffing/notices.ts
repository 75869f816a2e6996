/** Who is told of changes: the heads of the unit that somebody leaves, and everybody whose certificate ends soon. */
import type { Staff, StaffChange } from '../../domain/staffing/model.ts';
import { personOn, standingOn } from '../../domain/staffing/standing.ts';
import { addDays, dayOf } from '../../domain/terms/instant.ts';
import { HEADS, hasRole } from '../../domain/roles.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { specOfChange } from '../../domain/staffing/staff.ts';
import type { Queries } from '../database/database.ts';

/** Days before the end of a certificate on which it is told. */
export const CERTIFICATE_WARNINGS = [60, 30, 7] as const;

interface Notice {
  personId: string;
  /** Names what it is about; told once for each `seq`. */
  about: string;
  seq: number;
  kind: string;
  text: string;
}

const write = (queries: Queries, notices: readonly Notice[]): Promise<number> =>
  queries.run(
    `insert into notification (id, person_id, work_kind, case_id, seq, kind, text, at)
     select gen_random_uuid()::text, n."personId", 'staffing', n.about, n.seq, n.kind, n.text, now()
       from jsonb_to_recordset($1::jsonb) as n ("personId" text, about text, seq int, kind text, text text)
     on conflict (case_id, seq, person_id) do nothing`,
    [JSON.stringify(notices)],
  );

const headsOf = (staff: Staff, unitId: string, day: LegalDate): string[] =>
  [...staff.people.values()].flatMap((person) => {
    const standing = standingOn(staff, person, day);
    return standing.active && standing.body?.id === unitId && hasRole(standing, ...HEADS) ? [person.id] : [];
  });

/** The heads hand on what is open, so they hear of it while there is time. */
export async function tellOfChange(queries: Queries, staff: Staff, given: StaffChange, openItems: number, today: LegalDate): Promise<void> {
  const person = given.subject === 'person' ? staff.people.get(given.subjectId) : undefined;
  const unitId = person && personOn(staff, person, today)?.unit.id;
  if (!person || !unitId || (openItems === 0 && given.kind !== 'suspend')) return;
  const label = specOfChange('person', given.kind)?.label ?? '';
  const text = `${person.name}${given.effectiveOn}起${label}${openItems > 0 ? `，手上还有${openItems}件在办事项，请在此之前改派` : '，手上的事项请改派'}`;
  const heads = headsOf(staff, unitId, today).filter((id) => id !== person.id);
  await write(
    queries,
    heads.map((personId) => ({ personId, about: given.id, seq: 1, kind: 'staff-leaving', text })),
  );
}

/** Told to the holder and the heads on the day, or on the next on which anybody looks. Once each. */
export async function tellOfCertificates(queries: Queries, staff: Staff, today: LegalDate): Promise<void> {
  const notices = [...staff.people.values()].flatMap((person): Notice[] => {
    const { active, body, certificate } = standingOn(staff, person, today);
    if (!active || !body || !certificate || certificate.validUntil < today) return [];
    const left = dayOf(certificate.validUntil) - dayOf(today);
    const due = CERTIFICATE_WARNINGS.filter((days) => left <= days).at(-1);
    if (due === undefined) return [];
    const text = `${person.name}的执法证（${certificate.number}）到${certificate.validUntil}为止，还有${left}天；${addDays(certificate.validUntil, 1)}起不能执法（行政处罚法第四十二条）`;
    const about = person.certificates.find(({ number }) => number === certificate.number)?.id ?? person.id;
    return [person.id, ...headsOf(staff, body.id, today)].map((personId) => ({
      personId,
      about: `${about}/certificate`,
      seq: due,
      kind: 'certificate-ends',
      text,
    }));
  });
  await write(queries, notices);
}
