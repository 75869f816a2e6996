import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf } from './kit.ts';
import {
  company,
  concluded,
  conclusion,
  decision,
  evidenced,
  heard,
  hearing,
  hearingRecord,
  hearingRequested,
  hearingScheduled,
  notice,
  notified,
  notifiedWithHearing,
  reviewed,
  submitted,
  waived,
  withHearingFrom,
} from './late-scenes.ts';

const friday = '2026-03-06T10:00:00+08:00';

describe('NotifyProposedDecision (行政处罚法 44, 62)', () => {
  it('tells facts, reasons, basis and rights, and says until when the party may speak', () => {
    const data = dataOf(reviewed().at(friday).when('NotifyProposedDecision', notice(), 'handler1'), 'ProposedDecisionNotified');
    expect(data.rights).toEqual(['陈述权', '申辩权']);
    expect(data.proposed.money.fine).toBe(300);
    // Served Friday 03-06; 03-09 is the first of five workdays.
    expect([data.servedOn, data.statementUntil, data.hearingUntil]).toEqual(['2026-03-06', '2026-03-13', null]);
    expect(data.hearingWhy).toContain('未达到');
  });

  it('arms the party’s window on the day that the notice names', () => {
    const [term] =
      notified().head.state.stage === 'unopened'
        ? []
        : notified().file.ledger.filter((entry) => entry.op === 'armed' && entry.key === 'statement-defence');
    expect(term).toMatchObject({ length: 5, unit: 'workday' });
  });

  // 行政处罚法 63.
  it('adds the right to a hearing from the county’s threshold on', () => {
    const data = dataOf(
      withHearingFrom(reviewed(), 300).at(friday).when('NotifyProposedDecision', notice(), 'handler1'),
      'ProposedDecisionNotified',
    );
    expect(data).toMatchObject({ hearingRight: true, hearingUntil: '2026-03-13' });
    expect(data.rights).toContain('要求听证的权利');
    const below = dataOf(
      withHearingFrom(reviewed(), 301).at(friday).when('NotifyProposedDecision', notice(), 'handler1'),
      'ProposedDecisionNotified',
    );
    expect(below.hearingRight).toBe(false);
  });

  it('comes after the review, and only where a penalty is proposed', () => {
    expect(refusalOf(submitted().when('NotifyProposedDecision', notice(), 'handler1')).code).toBe('wrong-stage');
    const scene = evidenced();
    const none = scene
      .did('ConcludeInvestigation', conclusion(scene, { kind: 'no-penalty', fine: 0 }), 'handler1')
      .did('SubmitForReview', { statement: '请审核' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview');
    expect(refusalOf(none.at(friday).when('NotifyProposedDecision', notice(), 'handler1')).code).toBe('notice-not-needed');
  });

  // 行政处罚法 34: a deviation is approved above before the party hears of it.
  it('waits for the approval of a deviation', () => {
    const scene = reviewed({ fine: 600, deviationReason: '多次投诉，社会影响较大' });
    expect(refusalOf(scene.at(friday).when('NotifyProposedDecision', notice(), 'handler1')).code).toBe('deviation-not-approved');
    const approved = scene.did('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead');
    expect(eventsOf(approved.at(friday).when('NotifyProposedDecision', notice(), 'handler1'))).toEqual(['ProposedDecisionNotified']);
  });

  it('is not given a second time once the party has spoken', () => {
    expect(refusalOf(waived().when('NotifyProposedDecision', notice({ receipt: '送达回证9号' }), 'handler1')).code).toBe(
      'already-notified',
    );
  });

  it('does not stand on a day to come or before the conclusion', () => {
    const scene = reviewed().at(friday);
    expect(refusalOf(scene.when('NotifyProposedDecision', notice({ deliveredOn: '2026-03-09' }), 'handler1')).code).toBe('in-the-future');
    expect(refusalOf(scene.when('NotifyProposedDecision', notice({ deliveredOn: '2026-03-04' }), 'handler1')).code).toBe(
      'before-its-cause',
    );
  });
});

describe('RecordStatement (行政处罚法 45)', () => {
  const points = [{ argument: '已经清理', adopted: false, answer: '复查时仍未清理' }];

  it('answers each argument', () => {
    const outcome = notified().when('RecordStatement', { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理', points }, 'handler1');
    expect(fileOf(outcome).statements[0]?.points).toEqual(points);
  });

  // 行政处罚法 45(1): it is heard when it comes, and looked into before anything is decided.
  it('may be looked into afterwards, and nothing is decided before', () => {
    const empty = { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理' } as const;
    const heard = notified().did('RecordStatement', empty, 'handler1');
    const early = refusalOf(heard.when('Decide', decision(), 'townhead'));
    expect([early.code, early.basis]).toEqual(['statement-not-rechecked', ['《行政处罚法》第四十五条第一款']]);
    const rechecked = heard.did('RecheckStatement', { points }, 'handler1');
    expect(rechecked.file.statements[0]?.points).toEqual(points);
    expect(refusalOf(rechecked.when('RecheckStatement', { points }, 'handler1')).code).toBe('no-statement-open');
    // The right was used: the rest of the five days asks nothing more.
    expect(eventsOf(rechecked.when('Decide', decision(), 'townhead'))).toContain('Decided');
  });

  it('refuses points where nobody spoke; under earlier rules a statement that nobody looked into', () => {
    const empty = { kind: 'defence', receivedOn: '2026-03-06', text: '已经清理' } as const;
    expect(refusalOf(notified().when('RecordStatement', empty, 'handler1', { rules: 3 })).code).toBe('points-missing');
    const strange = { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃', points } as const;
    expect(refusalOf(notified().when('RecordStatement', strange, 'handler1')).code).toBe('points-without-statement');
  });

  it('finds «no answer» only after the term, and only where nobody answered', () => {
    const none = (receivedOn: string) => ({ kind: 'no-answer', receivedOn, text: '逾期未提出' }) as const;
    const last = notified().at('2026-03-13T23:59:00+08:00').when('RecordStatement', none('2026-03-13'), 'handler1');
    expect(refusalOf(last).code).toBe('statement-term-running');
    const monday = notified().at('2026-03-16T09:00:00+08:00');
    expect(eventsOf(monday.when('RecordStatement', none('2026-03-16'), 'handler1'))).toEqual(['StatementRecorded']);
    expect(refusalOf(waived().at('2026-03-16T09:00:00+08:00').when('RecordStatement', none('2026-03-16'), 'handler1')).code).toBe(
      'statement-exists',
    );
  });

  it('needs a notice that has taken effect', () => {
    const statement = { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃' } as const;
    expect(refusalOf(reviewed().when('RecordStatement', statement, 'handler1')).code).toBe('not-notified');
    const published = reviewed()
      .at(friday)
      .did(
        'NotifyProposedDecision',
        notice({ method: 'public-notice', serviceReason: '当事人下落不明，邮寄退回', recipient: '公告', receipt: '公告1号' }),
        'handler1',
      );
    // 30 days after 03-06 is 04-05, a holiday: 04-07.
    expect(published.file.notice).toMatchObject({ servedOn: '2026-04-07' });
    expect(refusalOf(published.when('RecordStatement', statement, 'handler1')).code).toBe('notice-not-in-effect');
  });

  it('takes a waiver of the hearing only from a party that has the right, in so many words', () => {
    const waiver = { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃', waivesHearing: true } as const;
    expect(refusalOf(notified().when('RecordStatement', waiver, 'handler1')).code).toBe('no-hearing-right');
    expect(fileOf(notifiedWithHearing().when('RecordStatement', waiver, 'handler1')).hearing?.waived).toBe(true);
    const silent = { kind: 'no-answer', receivedOn: '2026-03-16', text: '未提出', waivesHearing: true } as const;
    expect(refusalOf(notifiedWithHearing().at('2026-03-16T09:00:00+08:00').when('RecordStatement', silent, 'handler1')).code).toBe(
      'waiver-not-explicit',
    );
  });

  it('records the withdrawal of a hearing that was asked for', () => {
    const waiver = {
      kind: 'statement' as const,
      receivedOn: '2026-03-06',
      text: '不再要求听证',
      waivesHearing: true,
      points: [{ argument: '从轻', adopted: true, answer: '已在幅度内从轻' }],
    };
    expect(eventsOf(hearingRequested().when('RecordStatement', waiver, 'handler1'))).toEqual(['StatementRecorded', 'HearingWaived']);
  });
});

describe('RequestHearing (行政处罚法 63, 64(1))', () => {
  it('is taken up to the fifth workday after the notice', () => {
    const request = (requestedOn: string) => ({ requestedOn, text: '要求听证' });
    const scene = notifiedWithHearing();
    const posted = scene.at('2026-03-16T09:00:00+08:00').when('RequestHearing', request('2026-03-13'), 'handler1');
    expect(eventsOf(posted)).toEqual(['HearingRequested']);
    expect(refusalOf(scene.at('2026-03-16T09:00:00+08:00').when('RequestHearing', request('2026-03-14'), 'handler1')).code).toBe(
      'hearing-request-late',
    );
    expect(refusalOf(scene.when('RequestHearing', request('2026-03-05'), 'handler1')).code).toBe('before-its-cause');
  });

  it('is refused where the penalty opens no hearing, and twice', () => {
    expect(refusalOf(notified().when('RequestHearing', { requestedOn: '2026-03-06', text: '要求听证' }, 'handler1')).code).toBe(
      'no-hearing-right',
    );
    expect(refusalOf(hearingRequested().when('RequestHearing', { requestedOn: '2026-03-06', text: '要求听证' }, 'handler1')).code).toBe(
      'hearing-requested-already',
    );
  });

  it('may be asked for again within the term after a waiver', () => {
    const waiver = { kind: 'waiver', receivedOn: '2026-03-06', text: '放弃', waivesHearing: true } as const;
    const scene = notifiedWithHearing().did('RecordStatement', waiver, 'handler1').at('2026-03-10T09:00:00+08:00');
    expect(fileOf(scene.when('RequestHearing', { requestedOn: '2026-03-10', text: '改要求听证' }, 'handler1')).hearing).toMatchObject({
      waived: false,
    });
  });
});

describe('ScheduleHearing (行政处罚法 64(2)-(4))', () => {
  const monday = () => hearingRequested().at('2026-03-09T11:00:00+08:00');

  it('gives at least seven workdays’ notice', () => {
    // 03-09 is the last day for 03-18: 03-09, 10, 11, 12, 13, 16, 17 are seven workdays before it.
    expect(eventsOf(monday().when('ScheduleHearing', hearing({ heldAt: '2026-03-18T09:00:00+08:00' }), 'bureaureview'))).toEqual([
      'HearingScheduled',
    ]);
    const refusal = refusalOf(monday().when('ScheduleHearing', hearing({ heldAt: '2026-03-17T09:00:00+08:00' }), 'bureaureview'));
    expect(refusal.code).toBe('hearing-notice-too-short');
    expect(refusal.message).toContain('2026-03-06');
    expect(refusal.needs).toEqual(['2026-03-18或者以后举行']);
  });

  it('keeps the chair away from the investigation', () => {
    expect(refusalOf(monday().when('ScheduleHearing', hearing({ chairId: 'handler2' }), 'bureaureview')).code).toBe('chair-investigated');
    expect(refusalOf(monday().when('ScheduleHearing', hearing({ chairId: 'assistant' }), 'bureaureview')).code).toBe(
      'chair-not-an-officer',
    );
    expect(refusalOf(monday().when('ScheduleHearing', hearing({ chairId: 'nobody' }), 'bureaureview')).code).toBe('unknown-person');
  });

  it('does not let a recused person chair (行政处罚法 43)', () => {
    const scene = monday()
      .did('Recuse', { personId: 'bureauhead', by: 'self', reason: '与当事人是亲属' }, 'bureauhead')
      .did(
        'DecideRecusal',
        {
          recusalId: 'recusal-' + (monday().file.version + 1),
          granted: true,
          reason: '属实',
          memberIds: ['bureaudeputy', 'towndeputy'],
          minutes: '一致同意',
        },
        'townhead',
      );
    expect(refusalOf(scene.when('ScheduleHearing', hearing(), 'bureaureview')).code).toBe('recused');
  });

  it('is public, but for stated secrets', () => {
    expect(refusalOf(monday().when('ScheduleHearing', hearing({ public: false }), 'bureaureview')).code).toBe(
      'closed-hearing-needs-reason',
    );
    expect(eventsOf(monday().when('ScheduleHearing', hearing({ public: false, closedReason: '涉及商业秘密' }), 'bureaureview'))).toEqual([
      'HearingScheduled',
    ]);
  });

  it('answers a request', () => {
    expect(refusalOf(notifiedWithHearing().when('ScheduleHearing', hearing(), 'bureaureview')).code).toBe('hearing-not-requested');
  });

  it('stops the decision’s ninety days from the request to the record (市场监督管理行政处罚程序规定 64)', () => {
    const paused = heard().file.ledger.filter((entry) => entry.op === 'paused' || entry.op === 'resumed');
    expect(paused.map((entry) => entry.op)).toEqual(['paused', 'resumed']);
  });
});

describe('RecordHearing (行政处罚法 64)', () => {
  const day = () => hearingScheduled().at('2026-03-20T11:00:00+08:00');

  it('is the chair’s, on or after the day that was notified', () => {
    expect(refusalOf(day().when('RecordHearing', hearingRecord(), 'bureaureview')).code).toBe('not-the-chair');
    expect(refusalOf(day().when('RecordHearing', hearingRecord({ heldOn: '2026-03-19' }), 'bureauhead')).code).toBe('before-its-cause');
    expect(refusalOf(hearingRequested().when('RecordHearing', hearingRecord(), 'bureauhead')).code).toBe('hearing-not-scheduled');
  });

  it('is signed, or says why not', () => {
    expect(refusalOf(day().when('RecordHearing', hearingRecord({ signed: false }), 'bureauhead')).code).toBe('signature-missing');
    const noted = hearingRecord({ signed: false, signatureNote: '当事人拒绝签字' });
    expect(eventsOf(day().when('RecordHearing', noted, 'bureauhead'))).toEqual(['HearingRecorded']);
  });

  it('counts staying away as a waiver', () => {
    expect(
      fileOf(day().when('RecordHearing', hearingRecord({ ended: 'absent', signed: false, signatureNote: '未到场' }), 'bureauhead')).hearing
        ?.waived,
    ).toBe(true);
    expect(fileOf(day().when('RecordHearing', hearingRecord(), 'bureauhead')).hearing?.waived).toBe(false);
  });
});

describe('a new notice', () => {
  it('is due when the proposal changed, and opens the party’s time again', () => {
    const back = waived().did('ReturnForSupplement', { opinions: ['核实面积'] }, 'townhead');
    const id = back.file.review?.returns.at(-1)?.opinions[0]?.id ?? '';
    const again = back.did('AnswerOpinions', { answers: [{ id, answer: '面积4平方米' }] }, 'handler1');
    const renewed = again
      .did('ConcludeInvestigation', conclusion(again, { fine: 400, factors: { areaSqm: 4 } }), 'handler1')
      .did('SubmitForReview', { statement: '再次送审' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview');
    expect(refusalOf(renewed.when('Decide', decision({ fine: 400 }), 'townhead')).code).toBe('not-notified');
    const told = renewed.did('NotifyProposedDecision', notice({ receipt: '送达回证4号' }), 'handler1');
    expect(refusalOf(told.when('Decide', decision({ fine: 400 }), 'townhead')).code).toBe('statement-term-running');
  });
});

it('a company that signed the confirmation is served electronically (行政处罚法 61(2))', () => {
  const scene = reviewed()
    .at(friday)
    .having((file) => ({ parties: [{ ...file.parties[0]!, ...company }] }));
  expect(eventsOf(scene.when('NotifyProposedDecision', notice({ method: 'electronic' }), 'handler1'))).toEqual([
    'ProposedDecisionNotified',
  ]);
  expect(
    refusalOf(
      reviewed()
        .at(friday)
        .when('NotifyProposedDecision', notice({ method: 'electronic' }), 'handler1'),
    ).code,
  ).toBe('no-electronic-consent');
  expect(concluded().file.parties[0]?.electronicServiceConsent).toBe(false);
});
