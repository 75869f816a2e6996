/**
 * Ways out of execution that the law gives (行政处罚法 66, 72; 行政强制法 36, 39, 40, 42), figured by hand. The fine is 300 yuan, served
 * on 2026-03-09, to be paid by Tuesday 03-24; the surcharge is 9 yuan a day from 03-25, never above 300.
 */
import { describe, expect, it } from 'vitest';
import { debtOf, outstandingSurcharge } from '../../../domain/case/execution/owed.ts';
import { overdueSince, paymentDueOn, surchargeOf } from '../../../domain/case/execution/surcharge.ts';
import { CALENDAR_2026 } from '../../../domain/statute/calendar-2024-2026.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { eventsOf, fileOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import { closed, decided, notified, served, service } from '../case/late-scenes.ts';

const at = (scene: Scene, day: string) => scene.at(`${day}T10:00:00+08:00`);
const term = (scene: Scene, key: string) => deriveTerms(scene.policy, scene.file.ledger, scene.now).findLast((one) => one.key === key);
const ends = (scene: Scene, key: string) => term(scene, key)?.deadline?.slice(0, 10);
const pay = (scene: Scene, paidOn: string, amount: number, receipt: string, forSurcharge = false): Scene =>
  at(scene, paidOn).did('RecordPayment', { amount, paidOn, receipt, forSurcharge }, 'handler1');
const demand = (deliveredOn: string): PayloadOf<'DemandPerformance'> => ({
  text: '请于十日内缴纳罚款及加处罚款',
  method: 'direct',
  deliveredOn,
  recipient: '张三',
  receipt: '送达回证5号',
});
const demanded = (on = '2026-04-07'): Scene => at(served(), on).did('DemandPerformance', demand(on), 'handler1');
const surcharge = (scene: Scene, on: string): number => surchargeOf(scene.file, on, scene.policy).amount;

describe('the last day to pay', () => {
  it.each([
    // served, last day, first day of surcharge counted on, counting
    ['2026-03-09', '2026-03-24', 'Tuesday'],
    ['2026-03-20', '2026-04-07', '04-04 is 清明 (04-04 to 06): Tuesday 04-07'],
    ['2026-04-16', '2026-05-06', '05-01 is 劳动节 (05-01 to 05): Wednesday 05-06'],
    ['2026-04-24', '2026-05-09', 'a Saturday, but worked'],
    ['2026-06-05', '2026-06-22', '06-20 is 端午 (06-19 to 21): Monday 06-22'],
    ['2026-09-11', '2026-09-28', '09-26 is 中秋 (09-25 to 27): Monday 09-28'],
    ['2026-09-18', '2026-10-08', '10-03 is 国庆 (10-01 to 07): Thursday 10-08'],
  ])('served %s: %s (%s), and a day later the surcharge begins', (on, last) => {
    const scene = at(decided(), on).did('ServeDocument', service({ deliveredOn: on }), 'handler1');
    expect([ends(scene, 'fine-payment'), paymentDueOn(scene.file, scene.policy)]).toEqual([last, last]);
    expect([surcharge(scene, last), overdueSince(scene.file, last, scene.policy)]).toEqual([0, null]);
    const next = new Date(Date.parse(`${last}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    expect([surcharge(scene, next), overdueSince(scene.file, next, scene.policy)]).toEqual([9, last]);
  });

  it('is the day that the page shows the debt by, with how it came about', () => {
    // 04-04 is 清明: due on Tuesday 04-07, one day late on 04-08; from the unrolled 04-04 it would be four.
    const scene = at(decided(), '2026-03-20').did('ServeDocument', service({ deliveredOn: '2026-03-20' }), 'handler1');
    expect(debtOf(scene.file, '2026-04-07', scene.policy)).toEqual({ fine: 300, surcharge: 0, lines: [] });
    expect(debtOf(scene.file, '2026-04-08', scene.policy)).toMatchObject({ fine: 300, surcharge: 9, lines: [{}, {}] });
    expect(debtOf(scene.file, '2026-04-08', null)?.surcharge).toBe(36);
    expect(debtOf(decided().file, '2026-04-08', scene.policy)).toBeNull();
    expect(debtOf(pay(scene, '2026-04-07', 300, '浙0001').file, '2026-04-08', scene.policy)).toBeNull();
    const waived = at(scene, '2026-04-09').did('WaiveSurcharge', { reason: '低保户' }, 'townhead');
    expect(debtOf(waived.file, '2026-04-20', scene.policy)).toMatchObject({ fine: 300, surcharge: 0 });
  });

  it('is the fifteenth day itself for cases under earlier rules', () => {
    const scene = at(decided(), '2026-03-20').did('ServeDocument', service({ deliveredOn: '2026-03-20' }), 'handler1', { rules: 3 });
    expect(paymentDueOn(scene.file, null)).toBe('2026-04-04');
    expect(surchargeOf(scene.file, '2026-04-05', null).amount).toBe(9);
  });

  it('moves with the calendar, for the light and for the guard alike', () => {
    const scene = served();
    // Somebody finds that 03-24 and 03-25 were days off here.
    const overrides = ['2026-03-24', '2026-03-25'].map((date) => ({ date, workday: false, reason: '防汛停工' }));
    const corrected = scene.under({ ...scene.policy, calendar: { ...scene.policy.calendar, version: '2026.2', overrides } });
    expect([ends(corrected, 'fine-payment'), paymentDueOn(corrected.file, corrected.policy)]).toEqual(['2026-03-26', '2026-03-26']);
    expect(refusalOf(at(corrected, '2026-03-26').when('DemandPerformance', demand('2026-03-26'), 'handler1')).code).toBe('not-overdue');
    expect(eventsOf(at(scene, '2026-03-26').when('DemandPerformance', demand('2026-03-26'), 'handler1'))).toEqual(['PerformanceDemanded']);
  });
});

describe('the time to speak, when the calendar is corrected', () => {
  // Notified on Friday 03-06: five workdays to Friday 03-13. Thursday 03-12 turns out to be off: Monday 03-16.
  const overrides = [{ date: '2026-03-12', workday: false, reason: '停工' }];
  const corrected = (scene: Scene) =>
    scene.under({ ...scene.policy, calendar: { ...scene.policy.calendar, years: scene.policy.calendar.years, overrides } });
  const silent = { kind: 'no-answer', receivedOn: '2026-03-16', text: '逾期未提出' } as const;

  it('ends for the guard on the day the light says', () => {
    expect(CALENDAR_2026.year).toBe(2026);
    expect(ends(corrected(notified()), 'statement-defence')).toBe('2026-03-16');
    const early = refusalOf(at(corrected(notified()), '2026-03-16').when('RecordStatement', silent, 'handler1'));
    expect([early.code, early.message.includes('2026-03-16')]).toEqual(['statement-term-running', true]);
    expect(eventsOf(at(corrected(notified()), '2026-03-17').when('RecordStatement', silent, 'handler1'))).toEqual(['StatementRecorded']);
    expect(eventsOf(at(notified(), '2026-03-16').when('RecordStatement', silent, 'handler1'))).toEqual(['StatementRecorded']);
  });

  it('stays as the notice said it for cases under earlier rules', () => {
    const old = at(corrected(notified()), '2026-03-16').when('RecordStatement', silent, 'handler1', { rules: 3 });
    expect(eventsOf(old)).toEqual(['StatementRecorded']);
  });
});

describe('instalments (行政处罚法 66(2))', () => {
  const plan = [
    { dueOn: '2026-04-24', amount: 100 },
    { dueOn: '2026-05-25', amount: 100 },
    { dueOn: '2026-06-24', amount: 100 },
  ];
  const granted = (rules = 4): Scene =>
    at(served(), '2026-03-17').did('GrantInstalments', { appliedOn: '2026-03-16', reason: '低保户', plan }, 'townhead', { rules });

  it('turn the light one by one', () => {
    expect(ends(granted(), 'fine-payment')).toBe('2026-04-24');
    const first = pay(granted(), '2026-04-20', 100, '浙0001');
    expect([first.last('PaymentRecorded').data.nextDueOn, ends(first, 'fine-payment')]).toEqual(['2026-05-25', '2026-05-25']);
    const part = pay(first, '2026-05-20', 40, '浙0002');
    expect(part.last('PaymentRecorded').data).not.toHaveProperty('nextDueOn');
    const second = pay(part, '2026-05-25', 60, '浙0003');
    expect(ends(second, 'fine-payment')).toBe('2026-06-24');
    const last = pay(second, '2026-06-24', 100, '浙0004');
    expect([term(last, 'fine-payment')?.status, last.file.execution.settled]).toEqual(['met', true]);
  });

  it.each([
    // day asked, surcharge, counting
    ['2026-04-24', 0, 'the first is due that day'],
    ['2026-04-25', 9, 'missed: all 300 fall due with it, one day at 9'],
    ['2026-05-04', 90, 'ten days'],
    ['2026-05-27', 297, '33 days'],
    ['2026-05-28', 300, 'day 34: never above the fine'],
  ])('the first missed, on %s: %s yuan (%s)', (on, amount) => {
    expect(surcharge(granted(), on)).toBe(amount);
  });

  it('missed, the light is red and the whole may be demanded', () => {
    const scene = at(granted(), '2026-04-27');
    expect(term(scene, 'fine-payment')).toMatchObject({ light: 'red', late: true });
    expect(overdueSince(scene.file, '2026-04-27', scene.policy)).toBe('2026-04-24');
    const demandedAll = scene.did('DemandPerformance', demand('2026-04-27'), 'handler1');
    // Three days at 9.
    expect(demandedAll.last('PerformanceDemanded').data.amount).toBe(327);
    const late = pay(granted(), '2026-04-27', 100, '浙0001');
    expect(late.last('PaymentRecorded').data).not.toHaveProperty('nextDueOn');
    // What is left, 200, stays due since 04-24: 27 for three days of all, then 6 a day for two more.
    expect(surcharge(late, '2026-04-29')).toBe(9 + 30);
  });

  it('are each their own under earlier rules', () => {
    const old = granted(3);
    expect([old.file.execution.instalments?.restFallsDue, surchargeOf(old.file, '2026-04-25', null).amount]).toEqual([undefined, 3]);
    expect(ends(old, 'fine-payment')).toBe('2026-06-24');
  });
});

describe('an execution agreement (行政强制法 42)', () => {
  const terms = (patch: Partial<PayloadOf<'AgreeExecution'>> = {}): PayloadOf<'AgreeExecution'> => ({
    performBy: '2026-04-30',
    surcharge: 50,
    remedy: '已清理现场',
    text: '四月底前缴清罚款和五十元',
    ...patch,
  });
  // On 04-07 the surcharge is 14 days at 9: 126.
  const agreed = (patch: Partial<PayloadOf<'AgreeExecution'>> = {}) => demanded().did('AgreeExecution', terms(patch), 'townhead');

  it.each([
    ['2026-04-07', 50, 'reduced to what was agreed'],
    ['2026-04-30', 50, 'to its last day'],
    ['2026-05-01', 300, 'broken: the whole, day 38, never above the fine'],
  ])('on %s: %s yuan (%s)', (on, amount) => {
    expect(surcharge(agreed(), on)).toBe(amount);
  });

  it('that is kept stays, and settles the case', () => {
    const kept = pay(pay(agreed(), '2026-04-20', 300, '浙0001'), '2026-04-20', 50, '浙0002', true);
    expect(kept.file.execution.settled).toBe(true);
    expect(outstandingSurcharge(kept.file, '2026-06-01', kept.policy)).toBe(0);
  });

  it('may waive the surcharge, for what was put right, and not for nothing', () => {
    expect(surcharge(agreed({ surcharge: 0 }), '2026-04-30')).toBe(0);
    const refusal = refusalOf(demanded().when('AgreeExecution', terms({ remedy: null }), 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['remedy-missing', ['《行政强制法》第四十二条']]);
    expect(eventsOf(demanded().when('AgreeExecution', terms({ remedy: null, surcharge: 126 }), 'townhead'))).toEqual(['ExecutionAgreed']);
  });

  it('is one at a time, a head’s, and looks ahead', () => {
    expect(refusalOf(agreed().when('AgreeExecution', terms(), 'townhead')).code).toBe('agreed-already');
    expect(refusalOf(demanded().when('AgreeExecution', terms(), 'liulinhead')).code).toBe('head-required');
    expect(refusalOf(demanded().when('AgreeExecution', terms({ performBy: '2026-04-07' }), 'townhead')).code).toBe('due-in-the-past');
    const paid = pay(served(), '2026-03-16', 300, '浙0001');
    expect(refusalOf(paid.when('AgreeExecution', terms(), 'townhead')).code).toBe('nothing-owed');
  });
});

describe('a surcharge need not be charged (行政处罚法 72(1) “可以”)', () => {
  const waived = () => demanded().did('WaiveSurcharge', { reason: '当事人确有困难' }, 'townhead');

  it('and is nothing then, whenever the fine is paid', () => {
    expect(surcharge(waived(), '2026-12-31')).toBe(0);
    expect(pay(waived(), '2026-05-06', 300, '浙0001').file.execution.settled).toBe(true);
    expect(term(waived(), 'surcharge-to-enforcement')?.status).toBe('cancelled');
    expect(refusalOf(waived().when('WaiveSurcharge', { reason: '再次' }, 'townhead')).code).toBe('waived-already');
  });
});

describe('what the party says to a demand (行政强制法 36)', () => {
  const commented = () => demanded().did('RecordDemandComment', { receivedOn: '2026-04-07', text: '已转让店铺' }, 'handler1');
  const answer = (scene: Scene) => ({ id: scene.file.execution.comments[0]!.id, adopted: false, findings: '转让不影响处罚决定的履行' });

  it('is looked into within the office’s own three days, before the court is asked', () => {
    // 04-08, 09, 10.
    expect(ends(commented(), 'demand-comment-answer')).toBe('2026-04-10');
    const application = { appliedOn: '2026-09-10', court: '云溪县人民法院', materials: ['强制执行申请书'] };
    const refusal = refusalOf(at(commented(), '2026-09-10').when('ApplyCourtEnforcement', application, 'townhead'));
    expect([refusal.code, refusal.basis]).toEqual(['comment-open', ['《行政强制法》第三十六条']]);
    const answered = commented().did('AnswerDemandComment', answer(commented()), 'handler1');
    expect(term(answered, 'demand-comment-answer')?.status).toBe('met');
    expect(eventsOf(at(answered, '2026-09-10').when('ApplyCourtEnforcement', application, 'townhead'))).toEqual([
      'CourtEnforcementApplied',
    ]);
    expect(refusalOf(answered.when('AnswerDemandComment', answer(answered), 'handler1')).code).toBe('no-comment-open');
    const two = answered.did('RecordDemandComment', { receivedOn: '2026-04-07', text: '再次申辩' }, 'handler1');
    expect(refusalOf(two.when('AnswerDemandComment', answer(two), 'handler1')).code).toBe('answered-already');
    expect(refusalOf(two.when('AnswerDemandComment', { ...answer(two), id: 'comment-9' }, 'handler1')).code).toBe('unknown-comment');
  });

  it('follows a demand', () => {
    const early = at(served(), '2026-04-07').when('RecordDemandComment', { receivedOn: '2026-04-07', text: '不服' }, 'handler1');
    expect(refusalOf(early).code).toBe('not-demanded');
    expect(refusalOf(demanded().when('RecordDemandComment', { receivedOn: '2026-04-06', text: '不服' }, 'handler1')).code).toBe(
      'before-its-cause',
    );
  });
});

describe('execution suspended and ended (行政强制法 39, 40)', () => {
  const suspended = () => demanded().did('SuspendExecution', { ground: 'no-ability', reason: '无收入无财产' }, 'townhead');
  const end = (ground: PayloadOf<'EndExecution'>['ground']): PayloadOf<'EndExecution'> => ({ ground, reason: '见证明材料' });

  it('nothing is demanded and the court is not asked meanwhile; then it goes on', () => {
    const scene = at(suspended(), '2026-05-06');
    expect(refusalOf(scene.when('DemandPerformance', demand('2026-05-06'), 'handler1'))).toMatchObject({
      code: 'execution-suspended',
      basis: ['《行政强制法》第三十九条'],
    });
    expect(refusalOf(scene.when('SuspendExecution', { ground: 'other', reason: '再次' }, 'townhead')).code).toBe('execution-suspended');
    const resumed = scene.did('ResumeExecution', { reason: '恢复收入' }, 'townhead');
    expect(eventsOf(resumed.when('DemandPerformance', demand('2026-05-06'), 'handler1'))).toEqual(['PerformanceDemanded']);
    expect(refusalOf(resumed.when('ResumeExecution', { reason: '再次' }, 'townhead')).code).toBe('not-suspended');
  });

  it('three years without resuming end it: from 2026-04-07 to 2029-04-07', () => {
    expect(ends(suspended(), 'execution-suspended')).toBe('2029-04-07');
    const early = refusalOf(at(suspended(), '2029-04-07').when('EndExecution', end('three-years'), 'townhead'));
    expect([early.code, early.basis]).toEqual(['three-years-running', ['《行政强制法》第三十九条第二款']]);
    expect(eventsOf(at(suspended(), '2029-04-08').when('EndExecution', end('three-years'), 'townhead'))).toEqual(['ExecutionEnded']);
    const other = demanded().did('SuspendExecution', { ground: 'third-party', reason: '案外人主张权利' }, 'townhead');
    expect(refusalOf(at(other, '2029-05-01').when('EndExecution', end('three-years'), 'townhead')).code).toBe('not-suspended');
  });

  it('a citizen dies, an organisation dissolves, a decision is revoked: each its own ground', () => {
    expect(refusalOf(demanded().when('EndExecution', end('dissolved'), 'townhead')).code).toBe('no-organisation');
    const company = demanded().having((file) => ({ parties: file.parties.map((party) => ({ ...party, kind: 'organisation' as const })) }));
    expect(refusalOf(company.when('EndExecution', end('died'), 'townhead')).code).toBe('no-citizen');
    expect(eventsOf(company.when('EndExecution', end('dissolved'), 'townhead'))).toEqual(['ExecutionEnded']);
    expect(refusalOf(demanded().when('EndExecution', end('revoked'), 'townhead')).code).toBe('not-revoked');
    const revoked = demanded().having((file) => ({ decision: file.decision && { ...file.decision, revokedOn: '2026-04-07' } }));
    expect(refusalOf(revoked.when('EndExecution', end('died'), 'townhead')).code).toBe('decision-revoked');
    expect(eventsOf(revoked.when('EndExecution', end('revoked'), 'townhead'))).toEqual(['ExecutionEnded']);
  });

  it('ended, nothing of it runs any more, and the case is closed on that ground', () => {
    const ended = demanded().did('EndExecution', end('died'), 'townhead');
    for (const key of ['fine-payment', 'demand-before-court', 'court-application', 'surcharge-to-enforcement']) {
      expect(term(ended, key)?.open, key).toBe(false);
    }
    // The party's heirs may still go to review and court.
    expect(term(ended, 'review-application')?.open).toBe(true);
    expect(refusalOf(ended.when('DemandPerformance', demand('2026-04-07'), 'handler1')).code).toBe('execution-ended');
    expect(refusalOf(ended.when('EndExecution', end('other'), 'townhead')).code).toBe('execution-ended');
    const file = fileOf(ended.when('CloseCase', { ground: 'execution-ended', reason: '当事人死亡，无遗产' }, 'townhead'));
    expect([file.stage, file.ending?.outcome]).toEqual(['closed', 'penalty']);
    expect(refusalOf(demanded().when('CloseCase', { ground: 'execution-ended', reason: '无财产' }, 'townhead')).code).toBe(
      'execution-not-ended',
    );
  });

  it('is of a case in execution', () => {
    expect(refusalOf(closed().when('EndExecution', end('died'), 'townhead')).code).toBe('wrong-stage');
  });
});

describe('what is left of a decision', () => {
  // 300 yuan and a suspension of business: one of them alone ends neither the demand nor the way to the court.
  const both = (): Scene =>
    at(
      decided().having((file) => ({ decision: file.decision && { ...file.decision, others: ['责令停产停业'] } })),
      '2026-03-09',
    ).did('ServeDocument', service(), 'handler1');
  const stopped = { on: '2026-04-07', what: '责令停产停业', result: '已停产', complete: true };

  it('keeps the court’s term until all of it is done', () => {
    const performed = at(both(), '2026-04-07').did('RecordPerformance', stopped, 'handler1');
    expect(performed.last('PerformanceRecorded').data.fulfilled).toBe(false);
    expect(term(performed, 'court-application')?.open).toBe(true);
    // Paid on 04-07: fourteen days late, 126 yuan.
    const fine = pay(performed, '2026-04-07', 300, '浙0001');
    expect(term(fine, 'court-application')?.open).toBe(true);
    const all = pay(fine, '2026-04-07', 126, '浙0002', true);
    expect(all.last('PaymentRecorded').data.fulfilled).toBe(true);
    expect([term(all, 'court-application')?.open, term(all, 'case-closure')?.status]).toEqual([false, 'running']);
  });

  it('keeps it where the money is paid and the rest is not done', () => {
    const fine = pay(both(), '2026-03-16', 300, '浙0001');
    expect([fine.last('PaymentRecorded').data.settled, fine.last('PaymentRecorded').data.fulfilled]).toEqual([true, false]);
    expect([term(fine, 'court-application')?.open, term(fine, 'case-closure')]).toEqual([true, undefined]);
    expect(term(at(fine, '2026-04-07').did('RecordPerformance', stopped, 'handler1'), 'court-application')?.open).toBe(false);
  });
});

describe('a defence that is looked into later (行政处罚法 45(1))', () => {
  it('has the office’s own three days: 03-09, 10, 11', () => {
    const heard = notified().did('RecordStatement', { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理' }, 'handler1');
    expect(ends(heard, 'statement-recheck')).toBe('2026-03-11');
    const points = [{ argument: '已经清理', adopted: false, answer: '复查时仍未清理' }];
    expect(term(heard.did('RecheckStatement', { points }, 'handler1'), 'statement-recheck')?.status).toBe('met');
    const answered = notified().did('RecordStatement', { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理', points }, 'handler1');
    expect(term(answered, 'statement-recheck')).toBeUndefined();
  });
});
