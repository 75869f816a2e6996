/**
 * Worked out from the statutes alone, with the counting written down, by somebody who had not seen what the product answers;
 * compared afterwards. Days of 2025 and 2026; where two readings are held, the one that the product follows is named.
 */
import { describe, expect, it } from 'vitest';
import { Book } from '../terms/kit.ts';

type Step = [type: string, when: string, data?: unknown];

const book = (...steps: Step[]) => steps.reduce((grown, [type, when, data]) => grown.did(type, when, data ?? {}), new Book());
const served = (on: string, more: object = {}): Step => [
  'DocumentServed',
  `${on}T10:00`,
  { document: 'decision', deliveredOn: on, effectiveOn: on, fine: 3000, payment: 'bank', ...more },
];
const ended = (kind: 'review' | 'suit', on: string, result: string): Step => [
  'LitigationEnded',
  `${on}T10:00`,
  { kind, endedOn: on, result, published: result === 'revoked' },
];

const ROWS: [what: string, key: string, steps: Step[], last: string, counting: string][] = [
  ['to sue', 'litigation', [served('2025-08-29')], '2026-02-28', '6 months: no 29th; 02-28 is a make-up Saturday and does not move'],
  ['to sue', 'litigation', [served('2025-08-18')], '2026-02-24', '6 months: 02-18, 春节 15–23 → Tue 02-24'],
  ['to sue', 'litigation', [served('2025-08-05')], '2026-02-05', '6 months: a Thursday'],
  ['to sue', 'litigation', [served('2025-12-31')], '2026-06-30', '6 months: June has thirty days'],
  ['to ask for review', 'review-application', [served('2025-08-05')], '2025-10-09', '60 days: 10-04, 国庆 1–8 → Thu 10-09'],
  ['to ask for review', 'review-application', [served('2025-12-31')], '2026-03-02', '60 days: Sun 03-01 → Mon 03-02'],
  [
    'to ask for review of a penalty on the spot',
    'review-application',
    [['PenaltyDecidedOnTheSpot', '2026-06-23', { decidedOn: '2026-06-23', payment: 'bank', money: { fine: 200 }, orderToCorrect: null }]],
    '2026-08-24',
    '60 days: Sat 08-22 → Mon 08-24',
  ],
  [
    'to sue after review',
    'litigation-after-review',
    [ended('review', '2026-09-17', 'upheld')],
    '2026-10-08',
    '15 days: 10-02, 国庆 → 10-08',
  ],
  ['to pay', 'fine-payment', [served('2026-09-17')], '2026-10-08', '15 days: 10-02, 国庆 → 10-08'],
  ['to pay', 'fine-payment', [served('2025-12-31')], '2026-01-15', '15 days: a Thursday'],
  [
    'to apply to the court',
    'court-application',
    [served('2025-08-18')],
    '2026-05-25',
    'suit to 02-24; 3 months: Sun 05-24 → Mon 05-25 (the court’s term moves; who is careful files by 05-22)',
  ],
  ['to apply to the court', 'court-application', [served('2025-12-31')], '2026-09-30', 'suit to 06-30; 3 months: Wed 09-30'],
  ['to apply to the court', 'court-application', [served('2026-03-02')], '2026-12-02', 'suit to 09-02; 3 months: Wed 12-02'],
  [
    'to decide on preserved items',
    'evidence-preservation',
    [['EvidencePreserved', '2026-09-23T10:00', { preservationId: 'p1', approvedBy: {} }]],
    '2026-10-10',
    '24 =1, 25–27 中秋, 28 29 30 =4, 1–7 国庆, 8 9 =6, make-up Sat 10 =7',
  ],
  [
    'to ask for a hearing',
    'hearing-request',
    [['ProposedDecisionNotified', '2026-09-23T10:00', { servedOn: '2026-09-23', hearingRight: true }]],
    '2026-10-08',
    '24 =1, 28 29 30 =4, 10-08 =5',
  ],
  [
    'to state and defend',
    'statement-defence',
    [['ProposedDecisionNotified', '2026-02-11T10:00', { servedOn: '2026-02-11', hearingRight: false }]],
    '2026-02-25',
    '12 13 =2, make-up Sat 14 =3, 15–23 春节, 24 25 =5',
  ],
  [
    'to tell of the hearing',
    'hearing-notice',
    [['HearingScheduled', '2026-09-21T10:00', { heldAt: '2026-10-15T09:00:00+08:00' }]],
    '2026-09-30',
    'back: 14 13 12, make-up Sat 10, 9 8 =6, 09-30 =7 (a difference of seven; seven whole days would be 09-29)',
  ],
  [
    'to publish',
    'publish-penalty',
    [['PublicationDecided', '2026-06-16T10:00', { public: true, kind: 'penalty', decidedOn: '2026-06-16' }]],
    '2026-06-26',
    '17 18 =2, 19–21 端午, 22–26 =7',
  ],
  ['to withdraw', 'publish-withdraw', [ended('review', '2026-09-30', 'revoked')], '2026-10-10', '10-08 09 =2, make-up Sat 10 =3'],
  [
    'to reply in review',
    'review-reply',
    [
      [
        'LitigationStarted',
        '2026-09-23T10:00',
        { kind: 'review', startedOn: '2026-09-23', copyReceivedOn: '2026-09-23', simplified: false },
      ],
    ],
    '2026-10-14',
    '24, 28 29 30 =4, 10-08 09 =6, make-up Sat 10 =7, 12 13 14 =10',
  ],
  [
    'to defend in court',
    'court-defence',
    [['LitigationStarted', '2026-09-21T10:00', { kind: 'suit', startedOn: '2026-09-21', copyReceivedOn: '2026-09-21', simplified: false }]],
    '2026-10-06',
    '15 natural days; the office’s own day does not move (with 解释 48(3) it would be 10-08)',
  ],
  [
    'to decide on what was seized',
    'seal-detain',
    [['SealedOrDetained', '2026-09-10T10:00', { seizureId: 's1', carriedOutAt: '2026-09-10T10:00:00+08:00', approvedBy: {} }]],
    '2026-10-10',
    '30 natural days; ten days of testing would make it 10-20',
  ],
  [
    'to demand before the court',
    'demand-before-court',
    [['PerformanceDemanded', '2026-05-08', { servedOn: '2026-05-08' }]],
    '2026-05-21',
    'make-up Sat 9 =1, 11–15 =6, 18–21 =10',
  ],
  [
    'to demand before the court',
    'demand-before-court',
    [['PerformanceDemanded', '2026-06-08', { servedOn: '2026-06-08' }]],
    '2026-06-23',
    '9–12 =4, 15–18 =8, 19–21 端午, 22 23 =10',
  ],
];

describe('worked out apart', () => {
  it.each(ROWS)('the last day %s (%s)', (_what, key, steps, last) => {
    expect(
      book(...steps)
        .term(key, '2026-03-01')
        .deadline?.slice(0, 10),
    ).toBe(last);
  });
});
