/** The catalogue of changes, and the standing of everybody folded from those that were approved. */
import type { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import type { LegalDate } from '../terms/model.ts';
import type { ChangeContext, ChangeSpec } from './change.ts';
import type { PersonStanding, Staff, StaffChange, UnitStanding } from './model.ts';
import { personChanges } from './person-changes.ts';
import { excluded, KEEPERS, POST_LABELS, type Post } from './posts.ts';
import { allPostsOn, standingOn, turnsAfter } from './standing.ts';
import { unitChanges } from './unit-changes.ts';

export type UnitChange = keyof typeof unitChanges;
export type PersonChange = keyof typeof personChanges;

export const UNIT_CHANGES = Object.keys(unitChanges) as UnitChange[];
export const PERSON_CHANGES = Object.keys(personChanges) as PersonChange[];

/** null: there is no such change. */
export function specOfChange(subject: 'unit' | 'person', kind: string): ChangeSpec | null {
  const specs: Record<string, unknown> = subject === 'unit' ? unitChanges : personChanges;
  return Object.hasOwn(specs, kind) ? (specs[kind] as ChangeSpec) : null;
}

export const grantsPower = (spec: ChangeSpec, data: unknown): boolean =>
  typeof spec.grants === 'function' ? spec.grants(data) : spec.grants;

/** The subject after the change; data that its schema no longer takes is an error of the program. */
function changed(staff: Staff, given: StaffChange, today: LegalDate): UnitStanding | PersonStanding {
  const spec = specOfChange(given.subject, given.kind);
  if (!spec) throw new Error(`no such change: ${given.subject} ${given.kind}`);
  const { id, subjectId, effectiveOn, data } = given;
  return spec.apply({ staff, today, id, subjectId, effectiveOn }, (spec.schema as z.ZodType).parse(data));
}

/** The staff after one more change. */
export function withChange(staff: Staff, given: StaffChange, today: LegalDate): Staff {
  const after = changed(staff, given, today);
  return given.subject === 'unit'
    ? { ...staff, units: new Map([...staff.units, [given.subjectId, after as UnitStanding]]) }
    : { ...staff, people: new Map([...staff.people, [given.subjectId, after as PersonStanding]]) };
}

/** All changes in the order in which they were approved, into maps of its own: a county has thousands of them. */
export function foldStaff(changes: readonly StaffChange[], today: LegalDate): Staff {
  const units = new Map<string, UnitStanding>();
  const people = new Map<string, PersonStanding>();
  const staff: Staff = { units, people };
  for (const given of changes) {
    const after = changed(staff, given, today);
    if (given.subject === 'unit') units.set(given.subjectId, after as UnitStanding);
    else people.set(given.subjectId, after as PersonStanding);
  }
  return staff;
}

/** Why a change cannot be; asked when it is proposed, and again when it is approved, of what stands then. */
export function checkChange(staff: Staff, given: StaffChange, today: LegalDate): Refusal | null {
  const spec = specOfChange(given.subject, given.kind);
  if (!spec) return refuse('no-such-change', '没有这种变更');
  const known = given.subject === 'unit' ? staff.units.has(given.subjectId) : staff.people.has(given.subjectId);
  if (!spec.founds && !known) return refuse('subject-not-found', given.subject === 'unit' ? '没有这个单位' : '没有这个人员');
  if (given.effectiveOn < today && !spec.mayBePast) {
    return refuse('dated-back', `${spec.label}不能倒填日期（生效日期${given.effectiveOn}早于今天${today}）`, [`生效日期不早于${today}`]);
  }
  if (given.effectiveOn > today && spec.atOnce) {
    return refuse('at-once-only', `${spec.label}从批准之日起生效，不能预定日期`, [`生效日期不晚于${today}`]);
  }
  const context: ChangeContext = { staff, today, id: given.id, subjectId: given.subjectId, effectiveOn: given.effectiveOn };
  const data = (spec.schema as z.ZodType).parse(given.data);
  const refusal = spec.check(context, data);
  if (refusal) return refusal;
  const after = withChange(staff, given, today);
  return (grantsPower(spec, data) ? exclusionsKept(staff, after, given, today) : null) ?? keepersLeft(staff, after, today);
}

/**
 * What excludes each other does not meet in one account by way of somebody else either: who acts for the subject has what the
 * subject is given, and who acts for two has both. Asked for every day on which something of it begins or ends.
 */
function exclusionsKept(before: Staff, after: Staff, { subject, subjectId, effectiveOn }: StaffChange, today: LegalDate): Refusal | null {
  if (subject !== 'person') return null;
  const concerned = [...after.people.values()].filter(
    ({ id, deputies }) => id === subjectId || deputies.some(({ forPersonId }) => forPersonId === subjectId),
  );
  const first = effectiveOn > today ? effectiveOn : today;
  for (const person of concerned) {
    for (const day of [first, ...turnsAfter(after, person, first)]) {
      const refusal = excluded(allPostsOn(after, person, day));
      const was = before.people.get(person.id);
      if (!refusal || (was && excluded(allPostsOn(before, was, day)))) continue;
      return {
        ...refusal,
        message: `${person.name}从${day}起自任和代理的岗位互斥：${refusal.message}`,
        needs: ['先结束代理', ...refusal.needs],
      };
    }
  }
  return null;
}

const holders = (staff: Staff, post: Post, day: LegalDate): number =>
  [...staff.people.values()].filter((person) => standingOn(staff, person, day).posts.includes(post)).length;

/** An installation without its keepers cannot be put right again; asked for today and for every day on which something ends. */
function keepersLeft(before: Staff, after: Staff, today: LegalDate): Refusal | null {
  for (const post of KEEPERS) {
    if (holders(before, post, today) === 0) continue;
    const keepers = [...after.people.values()].filter(({ posts }) => posts.some((held) => held.post === post));
    const days = [today, ...keepers.flatMap((person) => turnsAfter(after, person, today))].sort();
    const empty = days.find((day) => holders(after, post, day) === 0);
    if (empty === undefined || holders(before, post, empty) === 0) continue;
    return refuse('last-keeper', `从${empty}起就没有人担任${POST_LABELS[post]}了，系统将无人管理`, [`先让另一人任${POST_LABELS[post]}`]);
  }
  return null;
}
