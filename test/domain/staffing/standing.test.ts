import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonStanding, Staff } from '../../../domain/staffing/model.ts';
import { personOn, standingOn, turnsAfter } from '../../../domain/staffing/standing.ts';
import { addDays } from '../../../domain/terms/instant.ts';
import { after, given, office } from './office.ts';

const on = (staff: Staff, id: string, day: string) => {
  const { body, part, roles, principal, active, certificate } = standingOn(staff, staff.people.get(id) as PersonStanding, day);
  return { body: body?.id, part: part?.id ?? null, roles, principal, active, certificate: certificate?.number ?? null };
};

describe('who somebody is on a day', () => {
  it('acts in the name of the body that the team is part of', () =>
    expect(on(office(), 'second', '2026-03-02')).toMatchObject({ body: 'town', part: 'team', roles: ['handler'] }));

  it('is posted: the host from the first day to the last, the own unit before and after', () => {
    const staff = after(
      office(),
      given('person', 'bureau-officer', 'post', '2026-04-01', { unitId: 'town', mode: 'dispatched', until: '2026-06-30' }),
    );
    expect(
      ['2026-03-31', '2026-04-01', '2026-06-30', '2026-07-01'].map((day) => [
        on(staff, 'bureau-officer', day).body,
        on(staff, 'bureau-officer', day).roles,
      ]),
    ).toEqual([
      ['bureau', ['bureau-handler']],
      ['town', ['handler']],
      ['town', ['handler']],
      ['bureau', ['bureau-handler']],
    ]);
  });

  it('a posted head decides nothing in the host: a head does not travel', () => {
    const staff = after(office(), given('person', 'head', 'post', '2026-04-01', { unitId: 'bureau', mode: 'sunk', until: null }));
    expect(on(staff, 'head', '2026-04-01')).toMatchObject({ body: 'bureau', roles: [], principal: false });
  });

  it.each([
    // The deputy in charge is what the principal is, for exactly these days.
    [true, [false, true, true, false]],
    [false, [false, false, false, false]],
  ])('acts for the principal from 10 to 12 March, in charge: %s', (inCharge, principals) => {
    const staff = after(
      office(),
      given('person', 'deputy', 'deputise', '2026-03-10', { forPersonId: 'head', inCharge, until: '2026-03-12' }),
    );
    expect(['2026-03-09', '2026-03-10', '2026-03-12', '2026-03-13'].map((day) => on(staff, 'deputy', day).principal)).toEqual(principals);
  });

  it('is suspended: no role and not in office, from the first day to the last', () => {
    const staff = after(office(), given('person', 'officer', 'suspend', '2026-03-02', { until: '2026-03-03' }));
    expect(['2026-03-01', '2026-03-02', '2026-03-03', '2026-03-04'].map((day) => on(staff, 'officer', day).active)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(on(staff, 'officer', '2026-03-02').roles).toEqual([]);
  });

  it('leaves: the day of effect is the first without power', () => {
    const staff = after(office(), given('person', 'officer', 'leave', '2026-05-01'));
    expect([on(staff, 'officer', '2026-04-30').roles, on(staff, 'officer', '2026-05-01').roles]).toEqual([['handler'], []]);
    expect(personOn(staff, staff.people.get('officer') as PersonStanding, '2026-05-01')).toMatchObject({
      active: false,
      unit: { id: 'town' },
    });
  });

  it('a new certificate ends the one before it', () => {
    const next = { number: 'A9', field: '城市管理', validFrom: '2026-04-01', validUntil: '2031-03-31' };
    const staff = after(office(), given('person', 'officer', 'certify', '2026-03-02', next));
    expect(['2026-03-31', '2026-04-01', '2032-01-01'].map((day) => on(staff, 'officer', day).certificate)).toEqual(['A1', 'A9', 'A9']);
  });

  it('moves: the old posts to the day before, the new one from the day', () => {
    const staff = after(
      office(),
      given('person', 'officer', 'transfer', '2026-04-01', { unitId: 'bureau', post: 'enforcement', principal: false }),
    );
    expect([on(staff, 'officer', '2026-03-31'), on(staff, 'officer', '2026-04-01')]).toMatchObject([
      { body: 'town', roles: ['handler'] },
      { body: 'bureau', roles: ['bureau-handler'] },
    ]);
  });

  it('tells the days on which something begins or ends', () =>
    // A1 ends on 30 April, so it is gone on 1 May.
    expect(turnsAfter(office(), office().people.get('officer') as PersonStanding, '2026-03-02')).toEqual(['2026-05-01']));

  it('between two turns nothing changes, whatever the changes', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-03-02', days));
    const some = fc.oneof(
      fc.record({ kind: fc.constant('suspend'), effectiveOn: day, data: fc.record({ until: fc.option(day) }) }),
      fc.record({
        kind: fc.constant('post'),
        effectiveOn: day,
        data: fc.record({ unitId: fc.constantFrom('bureau', 'other-town'), mode: fc.constant('sunk'), until: fc.option(day) }),
      }),
      fc.record({
        kind: fc.constant('deputise'),
        effectiveOn: day,
        data: fc.record({ forPersonId: fc.constant('reviewer'), inCharge: fc.boolean(), until: day }),
      }),
      fc.record({ kind: fc.constant('leave'), effectiveOn: day, data: fc.constant({}) }),
      fc.record({
        kind: fc.constant('transfer'),
        effectiveOn: day,
        data: fc.constant({ unitId: 'other-town', post: 'enforcement', principal: false }),
      }),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), day, (changes, start) => {
        const staff = after(office(), ...changes.map(({ kind, effectiveOn, data }) => given('person', 'officer', kind, effectiveOn, data)));
        const officer = staff.people.get('officer') as PersonStanding;
        const turn = turnsAfter(staff, officer, start)[0] ?? '2030-01-01';
        const before = JSON.stringify(on(staff, 'officer', start));
        for (let at = start; at < turn && at < addDays(start, 60); at = addDays(at, 1))
          expect(JSON.stringify(on(staff, 'officer', at))).toBe(before);
      }),
      { numRuns: 200 },
    );
  });
});
