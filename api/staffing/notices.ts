/**
 * Who is told of changes: whoever has to approve one or has proposed it, the heads of the unit that somebody leaves, and
 * everybody whose certificate ends soon.
 */
import type { Staff, StaffChange } from '../../domain/staffing/model.ts';
import { certificateWarnings, headsOf } from '../../domain/staffing/certificate-warnings.ts';
import { personOn } from '../../domain/staffing/standing.ts';
import type { Person } from '../../domain/people.ts';
import type { Role } from '../../domain/vocabulary.ts';
import type { LegalDate } from '../../domain/terms/model.ts';
import { specOfChange } from '../../domain/staffing/staff.ts';
import type { Queries } from '../database/database.ts';

/** What a notice leads to: people and units, or the keys of machines. */
type About = 'staffing' | 'api-key';

interface Notice {
  itemKind?: About;
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
     select gen_random_uuid()::text, n."personId", coalesce(n."itemKind", 'staffing'), n.about, n.seq, n.kind, n.text, now()
       from jsonb_to_recordset($1::jsonb) as n ("personId" text, "itemKind" text, about text, seq int, kind text, text text)
     on conflict (case_id, seq, person_id) do nothing`,
    [JSON.stringify(notices)],
  );

const activeWith = async (queries: Queries, role: Role, but: string | null): Promise<string[]> =>
  (
    await queries.rows<{ id: string }>('select id from person where active and $1 = any(roles) and ($2::text is null or id <> $2)', [
      role,
      but,
    ])
  ).map(({ id }) => id);

/** What waits for a second person is told to those who may be it; `about`: the change or the key. */
export async function tellApprovers(queries: Queries, about: string, proposer: Person, what: string, itemKind: About = 'staffing') {
  const approvers = await activeWith(queries, 'security-admin', proposer.id);
  const text = `${proposer.name}提出${what}，请批准或者驳回`;
  await write(
    queries,
    approvers.map((personId) => ({ personId, itemKind, about, seq: 0, kind: 'approval-asked', text })),
  );
}

/** Whoever proposed it hears what became of it. */
export async function tellProposer(
  queries: Queries,
  about: string,
  proposerId: string | null,
  text: string,
  itemKind: About = 'staffing',
): Promise<void> {
  if (proposerId !== null) await write(queries, [{ personId: proposerId, itemKind, about, seq: 2, kind: 'approval-given', text }]);
}

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
  const notices = certificateWarnings(staff, today).map(({ personId, certificateId, days, text }): Notice => ({
    personId,
    about: `${certificateId}/certificate`,
    seq: days,
    kind: 'certificate-ends',
    text,
  }));
  await write(queries, notices);
}
