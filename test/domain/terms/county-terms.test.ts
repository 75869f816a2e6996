/** Every statutory term armed by the record's own events; deadlines by hand. */
import { describe, expect, it } from 'vitest';
import { isEventType } from '../../../domain/case/events.ts';
import { countyPolicy } from '../../../prisma/seed/policy.ts';
import { validateCasePolicy } from '../../../domain/case/policy.ts';
import { Book } from './kit.ts';

type Step = [type: string, when: string, data?: unknown];

const book = (...steps: Step[]) => steps.reduce((grown, [type, when, data]) => grown.did(type, when, data ?? {}), new Book());

const conduct = (more: object) => ({ conduct: { on: '2025-06-10', endedOn: null, continuing: false, place: '', ...more } });

const DECIDED: Step = ['Decided', '2026-03-10T10:00', { kind: 'penalty', decidedOn: '2026-03-10', orderToCorrect: null }];
const SERVED: Step = [
  'DocumentServed',
  '2026-03-12T10:00',
  { document: 'decision', deliveredOn: '2026-03-12', effectiveOn: '2026-03-12', fine: 5000, payment: 'bank' },
];

const ROWS: [key: string, steps: Step[], deadline: string, why: string][] = [
  ['penalty-limitation', [['CaseOpened', '2026-03-02', conduct({})]], '2027-06-10', 'two years from the act'],
  [
    'penalty-limitation',
    [['CaseOpened', '2026-03-02', conduct({ endedOn: '2025-08-31', continuing: true })]],
    '2027-08-31',
    'two years from the day it ended',
  ],
  ['penalty-limitation', [['CaseOpened', '2026-03-02', conduct({ limitationYears: 5 })]], '2030-06-10', 'five years where the law says so'],
  [
    'case-filing-check',
    [['CaseOpened', '2026-03-02', { source: { receivedAt: '2026-02-27T09:00:00+08:00' } }]],
    '2026-03-19',
    'Sat 02-28 worked →1, 03-02 to 06 =6, 9–13 =11, 16→12 17 18 19→15',
  ],
  [
    'decision-deadline',
    [['CaseFiled', '2026-01-16T09:00', { filedOn: '2026-01-15' }]],
    '2026-04-15',
    '90 natural days from the day of filing',
  ],
  [
    'evidence-preservation',
    [['EvidencePreserved', '2026-04-28T15:00', { preservationId: 'p1', approvedBy: {} }]],
    '2026-05-11',
    '29 30, 05-06 07 08 =5, Sat 9 worked =6, Mon 11 =7',
  ],
  ['jurisdiction-consultation', [['JurisdictionDisputeRaised', '2026-03-02']], '2026-03-11', '3–6 =4, 9 10 11'],
  ['jurisdiction-designation', [['JurisdictionConsulted', '2026-03-11', { agreed: false }]], '2026-03-20', '12 13, 16–20'],
  [
    'statement-defence',
    [['ProposedDecisionNotified', '2026-03-02T16:00', { servedOn: '2026-03-02', hearingRight: false }]],
    '2026-03-09',
    '5 workdays',
  ],
  [
    'hearing-request',
    [['ProposedDecisionNotified', '2026-03-02T16:00', { servedOn: '2026-03-02', hearingRight: true }]],
    '2026-03-09',
    '5 workdays',
  ],
  ['decision-service', [DECIDED], '2026-03-19', '11 12 13 =3, 16 17 18 19 =7'],
  [
    'publish-penalty',
    [DECIDED, ['PublicationDecided', '2026-03-12', { public: true, kind: 'penalty', decidedOn: '2026-03-10' }]],
    '2026-03-19',
    '7 workdays from the decision, once its social impact is found',
  ],
  [
    'publish-decision',
    [['PublicationDecided', '2026-03-12', { public: true, kind: 'no-penalty', decidedOn: '2026-03-10' }]],
    '2026-04-08',
    '11–13 =3, 16–20 =8, 23–27 =13, 30 31 04-01 02 03 =18, 4–6 off, 7 8 =20',
  ],
  ['publish-withdraw', [['CaseReopened', '2026-03-10', { decisionRevoked: true, published: true }]], '2026-03-13', '3 workdays'],
  [
    'publish-withdraw',
    [['LitigationEnded', '2026-03-11', { kind: 'suit', endedOn: '2026-03-10', result: 'revoked', published: true }]],
    '2026-03-13',
    '3 workdays',
  ],
  [
    'simple-case-file',
    [['PenaltyDecidedOnTheSpot', '2026-03-10', { decidedOn: '2026-03-10', payment: 'cash', money: { fine: 200 }, orderToCorrect: null }]],
    '2026-03-19',
    '7 workdays',
  ],
  ['fine-payment', [SERVED], '2026-03-27', '15 natural days from receipt'],
  [
    'fine-payment',
    [['PenaltyDecidedOnTheSpot', '2026-09-20', { decidedOn: '2026-09-20', payment: 'bank', money: { fine: 200 }, orderToCorrect: null }]],
    '2026-10-08',
    '15 natural days end on 10-05, within National Day: the party’s day moves to 10-08',
  ],
  ['fine-payment', [SERVED, ['InstalmentsGranted', '2026-03-20', { until: '2026-06-30' }]], '2026-06-30', 'the end of the time granted'],
  ['surcharge-to-enforcement', [SERVED], '2026-04-26', '03-27 and 30 days'],
  ['review-application', [SERVED], '2026-05-11', '60 days: 19 left in March, 30, 11 more'],
  ['litigation', [SERVED], '2026-09-14', '09-12 is a Saturday: Mon 14'],
  [
    'litigation-after-review',
    [['LitigationEnded', '2026-03-10', { kind: 'review', endedOn: '2026-03-10', result: 'upheld', published: false }]],
    '2026-03-25',
    '15 natural days',
  ],
  [
    'demand-before-court',
    [['PerformanceDemanded', '2026-04-28', { servedOn: '2026-04-28' }]],
    '2026-05-14',
    '29 30, 6 7 8 =5, Sat 9 =6, 11 12 13 14 =10',
  ],
  ['court-application', [SERVED], '2026-12-14', '09-12 and 3 months is Sat 12-12: Mon 14'],
  [
    'court-application',
    [SERVED, ['InstalmentsGranted', '2026-03-20', { until: '2026-06-30' }]],
    '2026-12-14',
    'the earlier end does not shorten it',
  ],
  [
    'court-application',
    [SERVED, ['InstalmentsGranted', '2026-03-20', { until: '2026-10-31', court: { of: 'decision', from: '2026-10-31', steps: [] } }]],
    '2027-02-01',
    '2027-01-31 is a Sunday',
  ],
  ['court-acceptance', [['CourtEnforcementApplied', '2026-03-02', { appliedOn: '2026-03-02' }]], '2026-03-09', '5 workdays'],
  ['court-ruling', [['CourtAnswered', '2026-03-02', { on: '2026-03-02', answer: 'accepted' }]], '2026-03-11', '7 workdays'],
  [
    'case-closure',
    [['PaymentRecorded', '2026-03-02', { paidOn: '2026-03-02', finePaid: true, settled: true }]],
    '2026-03-23',
    '3–6 =4, 9–13 =9, 16–20 =14, 23',
  ],
  ['criminal-transfer-decision', [['ReferralToPoliceProposed', '2026-03-06T10:00']], '2026-03-09', 'natural days: 7 8 9'],
  ['police-decision', [['ReferredToPolice', '2026-03-06T10:00']], '2026-03-09', 'natural days'],
  [
    'police-refusal-objection',
    [['PoliceAnswered', '2026-03-06', { receivedOn: '2026-03-05', filed: false }]],
    '2026-03-08',
    'natural days',
  ],
  ['criminal-goods-handover', [['PoliceAnswered', '2026-03-06', { receivedOn: '2026-03-05', filed: true }]], '2026-03-08', 'natural days'],
  ['correction', [['CorrectionOrdered', '2026-03-02T10:00', { id: 'c1', dueOn: '2026-03-15' }]], '2026-03-15', 'the day in the document'],
  ['correction', [['CorrectionOrdered', '2026-03-02T10:00', { id: 'c1', dueOn: '2026-03-02' }]], '2026-03-02', 'at once'],
  [
    'correction',
    [['Decided', '2026-03-10', { kind: 'penalty', decidedOn: '2026-03-10', orderToCorrect: { dueOn: '2026-04-10' } }]],
    '2026-04-10',
    'with the penalty',
  ],
  [
    'correction-recheck',
    [['CorrectionOrdered', '2026-03-02T10:00', { id: 'c1', dueOn: '2026-03-15' }]],
    '2026-03-18',
    '3 workdays after the day',
  ],
];

describe('the county’s terms', () => {
  it.each(ROWS)('%s %j: %s (%s)', (key, steps, deadline, why) => {
    const grown = book(...steps);
    expect(grown.term(key, '2026-03-02').deadline, why).toBe(`${deadline}T23:59:59+08:00`);
  });

  it.each([
    [
      'preservation-approval',
      [['EvidencePreserved', '2026-03-06T15:00', { preservationId: 'p1', approvedBy: null }]],
      '2026-03-07T15:00:00+08:00',
    ],
    ['criminal-transfer', [['ReferralToPoliceApproved', '2026-02-14T18:30']], '2026-02-15T18:30:00+08:00'],
    ['dispatch-acceptance', [['CaseDispatched', '2026-03-06T16:00']], '2026-03-09T11:00:00+08:00'],
    ['emergency-arrival', [['CaseOpened', '2026-03-07T23:50', { emergency: true }]], '2026-03-08T00:20:00+08:00'],
    [
      'urge-answer',
      [['Urged', '2026-03-06T16:00', { urgeId: 'u1', answerDueAt: '2026-03-09T16:00:00+08:00' }]],
      '2026-03-09T16:00:00+08:00',
    ],
  ] satisfies [string, Step[], string][])('%s runs by the clock', (key, steps, deadline) => {
    expect(book(...(steps as Step[])).term(key, '2026-03-02').deadline).toBe(deadline);
  });

  it('keeps the decision’s 90 days clear of appraisal and hearing, and lengthens them by 30 and by decision', () => {
    const grown = book(['CaseFiled', '2026-01-15', { filedOn: '2026-01-15' }])
      .did('AppraisalRequested', '2026-02-01T10:00', { appraisalId: 'a1' })
      .did('AppraisalRequested', '2026-02-03T10:00', { appraisalId: 'a2' })
      .did('AppraisalRecorded', '2026-02-06T10:00', { appraisalId: 'a1' });
    expect(grown.term('decision-deadline', '2026-02-07')).toMatchObject({ light: 'grey', pausedBy: ['appraisal'] });
    grown.did('AppraisalRecorded', '2026-02-11T10:00', { appraisalId: 'a2' });
    // 02-01 … 02-10 are ten days: 04-25
    expect(grown.term('decision-deadline', '2026-02-12').deadline).toBe('2026-04-25T23:59:59+08:00');
    grown
      .did('HearingRequested', '2026-03-02', { requestedOn: '2026-03-02' })
      .did('HearingRecorded', '2026-03-20', { heldOn: '2026-03-20' });
    // 03-02 … 03-19 are eighteen: 05-13
    expect(grown.term('decision-deadline', '2026-03-21').deadline).toBe('2026-05-13T23:59:59+08:00');
    expect(grown.refused('TermExtended', '2026-04-01', { term: 'decision-deadline', length: 31, approver: 'head' }).code).toBe(
      'extension-beyond-bound',
    );
    grown.did('TermExtended', '2026-04-01', { term: 'decision-deadline', length: 30, approver: 'head', basis: '', why: '案情复杂' });
    expect(grown.term('decision-deadline', '2026-04-02').deadline).toBe('2026-06-12T23:59:59+08:00');
    grown.did('TermExtended', '2026-06-01', {
      term: 'decision-deadline',
      length: 45,
      approver: 'collective',
      basis: '',
      why: '集体讨论决定',
    });
    expect(grown.term('decision-deadline', '2026-06-02')).toMatchObject({ deadline: '2026-07-27T23:59:59+08:00', extended: 75 });
    grown.did('Decided', '2026-07-27T17:00', { kind: 'penalty', decidedOn: '2026-07-27', orderToCorrect: null });
    expect(grown.term('decision-deadline', '2026-08-01')).toMatchObject({ status: 'met', late: false });
  });

  it('counts each preservation by itself', () => {
    const grown = book(
      ['EvidencePreserved', '2026-03-02', { preservationId: 'a', approvedBy: {} }],
      ['EvidencePreserved', '2026-03-04', { preservationId: 'b', approvedBy: {} }],
      ['PreservationResolved', '2026-03-06', { preservationId: 'a' }],
    );
    expect(
      grown
        .terms('2026-03-07')
        .filter(({ key }) => key === 'evidence-preservation')
        .map(({ ref, status }) => [ref, status]),
    ).toEqual([
      ['a', 'met'],
      ['b', 'running'],
    ]);
  });

  it('a transfer keeps the case’s clocks; only the office’s own pace waits for its answer', () => {
    const grown = new Book()
      .did('CaseFiled', '2026-01-15', { filedOn: '2026-01-15' }, 'evidence')
      .did('TransferProposed', '2026-01-20T10:00', { answerDueAt: null });
    expect(grown.term('stage-evidence', '2026-01-21').light).toBe('grey');
    expect(grown.term('decision-deadline', '2026-01-21')).toMatchObject({ light: 'green', deadline: '2026-04-15T23:59:59+08:00' });
    expect(grown.term('transfer-answer', '2026-01-21').deadline).toBe('2026-01-22T23:59:59+08:00');
    grown.did('TransferAccepted', '2026-01-22', {});
    expect(grown.term('stage-evidence', '2026-01-22T10:00')).toMatchObject({ light: 'green', term: 'stage-evidence#1' });
    expect(grown.term('decision-deadline', '2026-01-23').deadline).toBe('2026-04-15T23:59:59+08:00');
    expect(grown.term('transfer-answer', '2026-01-23').status).toBe('met');
  });

  it('starts a stage’s term anew when the stage is entered again', () => {
    const grown = new Book()
      .did('CaseFiled', '2026-01-15', { filedOn: '2026-01-15' }, 'evidence')
      .did('SubmittedForReview', '2026-02-02', {}, 'review')
      .did('ReturnedForSupplement', '2026-02-05', {}, 'evidence');
    expect(
      grown
        .terms('2026-02-06')
        .filter(({ key }) => key === 'stage-evidence' || key === 'legal-review')
        .map(({ term, status }) => `${term} ${status}`),
    ).toEqual(['stage-evidence#1 met', 'legal-review#1 met', 'stage-evidence#2 running']);
    expect(grown.term('decision-deadline', '2026-02-06').term).toBe('decision-deadline#1');
  });

  it('suspends with its ground, and resumes only what the suspension held', () => {
    const grown = book(
      ['CaseFiled', '2026-01-15', { filedOn: '2026-01-15' }],
      ['AppraisalRequested', '2026-01-20', { appraisalId: 'a' }],
      ['CaseSuspended', '2026-01-22', { ground: 'co-investigation' }],
      ['CaseResumed', '2026-01-26', { ground: 'co-investigation' }],
    );
    expect(grown.term('decision-deadline', '2026-01-27')).toMatchObject({ light: 'grey', pausedBy: ['appraisal'] });
    grown.did('CaseSuspended', '2026-01-28', { ground: 'suspension' }).did('AppraisalRecorded', '2026-01-29', { appraisalId: 'a' });
    expect(grown.term('decision-deadline', '2026-01-30').pausedBy).toEqual(['suspension']);
    grown.did('CaseResumed', '2026-02-02', { ground: 'suspension' });
    expect(grown.term('decision-deadline', '2026-02-02T10:00').light).toBe('green');
  });

  it('lets nothing run from a revoked decision', () => {
    const found: Step = ['PublicationDecided', '2026-03-12T10:00', { public: true, kind: 'penalty', decidedOn: '2026-03-10' }];
    const grown = book(DECIDED, found, SERVED, ['CaseReopened', '2026-04-01', { decisionRevoked: true, published: false }]);
    for (const key of ['fine-payment', 'litigation', 'review-application', 'court-application', 'publish-penalty']) {
      expect(grown.term(key, '2026-04-02').status).toBe('cancelled');
    }
  });

  it('arms no payment where there is nothing to pay', () => {
    expect(
      book([
        'DocumentServed',
        '2026-03-12',
        { document: 'decision', deliveredOn: '2026-03-12', effectiveOn: '2026-03-12', fine: 0, payment: 'none' },
      ]).has('fine-payment'),
    ).toBe(false);
    expect(
      book([
        'PenaltyDecidedOnTheSpot',
        '2026-03-12',
        { decidedOn: '2026-03-12', payment: 'cash', money: { fine: 100 }, orderToCorrect: null },
      ]).has('fine-payment'),
    ).toBe(false);
    expect(book(['CaseOpened', '2026-03-02', conduct({ continuing: true })]).has('penalty-limitation')).toBe(false);
  });

  it.each([
    ['CorrectionOrdered', { id: 'c', dueOn: '2026-02-30' }, 'term-due-invalid'],
    ['CorrectionOrdered', { id: 'c', dueOn: '2026-02-01' }, 'term-due-invalid'],
    ['CorrectionOrdered', { id: 'c' }, 'term-due-invalid'],
    ['CaseFiled', { filedOn: 'yesterday' }, 'term-anchor-invalid'],
    ['HearingScheduled', {}, 'term-anchor-invalid'],
    ['CaseOpened', conduct({ limitationYears: 2.5 }), 'term-length-invalid'],
  ])('%s %j cannot arm and is refused', (type, data, code) => {
    const refusal = new Book().refused(type, '2026-03-02', data);
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(/[\u4e00-\u9fff]/);
  });

  it('a way to the court that begins on no day arms nothing', () => {
    const court = { of: 'decision', from: 'yesterday', steps: [] };
    const refusal = new Book().refused('DocumentServed', '2026-03-02', {
      document: 'decision',
      deliveredOn: '2026-03-02',
      effectiveOn: '2026-03-02',
      fine: 0,
      court,
    });
    expect(refusal.code).toBe('term-anchor-invalid');
    expect(refusal.message).toContain('“yesterday”不是有效的日期或时刻');
  });
});

describe('the county’s policy', () => {
  const triggers = [
    ...countyPolicy.terms.flatMap(({ armedBy, metBy, cancelledBy }) => [...armedBy, ...metBy, ...cancelledBy]),
    ...countyPolicy.pauseTriggers.flatMap(({ startedBy, endedBy }) => [...startedBy, ...endedBy]),
  ];

  it('may be published', () => {
    expect(validateCasePolicy(countyPolicy)).toEqual([]);
  });

  it('names only events that the record has', () => {
    expect(triggers.map(({ event }) => event).filter((event) => !isEventType(event))).toEqual([]);
  });

  it('gives every term its article, and says where a figure is not the law’s', () => {
    for (const term of countyPolicy.terms) {
      expect(term.basis, term.key).toMatch(/[《〔]|云溪县/);
      if (term.basis.includes('市场监督管理')) expect(term.local, term.key).toBeTruthy();
    }
  });
});
