import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { concluded, evidenced, filed, reviewed, uncorrected } from './late-scenes.ts';
import { people, units } from './people.ts';
import { accepted, opened, verification, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const bureau = ['bureauhandler1', 'bureauhandler2'];

const propose = (patch: Partial<PayloadOf<'ProposeTransfer'>> = {}): PayloadOf<'ProposeTransfer'> => ({
  to: 'bureau-closes',
  reasons: '案情复杂，镇街取证困难',
  ...patch,
});
const proposed = (scene: Scene = evidenced()): Scene => scene.did('ProposeTransfer', propose(), 'townhead');
const everything = (scene: Scene): string[] => [...scene.file.evidence, ...scene.file.preservations].map(({ id }) => id);
const accept = (scene: Scene, patch: Partial<PayloadOf<'AcceptTransfer'>> = {}): PayloadOf<'AcceptTransfer'> => ({
  handlerIds: bureau,
  custody: everything(scene),
  custodyNote: '当面清点无误',
  ...patch,
});
const taken = (scene: Scene = proposed()): Scene => scene.did('AcceptTransfer', accept(scene), 'bureauhead');

describe('ProposeTransfer', () => {
  it('records who proposes, to whom and why; the answer has a term', () => {
    const scene = proposed();
    expect(scene.file.transfer).toMatchObject({ by: 'person', proposer: 'townhead', to: 'bureau-closes', toUnit: null, rule: null });
    expect(scene.file.ledger.some((entry) => entry.op === 'armed' && entry.key === 'transfer-answer')).toBe(true);
  });

  it("is open to the handler, the town's own head, the bureau and the supervisor", () => {
    for (const by of ['handler1', 'townhead', 'bureauhead', 'supervisor'] as const) {
      expect(eventsOf(evidenced().when('ProposeTransfer', propose(), by))).toEqual(['TransferProposed']);
    }
    expect(refusalOf(evidenced().when('ProposeTransfer', propose(), 'handler3')).code).toBe('not-your-case');
    expect(refusalOf(evidenced().when('ProposeTransfer', propose(), 'liulinhead')).code).toBe('not-your-unit');
  });

  it('goes up and never down, and only once at a time', () => {
    expect(refusalOf(evidenced().when('ProposeTransfer', propose({ to: 'bureau-reviews' }), 'townhead')).code).toBe('tier-not-higher');
    expect(refusalOf(proposed().when('ProposeTransfer', propose(), 'townhead')).code).toBe('transfer-open');
    expect(refusalOf(taken().when('ProposeTransfer', propose(), 'bureauhead')).code).toBe('tier-not-higher');
  });

  it('names a bureau or none', () => {
    expect(dataOf(evidenced().when('ProposeTransfer', propose({ unitId: 'bureau' }), 'townhead'), 'TransferProposed').toUnit).toEqual(
      units.bureau,
    );
    expect(refusalOf(evidenced().when('ProposeTransfer', propose({ unitId: 'liulin' }), 'townhead')).code).toBe('not-a-bureau');
    expect(refusalOf(evidenced().when('ProposeTransfer', propose({ unitId: 'nowhere' }), 'townhead')).code).toBe('unknown-unit');
  });
});

describe('AcceptTransfer', () => {
  it('hands the case to the bureau with everything counted; the town assists, the clocks are kept', () => {
    const before = proposed();
    const outcome = before.when('AcceptTransfer', accept(before), 'bureauhead');
    expect(dataOf(outcome, 'TransferAccepted')).toMatchObject({
      clocksOwner: units.bureau,
      assisting: units.qingshi,
      custody: everything(before),
    });
    const file = fileOf(outcome);
    expect(file).toMatchObject({
      tier: 'bureau-closes',
      unit: units.bureau,
      assistingUnits: [units.qingshi],
      transfer: null,
      stage: 'evidence',
    });
    expect(file.handlers.map(({ id }) => id)).toEqual(bureau);
    expect(file.everHandled).toEqual([...officerIds, ...bureau]);
    const decisionDeadline = (ledger: typeof file.ledger) => ledger.filter((entry) => 'key' in entry && entry.key === 'decision-deadline');
    expect(decisionDeadline(file.ledger)).toEqual(decisionDeadline(before.file.ledger));
    expect(decisionDeadline(file.ledger)).toHaveLength(1);
  });

  it('counts every piece of evidence, excluded ones too, and the goods still preserved', () => {
    const held = evidenced().did(
      'PreserveEvidence',
      { items: [{ name: '砂石', quantity: '1车', place: '院内' }], officerIds, partyPresent: true },
      'townhead',
    );
    const scene = held.did('ExcludeEvidence', { evidenceId: held.file.evidence[0]?.id ?? '', illegal: '无', reason: '无' }, 'handler1');
    const open = proposed(scene);
    const refusal = refusalOf(open.when('AcceptTransfer', accept(open, { custody: [] }), 'bureauhead'));
    expect(refusal.code).toBe('custody-incomplete');
    expect(refusal.needs).toEqual(['清点证据“现场检查笔录”', '清点先行登记保存的砂石']);
    expect(refusalOf(open.when('AcceptTransfer', accept(open, { custody: [...everything(open), 'evidence-99'] }), 'bureauhead')).code).toBe(
      'custody-unknown',
    );
    expect(eventsOf(open.when('AcceptTransfer', accept(open), 'bureauhandler1'))).toEqual(['TransferAccepted']);
  });

  it('names two certified officers of the unit that takes it (Art. 42)', () => {
    const scene = proposed();
    expect(refusalOf(scene.when('AcceptTransfer', accept(scene, { handlerIds: [] }), 'bureauhead')).code).toBe('two-officers');
    expect(refusalOf(scene.when('AcceptTransfer', accept(scene, { handlerIds: officerIds }), 'bureauhead')).code).toBe('not-of-unit');
  });

  it("is the addressed unit's, and there has to be something to answer", () => {
    const named = evidenced().did('ProposeTransfer', propose({ unitId: 'water' }), 'townhead');
    expect(refusalOf(named.when('AcceptTransfer', accept(named), 'bureauhead')).code).toBe('not-your-unit');
    const ofTheCounty = { ...people.bureauhead, id: 'countyhead', unit: units.county };
    expect(refusalOf(proposed().when('AcceptTransfer', accept(proposed()), ofTheCounty))).toMatchObject({
      code: 'not-your-unit',
      message: expect.stringContaining('由云溪县综合行政执法局负责人进行') as string,
    });
    expect(refusalOf(evidenced().when('AcceptTransfer', accept(evidenced()), 'bureauhead')).code).toBe('no-transfer-open');
  });

  it('moves only the review where only the review was asked for', () => {
    const scene = verified()
      .did('ProposeTransfer', propose({ to: 'bureau-reviews' }), 'townhead')
      .did('AcceptTransfer', { custodyNote: null }, 'bureauhead');
    expect(scene.file).toMatchObject({ tier: 'bureau-reviews', unit: units.qingshi, assistingUnits: [] });
    expect(scene.file.handlers.map(({ id }) => id)).toEqual(officerIds);
  });

  it("lets the town's officers go on recording what happens on the spot", () => {
    const scene = taken();
    const payload = { action: '再次劝阻', result: '停止', officerIds };
    expect(eventsOf(scene.when('RecordStopAction', payload, 'handler1'))).toEqual(['StopActionRecorded']);
    expect(refusalOf(scene.when('RecordStopAction', payload, 'handler4')).code).toBe('not-your-case');
    expect(
      refusalOf(
        scene.when('ConcludeInvestigation', { kind: 'penalty', facts: '事实', report: '报告', evidenceIds: [], fine: 300 }, 'handler1'),
      ).code,
    ).toBe('not-your-case');
  });
});

describe('RefuseTransfer', () => {
  it('gives the case back with reasons; the same rule does not propose again, another does', () => {
    const scene = verified({ circumstances: ['complex'] }).did('RefuseTransfer', { reasons: '案情并不复杂' }, 'bureauhead');
    expect(scene.file).toMatchObject({ transfer: null, tier: 'town-closes', unit: units.qingshi });
    expect(scene.file.transfers).toMatchObject([{ accepted: false, rule: 'complex', reason: '案情并不复杂' }]);
    const filing = uncorrected({ circumstances: ['complex'] }).did('RefuseTransfer', { reasons: '案情并不复杂' }, 'bureauhead');
    expect(eventsOf(filing.when('FileCase', { officerIds, reason: '拒不改正' }, 'townhead'))).toEqual(['CaseFiled', 'TierReassessed']);
    const more = filing.when('FileCase', { officerIds, reason: '拒不改正', circumstances: ['mass-event'] }, 'townhead');
    expect(dataOf(more, 'TransferProposed').rule).toBe('mass-event');
  });

  it("is the bureau's head's, and not possible where the town has no power (Art. 24)", () => {
    expect(refusalOf(proposed().when('RefuseTransfer', { reasons: '不收' }, 'bureauhandler1')).code).toBe('role-required');
    const powerless = proposed().having((file) => ({ transfer: file.transfer && { ...file.transfer, rule: 'no-power' } }));
    expect(refusalOf(powerless.when('RefuseTransfer', { reasons: '不收' }, 'bureauhead')).code).toBe('town-has-no-power');
  });
});

describe('ReturnToTown', () => {
  const back = (scene: Scene, patch: Partial<PayloadOf<'ReturnToTown'>> = {}): PayloadOf<'ReturnToTown'> => ({
    reason: '复杂情形已查清',
    instruction: '按审核意见补充后办理',
    handlerIds: officerIds,
    custody: everything(scene),
    ...patch,
  });

  it("goes back the way it came, with everything counted, under the bureau's review", () => {
    const scene = taken();
    const file = fileOf(scene.when('ReturnToTown', back(scene), 'bureauhead'));
    expect(file).toMatchObject({ tier: 'bureau-reviews', tierWhy: { rule: 'returned' }, unit: units.qingshi, assistingUnits: [] });
    expect(file.handlers.map(({ id }) => id)).toEqual(officerIds);
    expect(file.transfers.map(({ kind }) => kind)).toEqual(['up', 'return']);
    expect(file.transfers[0]?.fromHandlers.map(({ id }) => id)).toEqual(officerIds);
  });

  it('does not come up again for the reason it was returned', () => {
    const up = taken(evidenced({ circumstances: ['complex'] }));
    const down = up.did('ReturnToTown', back(up), 'bureauhead');
    expect(
      eventsOf(
        down.when(
          'ConcludeInvestigation',
          {
            kind: 'penalty',
            facts: '事实',
            report: '报告',
            evidenceIds: down.file.evidence.map(({ id }) => id),
            factors: { areaSqm: 3 },
            fine: 300,
          },
          'handler1',
        ),
      ),
    ).toEqual(['InvestigationConcluded']);
  });

  it("counts, names the town's officers, and needs a way back", () => {
    const scene = taken();
    expect(refusalOf(scene.when('ReturnToTown', back(scene, { custody: [] }), 'bureauhead')).code).toBe('custody-incomplete');
    expect(refusalOf(scene.when('ReturnToTown', back(scene, { handlerIds: bureau }), 'bureauhead')).code).toBe('not-of-unit');
    expect(refusalOf(evidenced().when('ReturnToTown', back(evidenced()), 'bureauhead')).code).toBe('not-transferred');
    const straight = opened().did('DispatchCase', { unitId: 'bureau', instruction: '核查' }, 'dispatcher');
    expect(refusalOf(straight.when('ReturnToTown', back(straight), 'bureauhead')).code).toBe('not-transferred');
  });

  it("is the bureau's that has the case", () => {
    const waterhead = { ...people.bureauhead, id: 'waterhead', name: '单局长', unit: units.water };
    expect(refusalOf(taken().when('ReturnToTown', back(taken()), waterhead))).toMatchObject({
      code: 'not-your-unit',
      message: '案件由云溪县综合行政执法局办理',
    });
  });

  it('is not possible for a power the town does not have (Art. 24)', () => {
    const scene = taken().having((file) => ({ transfers: file.transfers.map((one) => ({ ...one, rule: 'no-power' })) }));
    expect(refusalOf(scene.when('ReturnToTown', back(scene), 'bureauhead')).code).toBe('town-has-no-power');
  });
});

describe('while a transfer is open', () => {
  it('what would be lost by waiting goes on', () => {
    const scene = proposed();
    const goesOn: [boolean, string][] = [
      [scene.when('RecordStopAction', { action: '劝阻', result: '停止', officerIds }, 'handler1').ok, 'stopping'],
      [scene.when('OrderCorrection', { requirement: '清理', dueOn: '2026-03-09', officerIds }, 'handler1').ok, 'correcting'],
      [
        scene.when(
          'AddEvidence',
          { kind: 'documentary', title: '照片', original: true, officerIds, collectedAt: '2026-03-05T09:00:00+08:00', place: '街边' },
          'handler1',
        ).ok,
        'evidence',
      ],
      [
        scene.when(
          'PreserveEvidence',
          { items: [{ name: '车', quantity: '1', place: '院内' }], officerIds, partyPresent: true },
          'townhead',
        ).ok,
        'preserving',
      ],
      [
        scene.when(
          'ReferToPolice',
          {
            crime: '危险作业罪',
            grounds: '事实',
            officerIds,
            files: [
              { kind: 'transfer-letter', title: '移送书' },
              { kind: 'investigation-report', title: '调查报告' },
            ],
          },
          'handler1',
        ).ok,
        'police',
      ],
    ];
    expect(goesOn.filter(([ok]) => !ok)).toEqual([]);
  });

  it('nobody disposes of the case', () => {
    const evidence = proposed();
    expect(
      refusalOf(
        evidence.when(
          'ConcludeInvestigation',
          { kind: 'penalty', facts: '事实', report: '报告', evidenceIds: everything(evidence), factors: { areaSqm: 3 }, fine: 300 },
          'handler1',
        ),
      ).code,
    ).toBe('transfer-open');
    expect(refusalOf(evidence.when('TransferToAgency', { agency: '水利局', reason: '属其职责' }, 'townhead')).code).toBe('transfer-open');
    const review = proposed(reviewed());
    expect(
      refusalOf(
        review.when(
          'NotifyProposedDecision',
          {
            facts: '事实',
            reasons: '理由',
            legalBasis: '依据',
            method: 'direct',
            deliveredOn: '2026-03-05',
            recipient: '张三',
            receipt: '1',
          },
          'handler1',
        ),
      ).code,
    ).toBe('transfer-open');
  });
});

describe('by the ladder', () => {
  it('is a system event that the bureau answers like any other', () => {
    const scene = filed().system({
      type: 'TransferProposed',
      data: {
        from: 'bureau-reviews',
        to: 'bureau-closes',
        toUnit: null,
        by: 'ladder',
        reasons: '督办后仍超期',
        rule: null,
        lines: [],
        answerDueAt: '2026-03-09T17:30:00+08:00',
        rung: null,
      },
    });
    expect(scene.file.transfer).toMatchObject({ by: 'ladder', proposer: 'system', answerDueAt: '2026-03-09T17:30:00+08:00' });
    expect(scene.when('AcceptTransfer', accept(scene), 'bureauhead').ok).toBe(true);
  });
});

describe('the case in discovery', () => {
  it('may be transferred before it was verified', () => {
    const scene = proposed(accepted()).did('AcceptTransfer', { handlerIds: bureau }, 'bureauhead');
    expect(scene.file).toMatchObject({ stage: 'discovery', unit: units.bureau });
    expect(eventsOf(scene.when('RecordVerification', verification({ officerIds: bureau }), 'bureauhandler1'))).toEqual([
      'VerificationRecorded',
    ]);
    expect(concluded().file.tier).toBe('bureau-reviews');
  });
});
