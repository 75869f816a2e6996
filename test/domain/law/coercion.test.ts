/** 行政强制执行 by the office itself (行政强制法 34–38, 43, 44, 50–52; 城乡规划法 65, 68): days and figures by hand. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holidayOn, rightTime, touchesNight } from '../../../domain/case/coercion/times.ts';
import { executionWords } from '../../../domain/lists/matters.ts';
import { instantOf } from '../../../domain/terms/instant.ts';
import { CURRENT_RULES } from '../../../domain/case/context.ts';
import { nextCommands } from '../../../domain/case/machine.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { matterWithout } from '../case/competence.ts';
import {
  announced,
  demand,
  demolished,
  demolitionClosed,
  execution,
  forcedDecision,
  forcedServed,
  order,
  ordered,
  orderNotified,
  orderProposed,
  performance,
  standing,
  substitution,
  substitutionDecided,
  substitutionDemanded,
} from '../case/coercion-scenes.ts';
import { dataOf, eventsOf, fileOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import { concluded, uncorrected } from '../case/late-scenes.ts';
import { people, type PersonKey } from '../case/people.ts';
import { policy } from '../case/policy.ts';
import { matter, matters } from '../lists/catalogue.ts';

const next = (scene: Scene, by: PersonKey = 'handler1'): string | undefined =>
  nextCommands(scene.file, { id: 'case-1', now: scene.now, actor: people[by], policy: scene.policy, rules: CURRENT_RULES })[0]?.name;

describe('which way a matter goes (行政强制法 13)', () => {
  it.each([
    ['GH-0102', '作出决定的机关强制拆除（《中华人民共和国城乡规划法》第六十五条）'],
    ['GH-0101', '县级以上地方人民政府责成的部门强制拆除（《中华人民共和国城乡规划法》第六十八条）'],
    ['GH-0103', '县级以上地方人民政府责成的部门强制拆除（《中华人民共和国城乡规划法》第六十八条）'],
    ['SW-0105', '作出决定的机关强制拆除（《中华人民共和国水法》第六十五条第一款）'],
    ['JT-0103', '作出决定的机关强制拆除（《中华人民共和国公路法》第八十一条）'],
    ['XF-0103', '作出决定的机关强制排除妨碍、强制清除（《中华人民共和国消防法》第六十条第三款）'],
    ['CG-0101', '作出决定的机关代履行（《中华人民共和国行政强制法》第五十条、第五十二条）'],
    // 土地管理法 83, 土地管理法实施条例 52, 村庄和集镇规划建设管理条例 44: the court.
    ['NY-0101', '催告后申请人民法院强制执行（《中华人民共和国行政强制法》第十三条、第五十三条）'],
    ['ZR-0102', '催告后申请人民法院强制执行（《中华人民共和国行政强制法》第十三条、第五十三条）'],
    ['ZR-0103', '催告后申请人民法院强制执行（《中华人民共和国行政强制法》第十三条、第五十三条）'],
    ['GH-0105', '催告后申请人民法院强制执行（《中华人民共和国行政强制法》第十三条、第五十三条）'],
  ])('%s: %s', (code, words) => {
    expect(executionWords(matter(code))).toBe(words);
  });

  it('names a clause that orders removal wherever the office itself demolishes', () => {
    const own = matters.filter(({ enforcement }) => enforcement?.some(({ way }) => way === 'demolition'));
    expect(own.map(({ code }) => code).sort()).toEqual(['GH-0101', 'GH-0102', 'GH-0103', 'JT-0103', 'SW-0105']);
    for (const { penalties } of own) expect(penalties.some(({ kind, isPenalty }) => kind === '限期拆除' && !isPenalty)).toBe(true);
  });
});

describe('an order is no penalty (城乡规划法 65)', () => {
  it('is concluded, reviewed, told, decided and served as what it is', () => {
    const scene = ordered();
    expect(scene.file.decision).toMatchObject({ kind: 'order', money: { fine: 0, confiscation: 0 }, others: [], payment: 'none' });
    expect(scene.file.stage).toBe('execution');
    const armed = deriveTerms(scene.policy, scene.file.ledger, instantOf('2026-03-10T09:00:00+08:00'));
    // The party may go to review (60 days: 05-08) or to court (six months: 09-09); nothing is to be paid.
    expect(armed.find(({ key }) => key === 'review-application')?.deadline).toContain('2026-05-08');
    expect(armed.find(({ key }) => key === 'litigation')?.deadline).toContain('2026-09-09');
    expect(armed.filter(({ key }) => key === 'fine-payment' || key === 'publish-penalty')).toEqual([]);
  });

  it('is not proposed where the clause gives none, and imposes nothing beside it', () => {
    const fined = uncorrected().did('FileCase', { officerIds: ['handler1', 'handler2'], reason: '拒不改正' }, 'townhead');
    const conclusion: PayloadOf<'ConcludeInvestigation'> = { kind: 'order', facts: '占道', report: '建议责令', evidenceIds: [] };
    expect(refusalOf(concludedFrom(fined, conclusion)).code).toBe('order-not-in-clause');
    expect(
      refusalOf(
        orderProposed().when('ConcludeInvestigation', { ...conclusion, fine: 100, evidenceIds: evidenceOf(orderProposed()) }, 'handler1'),
      ).code,
    ).toBe('imposed-without-penalty');
  });

  it.each<[string, () => Scene, Partial<PayloadOf<'Decide'>>, string]>([
    ['without an order in it', orderNotified, { correction: null }, 'order-missing'],
    ['with a day that is past', orderNotified, { correction: { requirement: '拆除', dueOn: '2026-03-05' } }, 'due-in-the-past'],
    ['with a fine', orderNotified, { fine: 100 }, 'imposed-without-penalty'],
    [
      'before the party was told',
      () =>
        orderProposed().did('SubmitForReview', { statement: '请审核' }, 'handler1').did('PassReview', { opinion: '同意' }, 'bureaureview'),
      {},
      'not-notified',
    ],
    [
      'where a penalty was proposed',
      () => concluded().did('SubmitForReview', { statement: '请审核' }, 'handler1').did('PassReview', { opinion: '同意' }, 'bureaureview'),
      {},
      'order-not-proposed',
    ],
  ])('is not decided %s', (_, make, patch, code) => {
    expect(refusalOf(make().when('Decide', order(patch), 'townhead')).code).toBe(code);
  });

  it('hears the party under its own rule', () => {
    const scene = orderProposed()
      .did('SubmitForReview', { statement: '请审核' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview');
    expect(refusalOf(scene.when('Decide', order(), 'townhead')).basis).toEqual(['《浙江省违法建筑处置规定》第十四条（其他责令决定参照）']);
  });
});

describe('demand and announcement (行政强制法 35, 36, 44)', () => {
  it.each<[string, (scene: Scene) => Partial<PayloadOf<'DemandCompliance'>>, string]>([
    ['with a last day on the day it is served', () => ({ dueOn: '2026-04-10' }), 'no-time-to-perform'],
    ['of no order', () => ({ correctionId: 'correction-99' }), 'unknown-correction'],
    ['before the order was due', () => ({ deliveredOn: '2026-03-22' }), 'before-its-cause'],
  ])('not %s', (_, patch, code) => {
    const scene = standing();
    expect(refusalOf(scene.when('DemandCompliance', demand(scene, patch(scene)), 'handler1')).code).toBe(code);
  });

  // The order's last day is Monday 03-23: on that day it is not due, on 03-24 nobody has looked yet.
  it.each([
    ['2026-03-23', 'order-not-due'],
    ['2026-03-24', 'not-found-unmet'],
  ])('on %s: %s', (day, code) => {
    const scene = ordered().at(`${day}T10:00:00+08:00`);
    expect(refusalOf(scene.when('DemandCompliance', demand(scene, { deliveredOn: day, dueOn: '2026-04-07' }), 'handler1')).code).toBe(code);
  });

  it('leaves the party the time that it says', () => {
    const views = deriveTerms(announced().policy, announced().file.ledger, instantOf('2026-04-29T09:00:00+08:00'));
    expect(views.find(({ key }) => key === 'compliance-demand')?.deadline).toContain('2026-04-27');
    expect(views.find(({ key }) => key === 'self-demolition')?.deadline).toContain('2026-05-15');
  });

  it('gives a time to take it down', () => {
    const scene = standing();
    const announcement = { announcedOn: '2026-04-10', where: '现场', removeBy: '2026-04-10', text: '限期自行拆除' };
    expect(refusalOf(scene.when('AnnounceDemolition', announcement, 'handler1')).code).toBe('no-time-to-remove');
  });

  it('ends where what the party says is right', () => {
    const scene = announced().did(
      'RecordDemandAnswer',
      { receivedOn: '2026-04-20', text: '已补办乡村建设规划许可证', adopted: true, answer: '属实' },
      'handler1',
    );
    const late = scene.at('2026-09-10T09:00:00+08:00');
    expect(refusalOf(late.when('DecideForcedExecution', forcedDecision(late), 'townhead'))).toMatchObject({
      code: 'objection-adopted',
      basis: ['《行政强制法》第三十六条', '《行政强制法》第三十七条'],
    });
  });
});

describe('review and suit have passed unused (行政强制法 44)', () => {
  // Six months from the service; a last day on a holiday moves on (民事诉讼法 85):
  // 03-09 → Wed 09-09; 03-20 → Sun 09-20, which is worked (国庆调休): it stays; 03-27 → Sun 09-27 中秋 → Mon 09-28;
  // 04-03 → Sat 10-03 国庆 → Thu 10-08.
  it.each([
    ['2026-03-09', '2026-09-09', '2026-09-10'],
    ['2026-03-20', '2026-09-20', '2026-09-21'],
    ['2026-03-27', '2026-09-28', '2026-09-29'],
    ['2026-04-03', '2026-10-08', '2026-10-09'],
  ])('served %s: not on %s, from %s', (servedOn, last, first) => {
    const scene = announced(servedOn);
    const decide = (day: string) =>
      scene.at(`${day}T10:00:00+08:00`).when('DecideForcedExecution', forcedDecision(scene, { plannedOn: '2026-10-15' }), 'townhead');
    expect(refusalOf(decide(last))).toMatchObject({ code: 'remedies-open', basis: ['《行政强制法》第四十四条'] });
    expect(refusalOf(decide(last)).needs).toEqual([`${first}起再办`]);
    expect(eventsOf(decide(first))).toEqual(['ForcedExecutionDecided']);
  });

  // A review stops it, and when it is upheld fifteen days more: 06-30 + 15 = 07-15 (Wednesday).
  it('waits for a review and for the suit after it', () => {
    const reviewing = announced()
      .at('2026-05-06T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'started', on: '2026-05-06', reference: '复议3号' }, 'handler1');
    const at = (scene: Scene, day: string) =>
      scene.at(`${day}T10:00:00+08:00`).when('DecideForcedExecution', forcedDecision(scene, { plannedOn: '2026-10-15' }), 'townhead');
    expect(refusalOf(at(reviewing, '2026-06-01')).code).toBe('litigation-running');
    const upheld = reviewing
      .at('2026-06-30T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'ended', on: '2026-06-30', reference: '复议4号', result: 'upheld' }, 'handler1');
    expect(refusalOf(at(upheld, '2026-07-15'))).toMatchObject({ code: 'remedies-open', needs: ['2026-07-16起再办'] });
    expect(eventsOf(at(upheld, '2026-07-16'))).toEqual(['ForcedExecutionDecided']);
  });

  it('is asked again on the day itself', () => {
    const sued = forcedServed().did(
      'RecordLitigation',
      { kind: 'suit', step: 'started', on: '2026-09-10', reference: '行初1号' },
      'handler1',
    );
    expect(refusalOf(sued.at('2026-09-15T17:00:00+08:00').when('RecordForcedExecution', execution(), 'handler1')).code).toBe(
      'litigation-running',
    );
  });
});

/** Demanded and announced on the first day after all remedies, each with its last day. */
const late = (dueOn: string, removeBy: string): Scene => {
  const scene = standing().at('2026-09-10T09:00:00+08:00');
  return scene
    .did('DemandCompliance', demand(scene, { deliveredOn: '2026-09-10', dueOn }), 'handler1')
    .did('AnnounceDemolition', { announcedOn: '2026-09-10', where: '违法建筑现场', removeBy, text: '限期自行拆除' }, 'handler1');
};

describe('the decision (行政强制法 37, 城乡规划法 65, 68)', () => {
  it.each<[string, () => Scene, string, string]>([
    ['before it was demanded', () => standing(), '2026-09-10', 'not-demanded'],
    // While the party may still go to court (until 09-09) that is said first: it is what has to be waited for.
    ['on the last day of the demand, before the remedies have passed', () => announced(), '2026-04-27', 'remedies-open'],
    // Both begun late, on 09-10: the demand runs to 09-25, the announcement to 09-20; and the other way round.
    ['on the last day of the demand', () => late('2026-09-25', '2026-09-20'), '2026-09-25', 'demand-not-run'],
    ['on the last day of the announcement', () => late('2026-09-20', '2026-09-25'), '2026-09-25', 'announcement-running'],
  ])('not %s', (_, make, day, code) => {
    const scene = make().at(`${day}T10:00:00+08:00`);
    expect(refusalOf(scene.when('DecideForcedExecution', forcedDecision(scene), 'townhead')).code).toBe(code);
  });

  it('not without an announcement', () => {
    const scene = standing();
    const unannounced = scene.did('DemandCompliance', demand(scene), 'handler1').at('2026-09-10T10:00:00+08:00');
    expect(refusalOf(unannounced.when('DecideForcedExecution', forcedDecision(scene), 'townhead')).code).toBe('not-announced');
  });

  it('is the township head’s, with the power to coerce', () => {
    const scene = announced().at('2026-09-10T10:00:00+08:00');
    const payload = forcedDecision(scene);
    expect(refusalOf(scene.when('DecideForcedExecution', payload, 'bureauhead')).code).toBe('head-required');
    const without = matterWithout(
      { ok: false, code: 'power-not-delegated', message: '没有行政强制权', needs: ['移送县级主管部门办理'] },
      'GH-0102',
    );
    expect(refusalOf(scene.when('DecideForcedExecution', payload, 'townhead', without)).code).toBe('power-not-delegated');
    expect(dataOf(scene.when('DecideForcedExecution', payload, 'townhead'), 'ForcedExecutionDecided')).toMatchObject({
      way: 'demolition',
      clause: { law: '中华人民共和国城乡规划法', article: '第六十五条' },
      decidedOn: '2026-09-10',
    });
  });

  it('needs the county government where only it may have it done (城乡规划法 68)', () => {
    const scene = announced('2026-03-09', 'GH-0103').at('2026-09-10T10:00:00+08:00');
    expect(refusalOf(scene.when('DecideForcedExecution', forcedDecision(scene), 'townhead'))).toMatchObject({
      code: 'not-commissioned',
      basis: ['《中华人民共和国城乡规划法》第六十八条'],
    });
    const commissioned = scene.when('DecideForcedExecution', forcedDecision(scene, { commission: '云政〔2026〕9号' }), 'townhead');
    expect(eventsOf(commissioned)).toEqual(['ForcedExecutionDecided']);
  });

  it('is none where the law sends the body to the court', () => {
    const scene = announced('2026-03-09', 'GH-0105').at('2026-09-10T10:00:00+08:00');
    expect(refusalOf(scene.when('DecideForcedExecution', forcedDecision(scene), 'townhead'))).toMatchObject({
      code: 'no-power-of-its-own',
      basis: ['《行政强制法》第十三条第二款', '《行政强制法》第五十三条'],
    });
  });
});

describe('never the court (法释〔2013〕5号)', () => {
  it.each<[string, string[]]>([
    ['GH-0102', ['法释〔2013〕5号', '《行政强制法》第四十四条']],
    ['JT-0103', ['《行政强制法》第十三条第二款', '《行政强制法》第五十三条']],
  ])('%s', (code, basis) => {
    const scene = standing('2026-03-09', code).at('2026-10-12T10:00:00+08:00');
    const application = { appliedOn: '2026-10-12', court: '云溪县人民法院', materials: ['强制执行申请书'] };
    expect(refusalOf(scene.when('ApplyCourtEnforcement', application, 'townhead'))).toMatchObject({
      code: 'court-does-not-take-it',
      basis,
    });
  });
});

describe('never at night or on a holiday (行政强制法 43)', () => {
  const act = (startedAt: string, endedAt: string, urgentReason: string | null = null) =>
    rightTime(
      { startedAt: `${startedAt}:00+08:00`, endedAt: `${endedAt}:00+08:00`, urgentReason },
      policy.calendar,
      instantOf('2027-12-31T00:00:00Z'),
    );

  it.each([
    ['2026-09-15T06:00', '2026-09-15T22:00', null],
    ['2026-09-15T05:59', '2026-09-15T09:00', 'at-night'],
    ['2026-09-15T20:00', '2026-09-15T22:01', 'at-night'],
    ['2026-09-15T22:00', '2026-09-15T22:30', 'at-night'],
    ['2026-09-15T20:00', '2026-09-16T08:00', 'at-night'],
    ['2026-09-15T00:30', '2026-09-15T01:00', 'at-night'],
    // A plain Saturday is a day of rest, no 法定节假日; 中秋 09-25 to 09-27 and 国庆 10-01 to 10-07 are.
    ['2026-09-19T09:00', '2026-09-19T10:00', null],
    ['2026-09-20T09:00', '2026-09-20T10:00', null],
    ['2026-09-25T09:00', '2026-09-25T10:00', 'on-a-holiday'],
    ['2026-09-27T09:00', '2026-09-27T10:00', 'on-a-holiday'],
    ['2026-09-28T09:00', '2026-09-28T10:00', null],
    ['2026-10-07T09:00', '2026-10-07T10:00', 'on-a-holiday'],
    ['2026-10-08T09:00', '2026-10-08T10:00', null],
    // 2027 is not published; 劳动节 is on 05-01 and 05-02 all the same.
    ['2027-05-02T09:00', '2027-05-02T10:00', 'on-a-holiday'],
    ['2027-05-03T09:00', '2027-05-03T10:00', null],
    ['2026-09-15T10:00', '2026-09-15T09:00', 'period-reversed'],
  ])('%s to %s: %s', (from, to, code) => {
    expect(act(from, to)?.code ?? null).toBe(code);
    if (code === 'at-night' || code === 'on-a-holiday') expect(act(from, to, '房屋随时可能坍塌')).toBeNull();
  });

  it('names the holiday', () => {
    expect(holidayOn(policy.calendar, '2026-10-01')).toBe('国庆节');
    expect(holidayOn(policy.calendar, '2026-03-07')).toBeNull();
  });

  it('whatever the hour', () => {
    const day = instantOf('2026-09-14T16:00:00Z');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 0, max: 1439 }), (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const iso = (minute: number) => new Date(day + minute * 60_000).toISOString();
        expect(touchesNight(iso(from), iso(to))).toBe(from < 360 || to > 1320 || from >= 1320);
      }),
    );
  });
});

describe('the execution (行政强制法 38, 43; 118号)', () => {
  it.each<[Partial<PayloadOf<'RecordForcedExecution'>>, string]>([
    [{ startedAt: '2026-09-14T09:00:00+08:00', endedAt: '2026-09-14T16:00:00+08:00' }, 'before-planned'],
    [{ utilitiesKept: false }, 'utilities-cut'],
    [{ partyPresent: false }, 'witness-missing'],
    [{ signed: false }, 'signature-missing'],
    [{ recordingHash: null }, 'recording-missing'],
    [{ partyNotifiedOn: '2026-09-09' }, 'before-its-cause'],
    [{ officerIds: ['handler1'] }, 'two-officers'],
    [{ endedAt: '2026-09-15T18:00:00+08:00' }, 'in-the-future'],
  ])('%o → %s', (patch, code) => {
    const scene = forcedServed().at('2026-09-15T17:00:00+08:00');
    expect(refusalOf(scene.when('RecordForcedExecution', execution(patch), 'handler1')).code).toBe(code);
  });

  it('not before the decision is served', () => {
    const scene = announced().at('2026-09-10T09:00:00+08:00');
    const unserved = scene.did('DecideForcedExecution', forcedDecision(scene), 'townhead').at('2026-09-15T17:00:00+08:00');
    expect(refusalOf(unserved.when('RecordForcedExecution', execution(), 'handler1'))).toMatchObject({
      code: 'coercion-decision-not-served',
      basis: ['《行政强制法》第三十八条'],
    });
  });
});

describe('a whole life: a rural building is taken down', () => {
  it('closes when it is done, by the party or by force, and not before', () => {
    const close: PayloadOf<'CloseCase'> = { ground: 'order-performed', reason: '已拆除' };
    expect(refusalOf(standing().when('CloseCase', close, 'townhead')).needs).toContain('当事人履行或者强制执行：自行拆除违法建设的房屋');
    expect(refusalOf(standing().when('CloseCase', { ...close, ground: 'executed' }, 'townhead')).code).toBe('decision-missing');
    expect(demolitionClosed().file.ending).toMatchObject({ outcome: 'ordered', ground: 'order-performed' });
    expect(demolitionClosed().refolded()).toEqual(demolitionClosed().file);
    const scene = ordered();
    const own = scene.at('2026-03-20T10:00:00+08:00');
    const done = own.file.corrections.reduce(
      (each, { id }) =>
        each.did(
          'RecordCorrectionCheck',
          { correctionId: id, corrected: true, correctedOn: '2026-03-20', findings: '已自行拆除', officerIds: ['handler1', 'handler2'] },
          'handler1',
        ),
      own,
    );
    expect(fileOf(done.when('CloseCase', close, 'townhead')).ending?.outcome).toBe('ordered');
    expect(refusalOf(done.when('DemandCompliance', demand(done, { deliveredOn: '2026-03-20' }), 'handler1')).code).toBe(
      'already-performed',
    );
  });

  it('names each next step', () => {
    expect(next(ordered().at('2026-03-24T09:00:00+08:00'))).toBe('RecordCorrectionCheck');
    expect(next(standing())).toBe('DemandCompliance');
    const demanded = standing().did('DemandCompliance', demand(standing()), 'handler1');
    expect(next(demanded)).toBe('AnnounceDemolition');
    expect(next(announced().at('2026-09-10T09:00:00+08:00'), 'townhead')).toBe('DecideForcedExecution');
    expect(next(forcedServed().at('2026-09-15T09:00:00+08:00'))).toBe('RecordForcedExecution');
    expect(next(demolished(), 'townhead')).toBe('CloseCase');
  });
});

describe('substitute performance (行政强制法 50–52)', () => {
  const officerIds = ['handler1', 'handler2'];
  // Three workdays before Friday 03-20: 03-19, 03-18, 03-17. Demanded on Tuesday 03-17 it may be done, on 03-18 not.
  it.each([
    ['2026-03-16', null],
    ['2026-03-17', null],
    ['2026-03-18', 'demand-too-late'],
  ])('demanded again on %s for Friday 03-20: %s', (day, code) => {
    const scene = substitutionDecided().at(`${day}T09:00:00+08:00`);
    const again = scene
      .did('DemandCompliance', demand(scene, { deliveredOn: day, dueOn: '2026-03-19', receipt: '送达回证9号' }), 'handler1')
      .at('2026-03-20T12:00:00+08:00');
    const outcome = again.when('RecordSubstitutePerformance', performance(again), 'handler1');
    if (code === null) expect(eventsOf(outcome)).toEqual(['SubstitutePerformed']);
    else expect(refusalOf(outcome)).toMatchObject({ code, basis: ['《行政强制法》第五十一条第一款第二项', '《行政强制法》第六十九条'] });
  });

  // The last day of the demand is a term counted back: 03-17, over 清明 from Thursday 04-09: 04-08, 04-07, 04-03 → 04-03.
  it.each([
    ['2026-03-20', '2026-03-17'],
    ['2026-04-09', '2026-04-03'],
  ])('for %s the last demand is served by %s', (performOn, last) => {
    const scene = substitutionDemanded().at('2026-03-13T09:00:00+08:00');
    const file = fileOf(scene.when('DecideSubstitutePerformance', substitution(scene, { performOn }), 'townhead'));
    const view = deriveTerms(scene.policy, file.ledger, scene.now).find(({ key }) => key === 'substitute-performance-demand');
    expect(view?.deadline).toContain(last);
  });

  it.each<[Partial<PayloadOf<'DecideSubstitutePerformance'>>, string, string[]]>([
    [{ harm: null }, 'harm-missing', ['《行政强制法》第五十条']],
    [{ interested: true }, 'performer-interested', ['《行政强制法》第五十条']],
    [{ correctionId: null }, 'order-missing', ['《行政强制法》第五十条']],
    [{ performOn: '2026-03-17' }, 'too-soon', ['《行政强制法》第五十一条第一款第二项', '《行政强制法》第六十九条']],
    [{ atOnce: true, place: 'road' }, 'not-at-once', ['《行政强制法》第五十二条']],
    [{ atOnce: true, partyUnable: true }, 'not-at-once', ['《行政强制法》第五十二条']],
  ])('%o → %s', (patch, code, basis) => {
    const scene = substitutionDemanded().at('2026-03-13T09:00:00+08:00');
    expect(refusalOf(scene.when('DecideSubstitutePerformance', substitution(scene, patch), 'townhead'))).toMatchObject({ code, basis });
  });

  it('not before the demand has run out', () => {
    const scene = substitutionDemanded().at('2026-03-12T09:00:00+08:00');
    expect(refusalOf(scene.when('DecideSubstitutePerformance', substitution(scene), 'townhead')).code).toBe('demand-not-run');
  });

  it.each<[Partial<PayloadOf<'RecordSubstitutePerformance'>>, string]>([
    [{ peaceful: false }, 'not-peaceful'],
    [{ signed: false }, 'signature-missing'],
    [{ startedAt: '2026-03-19T09:00:00+08:00', endedAt: '2026-03-19T10:00:00+08:00' }, 'before-planned'],
  ])('is not performed so: %o → %s', (patch, code) => {
    const scene = substitutionDecided().at('2026-03-17T09:00:00+08:00');
    const again = scene
      .did('DemandCompliance', demand(scene, { deliveredOn: '2026-03-17', dueOn: '2026-03-19', receipt: '送达回证9号' }), 'handler1')
      .at('2026-03-20T12:00:00+08:00');
    expect(refusalOf(again.when('RecordSubstitutePerformance', performance(again, patch), 'handler1')).code).toBe(code);
  });

  it('is stopped where the party performs', () => {
    const scene = substitutionDecided().at('2026-03-18T09:00:00+08:00');
    const done = scene.did(
      'RecordCorrectionCheck',
      { correctionId: scene.file.corrections[0]?.id ?? '', corrected: true, correctedOn: '2026-03-18', findings: '已清理', officerIds },
      'handler1',
    );
    const late = done.at('2026-03-20T12:00:00+08:00');
    expect(refusalOf(late.when('RecordSubstitutePerformance', performance(late), 'handler1')).code).toBe('already-performed');
  });

  // 行政强制法 52: a road is cleared at once, at night too; who was not there is told at once.
  it('at once on a road, whoever was not there is told', () => {
    const scene = uncorrected().at('2026-03-05T22:30:00+08:00');
    const atOnce = substitution(scene, {
      correctionId: null,
      harm: null,
      atOnce: true,
      place: 'road',
      partyUnable: true,
      performOn: '2026-03-05',
    });
    const ordered = scene.did('DecideSubstitutePerformance', atOnce, 'townhead').at('2026-03-06T01:00:00+08:00');
    const night = { startedAt: '2026-03-05T23:00:00+08:00', endedAt: '2026-03-06T00:30:00+08:00', partyPresent: false, witness: '交警' };
    expect(refusalOf(ordered.when('RecordSubstitutePerformance', performance(ordered, night), 'handler1')).code).toBe('party-not-told');
    const told = performance(ordered, { ...night, partyToldOn: '2026-03-06' });
    expect(eventsOf(ordered.when('RecordSubstitutePerformance', told, 'handler1'))).toEqual(['SubstitutePerformed']);
  });
});

const evidenceOf = (scene: Scene): string[] => scene.file.evidence.map(({ id }) => id);

/** Concluded on evidence that was found true. */
function concludedFrom(scene: Scene, payload: PayloadOf<'ConcludeInvestigation'>) {
  const added = scene.did(
    'AddEvidence',
    {
      kind: 'inspection-record',
      title: '现场检查笔录',
      original: true,
      officerIds: ['handler1', 'handler2'],
      collectedAt: '2026-03-05T08:50:00+08:00',
      place: '青石镇中心街12号',
    },
    'handler1',
  );
  const verified = added.did('VerifyEvidence', { evidenceIds: evidenceOf(added), findings: '属实' }, 'handler1');
  return verified.when('ConcludeInvestigation', { ...payload, evidenceIds: evidenceOf(verified) }, 'handler1');
}
