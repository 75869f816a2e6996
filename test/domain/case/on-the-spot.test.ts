import { describe, expect, it } from 'vitest';
import type { EarlierViolation } from '../../../domain/case/context.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import type { PersonKey } from './people.ts';
import { citizen, company, conduct, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
/** 遛狗不牵绳: citizen, 20 to 200 yuan; 轻微 below 45 cm without harm is 20 to below 80. */
const LEASH = 'QD-0103';
/** 擅自移动河道界桩: 200 to 2000, no benchmark, no warning in the clause. */
const RIVER_MARK = 'SW-0109';
/** 餐饮浪费未提示: a warning and nothing else. */
const WASTE = 'SP-0111';

const payload = (patch: Partial<PayloadOf<'DecideOnTheSpot'>> = {}): PayloadOf<'DecideOnTheSpot'> => ({
  facts: '张三遛狗未使用束犬链，当场查获',
  fine: 50,
  factors: { dogHeightCm: 30, harm: 'none' },
  officerIds,
  certificateShown: true,
  rightsTold: true,
  formNumber: '青当罚〔2026〕001',
  handedOver: true,
  signed: true,
  correctedOnSpot: true,
  ...patch,
});

const leash = (patch: Parameters<typeof verified>[0] = {}): Scene => verified({ matterCode: LEASH, ...patch });
const decide = (scene: Scene, patch: Partial<PayloadOf<'DecideOnTheSpot'>> = {}, by: PersonKey = 'handler1') =>
  scene.when('DecideOnTheSpot', payload(patch), by);
const codeOf = (scene: Scene, patch: Partial<PayloadOf<'DecideOnTheSpot'>> = {}, by: PersonKey = 'handler1') =>
  refusalOf(decide(scene, patch, by)).code;

describe('DecideOnTheSpot (Art. 51, 52)', () => {
  it('decides, serves and opens the payment at the bank', () => {
    const outcome = decide(leash());
    const file = fileOf(outcome);
    expect(eventsOf(outcome)).toEqual(['PenaltyDecidedOnTheSpot']);
    expect(file).toMatchObject({
      stage: 'execution',
      procedure: 'simplified',
      tier: 'town-closes',
      decision: {
        kind: 'penalty',
        money: { fine: 50, confiscation: 0 },
        onTheSpot: true,
        payment: 'bank',
        documentNumber: '青当罚〔2026〕001',
      },
      onTheSpot: { formNumber: '青当罚〔2026〕001', signed: true, reported: null },
      served: [{ document: 'decision', method: 'direct', effectiveOn: '2026-03-02' }],
      execution: { settled: false },
    });
    const armed = file.ledger.flatMap((entry) => (entry.op === 'armed' ? [entry.key] : []));
    expect(armed).toEqual(expect.arrayContaining(['fine-payment', 'simple-case-file']));
    // 行政处罚法 48: a citizen's fifty yuan are without social impact until somebody finds otherwise.
    expect(armed).not.toContain('publish-penalty');
  });

  it('says that review comes before court (行政复议法 23), and keeps the derivation', () => {
    const data = dataOf(decide(leash()), 'PenaltyDecidedOnTheSpot');
    expect(data.remedies).toContain('先申请行政复议');
    expect(data.derivation).toMatchObject({ tier: '轻微', min: 20, max: 80, unit: 'yuan', benchmarkVersion: 'benchmarks@1' });
    expect(data.derivation.lines.some(({ text }) => text.includes('当场处罚限额200元'))).toBe(true);
  });

  it('asks for the factors of the benchmark before it takes a figure', () => {
    const refusal = refusalOf(decide(leash(), { factors: {} }));
    expect(refusal.code).toBe('factors-missing');
    expect(refusal.needs.some((need) => need.includes('dogHeightCm'))).toBe(true);
  });

  it('stays inside the benchmark: leaving it takes the ordinary procedure', () => {
    expect(eventsOf(decide(leash(), { fine: 79.99 }))).toEqual(['PenaltyDecidedOnTheSpot']);
    const refusal = refusalOf(decide(leash(), { fine: 80 }));
    expect(refusal.code).toBe('deviation-reason-required');
    expect(refusal.needs).toEqual(['在裁量幅度内确定数额', '或者改用普通程序']);
  });

  it('stays within 200 yuan for a citizen, whatever the clause threatens', () => {
    const scene = verified({ matterCode: RIVER_MARK });
    expect(eventsOf(decide(scene, { fine: 200, factors: {} }))).toEqual(['PenaltyDecidedOnTheSpot']);
    expect(codeOf(scene, { fine: 200.01, factors: {} })).toBe('over-simplified-limit');
    expect(codeOf(scene, { fine: 100, factors: {} })).toBe('outside-statutory-range');
  });

  it('stays within 3000 yuan for an organisation', () => {
    const scene = verified({ matterCode: RIVER_MARK, parties: [company] });
    expect(eventsOf(decide(scene, { fine: 2000, factors: {} }))).toEqual(['PenaltyDecidedOnTheSpot']);
    expect(codeOf(scene, { fine: 3000.5, factors: {} })).toBe('over-simplified-limit');
  });

  it('may be a warning alone; then nothing is left to pay', () => {
    const outcome = decide(verified({ matterCode: WASTE }), { fine: 0, warning: true, factors: {} });
    expect(fileOf(outcome)).toMatchObject({ decision: { others: ['警告'], payment: 'none' }, execution: { settled: true } });
  });

  it('imposes something, and nothing the clause does not know', () => {
    expect(codeOf(leash(), { fine: 0 })).toBe('nothing-imposed');
    expect(codeOf(verified({ matterCode: RIVER_MARK }), { fine: 200, warning: true, factors: {} })).toBe('kind-not-in-clause');
  });

  it('needs matter, conduct and one party', () => {
    expect(codeOf(leash({ parties: [] }))).toBe('party-missing');
    expect(codeOf(leash({ parties: [citizen, company] }))).toBe('several-parties');
    expect(codeOf(leash().having(() => ({ conduct: null })))).toBe('conduct-missing');
    expect(codeOf(leash().having(() => ({ matter: null })))).toBe('matter-missing');
  });

  it('is made by one of two certified officers of the case', () => {
    expect(codeOf(leash(), { officerIds: ['handler1'] })).toBe('two-officers');
    expect(codeOf(leash(), { officerIds: ['handler1', 'assistant'] })).toBe('not-certified');
    expect(codeOf(leash(), { officerIds: ['handler2', 'handler3'] })).toBe('not-one-of-the-officers');
    expect(codeOf(leash(), {}, 'handler3')).toBe('not-your-case');
  });

  it('keeps the formalities of Art. 52, 44 and 45', () => {
    expect(codeOf(leash(), { certificateShown: false })).toBe('certificate-not-shown');
    expect(codeOf(leash(), { rightsTold: false })).toBe('rights-not-told');
    expect(codeOf(leash(), { statement: '狗很小' })).toBe('statement-unanswered');
    expect(codeOf(leash(), { handedOver: false })).toBe('not-handed-over');
    expect(codeOf(leash(), { signed: false })).toBe('signature-note-missing');
    const refused = decide(leash(), { signed: false, signatureNote: '当事人拒签，见证人在场' });
    expect(fileOf(refused).served[0]?.receipt).toContain('拒绝签收');
    const answered = decide(leash(), { statement: '狗很小', statementAnswer: '条例不区分大小，不采纳' });
    expect(fileOf(answered).onTheSpot?.statement).toContain('不采纳');
  });

  it('orders to put right what was not put right on the spot (Art. 28)', () => {
    expect(codeOf(leash(), { correctedOnSpot: false })).toBe('order-to-correct');
    const file = fileOf(decide(leash(), { correctedOnSpot: false, correction: { requirement: '拴绳', dueOn: '2026-03-02' } }));
    expect(file.corrections).toMatchObject([{ requirement: '拴绳', dueOn: '2026-03-02', documentNumber: '青当罚〔2026〕001' }]);
    expect(codeOf(leash(), { correctedOnSpot: false, correction: { requirement: '拴绳', dueOn: '2026-03-01' } })).toBe('due-in-the-past');
  });

  it('does not contradict itself', () => {
    expect(codeOf(leash(), { factors: { dogHeightCm: 30, harm: 'none', correctedOnSpot: false } })).toBe('contradiction');
  });
});

describe('order to correct first', () => {
  const unmet = (): Scene => {
    const scene = verified({ parties: [company] })
      .did('OrderCorrection', { requirement: '清理', dueOn: '2026-03-02', officerIds }, 'handler1')
      .at('2026-03-03T09:00:00+08:00');
    const correctionId = scene.file.corrections[0]?.id ?? '';
    return scene.did('RecordCorrectionCheck', { correctionId, corrected: false, findings: '未清理', officerIds }, 'handler1');
  };
  const fine = { fine: 600, factors: { areaSqm: 3 }, correctedOnSpot: false };

  it('opens the fine only after the order was not followed', () => {
    const refusal = refusalOf(decide(verified({ parties: [company] }), fine));
    expect(refusal.code).toBe('order-to-correct-first');
    expect(refusal.needs).toEqual(['先责令限期改正，并在期满后复查']);
    const data = dataOf(decide(unmet(), fine), 'PenaltyDecidedOnTheSpot');
    expect(data.derivation).toMatchObject({ stage: 'after-refusal', tier: '轻微', min: 500, max: 1500 });
  });

  it('lets a clause that warns first be decided at once', () => {
    // 餐具未消毒: 责令改正，给予警告；拒不改正的，处五千元以上五万元以下罚款.
    const scene = verified({ matterCode: 'SP-0102', parties: [company] });
    const outcome = decide(scene, { fine: 0, warning: true, factors: {}, correctedOnSpot: true });
    expect(fileOf(outcome).decision).toMatchObject({ others: ['警告'] });
    expect(codeOf(scene, { fine: 3000, factors: {} })).toBe('no-fine-here');
  });
});

describe('cash on the spot (Art. 68 to 70)', () => {
  const cash = (ground: 'small' | 'hard-later' | 'remote', requestedByParty = false) => ({
    ground,
    requestedByParty,
    receipt: '浙财票0001',
  });

  it('is collected up to 100 yuan against the official receipt', () => {
    const file = fileOf(decide(leash(), { fine: 50, cash: cash('small') }));
    expect(file).toMatchObject({
      decision: { payment: 'cash' },
      execution: { paid: [{ amount: 50, receipt: '浙财票0001', forSurcharge: false }], settled: true },
    });
  });

  it('above 100 yuan only where it would be hard to enforce later', () => {
    const scene = verified({ matterCode: RIVER_MARK });
    const refusal = refusalOf(decide(scene, { fine: 200, factors: {}, cash: cash('small') }));
    expect(refusal.code).toBe('cash-over-limit');
    expect(refusal.needs).toEqual(['由当事人到银行或者通过电子支付系统缴纳']);
    expect(eventsOf(decide(scene, { fine: 200, factors: {}, cash: cash('hard-later') }))).toEqual(['PenaltyDecidedOnTheSpot']);
  });

  it('in remote places only when the party asks for it', () => {
    const scene = verified({ matterCode: RIVER_MARK });
    expect(codeOf(scene, { fine: 200, factors: {}, cash: cash('remote') })).toBe('cash-not-requested');
    expect(eventsOf(decide(scene, { fine: 200, factors: {}, cash: cash('remote', true) }))).toEqual(['PenaltyDecidedOnTheSpot']);
  });

  it('is nothing for a warning', () => {
    expect(codeOf(verified({ matterCode: WASTE }), { fine: 0, warning: true, factors: {}, cash: cash('small') })).toBe(
      'nothing-to-collect',
    );
  });
});

describe('what stands in the way', () => {
  const before: EarlierViolation = {
    caseId: 'case-0',
    number: '青当罚〔2026〕000',
    matterCode: LEASH,
    matterName: '遛狗不牵绳',
    town: '柳林镇',
    decidedOn: '2026-03-01',
    outcome: 'penalty',
    fine: 50,
    conductOn: '2026-03-01',
    place: '中心街',
  };

  it('an earlier fine for the same act (Art. 29)', () => {
    const refusal = refusalOf(decide(leash().knowing([before])));
    expect(refusal.code).toBe('second-fine');
    expect(refusal.message).toContain('青当罚〔2026〕000');
    expect(eventsOf(decide(leash().knowing([{ ...before, matterCode: RIVER_MARK }])))).toEqual(['PenaltyDecidedOnTheSpot']);
  });

  it('an earlier violation in the year counts for the benchmark, and is not denied', () => {
    const known = leash().knowing([{ ...before, conductOn: '2025-06-01' }]);
    expect(dataOf(decide(known, { fine: 100 }), 'PenaltyDecidedOnTheSpot').derivation.tier).toBe('一般');
    expect(codeOf(known, { fine: 50, factors: { dogHeightCm: 30, harm: 'none', timesWithinYear: 1 } })).toBe('factor-against-record');
  });

  it('the limitation (Art. 36)', () => {
    expect(codeOf(leash({ conduct: { ...conduct, on: '2024-03-01' } }))).toBe('limitation-expired');
    // Found out on the very last day of the two years.
    expect(eventsOf(decide(leash({ conduct: { ...conduct, on: '2024-03-02' } })))).toEqual(['PenaltyDecidedOnTheSpot']);
    expect(eventsOf(decide(leash({ conduct: { ...conduct, on: '2024-03-01', graveHarm: true } })))).toEqual(['PenaltyDecidedOnTheSpot']);
    expect(eventsOf(decide(leash({ conduct: { ...conduct, on: '2020-01-01', continuing: true } })))).toEqual(['PenaltyDecidedOnTheSpot']);
  });

  it('a suspected crime (Art. 27), an open transfer, a pending recusal (Art. 43)', () => {
    expect(codeOf(leash({ criminalSuspected: true }))).toBe('criminal-suspected');
    expect(codeOf(leash({ circumstances: ['obstruction'] }))).toBe('transfer-open');
    const recusing = leash().did('Recuse', { personId: 'handler2', by: 'party', reason: '邻居' }, 'handler1');
    expect(codeOf(recusing)).toBe('recusal-pending');
  });

  it('an age under fourteen (Art. 30)', () => {
    const child = { ...citizen, identifier: null, birthDate: '2012-06-01' };
    expect(codeOf(leash({ parties: [child] }))).toBe('no-penalty-by-law');
  });
});

describe('ReportOnTheSpotPenalty (Art. 52)', () => {
  it('is made once, after a penalty on the spot', () => {
    const scene = leash().did('DecideOnTheSpot', payload(), 'handler1');
    const reported = scene.did('ReportOnTheSpotPenalty', { to: '青石镇综合执法队内勤' }, 'handler1');
    expect(reported.file.onTheSpot?.reported).toMatchObject({ by: 'handler1' });
    expect(refusalOf(reported.when('ReportOnTheSpotPenalty', { to: '内勤' }, 'handler1')).code).toBe('already-reported');
    expect(
      refusalOf(
        leash()
          .having(() => ({ stage: 'execution' }))
          .when('ReportOnTheSpotPenalty', { to: '内勤' }, 'handler1'),
      ).code,
    ).toBe('not-on-the-spot');
  });
});
