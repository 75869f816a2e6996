/** What a person may on a given day, and when that changes next: derived from the intervals of the standing. */
import type { Certificate, Person, UnitKind, UnitRef } from '../people.ts';
import { addDays } from '../terms/instant.ts';
import type { LegalDate } from '../terms/model.ts';
import type { Role } from '../vocabulary.ts';
import { holdsOn, PART_KINDS, type PersonStanding, type PostHeld, type Staff, type UnitStanding } from './model.ts';
import { type Post, roleOfPost, TRAVELLING } from './posts.ts';

export const dayAfter = (day: LegalDate): LegalDate => addDays(day, 1);
export const dayBefore = (day: LegalDate): LegalDate => addDays(day, -1);

/** The body that a unit is or is part of: 中队 and 网格 act in its name. A circle or an unknown parent ends at the unit itself. */
export function bodyOf(staff: Pick<Staff, 'units'>, unitId: string): UnitStanding | null {
  let unit = staff.units.get(unitId) ?? null;
  for (let depth = 0; unit && depth < 10; depth++) {
    if (!PART_KINDS.includes(unit.kind) || unit.parentId === null) return unit;
    unit = staff.units.get(unit.parentId) ?? null;
  }
  return unit;
}

export const nameOn = (unit: UnitStanding, day: LegalDate): string =>
  [...unit.names].reverse().find(({ from }) => from <= day)?.name ?? unit.name;

/** The body as the record names it on that day. */
export const unitRefOn = (unit: UnitStanding, day: LegalDate): UnitRef => ({
  id: unit.id,
  name: nameOn(unit, day),
  kind: unit.kind as UnitKind,
});

const inOffice = (person: PersonStanding, day: LegalDate): boolean =>
  person.enteredOn <= day &&
  (person.leftOn === null || day <= person.leftOn) &&
  !person.suspensions.some((suspension) => holdsOn(suspension, day));

/** Posts in force on that day, those of a unit that has ended not counted. */
export const postsOn = (staff: Staff, person: PersonStanding, day: LegalDate): PostHeld[] =>
  person.posts.filter((held) => {
    const unit = staff.units.get(held.unitId);
    return holdsOn(held, day) && unit !== undefined && holdsOn(unit, day);
  });

export interface StandingOn {
  /** Where the person acts: the host's body while posted. */
  body: UnitStanding | null;
  /** The body that employs; the same where nobody is posted. */
  home: UnitStanding | null;
  /** The team or grid inside the body. */
  part: UnitStanding | null;
  posts: Post[];
  roles: Role[];
  certificate: Certificate | null;
  legalQualification: boolean;
  principal: boolean;
  active: boolean;
}

/** The person on that day. Who is not in office that day has no roles, whatever posts the paper still names. */
export function standingOn(staff: Staff, person: PersonStanding, day: LegalDate): StandingOn {
  const active = inOffice(person, day);
  const held = postsOn(staff, person, day);
  const last = held[0] ?? [...person.posts].sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  const home = last ? bodyOf(staff, last.unitId) : null;
  const own = last ? (staff.units.get(last.unitId) ?? null) : null;
  const posting = active ? person.postings.find((one) => holdsOn(one, day)) : undefined;
  const host = posting ? bodyOf(staff, posting.unitId) : null;
  const body = host && holdsOn(host, day) ? host : home;
  const travels = body !== home;
  const mine = travels ? held.filter(({ post }) => TRAVELLING.includes(post)) : held;
  const deputy = active && !travels ? deputyPosts(staff, person, day, home) : [];
  const posts = [...new Set([...mine, ...deputy].map(({ post }) => post))];
  const roles = body ? [...new Set(posts.flatMap((post) => roleOfPost(post, body.kind) ?? []))] : [];
  const certificate = person.certificates.filter((one) => holdsOn(one, day)).at(-1) ?? person.certificates.at(-1) ?? null;
  return {
    body,
    home,
    part: own && own !== home && !travels ? own : null,
    posts: active ? posts : [],
    roles: active ? roles : [],
    certificate: certificate && { number: certificate.number, validFrom: certificate.from, validUntil: certificate.until },
    legalQualification: person.qualifiedFrom !== null && person.qualifiedFrom <= day,
    principal: active && [...mine, ...deputy].some(({ post, principal }) => post === 'head' && principal),
    active,
  };
}

/**
 * Posts that somebody acts in for another; a deputy's deputy has nothing from it. In the own body alone: whoever is acted for
 * and moves to another takes that post along.
 */
function deputyPosts(staff: Staff, person: PersonStanding, day: LegalDate, home: UnitStanding | null): PostHeld[] {
  return person.deputies
    .filter((deputy) => holdsOn(deputy, day))
    .flatMap(({ forPersonId, inCharge }) => {
      const other = staff.people.get(forPersonId);
      const theirs = other ? postsOn(staff, other, day).filter(({ unitId }) => bodyOf(staff, unitId)?.id === home?.id) : [];
      return theirs.map((held) => ({ ...held, principal: inCharge && held.post === 'head' }));
    });
}

/** Whatever is held that day, for oneself and for others, also what rests while posted elsewhere. */
export const allPostsOn = (staff: Staff, person: PersonStanding, day: LegalDate): Post[] => [
  ...new Set(
    [...postsOn(staff, person, day), ...deputyPosts(staff, person, day, standingOn(staff, person, day).home)].map(({ post }) => post),
  ),
];

/** Roles that are had on that day or come later without anybody granting them, also those that rest while posted elsewhere. */
export const rolesFrom = (staff: Staff, person: PersonStanding, day: LegalDate): Role[] => [
  ...new Set(
    [day, ...turnsAfter(staff, person, day)].flatMap((at) => {
      const { home } = standingOn(staff, person, at);
      return home ? allPostsOn(staff, person, at).flatMap((post) => roleOfPost(post, home.kind) ?? []) : [];
    }),
  ),
];

/** As commands and answers know the person that day; null where no unit was ever given. */
export function personOn(staff: Staff, person: PersonStanding, day: LegalDate): Person | null {
  const standing = standingOn(staff, person, day);
  if (!standing.body) return null;
  const { roles, certificate, legalQualification, principal, active } = standing;
  return {
    id: person.id,
    name: person.name,
    unit: unitRefOn(standing.body, day),
    roles,
    certificate,
    legalQualification,
    principal,
    active,
  };
}

/** The days after `day` on which something of the person begins or ends, first one first. */
export function turnsAfter(staff: Staff, person: PersonStanding, day: LegalDate): LegalDate[] {
  const units = [...person.posts, ...person.postings].flatMap(({ unitId }) => [staff.units.get(unitId), bodyOf(staff, unitId)]);
  const others = person.deputies.flatMap(({ forPersonId }) => staff.people.get(forPersonId)?.posts ?? []);
  const intervals = [
    ...person.posts,
    ...person.postings,
    ...person.deputies,
    ...person.certificates,
    ...person.suspensions,
    ...others,
    ...units.filter((unit) => unit !== undefined && unit !== null),
    { from: person.enteredOn, until: person.leftOn },
    ...(person.qualifiedFrom ? [{ from: person.qualifiedFrom, until: null }] : []),
  ];
  const renamed = units.flatMap((unit) => unit?.names.map(({ from }) => from) ?? []);
  const days = [...intervals.flatMap(({ from, until }) => [from, ...(until === null ? [] : [dayAfter(until)])]), ...renamed];
  return [...new Set(days)].filter((one) => one > day).sort();
}
