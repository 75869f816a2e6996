/** Power that would come to somebody by way of another: by acting for him, while he moves and is given other posts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkChange, withChange } from '../../../domain/staffing/staff.ts';
import type { StaffChange } from '../../../domain/staffing/model.ts';
import { excluded } from '../../../domain/staffing/posts.ts';
import { rolesFrom, standingOn } from '../../../domain/staffing/standing.ts';
import { addDays } from '../../../domain/terms/instant.ts';
import { after, codeOf, given, hire, office, TODAY } from './office.ts';

const until = '2026-06-30';
const acts = (who: string, forPersonId: string, from = TODAY): StaffChange =>
  given('person', who, 'deputise', from, { forPersonId, inCharge: false, until });
const rolesOn = (staff: ReturnType<typeof office>, who: string, day: string) => standingOn(staff, staff.people.get(who)!, day).roles;

describe('who handles does not come to decide', () => {
  it('because the colleague acted for becomes head', () => {
    const acting = after(office(), acts('officer', 'second'));
    expect(codeOf(acting, given('person', 'second', 'transfer', '2026-04-01', { unitId: 'town', post: 'head', principal: false }))).toBe(
      'posts-exclude-each-other',
    );
    // When nobody acts for him any more, he may.
    expect(
      codeOf(acting, given('person', 'second', 'transfer', '2026-07-01', { unitId: 'town', post: 'head', principal: false })),
    ).toBeNull();
  });

  it('because the colleague is head only later', () => {
    const later = after(office(), given('person', 'second', 'transfer', '2026-05-01', { unitId: 'town', post: 'head', principal: false }));
    expect(codeOf(later, acts('officer', 'second'))).toBe('posts-exclude-each-other');
  });

  it('by acting for two at once', () => {
    const staff = after(office(), hire('watcher', 'town', 'supervision'));
    expect(codeOf(staff, acts('watcher', 'officer'))).toBeNull();
    expect(codeOf(after(staff, acts('watcher', 'officer')), acts('watcher', 'head', '2026-04-01'))).toBe('posts-exclude-each-other');
  });
});

it('who acts for somebody that has moved to another body is not head of the own one', () => {
  const staff = after(
    office(),
    hire('watcher', 'town', 'supervision'),
    acts('watcher', 'second'),
    given('person', 'second', 'transfer', '2026-04-01', { unitId: 'bureau', post: 'head', principal: false }),
  );
  expect(rolesOn(staff, 'watcher', '2026-03-31')).toContain('handler');
  expect(rolesOn(staff, 'watcher', '2026-04-01')).toEqual(['supervisor']);
});

it('taking power away is never held up by what excludes each other', () => {
  const clash = after(
    office(),
    acts('officer', 'second'),
    given('person', 'second', 'transfer', '2026-03-10', { unitId: 'town', post: 'head', principal: false }),
  );
  expect(codeOf(clash, given('person', 'second', 'suspend', TODAY, { until: null }))).toBeNull();
});

it('whatever is accepted, no account holds on any day what excludes each other', () => {
  const people = ['officer', 'second', 'head', 'deputy', 'reviewer'];
  const who = fc.constantFrom(...people);
  const day = fc.integer({ min: 0, max: 30 }).map((days) => addDays(TODAY, days));
  const post = fc.constantFrom('enforcement', 'head', 'legal-review', 'supervision');
  const some = fc.oneof(
    fc.record({
      who,
      kind: fc.constant('deputise'),
      on: day,
      data: fc.record({ forPersonId: who, inCharge: fc.boolean(), until: fc.constant(until) }),
    }),
    fc.record({
      who,
      kind: fc.constant('transfer'),
      on: day,
      data: fc.record({ unitId: fc.constantFrom('town', 'team'), post, principal: fc.constant(false) }),
    }),
    fc.record({
      who,
      kind: fc.constant('assign'),
      on: day,
      data: fc.record({ unitId: fc.constant('town'), post, principal: fc.constant(false), until: fc.option(day) }),
    }),
  );
  fc.assert(
    fc.property(fc.array(some, { maxLength: 8 }), (changes) => {
      let staff = office();
      for (const one of changes) {
        const change = given('person', one.who, one.kind, one.on, one.data);
        if (checkChange(staff, change, TODAY) === null) staff = withChange(staff, change, TODAY);
      }
      for (const id of people) {
        for (let at = TODAY; at < '2026-07-10'; at = addDays(at, 5)) {
          expect(excluded(standingOn(staff, staff.people.get(id)!, at).posts), `${id} on ${at}`).toBeNull();
        }
      }
    }),
    { numRuns: 200 },
  );
});

it('what power somebody is going to have is known before: posts to come, of others acted for, and those that rest', () => {
  const roles = (...changes: StaffChange[]) => {
    const staff = after(office(), ...changes);
    return rolesFrom(staff, staff.people.get('second')!, TODAY);
  };
  expect(roles()).toEqual(['handler']);
  expect(roles(given('person', 'second', 'transfer', '2026-05-01', { unitId: 'town', post: 'head', principal: false }))).toContain(
    'town-head',
  );
  const away = after(office(), given('person', 'head', 'post', TODAY, { unitId: 'bureau', mode: 'sunk', until: null }));
  expect(standingOn(away, away.people.get('head')!, TODAY).roles).toEqual([]);
  expect(rolesFrom(away, away.people.get('head')!, TODAY)).toEqual(['town-head']);
  const gone = after(office(), given('person', 'head', 'leave', TODAY));
  expect(rolesFrom(gone, gone.people.get('head')!, TODAY)).toEqual([]);
});
