import { describe, expect, it } from 'vitest';
import { consequencesOf } from '../../../domain/staffing/consequences.ts';
import { excluded, POSTS, postOfRole, roleOfPost } from '../../../domain/staffing/posts.ts';
import { checkChange } from '../../../domain/staffing/staff.ts';
import { ROLES } from '../../../domain/vocabulary.ts';
import { after, codeOf, given, hire, office, TODAY, unit } from './office.ts';

const later = '2026-04-01';

describe('what is refused of a person', () => {
  it.each([
    ['handles and reviews', 'officer', 'assign', { unitId: 'town', post: 'legal-review' }, 'posts-exclude-each-other'],
    ['reviews and decides', 'reviewer', 'assign', { unitId: 'town', post: 'head' }, 'posts-exclude-each-other'],
    ['keeps system and security', 'sys', 'assign', { unitId: 'data', post: 'security' }, 'posts-exclude-each-other'],
    ['keeps system and trail', 'sys', 'assign', { unitId: 'data', post: 'trail' }, 'posts-exclude-each-other'],
    ['keeps the trail and supervises', 'trail', 'assign', { unitId: 'data', post: 'supervision' }, 'posts-exclude-each-other'],
    ['a bureau reviewer in a town is the town’s own', 'officer', 'assign', { unitId: 'data', post: 'legal-review' }, 'no-such-post'],
    ['two bodies at once', 'officer', 'assign', { unitId: 'other-town', post: 'enforcement' }, 'posts-in-two-bodies'],
    ['the same post twice', 'officer', 'assign', { unitId: 'town', post: 'enforcement' }, 'post-held'],
    ['an officer as principal', 'officer', 'assign', { unitId: 'town', post: 'assistant', principal: true }, 'principal-is-head'],
    ['a unit that there is not', 'officer', 'assign', { unitId: 'nowhere', post: 'assistant' }, 'unit-not-found'],
    ['posted where he is', 'second', 'post', { unitId: 'town', mode: 'sunk' }, 'posted-home'],
    ['ends before it begins', 'officer', 'post', { unitId: 'bureau', mode: 'sunk', until: '2026-03-31' }, 'ends-before-it-begins'],
    ['acts for himself', 'head', 'deputise', { forPersonId: 'head', until: later }, 'person-not-found'],
    ['acts for a head though he handles', 'officer', 'deputise', { forPersonId: 'head', until: later }, 'posts-exclude-each-other'],
    ['acts for another unit’s', 'bureau-officer', 'deputise', { forPersonId: 'officer', until: later }, 'deputy-of-another-unit'],
    [
      'a certificate that ends before it begins',
      'officer',
      'certify',
      { number: 'B', field: null, validFrom: '2026-05-01', validUntil: '2026-04-01' },
      'ends-before-it-begins',
    ],
    [
      'a certificate of somebody else, written otherwise',
      'officer',
      'certify',
      { number: ' ａ2', field: null, validFrom: '2026-05-01', validUntil: '2027-04-01' },
      'certificate-taken',
    ],
    ['the name of somebody else, in capitals and wide', 'officer', 'correct', { name: '张三', username: 'ＨＥＡＤ' }, 'at-once-only'],
    ['the last keeper leaves', 'sys', 'leave', {}, 'last-keeper'],
    ['the last keeper is suspended', 'sec', 'suspend', { until: null }, 'last-keeper'],
    ['the last keeper moves on', 'trail', 'transfer', { unitId: 'bureau', post: 'enforcement' }, 'last-keeper'],
    ['was never suspended', 'officer', 'reinstate', {}, 'not-suspended'],
    ['there is no such posting', 'officer', 'recall', { heldId: 'x' }, 'nothing-to-end'],
  ])('%s', (_what, who, kind, data, code) => expect(codeOf(office(), given('person', who, kind, later, { ...data }))).toBe(code));

  it('power is never dated back; leaving may be told late', () => {
    expect(codeOf(office(), given('person', 'officer', 'assign', '2026-03-01', { unitId: 'town', post: 'assistant' }))).toBe('dated-back');
    expect(codeOf(office(), given('person', 'officer', 'leave', '2026-03-01'))).toBeNull();
    expect(codeOf(office(), given('person', 'officer', 'leave', '2020-01-01'))).toBe('ends-before-it-begins');
  });

  it('a user name is one whatever its case, width and spaces', () =>
    expect(codeOf(office(), given('person', 'officer', 'correct', TODAY, { name: '张三', username: 'ＨＥＡＤ' }))).toBe('username-taken'));

  it('a post that ends in time lets another begin after it, and no day sooner', () => {
    const staff = office();
    const heldId = staff.people.get('officer')?.posts[0]?.id;
    // Released on 1 April: the last day in the post is 31 March.
    const released = after(staff, given('person', 'officer', 'release', later, { heldId }));
    const assign = (day: string) => codeOf(released, given('person', 'officer', 'assign', day, { unitId: 'town', post: 'legal-review' }));
    expect([assign('2026-03-31'), assign('2026-04-01')]).toEqual(['posts-exclude-each-other', null]);
  });

  it('a second keeper first, then the last may go', () => {
    const staff = after(office(), hire('sys2', 'data', 'system'));
    expect(codeOf(staff, given('person', 'sys', 'leave', later))).toBeNull();
    // Whose own end is already set is no successor beyond it.
    const ends = after(staff, given('person', 'sys2', 'leave', '2026-06-01'));
    expect(codeOf(ends, given('person', 'sys', 'leave', later))).toBe('last-keeper');
  });

  it('nobody goes to a unit that ends, nor stays longer than it', () => {
    const staff = after(office(), unit('brief', 'other', 'county', '专班'), given('unit', 'brief', 'end', '2026-06-01'));
    expect(codeOf(staff, given('person', 'sys', 'transfer', later, { unitId: 'brief', post: 'system' }))).toBe('unit-ends');
    const posting = (until: string | null) =>
      codeOf(staff, given('person', 'officer', 'post', later, { unitId: 'brief', mode: 'sunk', until }));
    expect([posting(null), posting('2026-06-01'), posting('2026-05-31')]).toEqual(['unit-ends', 'unit-ends', null]);
  });
});

describe('what is rarely refused', () => {
  const posted = () =>
    after(office(), { ...given('person', 'officer', 'post', later, { unitId: 'bureau', mode: 'sunk', until: '2026-06-30' }), id: 'p1' });
  const deputised = () =>
    after(office(), {
      ...given('person', 'deputy', 'deputise', later, { forPersonId: 'head', inCharge: false, until: '2026-06-30' }),
      id: 'd1',
    });
  const gone = () => after(office(), given('person', 'officer', 'leave', later));
  const brief = () => after(office(), unit('brief', 'other', 'county', '专班'), given('unit', 'brief', 'end', '2026-06-01'));
  const young = () => after(office(), given('unit', 'young', 'found', '2026-05-01', { name: '新镇', kind: 'town', parentId: 'county' }));
  const person = (who: string, kind: string, on: string, data: Record<string, unknown> = {}) => given('person', who, kind, on, data);
  it.each([
    ['hired twice', office, { ...hire('officer', 'town', 'enforcement'), effectiveOn: TODAY }, TODAY, 'person-exists'],
    [
      'posted though posted',
      posted,
      person('officer', 'post', '2026-05-01', { unitId: 'other-town', mode: 'sunk', until: null }),
      TODAY,
      'posted-already',
    ],
    [
      'posted without a post',
      gone,
      person('officer', 'post', '2026-05-01', { unitId: 'bureau', mode: 'sunk', until: null }),
      TODAY,
      'already-left',
    ],
    ['given a post after leaving', gone, person('officer', 'assign', later, { unitId: 'town', post: 'assistant' }), TODAY, 'already-left'],
    ['leaves twice', gone, person('officer', 'leave', '2026-05-01'), TODAY, 'already-left'],
    ['recalled before it began', posted, person('officer', 'recall', '2026-03-31', { heldId: 'p1' }), TODAY, 'ends-before-it-begins'],
    ['recalled when it is over', posted, person('officer', 'recall', '2026-07-01', { heldId: 'p1' }), TODAY, 'already-ended'],
    [
      'acts for somebody for no day',
      office,
      person('deputy', 'deputise', later, { forPersonId: 'head', until: '2026-03-31' }),
      TODAY,
      'ends-before-it-begins',
    ],
    [
      'acts for who has left',
      gone,
      person('second', 'deputise', later, { forPersonId: 'officer', until: '2026-05-01' }),
      TODAY,
      'nothing-to-act-for',
    ],
    [
      'acts though not in office',
      gone,
      person('officer', 'deputise', later, { forPersonId: 'second', until: '2026-05-01' }),
      TODAY,
      'not-in-office',
    ],
    ['ends acting twice', deputised, person('deputy', 'end-deputy', '2026-07-01', { heldId: 'd1' }), TODAY, 'already-ended'],
    ['a certificate taken back that there is not', office, person('head', 'decertify', later), TODAY, 'no-certificate'],
    ['suspended for no day', office, person('officer', 'suspend', later, { until: '2026-03-31' }), TODAY, 'ends-before-it-begins'],
    [
      'a post in a unit that is not yet',
      young,
      person('officer', 'transfer', later, { unitId: 'young', post: 'enforcement' }),
      TODAY,
      'unit-not-yet',
    ],
    ['nobody of that name', office, person('nobody', 'leave', later), TODAY, 'subject-not-found'],
    ['a change that there is not', office, person('officer', 'promote', later), TODAY, 'no-such-change'],
    [
      'a unit twice',
      office,
      given('unit', 'town', 'found', TODAY, { name: '又一个', kind: 'town', parentId: 'county' }),
      TODAY,
      'unit-exists',
    ],
    [
      'a unit under none',
      office,
      given('unit', 'x', 'found', TODAY, { name: 'x', kind: 'team', parentId: 'nowhere' }),
      TODAY,
      'unit-not-found',
    ],
    [
      'a unit under one that ends',
      brief,
      given('unit', 'x', 'found', '2026-06-01', { name: 'x', kind: 'team', parentId: 'brief' }),
      TODAY,
      'unit-ends',
    ],
    ['a unit that ends twice', brief, given('unit', 'brief', 'end', '2026-05-01'), TODAY, 'unit-ended'],
    ['a unit that ends before it begins', young, given('unit', 'young', 'end', '2026-05-01'), TODAY, 'ends-before-it-begins'],
  ] as const)('%s', (_what, staff, change, day, code) => expect(codeOf(staff(), change, day)).toBe(code));

  it('somebody without a post has nothing to take along', () => {
    const staff = office();
    const heldId = staff.people.get('officer')?.posts[0]?.id;
    const released = after(staff, given('person', 'officer', 'release', later, { heldId }));
    expect(codeOf(released, person('officer', 'post', later, { unitId: 'bureau', mode: 'sunk', until: null }))).toBe('no-post');
  });
});

describe('what is refused of a unit', () => {
  it.each([
    ['a name that is taken', unit('x', 'town', 'county', '青山镇'), 'unit-name-taken'],
    ['a grid of nobody', unit('x', 'grid', null), 'part-needs-body'],
    ['a team of a grid’s kind', given('unit', 'x', 'found', TODAY, { name: 'x', kind: 'team', parentId: 'team' }), 'unit-under-part'],
    ['its own child', given('unit', 'county', 'move', TODAY, { parentId: 'town' }), 'unit-circle'],
    ['ended with people', given('unit', 'bureau', 'end', later), 'unit-has-people'],
    ['ended with a team', given('unit', 'town', 'end', later), 'unit-has-parts'],
    ['ended before it began', given('unit', 'other-town', 'end', '2020-01-01'), 'dated-back'],
  ])('%s', (_what, change, code) => expect(codeOf(office(), change)).toBe(code));

  it('keeps its earlier name for earlier days', () => {
    const staff = after(office(), given('unit', 'town', 'rename', later, { name: '青山街道' }));
    expect(codeOf(staff, unit('x', 'town', 'county', '青山镇'))).toBe('unit-name-taken');
  });
});

describe('what is told before it is approved', () => {
  it('no head, no reviewer, fewer than two certified officers', () => {
    const before = after(office(), given('person', 'deputy', 'leave', '2026-03-01'));
    const told = (who: string) => {
      const change = given('person', who, 'leave', later);
      return consequencesOf(before, after(before, change), change).join();
    };
    expect(told('head')).toContain('没有负责人');
    expect(told('reviewer')).toContain('没有法制审核人员');
    expect(told('officer')).toContain('不足两人');
    expect(told('sys')).toBe('');
  });
});

describe('posts and roles', () => {
  it('every role comes from a post that some unit has', () =>
    expect(
      ROLES.map((role) => [role, ['town', 'bureau', 'other'].some((kind) => roleOfPost(postOfRole(role), kind as 'town') === role)]),
    ).toEqual(ROLES.map((role) => [role, true])));
  it('handling, reviewing and deciding exclude each other; keepers exclude all', () => {
    const clash = POSTS.map((one) => [one, POSTS.filter((other) => excluded([one, other]) !== null)]);
    expect(Object.fromEntries(clash)).toMatchObject({
      enforcement: ['legal-review', 'head', 'system', 'security', 'trail'],
      'legal-review': ['enforcement', 'assistant', 'grid', 'head', 'system', 'security', 'trail'],
      head: ['enforcement', 'assistant', 'grid', 'legal-review', 'lists', 'system', 'security', 'trail'],
      lists: ['head', 'system'],
    });
  });
  it('says why, and what to do', () =>
    expect(
      checkChange(office(), given('person', 'officer', 'assign', later, { unitId: 'town', post: 'legal-review' }), TODAY),
    ).toMatchObject({
      message: '执法岗与法制审核岗不能由一人担任：办案的人不能审核同一条线上的案件',
      basis: ['《行政处罚法》第五十八条'],
    }));
});
