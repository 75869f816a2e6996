import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { concluded, conclusion, evidenced, filed } from './late-scenes.ts';
import { company, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
/** 餐具未消毒 and the like are warned; 无照经营: gains confiscated, a fine up to 10000. */
const UNLICENSED = 'SP-0109';

const conclude = (scene: Scene, patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}) =>
  scene.when('ConcludeInvestigation', conclusion(scene, patch), 'handler1');
const codeOf = (scene: Scene, patch: Partial<PayloadOf<'ConcludeInvestigation'>> = {}) => refusalOf(conclude(scene, patch)).code;

/** A filed case of another matter with one verified piece of evidence. */
const evidencedOf = (matterCode: string, patch: Parameters<typeof verified>[0] = {}): Scene => {
  const scene = verified({ matterCode, ...patch })
    .did('FileCase', { officerIds, reason: '应当处罚' }, 'townhead')
    .did(
      'AddEvidence',
      { kind: 'inspection-record', title: '现场笔录', original: true, officerIds, collectedAt: '2026-03-02T09:00:00+08:00', place: '店内' },
      'handler1',
    );
  return scene.did('VerifyEvidence', { evidenceIds: scene.file.evidence.map(({ id }) => id), findings: '属实' }, 'handler1');
};

describe('ConcludeInvestigation (Art. 57)', () => {
  it('proposes a figure inside the benchmark, with its derivation', () => {
    const { proposed, evidenceIds, by } = dataOf(conclude(evidenced()), 'InvestigationConcluded');
    expect(proposed).toMatchObject({
      kind: 'penalty',
      money: { fine: 300, confiscation: 0 },
      deviation: null,
      derivation: { stage: 'after-refusal', tier: '轻微', min: 200, max: 500, unit: 'yuan', benchmarkVersion: 'benchmarks@1' },
    });
    expect(proposed.derivation?.lines.at(-1)?.text).toContain('拟罚300元');
    expect(evidenceIds).toHaveLength(1);
    expect(by).toEqual(officerIds);
  });

  it('stays in the stage of evidence until it is submitted for review', () => {
    expect(fileOf(conclude(evidenced())).stage).toBe('evidence');
  });

  it('fills in what the record knows: the refusal, the age, the times', () => {
    const { proposed } = dataOf(conclude(evidenced()), 'InvestigationConcluded');
    expect(proposed.factors).toMatchObject({ areaSqm: 3, timesWithinYear: 1, ageYears: 35 });
  });

  it('leaves the benchmark only with a reason, and then waits for the approval above (Art. 34)', () => {
    expect(codeOf(evidenced(), { fine: 600 })).toBe('deviation-reason-required');
    const { proposed } = dataOf(conclude(evidenced(), { fine: 600, deviationReason: '多次投诉，影响通行' }), 'InvestigationConcluded');
    expect(proposed.deviation).toEqual({ reason: '多次投诉，影响通行', approvedBy: null });
  });

  it('never leaves the clause', () => {
    expect(codeOf(evidenced(), { fine: 1000.01, deviationReason: '情节恶劣' })).toBe('outside-statutory-range');
    expect(codeOf(evidenced(), { fine: 100, deviationReason: '家庭困难' })).toBe('outside-statutory-range');
    expect(codeOf(evidenced(), { others: ['吊销许可证件'] })).toBe('kind-not-in-clause');
  });

  it('drops a reason that was not needed', () => {
    expect(dataOf(conclude(evidenced(), { deviationReason: '无' }), 'InvestigationConcluded').proposed.deviation).toBeNull();
  });

  it('stands on evidence that was found true (Art. 46)', () => {
    expect(codeOf(evidenced(), { evidenceIds: [] })).toBe('no-evidence');
    expect(codeOf(evidenced(), { evidenceIds: ['evidence-99'] })).toBe('unknown-evidence');
    const fresh = evidenced().did(
      'AddEvidence',
      { kind: 'witness', title: '证言', original: true, officerIds, collectedAt: '2026-03-05T09:00:00+08:00', place: '街边' },
      'handler1',
    );
    const ids = fresh.file.evidence.map(({ id }) => id);
    expect(codeOf(fresh, { evidenceIds: ids })).toBe('evidence-not-verified');
    expect(eventsOf(conclude(fresh, { evidenceIds: ids.slice(0, 1) }))).toEqual(['InvestigationConcluded']);
    const out = fresh.did('ExcludeEvidence', { evidenceId: ids[0] ?? '', illegal: '未表明身份', reason: '程序违法' }, 'handler1');
    expect(codeOf(out, { evidenceIds: ids.slice(0, 1) })).toBe('evidence-excluded');
  });

  it('accounts for everything still preserved (Art. 56)', () => {
    const held = evidenced().did(
      'PreserveEvidence',
      { items: [{ name: '砂石', quantity: '1车', place: '院内' }], officerIds, partyPresent: true },
      'townhead',
    );
    const refusal = refusalOf(conclude(held));
    expect(refusal.code).toBe('preservation-open');
    expect(refusal.needs[0]).toContain('砂石');
    const id = held.file.preservations[0]?.id ?? '';
    expect(eventsOf(conclude(held, { openPreservations: [{ id, reason: '待决定后处理' }] }))).toEqual(['InvestigationConcluded']);
    expect(
      codeOf(held, {
        openPreservations: [
          { id, reason: '待处理' },
          { id: 'preservation-99', reason: '无' },
        ],
      }),
    ).toBe('unknown-preservation');
    const done = held.did('ResolvePreservation', { preservationId: id, kind: 'returned', note: '凭清单' }, 'handler1');
    expect(eventsOf(conclude(done))).toEqual(['InvestigationConcluded']);
  });

  it('waits for an opinion that was asked for', () => {
    const asked = evidenced().did(
      'RequestAppraisal',
      { kind: 'test', subject: '砂石', body: '检测中心', partyToldOn: '2026-03-05' },
      'handler1',
    );
    expect(codeOf(asked)).toBe('appraisal-open');
  });

  it('knows whom it proposes to punish, and for what', () => {
    const nobody = evidenced({ parties: [] });
    expect(refusalOf(conclude(nobody))).toMatchObject({ code: 'party-missing', basis: ['《行政处罚法》第四十条'] });
    expect(eventsOf(conclude(nobody, { kind: 'not-established', fine: 0 }))).toEqual(['InvestigationConcluded']);
  });

  it('needs a filed case, two handlers, no suspected crime, no open transfer', () => {
    expect(codeOf(evidenced().having(() => ({ filing: null })))).toBe('not-filed');
    expect(codeOf(evidenced().having((file) => ({ handlers: file.handlers.slice(0, 1) })))).toBe('two-officers');
    expect(codeOf(evidenced().having(() => ({ criminalSuspected: true })))).toBe('criminal-suspected');
    expect(codeOf(evidenced({ circumstances: ['complex'] }))).toBe('transfer-open');
  });

  it('applies the rows for refusal only to a refusal', () => {
    const direct = evidencedOf('NY-0102');
    expect(codeOf(direct, { stage: 'after-refusal', fine: 1000, factors: {} })).toBe('not-refused');
  });

  it('may propose no penalty, and then imposes nothing', () => {
    const { proposed } = dataOf(conclude(evidenced(), { kind: 'no-penalty', fine: 0, factors: {} }), 'InvestigationConcluded');
    expect(proposed).toMatchObject({ kind: 'no-penalty', money: { fine: 0, confiscation: 0 }, derivation: null });
    expect(codeOf(evidenced(), { kind: 'no-penalty' })).toBe('imposed-without-penalty');
    expect(eventsOf(conclude(evidenced(), { kind: 'not-established', fine: 0, evidenceIds: [] }))).toEqual(['InvestigationConcluded']);
    expect(codeOf(evidenced(), { fine: 0 })).toBe('nothing-imposed');
  });

  it('confiscates gains whatever the clause says (Art. 28), as what they are', () => {
    expect(codeOf(evidenced(), { confiscation: 200 })).toBe('confiscation-kind-missing');
    const { proposed } = dataOf(conclude(evidenced(), { confiscation: 200, others: ['没收违法所得'] }), 'InvestigationConcluded');
    expect(proposed).toMatchObject({ money: { fine: 300, confiscation: 200 }, others: ['没收违法所得'] });
  });

  it('shows an earlier fine for perhaps the same act (Art. 29)', () => {
    const known = evidenced().knowing([
      {
        caseId: 'case-0',
        number: '青执罚〔2026〕1号',
        matterCode: 'CG-0101',
        matterName: '占道堆放',
        town: '青石镇',
        decidedOn: '2026-03-02',
        outcome: 'penalty',
        fine: 200,
        conductOn: '2026-03-01',
        place: '中心街',
      },
    ]);
    const { proposed } = dataOf(conclude(known, { factors: { areaSqm: 3 } }), 'InvestigationConcluded');
    expect(proposed.derivation?.lines.at(-1)?.text).toContain('青执罚〔2026〕1号');
    expect(proposed.factors).toMatchObject({ timesWithinYear: 2 });
  });

  it('proposes the bureau when the figure reaches the graded list', () => {
    const scene = evidencedOf(UNLICENSED);
    const low = { ...scene.policy.thresholds, bureauFine: { citizen: 8000, organisation: 50_000, basis: '测试' } };
    const under = scene.under({ ...scene.policy, thresholds: low });
    // No gains were found, so none are confiscated beside the fine.
    const factors = { illegalGainsYuan: 0 };
    const outcome = conclude(under, { fine: 8000, factors });
    expect(eventsOf(outcome)).toEqual(['InvestigationConcluded', 'TransferProposed']);
    expect(dataOf(outcome, 'TransferProposed')).toMatchObject({ rule: 'bureau-fine', reasons: expect.stringContaining('8000') as string });
    expect(eventsOf(conclude(under, { fine: 7999, factors }))).toEqual(['InvestigationConcluded']);
  });

  it('is concluded again on other parties', () => {
    const other = concluded().did('IdentifyParties', { parties: [company], how: '营业执照' }, 'handler1');
    expect(other.file.conclusion).toBeNull();
    expect(codeOf(other)).toBe('outside-statutory-range');
    expect(eventsOf(conclude(other, { fine: 600 }))).toEqual(['InvestigationConcluded']);
  });
});

describe('what the clause gives beside the fine', () => {
  // 无证无照经营查处办法 13: 没收违法所得，并处1万元以下的罚款.
  it('what it shall give is not left out in silence', () => {
    const scene = evidencedOf(UNLICENSED);
    expect(refusalOf(conclude(scene, { fine: 500, factors: {} }))).toMatchObject({
      code: 'companion-missing',
      basis: ['《无证无照经营查处办法》第十三条', '行政处罚法第二十八条第二款'],
    });
    const gains = { illegalGainsYuan: 800 };
    expect(codeOf(scene, { fine: 500, factors: gains })).toBe('companion-missing');
    expect(eventsOf(conclude(scene, { fine: 500, factors: gains, others: ['没收违法所得'], confiscation: 800 }))).toContain(
      'InvestigationConcluded',
    );
    expect(eventsOf(conclude(scene, { fine: 500, factors: { illegalGainsYuan: 0 } }))).toContain('InvestigationConcluded');
    const leftOut = [{ kind: '没收违法所得', reason: '已全部退赔' }];
    expect(dataOf(conclude(scene, { fine: 500, factors: gains, leftOut }), 'InvestigationConcluded').proposed.leftOut).toEqual(leftOut);
  });

  it('what it may give is answered', () => {
    // 浙江小餐饮规定 21(1): 情节严重的，处二千元以上二万元以下罚款，并可以责令停产停业.
    const scene = evidencedOf('SP-0107');
    const grave = { stage: 'aggravated' as const, fine: 2000, factors: {} };
    expect(codeOf(scene, grave)).toBe('companion-not-answered');
    expect(eventsOf(conclude(scene, { ...grave, others: ['责令停产停业'] }))).toContain('InvestigationConcluded');
    const leftOut = [{ kind: '责令停产停业', reason: '已经改正，不需要停业' }];
    expect(eventsOf(conclude(scene, { ...grave, leftOut }))).toContain('InvestigationConcluded');
    expect(codeOf(scene, { ...grave, others: ['责令停产停业'], leftOut })).toBe('imposed-and-left-out');
    expect(codeOf(scene, { ...grave, leftOut: [...leftOut, { kind: '通报批评', reason: '无' }] })).toBe('kind-not-in-clause');
  });

  it('a case from before, and a decision made on paper, are entered as they are', () => {
    const scene = evidencedOf(UNLICENSED);
    const payload = conclusion(scene, { fine: 500, factors: {} });
    const paper = { reference: '卷1', reason: '系统上线前立案', enteredAt: '2026-03-20T01:00:00.000Z', enteredBy: 'townhead' };
    expect(eventsOf(scene.when('ConcludeInvestigation', payload, 'handler1', { rules: 3 }))).toContain('InvestigationConcluded');
    expect(eventsOf(scene.when('ConcludeInvestigation', payload, 'handler1', { paper }))).toContain('InvestigationConcluded');
  });
});

describe('DecideDeviation (Art. 34)', () => {
  const deviating = (): Scene => concluded({ fine: 600, deviationReason: '多次投诉' });

  it("is approved by the bureau's head before anybody is told of the figure", () => {
    const scene = deviating().did('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead');
    expect(scene.file.conclusion?.proposed.deviation).toEqual({ reason: '多次投诉', approvedBy: 'bureauhead' });
    expect(refusalOf(scene.when('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead')).code).toBe('already-approved');
  });

  it('not approved, the officers conclude again', () => {
    const scene = deviating().did('DecideDeviation', { approved: false, opinion: '理由不充分' }, 'bureauhead');
    expect(scene.file).toMatchObject({ stage: 'evidence', conclusion: null });
    const reviewed = deviating()
      .did('SubmitForReview', { statement: '请审核' }, 'handler1')
      .did('PassReview', { opinion: '同意' }, 'bureaureview')
      .did('DecideDeviation', { approved: false, opinion: '理由不充分' }, 'bureauhead');
    expect(reviewed.file).toMatchObject({ stage: 'evidence', conclusion: null, review: { passed: null } });
  });

  it("is nobody else's, and only for a deviation", () => {
    expect(refusalOf(deviating().when('DecideDeviation', { approved: true, opinion: '同意' }, 'townhead')).code).toBe('role-required');
    expect(refusalOf(concluded().when('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead')).code).toBe('no-deviation');
    const own = deviating().having((file) => ({ everHandled: [...file.everHandled, 'bureauhead'] }));
    expect(refusalOf(own.when('DecideDeviation', { approved: true, opinion: '同意' }, 'bureauhead')).code).toBe('handled-by-self');
  });
});

describe('a case without evidence', () => {
  it('cannot be concluded as a penalty', () => {
    expect(codeOf(filed())).toBe('no-evidence');
  });
});
