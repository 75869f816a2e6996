/**
 * When the court may be asked to enforce a decision (行政强制法 53; 行政诉讼法 45, 46, 95; 法释〔2018〕1号 153; 行政处罚法 72(2);
 * 行政复议法 20, 23, 78). Each row was counted by hand on the calendars of 2025 and 2026; in 2027 Saturdays and Sundays alone are
 * known. Months run to the same-numbered day; a last day that is no workday moves on, and what follows is counted from there.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courtPath, courtWindow, courtWindowBefore } from '../../../domain/case/execution/court-window.ts';
import { explainTerms } from '../../../domain/terms/explain.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { eventLabel } from '../../../domain/case/events.ts';
import type { CaseFile } from '../../../domain/case/state.ts';
import { matterByCode } from '../lists/catalogue.ts';
import { eventsOf, refusalOf, type PayloadOf, type Scene } from '../case/kit.ts';
import { decided, served, service } from '../case/late-scenes.ts';
import { Book } from '../terms/kit.ts';

type Ending = Pick<PayloadOf<'RecordLitigation'>, 'kind' | 'result'> & { ended: string; to: string };
type Facts = {
  review?: Ending;
  suit?: Ending;
  instalments?: string;
  matter?: Partial<NonNullable<CaseFile['matter']>>;
  onTheSpot?: true;
  others?: string[];
};

const LAND = matterByCode.get('NY-0101')!.suitTerm!;
const litigation = ({ kind, result, ended, to }: Ending): CaseFile['litigation'][number] => ({
  kind,
  startedOn: ended,
  reference: null,
  stopsExecution: false,
  copyReceivedOn: null,
  simplified: null,
  answers: [],
  endedOn: ended,
  servedOn: to,
  result: result ?? null,
});
const base = served().file;
const calendar = served().policy.calendar;

const fileWith = ({ review, suit, instalments, matter, onTheSpot, others }: Facts): CaseFile => ({
  ...base,
  matter: { ...base.matter!, ...matter },
  decision: { ...base.decision!, onTheSpot: onTheSpot ?? false, others: others ?? [] },
  litigation: [review, suit].flatMap((one) => (one ? [litigation(one)] : [])),
  execution: {
    ...base.execution,
    instalments: instalments ? { until: instalments, plan: [], reason: '困难', approvedBy: 'townhead', appliedOn: null } : null,
  },
});
const upheld = (to: string): Facts => ({ review: { kind: 'review', result: 'upheld', ended: to, to } });
const suit = (result: Ending['result'], to: string): Facts => ({ suit: { kind: 'suit', result, ended: to, to } });
const land: Facts = { matter: { suitTerm: LAND }, others: ['限期拆除'] };

/** served, what happened, first day to apply, last day to apply, the counting */
const ROWS: [string, Facts, string, string, string][] = [
  // The two.
  ['2025-11-28', upheld('2026-03-02'), '2026-03-18', '2026-06-17', '03-02 + 15 days = Tue 03-17; + 3 months = Wed 06-17'],
  ['2026-05-14', land, '2026-05-30', '2026-08-31', '05-14 + 15 days = Fri 05-29; + 3 months = Sat 08-29 → Mon 08-31'],
  // Nothing used.
  ['2026-03-09', {}, '2026-09-10', '2026-12-09', '6 months = Wed 09-09; + 3 = Wed 12-09'],
  ['2025-11-28', {}, '2026-05-29', '2026-08-28', '6 months = Thu 05-28; + 3 = Fri 08-28'],
  ['2026-01-05', {}, '2026-07-07', '2026-10-08', '6 months = Sun 07-05 → Mon 07-06; + 3 = 10-06, 国庆 → Thu 10-08'],
  ['2025-08-31', {}, '2026-03-01', '2026-05-28', '6 months: February ends on Sat 02-28, a make-up workday; + 3 = Thu 05-28'],
  ['2025-12-31', {}, '2026-07-01', '2026-09-30', '6 months: June ends on Tue 06-30; + 3 = Wed 09-30'],
  ['2026-04-01', {}, '2026-10-09', '2027-01-08', '6 months = 10-01, 国庆 → Thu 10-08; + 3 = Fri 2027-01-08'],
  // Review.
  ['2026-03-09', upheld('2026-04-30'), '2026-05-16', '2026-08-17', '04-30 + 15 = Fri 05-15; + 3 = Sat 08-15 → Mon 08-17'],
  ['2026-03-09', upheld('2026-09-18'), '2026-10-09', '2027-01-08', '09-18 + 15 = 10-03, 国庆 → Thu 10-08; + 3 = Fri 2027-01-08'],
  [
    '2025-11-28',
    { review: { kind: 'review', result: 'upheld', ended: '2026-02-25', to: '2026-03-02' } },
    '2026-03-18',
    '2026-06-17',
    'from the service of the review decision, not from its date',
  ],
  [
    '2026-03-09',
    { review: { kind: 'review', result: 'withdrawn', ended: '2026-05-06', to: '2026-05-06' } },
    '2026-09-10',
    '2026-12-09',
    'taken back: the six months go on',
  ],
  [
    '2026-03-09',
    { review: { kind: 'review', result: 'rejected', ended: '2026-04-07', to: '2026-04-08' } },
    '2026-09-10',
    '2026-12-09',
    'not taken on: 15 days end on 04-23, the six months later',
  ],
  [
    '2026-03-09',
    { review: { kind: 'review', result: 'illegal', ended: '2026-05-08', to: '2026-05-11' } },
    '2026-05-27',
    '2026-08-26',
    'found illegal and left in force: 05-11 + 15 = Tue 05-26; + 3 = Wed 08-26',
  ],
  // Suit.
  ['2026-03-09', suit('dismissed', '2026-07-01'), '2026-07-01', '2028-07-03', 'judgment: two years = Sat 2028-07-01 → Mon 07-03'],
  ['2026-03-09', suit('upheld', '2026-06-15'), '2026-06-15', '2028-06-15', 'judgment: two years = Thu 2028-06-15'],
  ['2026-03-09', suit('changed', '2026-06-15'), '2026-06-15', '2028-06-15', 'a changed fine is the judgment’s'],
  ['2026-03-09', suit('withdrawn', '2026-06-15'), '2026-09-10', '2026-12-09', 'taken back before the six months are over'],
  ['2026-03-09', suit('withdrawn', '2026-11-16'), '2026-11-17', '2027-02-16', 'taken back after them: + 3 from Mon 11-16 = Tue 2027-02-16'],
  ['2026-03-09', suit('illegal', '2026-10-12'), '2026-10-13', '2027-01-12', 'found illegal, left in force: + 3 from Mon 10-12'],
  [
    '2025-11-28',
    { ...upheld('2026-03-02'), ...suit('dismissed', '2026-08-03') },
    '2026-08-03',
    '2028-08-03',
    'review upheld, then sued: the judgment, Thu 2028-08-03',
  ],
  [
    '2025-11-28',
    { ...upheld('2026-03-02'), ...suit('withdrawn', '2026-05-18') },
    '2026-05-19',
    '2026-08-18',
    'review upheld, suit taken back: + 3 from Mon 05-18 = Tue 08-18',
  ],
  // Time to pay.
  ['2026-03-09', { instalments: '2026-12-31' }, '2027-01-01', '2027-03-31', '72(2): from Thu 12-31; + 3 = Wed 2027-03-31'],
  ['2026-03-09', { instalments: '2026-06-30' }, '2026-09-10', '2026-12-09', 'the instalments end while suing is still possible'],
  ['2025-11-28', { ...upheld('2026-03-02'), instalments: '2026-05-29' }, '2026-05-30', '2026-08-31', 'Fri 05-29; + 3 = Sat 08-29 → 08-31'],
  // Review first, and special terms.
  ['2026-03-09', { onTheSpot: true }, '2026-05-09', '2026-08-10', 'on the spot: 60 days = Fri 05-08; + 3 = Sat 08-08 → Mon 08-10'],
  [
    '2026-03-09',
    { onTheSpot: true, ...upheld('2026-05-20') },
    '2026-06-05',
    '2026-09-04',
    'reviewed: 05-20 + 15 = Thu 06-04; + 3 = Fri 09-04',
  ],
  ['2026-09-16', land, '2026-10-09', '2027-01-08', '15 days = 10-01, 国庆 → 10-08; + 3 = Fri 2027-01-08'],
  [
    '2026-05-14',
    { ...land, others: [] },
    '2026-11-17',
    '2027-02-16',
    'a fine alone under the same matter: 6 months = Sat 11-14 → Mon 11-16',
  ],
  [
    '2026-05-14',
    { ...land, ...upheld('2026-07-20') },
    '2026-08-05',
    '2026-11-04',
    'land, reviewed: 07-20 + 15 = Tue 08-04; + 3 = Wed 11-04',
  ],
];

describe('the window for court enforcement', () => {
  it.each(ROWS)('served %s, %j: %s to %s (%s)', (effectiveOn, facts, first, last) => {
    const path = courtPath(fileWith(facts), effectiveOn, calendar)!;
    const { opensAfter, until } = courtWindow(path, calendar);
    const next = new Date(Date.parse(`${opensAfter}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect([next, until]).toEqual([first, last]);
  });

  it.each([
    ['a decision revoked in review', { review: { kind: 'review', result: 'revoked', ended: '2026-05-06', to: '2026-05-06' } }],
    ['a decision found void by the court', suit('void', '2026-07-01')],
    // 行政复议法 78(二)(三).
    ['a decision changed in review', { review: { kind: 'review', result: 'changed', ended: '2026-05-06', to: '2026-05-06' } }],
    ['a mediation in review', { review: { kind: 'review', result: 'mediated', ended: '2026-05-06', to: '2026-05-06' } }],
  ] satisfies [string, Facts][])('leaves %s to nobody here', (_, facts) => {
    expect(courtPath(fileWith(facts), '2026-03-09', calendar)).toBeNull();
  });

  it('is counted as before for cases under earlier rules', () => {
    expect(courtWindowBefore(fileWith(upheld('2026-03-02')), '2025-11-28', calendar)).toEqual({
      opensAfter: '2026-05-28',
      until: '2026-08-28',
    });
  });
});

const demand = (deliveredOn: string): PayloadOf<'DemandPerformance'> => ({
  text: '请于十日内缴纳罚款及加处罚款',
  method: 'direct',
  deliveredOn,
  recipient: '张三',
  receipt: '送达回证5号',
});
const application = (appliedOn: string): PayloadOf<'ApplyCourtEnforcement'> => ({
  appliedOn,
  court: '云溪县人民法院',
  materials: ['强制执行申请书'],
});
const at = (scene: Scene, day: string) => scene.at(`${day}T10:00:00+08:00`);
const term = (scene: Scene, key: string) => deriveTerms(scene.policy, scene.file.ledger, scene.now).findLast((one) => one.key === key);
const ends = (scene: Scene, key: string) => term(scene, key)?.deadline?.slice(0, 10);
const ended = (kind: 'review' | 'suit', result: Ending['result'], on: string, servedOn = on): PayloadOf<'RecordLitigation'> => ({
  kind,
  step: 'ended',
  on,
  servedOn,
  reference: '决定书1号',
  result,
});

describe('the term and the guard', () => {
  // Served 03-09; the review upheld it and was served on 05-11: 15 days to Tue 05-26, three months to Wed 08-26.
  const reviewed = () => {
    const started = at(served(), '2026-03-30').did(
      'RecordLitigation',
      { kind: 'review', step: 'started', on: '2026-03-30', reference: '复议1号' },
      'handler1',
    );
    return at(started, '2026-05-11').did('RecordLitigation', ended('review', 'upheld', '2026-05-08', '2026-05-11'), 'handler1');
  };
  const demanded = () => at(reviewed(), '2026-05-12').did('DemandPerformance', demand('2026-05-12'), 'handler1');

  it('say the same day, line by line', () => {
    const scene = reviewed();
    expect(ends(scene, 'litigation-after-review')).toBe('2026-05-26');
    expect(ends(scene, 'court-application')).toBe('2026-08-26');
    const told = explainTerms(scene.policy, scene.file.ledger, scene.now, eventLabel).findLast(({ key }) => key === 'court-application');
    expect(told?.lines.slice(0, 4).map(({ text }) => text)).toEqual([
      '先经过不服复议决定起诉的期限：自2026-05-11（周一）的次日起15日，至2026-05-26（周二）',
      '起算：2026-05-26（周二）（复议、诉讼终结）；起算当日不计入，自2026-05-27（周三）开始计算',
      '期限长度：3个月，法定期限',
      '3个月，至2026-08-26（周三）（与起算日同日），合92日',
    ]);
    // The ten workdays of the demand: 13, 14, 15, 18 to 22, 25, 26 of May.
    const early = at(demanded(), '2026-05-26').when('ApplyCourtEnforcement', application('2026-05-26'), 'townhead');
    expect(refusalOf(early).code).toBe('demand-not-run');
    expect(eventsOf(at(demanded(), '2026-05-27').when('ApplyCourtEnforcement', application('2026-05-27'), 'townhead'))).toEqual([
      'CourtEnforcementApplied',
    ]);
    const late = at(demanded(), '2026-08-27').when('ApplyCourtEnforcement', application('2026-08-27'), 'townhead');
    expect(refusalOf(late).message).toContain('2026-08-26');
  });

  it('tells the issue’s land matter with its article', () => {
    const scene = at(decided(), '2026-05-14')
      .having((file) => ({ matter: { ...file.matter!, suitTerm: LAND }, decision: { ...file.decision!, others: ['限期拆除'] } }))
      .did('ServeDocument', service({ deliveredOn: '2026-05-14' }), 'handler1');
    expect(scene.last('DocumentServed').data.remedies).toEqual({ reviewFirst: false, suitDays: 15 });
    expect([ends(scene, 'litigation-special'), ends(scene, 'litigation'), ends(scene, 'court-application')]).toEqual([
      '2026-05-29',
      undefined,
      '2026-08-31',
    ]);
    const told = explainTerms(scene.policy, scene.file.ledger, scene.now, eventLabel).findLast(({ key }) => key === 'court-application');
    expect(told?.lines[0]).toEqual({
      text: '先经过提起行政诉讼的期限（法律另有规定）：自2026-05-14（周四）的次日起15日，至2026-05-29（周五）',
      basis: LAND.basis,
    });
    expect(told?.lines.map(({ text }) => text)).toContain(
      '最后一日2026-08-29（周六）不是工作日（周六），顺延至其后第一个工作日2026-08-31（周一）',
    );
  });

  it('take the judgment itself where the suit was dismissed: no demand, two years', () => {
    const suing = at(served(), '2026-03-30').did(
      'RecordLitigation',
      { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号' },
      'handler1',
    );
    const dismissed = at(suing, '2026-06-15').did('RecordLitigation', ended('suit', 'dismissed', '2026-06-10', '2026-06-15'), 'handler1');
    expect(ends(dismissed, 'judgment-enforcement')).toBe('2028-06-15');
    expect(term(dismissed, 'court-application')?.status).toBe('cancelled');
    expect(eventsOf(dismissed.when('ApplyCourtEnforcement', application('2026-06-15'), 'townhead'))).toEqual(['CourtEnforcementApplied']);
    expect(refusalOf(dismissed.when('ApplyCourtEnforcement', application('2026-06-14'), 'townhead')).code).toBe('judgment-not-served');
    const late = at(dismissed, '2028-06-16').when('ApplyCourtEnforcement', application('2028-06-16'), 'townhead');
    expect(refusalOf(late)).toMatchObject({
      code: 'court-application-late',
      basis: ['《行政诉讼法》第九十五条', '法释〔2018〕1号第一百五十三条'],
    });
  });

  it('leave a decision that was changed in review to the body that reviewed', () => {
    const reviewing = at(served(), '2026-03-30').did(
      'RecordLitigation',
      { kind: 'review', step: 'started', on: '2026-03-30', reference: '复议1号' },
      'handler1',
    );
    const changed = at(reviewing, '2026-05-11').did(
      'RecordLitigation',
      { ...ended('review', 'changed', '2026-05-11'), fine: 200 },
      'handler1',
    );
    const scene = at(changed, '2026-05-12').did('DemandPerformance', demand('2026-05-12'), 'handler1');
    const refusal = refusalOf(at(scene, '2026-06-15').when('ApplyCourtEnforcement', application('2026-06-15'), 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['review-body-enforces', ['《行政复议法》第七十八条']]);
    expect(term(changed, 'court-application')?.status).toBe('cancelled');
  });

  it('know no direct suit where review comes first (行政复议法 23)', () => {
    const spot = at(served(), '2026-03-30').having((file) => ({ decision: { ...file.decision!, onTheSpot: true } }));
    const sue = { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号' } as const;
    const refusal = refusalOf(spot.when('RecordLitigation', sue, 'handler1'));
    expect([refusal.code, refusal.basis]).toEqual([
      'review-first',
      ['《行政复议法》第二十三条第一款第一项', '《行政诉讼法》第四十四条第二款'],
    ]);
    expect(eventsOf(spot.when('RecordLitigation', sue, 'handler1', { rules: 3 }))).toEqual(['LitigationStarted']);
    const reviewing = spot.did('RecordLitigation', { ...sue, kind: 'review' }, 'handler1');
    expect(refusalOf(reviewing.when('RecordLitigation', sue, 'handler1')).code).toBe('review-first');
    // 03-30 and ninety days is 06-28: nothing was answered, the party may go on (行政复议法 34, 62).
    const silent = at(reviewing, '2026-06-29').when('RecordLitigation', { ...sue, on: '2026-06-29' }, 'handler1');
    expect(eventsOf(silent)).toEqual(['LitigationStarted']);
    const after = at(reviewing, '2026-05-06').did('RecordLitigation', ended('review', 'upheld', '2026-05-06'), 'handler1');
    expect(eventsOf(after.when('RecordLitigation', { ...sue, on: '2026-05-06' }, 'handler1'))).toEqual(['LitigationStarted']);
  });
});

describe('for every day and every way', () => {
  const day = fc
    .integer({ min: 0, max: 600 })
    .map((n) => new Date(Date.parse('2025-01-02T00:00:00Z') + n * 86_400_000).toISOString().slice(0, 10));
  const after = fc.constantFrom<Facts>({}, land, { onTheSpot: true }, upheld('2026-11-02'), suit('withdrawn', '2026-12-01'), {
    instalments: '2026-12-31',
  });

  it('the term begins and ends where the guard says, and the window is never empty', () => {
    fc.assert(
      fc.property(day, after, (effectiveOn, facts) => {
        const path = courtPath(fileWith(facts), effectiveOn, calendar)!;
        const { opensAfter, until } = courtWindow(path, calendar);
        const data = { document: 'decision', deliveredOn: effectiveOn, effectiveOn, fine: 300, payment: 'bank', court: path };
        const book = new Book().did('DocumentServed', `${effectiveOn}T10:00`, data, 'execution');
        const term = book.term('court-application', `${effectiveOn}T10:00`);
        expect([term.anchor.slice(0, 10), term.deadline?.slice(0, 10)]).toEqual([opensAfter, until]);
        expect(until > opensAfter && opensAfter > effectiveOn).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
