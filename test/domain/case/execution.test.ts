import { describe, expect, it } from 'vitest';
import { courtPath, courtWindow } from '../../../domain/case/execution/court-window.ts';
import { overdueSince, paymentDueOn, surchargeOf } from '../../../domain/case/execution/surcharge.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf } from './kit.ts';
import { decided, paid, reviewed, served, service } from './late-scenes.ts';

const payment = (patch: Partial<PayloadOf<'RecordPayment'>> = {}): PayloadOf<'RecordPayment'> => ({
  amount: 300,
  paidOn: '2026-03-16',
  receipt: '浙0001',
  ...patch,
});
const on = (day: string) => served().at(`${day}T10:00:00+08:00`);

describe('RecordPayment (行政处罚法 67-70)', () => {
  it('settles when fine and surcharge are paid', () => {
    expect(dataOf(on('2026-03-16').when('RecordPayment', payment(), 'handler1'), 'PaymentRecorded')).toMatchObject({
      finePaid: true,
      settled: true,
    });
    const part = on('2026-03-16').did('RecordPayment', payment({ amount: 100 }), 'handler1');
    expect(part.file.execution.settled).toBe(false);
    expect(dataOf(part.when('RecordPayment', payment({ amount: 200, receipt: '浙0002' }), 'handler1'), 'PaymentRecorded').finePaid).toBe(
      true,
    );
  });

  // 行政处罚法 72(1): due 03-24; paid on 04-03 is ten days late: 300 × 3 % × 10 = 90.
  it('counts the surcharge of a late payment and keeps it apart', () => {
    const late = on('2026-04-03').did('RecordPayment', payment({ paidOn: '2026-04-03' }), 'handler1');
    expect(late.last('PaymentRecorded').data).toMatchObject({ finePaid: true, settled: false });
    expect(surchargeOf(late.file, '2026-05-01', late.policy).amount).toBe(90);
    const wrong = late.when(
      'RecordPayment',
      payment({ amount: 91, receipt: '浙0002', forSurcharge: true, paidOn: '2026-04-03' }),
      'handler1',
    );
    expect(refusalOf(wrong).code).toBe('surcharge-overpaid');
    const right = late.when(
      'RecordPayment',
      payment({ amount: 90, receipt: '浙0002', forSurcharge: true, paidOn: '2026-04-03' }),
      'handler1',
    );
    expect(fileOf(right).execution.settled).toBe(true);
  });

  it('never lets the surcharge exceed the fine (行政强制法 45)', () => {
    expect(surchargeOf(served().file, '2026-04-26', served().policy).amount).toBe(297);
    expect(surchargeOf(served().file, '2026-04-27', served().policy).amount).toBe(300);
    expect(surchargeOf(served().file, '2027-04-27', served().policy).amount).toBe(300);
  });

  // 行政处罚法 73(3).
  it('stands still during review and suit', () => {
    const reviewing = on('2026-03-30').did(
      'RecordLitigation',
      { kind: 'review', step: 'started', on: '2026-03-30', reference: '复议1号' },
      'handler1',
    );
    // Late 03-25 to 03-29: five days at nine yuan.
    expect(surchargeOf(reviewing.file, '2026-04-30', reviewing.policy).amount).toBe(45);
    const over = reviewing
      .at('2026-05-06T10:00:00+08:00')
      .did('RecordLitigation', { kind: 'review', step: 'ended', on: '2026-04-30', reference: '复议2号', result: 'upheld' }, 'handler1');
    expect(surchargeOf(over.file, '2026-05-02', over.policy).amount).toBe(63);
  });

  it('counts each part from its own day', () => {
    const half = on('2026-03-20').did('RecordPayment', payment({ amount: 100, paidOn: '2026-03-20' }), 'handler1');
    // 200 left, ten days late: 60.
    expect(surchargeOf(half.file, '2026-04-03', half.policy).amount).toBe(60);
    expect(overdueSince(half.file, '2026-04-03', half.policy)).toBe('2026-03-24');
    expect(overdueSince(half.file, '2026-03-24', half.policy)).toBeNull();
  });

  it('takes no more than is owed, no receipt twice, no day to come, nothing of zero', () => {
    expect(refusalOf(on('2026-03-16').when('RecordPayment', payment({ amount: 301 }), 'handler1')).code).toBe('overpaid');
    expect(refusalOf(on('2026-03-16').when('RecordPayment', payment({ amount: 0 }), 'handler1')).code).toBe('amount-zero');
    expect(refusalOf(on('2026-03-16').when('RecordPayment', payment({ paidOn: '2026-03-17' }), 'handler1')).code).toBe('in-the-future');
    expect(refusalOf(on('2026-03-16').when('RecordPayment', payment({ forSurcharge: true }), 'handler1')).code).toBe('no-surcharge-due');
    const part = on('2026-03-16').did('RecordPayment', payment({ amount: 100 }), 'handler1');
    expect(refusalOf(part.when('RecordPayment', payment({ amount: 100 }), 'handler1')).code).toBe('receipt-twice');
    expect(refusalOf(paid().when('RecordPayment', payment({ receipt: '浙0009' }), 'handler1')).code).toBe('already-paid');
  });

  it('of the fine is over when the fine is paid, although the surcharge is not', () => {
    // Due by 03-24, paid on 03-26: two days at 3 % of 300.
    const late = on('2026-03-26').did('RecordPayment', payment({ paidOn: '2026-03-26' }), 'handler1');
    const more = payment({ amount: 18, paidOn: '2026-03-26', receipt: '浙0009' });
    const refusal = refusalOf(late.when('RecordPayment', more, 'handler1'));
    expect([refusal.code, refusal.needs]).toEqual(['already-paid', ['缴纳加处罚款的，登记为加处罚款']]);
    expect(dataOf(late.when('RecordPayment', { ...more, forSurcharge: true }, 'handler1'), 'PaymentRecorded').settled).toBe(true);
  });

  // 行政处罚法 67-69.
  it('is not collected in cash outside the three grounds', () => {
    const cash = (cashGround: PayloadOf<'RecordPayment'>['cashGround']) =>
      on('2026-03-16').when('RecordPayment', payment({ channel: 'cash', cashGround }), 'handler1');
    expect(refusalOf(cash(null)).code).toBe('cash-needs-ground');
    expect(refusalOf(cash('small')).code).toBe('cash-not-on-the-spot');
    expect(refusalOf(cash('hard-later')).code).toBe('cash-not-on-the-spot');
    expect(eventsOf(cash('remote'))).toEqual(['PaymentRecorded']);
    const spot = on('2026-03-16').having((file) => ({ decision: file.decision && { ...file.decision, onTheSpot: true } }));
    expect(refusalOf(spot.when('RecordPayment', payment({ channel: 'cash', cashGround: 'small' }), 'handler1')).code).toBe('cash-over-100');
  });

  it('needs a served decision with a penalty', () => {
    expect(refusalOf(decided().when('RecordPayment', payment(), 'handler1')).code).toBe('decision-not-served');
    const none = reviewed().did('Decide', { kind: 'no-penalty', reasons: '轻微', education: '已教育' }, 'townhead');
    expect(refusalOf(none.when('RecordPayment', payment(), 'handler1')).code).toBe('no-penalty-to-execute');
    const noticed = decided()
      .at('2026-03-09T10:00:00+08:00')
      .did(
        'ServeDocument',
        service({ method: 'public-notice', serviceReason: '下落不明', recipient: '公告', receipt: '公告1号' }),
        'handler1',
      );
    expect(refusalOf(noticed.when('RecordPayment', payment({ paidOn: '2026-03-09' }), 'handler1')).code).toBe('service-not-in-effect');
    expect(eventsOf(noticed.at('2026-04-08T09:00:00+08:00').when('RecordPayment', payment({ paidOn: '2026-04-08' }), 'handler1'))).toEqual([
      'PaymentRecorded',
    ]);
  });
});

describe('GrantInstalments (行政处罚法 66(2))', () => {
  const plan = [
    { dueOn: '2026-04-24', amount: 100 },
    { dueOn: '2026-05-24', amount: 200 },
  ];
  const grant = (patch: Partial<PayloadOf<'GrantInstalments'>> = {}): PayloadOf<'GrantInstalments'> => ({
    appliedOn: '2026-03-16',
    reason: '低保户，经济困难',
    plan,
    ...patch,
  });

  it('moves the day to pay, and with it surcharge and court', () => {
    const scene = on('2026-03-17').did('GrantInstalments', grant(), 'townhead');
    expect(paymentDueOn(scene.file, scene.policy)).toBe('2026-05-24');
    expect(surchargeOf(scene.file, '2026-04-24', scene.policy).amount).toBe(0);
    // The first instalment is a day late, and the rest falls due with it: 300 × 3 %.
    expect(surchargeOf(scene.file, '2026-04-25', scene.policy).amount).toBe(9);
    expect(overdueSince(scene.file, '2026-04-25', scene.policy)).toBe('2026-04-24');
    const first = scene.at('2026-04-20T10:00:00+08:00').did('RecordPayment', payment({ amount: 100, paidOn: '2026-04-20' }), 'handler1');
    expect(surchargeOf(first.file, '2026-05-24', first.policy).amount).toBe(0);
  });

  it('is a head’s, for a plan that adds up and lies ahead', () => {
    expect(refusalOf(on('2026-03-17').when('GrantInstalments', grant(), 'liulinhead')).code).toBe('head-required');
    expect(
      refusalOf(on('2026-03-17').when('GrantInstalments', grant({ plan: [{ dueOn: '2026-04-24', amount: 299 }] }), 'townhead')).code,
    ).toBe('plan-sum');
    expect(refusalOf(on('2026-03-17').when('GrantInstalments', grant({ plan: [...plan].reverse() }), 'townhead')).code).toBe('plan-order');
    expect(refusalOf(on('2026-03-17').when('GrantInstalments', grant({ appliedOn: '2026-03-18' }), 'townhead')).code).toBe('in-the-future');
    expect(refusalOf(paid().when('GrantInstalments', grant(), 'townhead')).code).toBe('already-paid');
  });
});

const demand = (patch: Partial<PayloadOf<'DemandPerformance'>> = {}): PayloadOf<'DemandPerformance'> => ({
  text: '请于十日内缴纳罚款及加处罚款，逾期申请法院强制执行，您有权陈述申辩',
  method: 'direct',
  deliveredOn: '2026-09-14',
  recipient: '张三',
  receipt: '送达回证5号',
  ...patch,
});

describe('DemandPerformance (行政强制法 35, 54)', () => {
  it('is for what is overdue, and says how much', () => {
    const refusal = refusalOf(on('2026-03-24').when('DemandPerformance', demand({ deliveredOn: '2026-03-24' }), 'handler1'));
    expect([refusal.code, refusal.needs]).toEqual(['not-overdue', ['2026-03-25起可以催告']]);
    const outcome = on('2026-03-25').when('DemandPerformance', demand({ deliveredOn: '2026-03-25' }), 'handler1');
    expect(dataOf(outcome, 'PerformanceDemanded')).toMatchObject({ amount: 309, servedOn: '2026-03-25' });
  });

  it('is refused where nothing is owed, or execution was stopped', () => {
    expect(
      refusalOf(
        paid()
          .at('2026-04-01T10:00:00+08:00')
          .when('DemandPerformance', demand({ deliveredOn: '2026-04-01' }), 'handler1'),
      ).code,
    ).toBe('nothing-owed');
    const stopped = on('2026-03-30').did(
      'RecordLitigation',
      { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号', stopsExecution: true },
      'handler1',
    );
    expect(refusalOf(stopped.when('DemandPerformance', demand({ deliveredOn: '2026-03-30' }), 'handler1')).code).toBe('execution-stopped');
  });
});

describe('ApplyCourtEnforcement (行政强制法 53-55)', () => {
  const application = (patch: Partial<PayloadOf<'ApplyCourtEnforcement'>> = {}): PayloadOf<'ApplyCourtEnforcement'> => ({
    appliedOn: '2026-09-29',
    court: '云溪县人民法院',
    materials: ['强制执行申请书', '行政处罚决定书', '催告书'],
    ...patch,
  });
  const demanded = () => served().at('2026-09-14T10:00:00+08:00').did('DemandPerformance', demand(), 'handler1');

  it('opens after the terms of review and suit and stays open three months', () => {
    // Served 03-09: six months end on 09-09, a Wednesday; three months more on 12-09.
    expect(courtWindow(courtPath(served().file, '2026-03-09', served().policy.calendar)!, served().policy.calendar)).toEqual({
      opensAfter: '2026-09-09',
      until: '2026-12-09',
    });
  });

  it('needs ten workdays after the demand', () => {
    // 09-14; 15, 16, 17, 18, make-up Sunday 20, 21, 22, 23, 24 are nine; 25 to 27 are 中秋; 28 is the tenth.
    const early = refusalOf(
      demanded()
        .at('2026-09-28T10:00:00+08:00')
        .when('ApplyCourtEnforcement', application({ appliedOn: '2026-09-28' }), 'townhead'),
    );
    expect(early.code).toBe('demand-not-run');
    expect(early.message).toContain('2026-09-28');
    const outcome = demanded().at('2026-09-29T10:00:00+08:00').when('ApplyCourtEnforcement', application(), 'townhead');
    expect(fileOf(outcome).execution.court).toMatchObject({ court: '云溪县人民法院', accepted: null });
    expect(refusalOf(on('2026-09-29').when('ApplyCourtEnforcement', application(), 'townhead')).code).toBe('not-demanded');
  });

  it('is refused while the party can still go to court, and late without reason', () => {
    const early = served()
      .at('2026-04-01T10:00:00+08:00')
      .did('DemandPerformance', demand({ deliveredOn: '2026-04-01' }), 'handler1')
      .at('2026-05-06T10:00:00+08:00')
      .when('ApplyCourtEnforcement', application({ appliedOn: '2026-05-06' }), 'townhead');
    expect(refusalOf(early).code).toBe('remedies-open');
    const late = demanded().at('2026-12-10T10:00:00+08:00');
    expect(refusalOf(late.when('ApplyCourtEnforcement', application({ appliedOn: '2026-12-10' }), 'townhead')).code).toBe(
      'court-application-late',
    );
    expect(
      eventsOf(late.when('ApplyCourtEnforcement', application({ appliedOn: '2026-12-10', lateReason: '不可抗力' }), 'townhead')),
    ).toEqual(['CourtEnforcementApplied']);
  });

  it('waits for a suit that runs', () => {
    const suing = demanded().did('RecordLitigation', { kind: 'suit', step: 'started', on: '2026-09-01', reference: '行初1号' }, 'handler1');
    expect(refusalOf(suing.at('2026-09-29T10:00:00+08:00').when('ApplyCourtEnforcement', application(), 'townhead')).code).toBe(
      'litigation-running',
    );
  });

  it('records what the court answers', () => {
    const applied = demanded().at('2026-09-29T10:00:00+08:00').did('ApplyCourtEnforcement', application(), 'townhead');
    expect(refusalOf(applied.when('ApplyCourtEnforcement', application(), 'townhead')).code).toBe('at-the-court');
    const plan = [{ dueOn: '2026-10-30', amount: 300 }];
    expect(refusalOf(applied.when('GrantInstalments', { appliedOn: '2026-09-29', reason: '困难', plan }, 'townhead')).code).toBe(
      'at-the-court',
    );
    expect(eventsOf(demanded().when('GrantInstalments', { appliedOn: '2026-09-14', reason: '困难', plan }, 'townhead'))).toEqual([
      'InstalmentsGranted',
    ]);
    const answer = { on: '2026-09-29', answer: 'accepted', text: '受理' } as const;
    expect(refusalOf(demanded().when('RecordCourtAnswer', answer, 'handler1')).code).toBe('not-at-the-court');
    const ended = applied
      .did('RecordCourtAnswer', answer, 'handler1')
      .did('RecordCourtAnswer', { ...answer, answer: 'ended', text: '终结执行' }, 'handler1');
    expect(ended.file.execution.court).toMatchObject({ accepted: true, ended: { how: 'ended' } });
    expect(refusalOf(ended.when('RecordCourtAnswer', answer, 'handler1')).code).toBe('court-ended');
  });
});

describe('RecordPerformance', () => {
  it('is of what was decided', () => {
    expect(
      refusalOf(
        on('2026-03-16').when(
          'RecordPerformance',
          { on: '2026-03-16', what: '责令停产停业', result: '已停产', complete: true },
          'handler1',
        ),
      ).code,
    ).toBe('not-ordered');
    const heavy = on('2026-03-16').having((file) => ({
      decision: file.decision && { ...file.decision, others: ['责令停产停业', '警告'] },
    }));
    const performed = heavy.did(
      'RecordPerformance',
      { on: '2026-03-16', what: '责令停产停业', result: '已停产', complete: true },
      'handler1',
    );
    expect(
      refusalOf(
        performed.when('RecordPerformance', { on: '2026-03-16', what: '责令停产停业', result: '已停产', complete: true }, 'handler1'),
      ).code,
    ).toBe('not-ordered');
  });
});

describe('RecordLitigation (行政处罚法 73)', () => {
  const start = { kind: 'suit', step: 'started', on: '2026-03-30', reference: '行初1号' } as const;
  const end = { kind: 'suit', step: 'ended', on: '2026-05-06', reference: '行初1号判决' } as const;
  const suing = () => on('2026-03-30').did('RecordLitigation', start, 'handler1').at('2026-05-06T10:00:00+08:00');

  it('begins once and ends with a result', () => {
    expect(refusalOf(suing().when('RecordLitigation', start, 'handler1')).code).toBe('litigation-running');
    expect(refusalOf(suing().when('RecordLitigation', end, 'handler1')).code).toBe('result-missing');
    expect(refusalOf(on('2026-03-30').when('RecordLitigation', { ...end, result: 'upheld' }, 'handler1')).code).toBe('no-litigation');
    expect(refusalOf(suing().when('RecordLitigation', { ...end, on: '2026-03-29', result: 'upheld' }, 'handler1')).code).toBe(
      'before-its-cause',
    );
  });

  it('may lower the fine, never raise it (行政诉讼法 77)', () => {
    expect(refusalOf(suing().when('RecordLitigation', { ...end, result: 'changed', fine: 301 }, 'handler1')).code).toBe('changed-heavier');
    expect(refusalOf(suing().when('RecordLitigation', { ...end, result: 'upheld', fine: 200 }, 'handler1')).code).toBe(
      'fine-without-change',
    );
    expect(fileOf(suing().when('RecordLitigation', { ...end, result: 'changed', fine: 200 }, 'handler1')).decision?.money.fine).toBe(200);
  });

  it('a revoked decision is no longer executed', () => {
    const revoked = suing().did('RecordLitigation', { ...end, result: 'revoked' }, 'handler1');
    expect(refusalOf(revoked.when('RecordPayment', payment({ paidOn: '2026-05-06' }), 'handler1')).code).toBe('decision-revoked');
    expect(surchargeOf(revoked.file, '2026-06-01', revoked.policy).amount).toBe(0);
  });

  it('needs a decision', () => {
    expect(
      refusalOf(
        served()
          .having(() => ({ decision: null }))
          .at('2026-03-30T10:00:00+08:00')
          .when('RecordLitigation', start, 'handler1'),
      ).code,
    ).toBe('no-decision');
  });
});
