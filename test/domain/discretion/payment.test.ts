import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInstalments } from '../../../domain/discretion/instalments.ts';
import { surcharge } from '../../../domain/discretion/surcharge.ts';
import type { SurchargeQuestion } from '../../../domain/discretion/surcharge.ts';
import { addDays } from '../../../domain/terms/instant.ts';

const ask = (fine: number, dueOn: string, paidOn: string, standstill: SurchargeQuestion['standstill'] = []) =>
  surcharge({ fine, dueOn, paidOn, standstill });

describe('surcharge, worked out by hand', () => {
  it.each<[string, number, string, string, SurchargeQuestion['standstill'], number, number]>([
    ['paid on the last day', 1000, '2026-03-10', '2026-03-10', [], 0, 0],
    ['paid early', 1000, '2026-03-10', '2026-03-01', [], 0, 0],
    // 1000 × 3 % = 30 a day.
    ['one day late', 1000, '2026-03-10', '2026-03-11', [], 1, 30],
    ['ten days late', 1000, '2026-03-10', '2026-03-20', [], 10, 300],
    // 10 March → 12 April: 21 days of March, 12 of April.
    ['33 days: 99 %', 1000, '2026-03-10', '2026-04-12', [], 33, 990],
    ['34 days: the cap', 1000, '2026-03-10', '2026-04-13', [], 34, 1000],
    ['a year', 1000, '2026-03-10', '2027-03-10', [], 365, 1000],
    // Leap day counts: 27 Feb → 1 March 2028 is three days.
    ['over a leap day', 200, '2028-02-27', '2028-03-01', [], 3, 18],
    // Review from 15 to 24 March, ten days off twenty.
    ['a review inside', 1000, '2026-03-10', '2026-03-30', [{ from: '2026-03-15', to: '2026-03-24' }], 10, 300],
    // Review 15–24, suit 20–29: fifteen days off twenty, none twice.
    [
      'review and suit that overlap',
      1000,
      '2026-03-10',
      '2026-03-30',
      [
        { from: '2026-03-15', to: '2026-03-24' },
        { from: '2026-03-20', to: '2026-03-29' },
      ],
      5,
      150,
    ],
    // Review before the last day to pay, to 12 March: 11 and 12 stand still, 13 to 15 count.
    ['a review that began before', 1000, '2026-03-10', '2026-03-15', [{ from: '2026-02-01', to: '2026-03-12' }], 3, 90],
    ['a suit that goes on', 1000, '2026-03-10', '2026-06-30', [{ from: '2026-03-13', to: null }], 2, 60],
    // 33.33 × 3 % × 1 = 0.9999: down to the fen.
    ['odd fen', 33.33, '2026-03-10', '2026-03-11', [], 1, 0.99],
    ['odd fen, seven days: 6.9993', 33.33, '2026-03-10', '2026-03-17', [], 7, 6.99],
  ])('%s', (_name, fine, dueOn, paidOn, standstill, days, amount) => {
    expect(ask(fine, dueOn, paidOn, standstill)).toMatchObject({ ok: true, days, amount });
  });

  it('says when it was full, and shows the arithmetic', () => {
    const answer = ask(1000, '2026-03-10', '2026-05-01');
    expect(answer).toMatchObject({ capped: true, fullOn: '2026-04-13', daysLate: 52, daysStoodStill: 0 });
    expect(answer.ok && answer.lines).toEqual([
      { text: '缴款期限2026-03-10届满，计算至2026-05-01，逾期52日', basis: '行政处罚法第七十二条第一款第一项' },
      { text: '1000元×3%×52日＝1560元', basis: '行政处罚法第七十二条第一款第一项' },
      { text: '超过罚款本数，以1000元为限', basis: '行政强制法第四十五条第二款' },
    ]);
    expect(ask(1000, '2026-03-10', '2026-04-12')).toMatchObject({ capped: false, fullOn: null });
  });

  it.each<[number, string, string, SurchargeQuestion['standstill'], string]>([
    [0, '2026-03-10', '2026-03-11', [], 'fine-invalid'],
    [-5, '2026-03-10', '2026-03-11', [], 'fine-invalid'],
    [10, '2026-02-30', '2026-03-11', [], 'date-invalid'],
    [10, '2026-03-10', '2026-03-11', [{ from: 'x', to: null }], 'date-invalid'],
    [10, '2026-03-10', '2026-03-11', [{ from: '2026-03-12', to: '2026-03-11' }], 'standstill-reversed'],
    [10, '1926-03-10', '2126-03-11', [], 'date-invalid'],
  ])('%d %s %s %j → %s', (fine, dueOn, paidOn, standstill, code) =>
    expect(ask(fine, dueOn, paidOn, standstill)).toMatchObject({ ok: false, code }),
  );

  it('never exceeds the fine, never shrinks with time, never grows by a standstill', () => {
    const day = fc.nat(120).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), day, day, day, day, (fen, dueOn, paidOn, from, to) => {
        const fine = fen / 100;
        const plain = ask(fine, dueOn, paidOn);
        const later = ask(fine, dueOn, addDays(paidOn, 1));
        const stood = ask(fine, dueOn, paidOn, [{ from, to: from <= to ? to : null }]);
        if (!plain.ok || !later.ok || !stood.ok) throw new Error('refused');
        expect(plain.amount).toBeLessThanOrEqual(fine);
        expect(later.amount).toBeGreaterThanOrEqual(plain.amount);
        expect(stood.amount).toBeLessThanOrEqual(plain.amount);
        expect(stood.days + stood.daysStoodStill).toBe(stood.daysLate);
      }),
    );
  });
});

describe('deferral and instalments (行政处罚法 66)', () => {
  const good = {
    fine: 3000,
    appliedOn: '2026-03-01',
    reason: '经营困难，附低保证明',
    grantedOn: '2026-03-05',
    plan: [
      { dueOn: '2026-04-05', amount: 1000 },
      { dueOn: '2026-05-05', amount: 1000.01 },
      { dueOn: '2026-06-05', amount: 999.99 },
    ],
  };

  it('a plan that adds up, and one part that defers', () => {
    expect(checkInstalments(good)).toMatchObject({
      ok: true,
      until: '2026-06-05',
      lines: [{ text: '准予分3期缴纳3000元，至2026-06-05；期限届满前不加处罚款' }],
    });
    expect(checkInstalments({ ...good, plan: [{ dueOn: '2026-09-01', amount: 3000 }] })).toMatchObject({
      ok: true,
      lines: [{ text: expect.stringContaining('暂缓缴纳') as string }],
    });
  });

  it.each([
    [{ appliedOn: null }, 'application-missing'],
    [{ appliedOn: '2026-03-06' }, 'application-late'],
    [{ reason: ' ' }, 'reason-missing'],
    [{ plan: [] }, 'plan-empty'],
    [{ plan: [{ dueOn: '2026-04-05', amount: 2999.99 }] }, 'plan-sum'],
    [{ plan: [{ dueOn: '2026-04-05', amount: 0 }] }, 'plan-amount'],
    [{ plan: [{ dueOn: '2026-03-05', amount: 3000 }] }, 'plan-order'],
    [
      {
        plan: [
          { dueOn: '2026-05-05', amount: 1000 },
          { dueOn: '2026-05-05', amount: 2000 },
        ],
      },
      'plan-order',
    ],
    [{ plan: [{ dueOn: '2026-02-31', amount: 3000 }] }, 'date-invalid'],
    [{ latest: { on: '2026-06-04', basis: '本县规则' } }, 'plan-too-long'],
    [{ fine: 0 }, 'fine-invalid'],
  ])('%j → %s', (change, code) => {
    const answer = checkInstalments({ ...good, ...change });
    expect(answer).toMatchObject({ ok: false, code, needs: [expect.any(String) as string] });
  });
});
