/**
 * Authority belongs to the unit in charge (行政处罚法 17, 移送规定 5 「本机关」, 行政强制法 55): command × role × unit × tier. The
 * lists below are written by hand from the articles; no command that asks for a unit is left out.
 */
import { describe, expect, it } from 'vitest';
import { AUTHORITY } from '../../../domain/case/authority.ts';
import { caseKind } from '../../../domain/case/kind.ts';
import { authorised } from '../../../domain/work/authority.ts';
import { specOf } from '../../../domain/case/catalogue.ts';
import { COUNTY_CALENDAR } from '../../../domain/statute/calendar-2024-2026.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import type { Person } from '../../../domain/people.ts';
import { type Role, TIERS, type Tier } from '../../../domain/vocabulary.ts';
import { eventsOf, refusalOf } from '../case/kit.ts';
import { concluded, decided, evidenced, hearing, hearingRequested, submitted, TRANSFER_PENDING, uncorrected } from '../case/late-scenes.ts';
import { people, units } from '../case/people.ts';

type Name = keyof typeof AUTHORITY;

/** Who of the unit in charge, and nobody else, whatever the tier. */
const HEAD_IN_CHARGE: Name[] = [
  'DispatchCase',
  'CloseUnfounded',
  'TransferToAgency',
  'ExemptFirstViolation',
  'ExemptMinorViolation',
  'CloseCorrected',
  'FileCase',
  'ApprovePreservation',
  'RecordCollectiveDiscussion',
  'Decide',
  'GrantInstalments',
  'ApplyCourtEnforcement',
  'CloseCase',
  'PublishPenalty',
  'WithdrawPublication',
  'ReassignHandler',
  'DecideRecusal',
  'SuspendCase',
  'ResumeCase',
  'ExtendTerm',
  'AnswerSupervision',
  'ApproveReferral',
  'RefuseReferral',
  'ObjectToPolice',
  'RaiseJurisdictionDispute',
  'PreserveEvidence',
  'ResolvePreservation',
  'RecordPoliceReturn',
  'AnswerProcurator',
  'AcceptDispatch',
  'RefuseDispatch',
  'ExcludeEvidence',
  'ReturnForSupplement',
  'RecordLitigation',
  'CorrectRecord',
  'ReturnFilingRequest',
  'DeclineFiling',
  'DecidePublication',
  'StopPublicityEarly',
  'ApproveSeizure',
  'ExtendSeizure',
  'ResolveSeizure',
  'WaiveSurcharge',
  'AgreeExecution',
  'SuspendExecution',
  'ResumeExecution',
  'EndExecution',
  'DecideForcedExecution',
  'DecideSubstitutePerformance',
  'DecideSubstitutionCost',
  'ApplyCourtForSubstitutionCost',
  'EndSubstitutionCost',
  'RecordSubstitutePerformance',
  'RecordLitigationAnswer',
];
/** The head of the bureau that the unit answers to (the bureau's own where it has the case). */
const HEAD_ABOVE: Name[] = ['DecideDeviation', 'ReopenCase'];
/** Either of the two. */
const HEAD_OR_ABOVE: Name[] = ['Urge', 'LinkCases', 'MarkCriminalSuspicion', 'ProposeTransfer'];
/** The reviewer of the body that reviews at the tier: the town's own what it closes, the bureau's everything else. */
const REVIEWER: Name[] = ['PassReview', 'ReviewAfterHearing', 'ReturnForSupplement'];
/** Who may act for the bureau that a transfer asks. */
const ASKED: Name[] = ['AcceptTransfer', 'RefuseTransfer'];
/** The body that holds the hearing: in charge, or reviewing. */
const HEARING: Name[] = ['ScheduleHearing'];

const of = (role: Role, unit: Person['unit']): Person => ({ ...people.townhead, id: 'x', name: '某', roles: [role], unit });

const WHERE = { own: units.qingshi, 'other town': units.liulin, bureau: units.bureau, 'other bureau': units.water } as const;
type Where = keyof typeof WHERE;

const FILE = evidenced().file;
const may = (name: Name, role: Role, unit: Person['unit'], tier: Tier, inCharge: Person['unit'] = units.qingshi, rules = 4): boolean => {
  const file = { ...FILE, tier, unit: inCharge, transfer: TRANSFER_PENDING };
  return (
    authorised(caseKind, name, file, { actor: of(role, unit), policy: { ...countyPolicy, calendar: COUNTY_CALENDAR }, rules }) === null
  );
};

const rolesOf = (name: Name, ...roles: Role[]): Role[] => roles.filter((role) => specOf(name).roles.includes(role));

/** Every command × its heads' or reviewers' roles × unit × tier, with whether it may. */
function rowsOf(names: Name[], roles: Role[], allowed: (where: Where, tier: Tier) => boolean) {
  return names.flatMap((name) =>
    rolesOf(name, ...roles).flatMap((role) =>
      TIERS.flatMap((tier) => (Object.keys(WHERE) as Where[]).map((where) => [name, role, where, tier, allowed(where, tier)] as const)),
    ),
  );
}

describe('a command', () => {
  /** Handlers come in by a rule on persons, the county by its role, and `free` is anybody who knows of the case. */
  const asksNoUnit = ({ heads = [], reviewers = [] }: (typeof AUTHORITY)[Name]): boolean =>
    [...heads, ...reviewers].every((where) => where === 'free');

  it('stands in one list, each whose heads or reviewers are of a certain unit', () => {
    const listed = [HEAD_IN_CHARGE, HEAD_ABOVE, HEAD_OR_ABOVE, ASKED, HEARING, REVIEWER.slice(0, 2)].flat();
    const asking = (Object.keys(AUTHORITY) as Name[]).filter((name) => !asksNoUnit(AUTHORITY[name]));
    expect([...listed].sort()).toEqual([...asking].sort());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it.each(rowsOf(HEAD_IN_CHARGE, ['town-head', 'bureau-head'], (where) => where === 'own'))(
    '%s by a %s of the %s (%s): %s',
    (name, role, where, tier, allowed) => {
      expect(may(name, role, WHERE[where], tier)).toBe(allowed);
    },
  );
  it.each(rowsOf(HEAD_ABOVE, ['bureau-head'], (where) => where === 'bureau'))(
    '%s by a %s of the %s (%s): %s',
    (name, role, where, tier, allowed) => {
      expect(may(name, role, WHERE[where], tier)).toBe(allowed);
    },
  );
  it.each(rowsOf(HEAD_OR_ABOVE, ['town-head', 'bureau-head'], (where) => where === 'own' || where === 'bureau'))(
    '%s by a %s of the %s (%s): %s',
    (name, role, where, tier, allowed) => {
      expect(may(name, role, WHERE[where], tier)).toBe(allowed);
    },
  );
  it.each(rowsOf(REVIEWER, ['town-reviewer', 'bureau-reviewer'], (where, tier) => where === (tier === 'town-closes' ? 'own' : 'bureau')))(
    '%s by a %s of the %s (%s): %s',
    (name, role, where, tier, allowed) => {
      expect(may(name, role, WHERE[where], tier)).toBe(allowed);
    },
  );
  it.each(
    rowsOf(
      HEARING,
      ['town-head', 'bureau-head', 'town-reviewer', 'bureau-reviewer'],
      (where, tier) => where === 'own' || (where === 'bureau' && tier !== 'town-closes'),
    ),
  )('%s by a %s of the %s (%s): %s', (name, role, where, tier, allowed) => {
    expect(may(name, role, WHERE[where], tier)).toBe(allowed);
  });
  it.each(rowsOf(ASKED, ['bureau-head', 'bureau-handler'], (where) => where === 'bureau'))(
    '%s by a %s of the %s (%s): %s',
    (name, role, where, tier, allowed) => {
      expect(may(name, role, WHERE[where], tier)).toBe(allowed);
    },
  );

  it.each([...HEAD_IN_CHARGE, ...HEAD_ABOVE, ...REVIEWER])('%s of a case that a bureau has is of that very bureau', (name) => {
    const role = rolesOf(name, 'bureau-reviewer', 'bureau-head')[0] ?? 'bureau-head';
    if (!specOf(name).roles.includes(role)) return;
    expect(may(name, role, units.water, 'bureau-closes', units.water)).toBe(true);
    expect(may(name, role, units.bureau, 'bureau-closes', units.water)).toBe(false);
    expect(may(name, role, units.qingshi, 'bureau-closes', units.water)).toBe(false);
  });

  it('of the rules before is asked as it was', () => {
    expect(may('FileCase', 'bureau-head', units.bureau, 'bureau-reviews', units.qingshi, 3)).toBe(true);
    expect(may('FileCase', 'bureau-head', units.bureau, 'bureau-reviews')).toBe(false);
  });

  it('whose policy names no bureau may be any bureau’s', () => {
    const { bureau: _none, ...policy } = countyPolicy;
    const file = { ...evidenced().file, tier: 'bureau-reviews' as const };
    const by = (unit: Person['unit']) => authorised(caseKind, 'PassReview', file, { actor: of('bureau-reviewer', unit), policy, rules: 4 });
    expect([by(units.water), by(units.liulin)?.code]).toEqual([null, 'wrong-reviewer']);
  });
});

describe('what was seen', () => {
  const court = { appliedOn: '2026-12-01', court: '云溪县人民法院', materials: ['申请书'] };
  it.each([
    [
      'FileCase',
      () => refusalOf(uncorrected().when('FileCase', { officerIds: ['handler1', 'handler2'], reason: '拒不改正' }, 'bureauhead')),
    ],
    ['ApplyCourtEnforcement', () => refusalOf(decided().when('ApplyCourtEnforcement', court, 'bureauhead'))],
    ['CloseCase', () => refusalOf(evidenced().when('CloseCase', { ground: 'terminated', cause: 'other', reason: '终止' }, 'bureauhead'))],
  ])('the bureau’s head gives no %s for a town’s case', (_name, refusal) => {
    expect(refusal()).toMatchObject({ code: 'head-required', message: expect.stringContaining('由青石镇负责人') as string });
  });

  it('cites the article of the act: the court is applied to by the body’s own head (行政强制法 55)', () => {
    expect(refusalOf(decided().when('ApplyCourtEnforcement', court, 'bureauhead')).basis).toContain('《行政强制法》第五十五条');
    expect(refusalOf(evidenced().when('ApproveReferral', {}, 'bureauhead')).basis).toContain(
      '《行政执法机关移送涉嫌犯罪案件的规定》第五条',
    );
    expect(refusalOf(submitted().when('PassReview', { opinion: '同意' }, { ...people.bureaureview, unit: units.water })).basis).toEqual([
      '云溪县三级分级办案清单（内部规则）',
    ]);
  });

  it('another bureau’s reviewer passes no town’s case, nor another bureau’s head a deviation', () => {
    const passed = refusalOf(submitted().when('PassReview', { opinion: '同意' }, { ...people.bureaureview, unit: units.water }));
    expect([passed.code, passed.needs]).toEqual(['wrong-reviewer', ['由云溪县综合行政执法局法制审核员审核通过']]);
    const opinion = { approved: true, opinion: '同意' };
    expect(refusalOf(concluded().when('DecideDeviation', opinion, { ...people.bureauhead, unit: units.water })).code).toBe('head-required');
    expect(refusalOf(concluded().when('DecideDeviation', opinion, 'bureauhead')).code).toBe('no-deviation');
  });

  it('the chair of a hearing is of the unit in charge or of the one that reviews', () => {
    const monday = hearingRequested().at('2026-03-09T11:00:00+08:00');
    expect(eventsOf(monday.when('ScheduleHearing', hearing({ chairId: 'townreview' }), 'bureaureview'))).toEqual(['HearingScheduled']);
    expect(eventsOf(monday.when('ScheduleHearing', hearing({ chairId: 'bureauhead' }), 'townhead'))).toEqual(['HearingScheduled']);
    const strange = refusalOf(monday.when('ScheduleHearing', hearing({ chairId: 'liulinhead' }), 'bureaureview'));
    expect([strange.code, strange.basis]).toEqual(['chair-of-another-unit', ['《行政处罚法》第六十四条第四项']]);
  });
});
