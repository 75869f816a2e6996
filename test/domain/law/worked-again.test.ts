/**
 * Forty-six more days, worked out from the statutes and the holiday notices alone before the product was asked, each with its
 * counting; none stands in the other tables. A party's last day moves on where it is a holiday; the office's own does not.
 */
import { describe, expect, it } from 'vitest';
import { onTheSpotPath } from '../../../domain/case/execution/court-window.ts';
import { surcharge } from '../../../domain/discretion/surcharge.ts';
import { Book } from '../terms/kit.ts';

type Step = [type: string, when: string, data?: unknown];

const book = (...steps: Step[]) => steps.reduce((grown, [type, when, data]) => grown.did(type, when, data ?? {}), new Book());
const served = (on: string, more: object = {}): Step => [
  'DocumentServed',
  `${on}T10:00`,
  { document: 'decision', deliveredOn: on, effectiveOn: on, fine: 3000, payment: 'bank', ...more },
];
const reviewed = (on: string, result = 'upheld'): Step => [
  'LitigationEnded',
  `${on}T10:00`,
  { kind: 'review', endedOn: on, servedOn: on, result, published: result === 'revoked' },
];
const suing = (kind: 'review' | 'suit', on: string, simplified = false): Step => [
  'LitigationStarted',
  `${on}T10:00`,
  { kind, startedOn: on, copyReceivedOn: on, simplified },
];
const told = (on: string): Step => ['ProposedDecisionNotified', `${on}T10:00`, { servedOn: on, hearingRight: true }];
const heard = (on: string): Step => ['HearingScheduled', '2025-08-20T10:00', { heldAt: `${on}T09:00:00+08:00` }];
const opened = (conduct: object): Step => [
  'CaseOpened',
  '2026-01-28T10:00',
  { source: { receivedAt: '2026-01-28T09:00:00+08:00' }, conduct },
];
const seized = (on: string): Step => [
  'SealedOrDetained',
  `${on}T10:00`,
  { seizureId: 's1', carriedOutAt: `${on}T10:00:00+08:00`, approvedBy: {} },
];
const land = { of: 'decision', from: '2026-06-05', steps: [{ length: 15, unit: 'naturalDay', roll: 'next', what: '起诉', basis: '' }] };

const ROWS: [key: string, steps: Step[], last: string, counting: string][] = [
  ['review-application', [served('2024-08-05')], '2024-10-08', 'Aug 26, Sep 30, Oct 4 = 60: 10-04, 国庆 1–7 → Tue 10-08'],
  ['litigation', [served('2024-08-31')], '2025-02-28', 'six months: no 31st of February; a Friday'],
  ['litigation', [served('2025-07-28')], '2026-01-28', 'six months: a Wednesday'],
  ['litigation', [served('2025-11-03')], '2026-05-06', 'six months: 05-03, 劳动节 1–5 → Wed 05-06'],
  ['litigation-after-review', [reviewed('2026-04-20')], '2026-05-06', '15 days: 05-05, 劳动节 → 05-06'],
  [
    'litigation-special',
    [served('2026-06-05', { remedies: { suitDays: 15 } })],
    '2026-06-22',
    '15 days: Sat 06-20, 端午 19–21 → Mon 06-22',
  ],
  ['fine-payment', [served('2026-04-17')], '2026-05-06', '15 days: 05-02, 劳动节 → 05-06'],
  ['fine-payment', [served('2025-01-14')], '2025-02-05', '15 days: 01-29, 春节 01-28–02-04 → Wed 02-05'],
  ['fine-payment', [served('2024-09-02')], '2024-09-18', '15 days: 09-17, 中秋 15–17 → Wed 09-18'],
  ['fine-payment', [served('2026-09-05')], '2026-09-20', '15 days: a Sunday that is worked (调休): it stays'],
  ['decision-deadline', [['CaseFiled', '2025-10-10', { filedOn: '2025-10-10' }]], '2026-01-08', 'Oct 21, Nov 30, Dec 31, Jan 8 = 90'],
  [
    'decision-deadline',
    [['CaseFiled', '2025-11-17', { filedOn: '2025-11-17' }]],
    '2026-02-15',
    'Nov 13, Dec 31, Jan 31, Feb 15 = 90: 春节, and the office’s own day stays',
  ],
  [
    'evidence-preservation',
    [['EvidencePreserved', '2025-09-26T10:00', { preservationId: 'p1', approvedBy: {} }]],
    '2025-10-13',
    'make-up Sun 28 =1, 29 30 =3, 1–8 off, 9 10 =5, make-up Sat 11 =6, Mon 13 =7',
  ],
  [
    'evidence-preservation',
    [['EvidencePreserved', '2026-02-12T10:00', { preservationId: 'p1', approvedBy: {} }]],
    '2026-02-28',
    '13 =1, make-up Sat 14 =2, 15–23 春节, 24–27 =6, make-up Sat 28 =7',
  ],
  ['hearing-request', [told('2026-04-29')], '2026-05-09', '30 =1, 劳动节 1–5, 6 7 8 =4, make-up Sat 9 =5'],
  ['hearing-request', [told('2025-01-23')], '2025-02-06', '24 =1, make-up Sun 26 =2, 27 =3, 01-28–02-04 off, 5 6 =5'],
  ['hearing-notice', [heard('2026-05-12')], '2026-04-29', 'back: 11, make-up Sat 9, 8 7 6 =5, 劳动节, 04-30 04-29 =7'],
  ['hearing-notice', [heard('2025-10-16')], '2025-09-30', 'back: 15 14 13, make-up Sat 11, 10 9 =6, 1–8 off, 09-30 =7'],
  ['statement-defence', [told('2025-04-24')], '2025-04-30', '25 =1, make-up Sun 27 =2, 28 29 30 =5'],
  [
    'decision-service',
    [['Decided', '2026-12-24T10:00', { decidedOn: '2026-12-24', kind: 'penalty' }]],
    '2027-01-05',
    '25 28–31 =5, 元旦 by law before any notice, 01-04 05 =7',
  ],
  ['publish-withdraw', [reviewed('2026-04-30', 'revoked')], '2026-05-08', '劳动节 1–5, 6 7 8 =3'],
  [
    'review-reply',
    [suing('review', '2025-01-22')],
    '2025-02-11',
    '23 24, make-up Sun 26, 27 =4, off, 5 6 7 =7, make-up Sat 8 =8, 10 11 =10',
  ],
  ['review-reply-simplified', [suing('review', '2025-09-29', true)], '2025-10-13', '30 =1, 1–8 off, 9 10, make-up Sat 11 =4, 13 =5'],
  ['court-defence', [suing('suit', '2025-09-23')], '2025-10-08', '15 natural days: the last of 国庆, and it stays'],
  ['court-application', [served('2025-05-30')], '2026-03-02', 'suit: Sun 11-30 → Mon 12-01; 3 months: Sun 03-01 → Mon 03-02'],
  ['court-application', [served('2024-11-29')], '2025-08-29', 'suit: Thu 2025-05-29; 3 months: a Friday'],
  ['court-application', [served('2025-03-31')], '2025-12-30', 'suit: Tue 09-30, no 31st; 3 months: Tue 12-30'],
  [
    'court-application',
    [served('2025-09-01'), suing('review', '2025-10-20'), reviewed('2025-12-18')],
    '2026-04-07',
    '15 days: 01-02, 元旦 1–3 → make-up Sun 01-04; 3 months: 04-04, 清明 4–6 → Tue 04-07',
  ],
  [
    'court-application',
    [
      [
        'PenaltyDecidedOnTheSpot',
        '2025-12-05',
        { decidedOn: '2025-12-05', payment: 'bank', money: { fine: 200 }, orderToCorrect: null, court: onTheSpotPath('2025-12-05') },
      ],
    ],
    '2026-05-06',
    'review alone: Dec 26, Jan 31, Feb 3 = 60; 3 months: 05-03, 劳动节 → 05-06',
  ],
  ['court-application', [served('2026-06-05', { court: land })], '2026-09-22', '土地管理法 83: Mon 06-22; 3 months: a Tuesday'],
  [
    'judgment-enforcement',
    [
      [
        'LitigationEnded',
        '2024-05-31T10:00',
        { kind: 'suit', endedOn: '2024-05-31', result: 'dismissed', court: { of: 'judgment', from: '2024-05-31', steps: [] } },
      ],
    ],
    '2026-06-01',
    'two years: Sun 05-31 → Mon 06-01',
  ],
  [
    'demand-before-court',
    [['PerformanceDemanded', '2026-02-10', { servedOn: '2026-02-10' }]],
    '2026-03-02',
    '11 12 13, make-up Sat 14 =4, 春节, 24–27 =8, make-up Sat 28 =9, 03-02 =10',
  ],
  [
    'court-acceptance',
    [['CourtEnforcementApplied', '2025-04-30', { appliedOn: '2025-04-30' }]],
    '2025-05-12',
    '劳动节 1–5, 6–9 =4, Sat 10 off, 12 =5',
  ],
  [
    'court-ruling',
    [['CourtAnswered', '2026-09-22', { on: '2026-09-22', answer: 'accepted' }]],
    '2026-10-09',
    '23 24 =2, 中秋 25–27, 28 29 30 =5, 国庆, 8 9 =7',
  ],
  ['seal-detain', [seized('2026-01-30')], '2026-03-01', 'Jan 1, Feb 28, Mar 1 = 30: a Sunday, and it stays'],
  [
    'seal-detain',
    [
      seized('2026-05-06'),
      ['AppraisalRequested', '2026-05-11T09:00', { appraisalId: 'a1', seizureId: 's1' }],
      ['AppraisalRecorded', '2026-05-29T16:00', { appraisalId: 'a1', evidence: { collectedAt: '2026-05-25T11:00:00+08:00' } }],
    ],
    '2026-06-19',
    '05-07 to 10 = 4; tested 11 to 24; from the receipt on 25: May 7, June 19 = 30',
  ],
  [
    'criminal-transfer-decision',
    [['ReferralToPoliceProposed', '2026-09-24T10:00']],
    '2026-09-27',
    'three natural days: a Sunday of 中秋, and it stays',
  ],
  [
    'police-refusal-objection',
    [['PoliceAnswered', '2025-09-30T10:00', { receivedOn: '2025-09-30', filed: false }]],
    '2025-10-03',
    'three natural days, 国庆',
  ],
  [
    'criminal-goods-handover',
    [['PoliceAnswered', '2026-02-14T10:00', { receivedOn: '2026-02-14', filed: true }]],
    '2026-02-17',
    'three natural days, 春节',
  ],
  [
    'cash-to-agency',
    [['PaymentRecorded', '2026-02-13', { paidOn: '2026-02-13', channel: 'cash', receipt: 'r1', finePaid: true, settled: true }]],
    '2026-02-24',
    'make-up Sat 14 =1, 春节 15–23, 24 =2',
  ],
  [
    'cash-to-bank',
    [['CashHandedOver', '2025-09-29', { on: '2025-09-29', step: 'to-agency', receipt: 'r1' }]],
    '2025-10-09',
    '30 =1, 1–8 off, 9 =2',
  ],
  ['penalty-limitation', [opened({ on: '2024-02-29', continuing: false, limitationYears: 2 })], '2026-02-28', 'two years: no 29th'],
  [
    'penalty-limitation',
    [opened({ on: '2021-01-05', endedOn: '2021-06-10', continuing: true, limitationYears: 5 })],
    '2026-06-10',
    'five years from its end',
  ],
  ['case-filing-check', [opened({})], '2026-02-25', '29 30, 2–6 =7, 9–13 =12, make-up Sat 14 =13, 春节, 24 25 =15'],
  [
    'procurator-answer',
    [['CaseReturnedByPolice', '2025-12-31', { receivedOn: '2025-12-31', to: 'evidence', opinionId: 'o1', opinion: {} }]],
    '2026-02-28',
    'two months: no 31st of February',
  ],
  [
    'substitute-performance-demand',
    [['SubstitutePerformanceDecided', '2026-04-20', { performOn: '2026-05-08', atOnce: false }]],
    '2026-04-30',
    'back: 7 6 =2, 劳动节 1–5, 04-30 =3',
  ],
];

describe('days worked out from the statutes', () => {
  it.each(ROWS)('%s %#: %j ends on %s (%s)', (key, steps, last) => {
    const view = book(...steps).term(key, steps.at(-1)?.[1] ?? '');
    expect(view.deadline?.slice(0, 10)).toBe(last);
  });

  // 处罚法 72(1)(一): 3 % a day of 500 is 15; from 04-01 to 05-10 are forty days, 600; never above the fine.
  it('a surcharge ends at the fine', () => {
    expect(surcharge({ fine: 500, dueOn: '2026-03-31', paidOn: '2026-05-10', standstill: [] })).toMatchObject({
      amount: 500,
      capped: true,
    });
    // 05-07 to 05-20 are fourteen days at 90.
    expect(surcharge({ fine: 3000, dueOn: '2026-05-06', paidOn: '2026-05-20', standstill: [] })).toMatchObject({ amount: 1260 });
  });
});
