/**
 * Whether somebody held a post that gives one of these roles on a day in the past, as far as the register goes back. Where it
 * does not reach, that is said: unknown is neither yes nor no.
 */
import type { Person } from '../people.ts';
import { rolesInWords } from '../roles.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Role } from '../vocabulary.ts';
import type { PersonStanding, Staff } from './model.ts';
import { personOn } from './standing.ts';

export type Held =
  | { known: 'held'; person: Person }
  /** The register says nothing of that day. */
  | { known: 'unknown'; why: string }
  | { known: 'not'; why: string; needs: string[] };

const MEND = ['更正办理人或者办理时间', '登记有误的，先在“单位与人员”中更正'];

/** The first day of which the register says where somebody worked. */
const firstKnown = ({ posts }: PersonStanding): LegalDate | null => posts.map(({ from }) => from).sort()[0] ?? null;

/** The person as of that day, whatever the post. */
export function asOfDay(staff: Staff, personId: string, day: LegalDate): Held {
  const standing = staff.people.get(personId);
  if (!standing) return { known: 'unknown', why: '人员登记中没有此人的任岗记录' };
  const { name, enteredOn, leftOn } = standing;
  if (leftOn !== null && day > leftOn) return { known: 'not', why: `${name}已于${leftOn}离任`, needs: MEND };
  const since = firstKnown(standing);
  if (since === null || day < since) {
    // Taken over on the day from which posts are kept: before it only the entrance says anything.
    if (day < enteredOn && since !== null && enteredOn < since) return { known: 'not', why: `${name}于${enteredOn}才入职`, needs: MEND };
    return { known: 'unknown', why: `人员登记从${since ?? '—'}起才有${name}的任岗记录，不知道${day}是否在岗` };
  }
  const person = personOn(staff, standing, day);
  if (!person?.active) return { known: 'not', why: `${name}在${day}不在职或者停权`, needs: MEND };
  return { known: 'held', person };
}

export function heldOn(staff: Staff, personId: string, roles: readonly Role[], day: LegalDate): Held {
  const then = asOfDay(staff, personId, day);
  if (then.known !== 'held' || then.person.roles.some((role) => roles.includes(role))) return then;
  const { person } = then;
  const had = person.roles.length > 0 ? `当日任${rolesInWords(person.roles)}` : '当日没有任岗';
  return { known: 'not', why: `${person.name}在${day}不是${rolesInWords(roles)}（${had}）`, needs: MEND };
}
