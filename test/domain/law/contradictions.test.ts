/** Event data never contradict each other: fields of one form that can disagree, tried one by one (issue point 20). */
import { describe, expect, it } from 'vitest';
import { checkResult } from '../../../domain/case/any-stage/correction.ts';
import { CONTRADICTIONS } from '../../../domain/case/contradictions.ts';
import { costRemedy, costServed } from '../case/coercion-scenes.ts';
import { dataOf, eventsOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import {
  concluded,
  conclusion,
  decision,
  done,
  evidenced,
  hearing,
  hearingRecord,
  hearingRequested,
  hearingScheduled,
  served,
  uncorrected,
  waived,
} from '../case/late-scenes.ts';
import { accepted, verification, verified } from '../case/scenes.ts';

const officerIds = ['handler1', 'handler2'];

const interview: PayloadOf<'RecordInterview'> = {
  person: '李四',
  role: 'witness',
  officerIds,
  askedAt: '2026-03-05T08:50:00+08:00',
  place: '现场',
  certificateShown: true,
  summary: '看见张三堆放',
  signed: true,
};
const photo: PayloadOf<'AddEvidence'> = {
  kind: 'documentary',
  title: '租赁合同',
  original: true,
  officerIds,
  collectedAt: '2026-03-05T08:50:00+08:00',
  place: '青石镇',
};
const spot: PayloadOf<'DecideOnTheSpot'> = {
  facts: '遛狗不牵绳',
  fine: 50,
  factors: { dogHeightCm: 30, harm: 'none' },
  officerIds,
  certificateShown: true,
  rightsTold: true,
  formNumber: '青当罚〔2026〕001',
  handedOver: true,
  signed: true,
  correctedOnSpot: true,
};
const leashed = () => verified({ matterCode: 'QD-0103' });
const monday = () => hearingRequested().at('2026-03-09T11:00:00+08:00');
const heard = () => hearingScheduled().at('2026-03-20T11:00:00+08:00');

type Row = [what: string, when: (options?: { rules: number }) => ReturnType<Scene['when']>];

const DISAGREE: Row[] = [
  [
    'unfounded, and with circumstances',
    (o) => accepted().when('RecordVerification', verification({ founded: false, circumstances: ['complex'] }), 'handler1', o),
  ],
  [
    'an original, and where the original is',
    (o) => evidenced().when('AddEvidence', { ...photo, copyNote: '原件存当事人处' }, 'handler1', o),
  ],
  ['signed, and why not', (o) => evidenced().when('RecordInterview', { ...interview, signatureNote: '拒绝签名' }, 'handler1', o)],
  ['heard and signed, and why not', (o) => heard().when('RecordHearing', hearingRecord({ signatureNote: '拒绝签字' }), 'bureauhead', o)],
  ['stayed away, and signed', (o) => heard().when('RecordHearing', hearingRecord({ ended: 'absent' }), 'bureauhead', o)],
  ['in public, and why not', (o) => monday().when('ScheduleHearing', hearing({ closedReason: '商业秘密' }), 'bureaureview', o)],
  [
    'taken and signed, and refused to sign',
    (o) => leashed().when('DecideOnTheSpot', { ...spot, signatureNote: '拒绝签收' }, 'handler1', o),
  ],
  [
    'put right at once, and ordered to',
    (o) => leashed().when('DecideOnTheSpot', { ...spot, correction: { requirement: '拴绳', dueOn: '2026-03-03' } }, 'handler1', o),
  ],
  ['nothing said, and answered', (o) => leashed().when('DecideOnTheSpot', { ...spot, statementAnswer: '不予采纳' }, 'handler1', o)],
  ['a penalty, and transferred', (o) => waived().when('Decide', decision({ agency: '水利局' }), 'townhead', o)],
  [
    'nothing established, and to be put right',
    (o) =>
      waived().when(
        'Decide',
        { kind: 'not-established', reasons: '证据不足', correction: { requirement: '清理', dueOn: '2026-03-10' } },
        'townhead',
        o,
      ),
  ],
  [
    'no penalty, and gains left',
    (o) => waived().when('Decide', { kind: 'no-penalty', reasons: '轻微', education: '宣讲', gainsReason: '已退赔' }, 'townhead', o),
  ],
  [
    'paid at the bank, and collected on the spot',
    (o) =>
      served()
        .at('2026-03-16T10:00:00+08:00')
        .when('RecordPayment', { amount: 300, paidOn: '2026-03-16', receipt: '1', cashGround: 'remote' }, 'handler1', o),
  ],
  ...(
    [
      ['begun, with a copy, in what is no beginning', { step: 'answered', copyReceivedOn: '2026-04-20' }],
      ['answered, with a result', { step: 'answered', result: 'upheld' }],
      ['answered, and served', { step: 'answered', servedOn: '2026-04-20' }],
      ['answered, with another sum', { step: 'answered', amount: 5 }],
    ] as const
  ).map(([what, patch]): Row => [
    what,
    (o) => {
      const scene = costServed().at('2026-04-22T10:00:00+08:00');
      const begun = scene.did('RecordSubstitutionCostRemedy', costRemedy(scene), 'handler1');
      return begun.when('RecordSubstitutionCostRemedy', costRemedy(begun, patch), 'handler1', o);
    },
  ]),
  ['executed, and terminated', (o) => done().when('CloseCase', { ground: 'executed', cause: 'other', reason: '缴清' }, 'townhead', o)],
  [
    'no penalty, and outside its range',
    (o) =>
      evidenced().when(
        'ConcludeInvestigation',
        { ...conclusion(evidenced()), kind: 'no-penalty', fine: 0, deviationReason: '困难' },
        'handler1',
        o,
      ),
  ],
  [
    'no penalty, and a stage of its clause',
    (o) =>
      evidenced().when(
        'ConcludeInvestigation',
        { ...conclusion(evidenced()), kind: 'no-penalty', fine: 0, stage: 'direct' },
        'handler1',
        o,
      ),
  ],
];

describe('fields that disagree', () => {
  it.each(DISAGREE)('%s: refused, and taken as before by the rules before', (_what, when) => {
    expect(refusalOf(when()).code).toBe('contradiction');
    expect(eventsOf(when({ rules: 3 })).length).toBeGreaterThan(0);
  });

  it('have a row each, but for those that were refused before', () => {
    const pairs = Object.values(CONTRADICTIONS).flat().length;
    // A confiscation of nothing is tried below: the rules before refuse it as heavier than what was notified.
    expect(DISAGREE.length).toBe(pairs - 1);
  });

  it('a confiscation is confiscated as something', () => {
    expect(refusalOf(waived().when('Decide', decision({ confiscation: 100 }), 'townhead')).code).toBe('contradiction');
  });
});

describe('what was corrected says one thing', () => {
  /** Due on 03-04; seen on 03-05 or later. */
  it.each([
    ['2026-03-04', true, '2026-03-04', false, 'met'],
    ['2026-03-05', true, '2026-03-04', false, 'met'],
    ['2026-03-05', true, '2026-03-05', false, 'late'],
    ['2026-03-05', true, null, false, 'late'],
    ['2026-03-04', true, null, false, 'met'],
    ['2026-03-05', false, null, false, 'unmet'],
    ['2026-03-04', false, null, false, 'pending'],
    ['2026-03-03', false, null, true, 'unmet'],
  ] as const)('seen %s, corrected %s on %s, refused %s: %s', (checkedOn, corrected, correctedOn, refused, result) => {
    expect(checkResult('2026-03-04', { checkedOn, corrected, correctedOn, refused }, 4)).toBe(result);
    const before = checkResult('2026-03-04', { checkedOn, corrected, correctedOn, refused }, 3);
    expect(before).toBe(result === 'late' ? 'unmet' : result);
  });

  const late = (rules = 4) => {
    const ordered = verified().did('OrderCorrection', { requirement: '清理', dueOn: '2026-03-04', officerIds }, 'handler1');
    const correctionId = ordered.file.corrections[0]?.id ?? '';
    return ordered
      .at('2026-03-06T09:00:00+08:00')
      .did(
        'RecordCorrectionCheck',
        { correctionId, corrected: true, correctedOn: '2026-03-05', findings: '已清', officerIds },
        'handler1',
        { rules },
      );
  };

  it('put right late is no refusal, and is not said to be', () => {
    expect(late().last('CorrectionChecked').data).toMatchObject({ corrected: true, result: 'late', refusals: 0 });
    expect(late(3).last('CorrectionChecked').data).toMatchObject({ corrected: true, result: 'unmet', refusals: 1 });
  });

  it('opens the clause that punishes 逾期不改正, and excuses nothing', () => {
    expect(eventsOf(late().when('FileCase', { officerIds, reason: '逾期' }, 'townhead'))).toContain('CaseFiled');
    expect(refusalOf(late().when('CloseCorrected', { reason: '已改正' }, 'townhead')).code).toBe('not-corrected');
  });

  it('no factor of the penalty hangs on a tick that the record speaks against', () => {
    const ticked = conclusion(evidenced(), { factors: { areaSqm: 3, correctedWithinDeadline: true } });
    expect(refusalOf(evidenced().when('ConcludeInvestigation', ticked, 'handler1'))).toMatchObject({
      code: 'factor-against-record',
      basis: ['《行政处罚法》第四十条'],
    });
    expect(
      dataOf(evidenced().when('ConcludeInvestigation', conclusion(evidenced()), 'handler1'), 'InvestigationConcluded').proposed.factors,
    ).toMatchObject({ areaSqm: 3 });
    expect(uncorrected().file.corrections[0]?.checks[0]?.result).toBe('unmet');
    expect(concluded().file.conclusion?.proposed.money.fine).toBe(300);
  });
});
