import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, fileOf, refusalOf, type Scene } from './kit.ts';
import { evidenced, uncorrected } from './late-scenes.ts';
import { units } from './people.ts';
import { accepted, verified } from './scenes.ts';

const raise = { unitId: 'liulin', reason: '现场跨两镇界' };
const disputed = (scene: Scene = evidenced()): Scene => scene.did('RaiseJurisdictionDispute', raise, 'townhead');
const failed = (scene: Scene = disputed()): Scene => scene.did('RecordConsultation', { agreed: false, result: '各执一词' }, 'townhead');
const designate = { unitId: 'liulin', document: '云政函〔2026〕5号' };

describe('RaiseJurisdictionDispute (Art. 25)', () => {
  it("opens a dispute with its own id, and stops the office's own terms", () => {
    const { file } = disputed();
    expect(file.jurisdiction).toMatchObject({
      disputeId: expect.stringMatching(/^case-1-dispute-\d+$/) as string,
      with: units.liulin,
      settledAt: null,
    });
    expect(file.ledger.some((entry) => entry.op === 'paused' && entry.ground === 'jurisdiction-dispute')).toBe(true);
  });

  it('is raised with another unit, one at a time, by the head', () => {
    expect(refusalOf(evidenced().when('RaiseJurisdictionDispute', { ...raise, unitId: 'qingshi' }, 'townhead')).code).toBe(
      'dispute-with-itself',
    );
    expect(refusalOf(evidenced().when('RaiseJurisdictionDispute', { ...raise, unitId: 'nowhere' }, 'townhead')).code).toBe('unknown-unit');
    expect(refusalOf(disputed().when('RaiseJurisdictionDispute', raise, 'townhead')).code).toBe('dispute-open');
    expect(refusalOf(evidenced().when('RaiseJurisdictionDispute', raise, 'liulinhead')).code).toBe('head-required');
  });

  it('blocks disposing of the case, not filing it: the first to file keeps jurisdiction', () => {
    const scene = disputed();
    expect(
      refusalOf(
        scene.when(
          'ConcludeInvestigation',
          {
            kind: 'penalty',
            facts: '事实',
            report: '报告',
            evidenceIds: scene.file.evidence.map(({ id }) => id),
            factors: { areaSqm: 3 },
            fine: 300,
          },
          'handler1',
        ),
      ).code,
    ).toBe('jurisdiction-open');
    const filing = disputed(uncorrected()).when('FileCase', { officerIds: ['handler1', 'handler2'], reason: '拒不改正' }, 'townhead');
    expect(eventsOf(filing)).toContain('CaseFiled');
  });
});

describe('RecordConsultation', () => {
  it('settles the dispute where they agree: the case stays, or goes over without its handlers', () => {
    const stays = disputed().did('RecordConsultation', { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' }, 'liulinhead');
    expect(stays.file).toMatchObject({ unit: units.qingshi, jurisdiction: { consulted: { agreed: true } } });
    expect(stays.file.jurisdiction?.settledAt).not.toBeNull();
    expect(stays.file.handlers).toHaveLength(2);
    const goes = disputed().did('RecordConsultation', { agreed: true, unitId: 'liulin', result: '由柳林镇管辖' }, 'townhead');
    expect(goes.file).toMatchObject({ unit: units.liulin, handlers: [] });
    expect(eventsOf(goes.when('ReassignHandler', { handlerIds: ['handler4', 'handler5'], reason: '管辖变更' }, 'liulinhead'))).toEqual([
      'HandlerReassigned',
    ]);
  });

  it('leaves it open where they do not', () => {
    expect(failed().file.jurisdiction).toMatchObject({ consulted: { agreed: false }, settledAt: null });
  });

  it("is one of the two sides', names one of them, once", () => {
    const scene = disputed();
    const agreed = { agreed: true, unitId: 'qingshi', result: '由青石镇管辖' };
    expect(refusalOf(scene.when('RecordConsultation', agreed, 'bureauhead', { rules: 5 })).code).toBe('not-a-side');
    expect(refusalOf(scene.when('RecordConsultation', { agreed: true, unitId: 'chengguan', result: '由城关' }, 'townhead')).code).toBe(
      'not-a-side',
    );
    expect(refusalOf(scene.when('RecordConsultation', { agreed: true, result: '同意' }, 'townhead')).code).toBe('not-a-side');
    expect(refusalOf(scene.when('RecordConsultation', { agreed: false, unitId: 'liulin', result: '不' }, 'townhead')).code).toBe(
      'contradiction',
    );
    expect(refusalOf(scene.when('RecordConsultation', { agreed: false, result: '不' }, 'bureauhead')).code).toBe('not-a-side');
    expect(refusalOf(failed().when('RecordConsultation', { agreed: false, result: '再谈' }, 'townhead')).code).toBe('already-consulted');
    expect(refusalOf(evidenced().when('RecordConsultation', { agreed: false, result: '不' }, 'townhead')).code).toBe('no-dispute');
  });
});

describe('DesignateJurisdiction (Art. 25)', () => {
  it("is the common superior's, after the sides have consulted", () => {
    const outcome = failed().when('DesignateJurisdiction', designate, 'supervisor');
    expect(dataOf(outcome, 'JurisdictionDesignated')).toMatchObject({ unit: units.liulin, moved: true, document: '云政函〔2026〕5号' });
    const file = fileOf(outcome);
    expect(file).toMatchObject({
      unit: units.liulin,
      handlers: [],
      stage: 'evidence',
      jurisdiction: { designated: { document: '云政函〔2026〕5号' } },
    });
    expect(file.ledger.some((entry) => entry.op === 'resumed' && entry.ground === 'jurisdiction-dispute')).toBe(true);
    // 行政处罚法 25(2) lets the superior designate at once; a case of the rules before waits for the consultation.
    expect(eventsOf(disputed().when('DesignateJurisdiction', designate, 'supervisor'))[0]).toBe('JurisdictionDesignated');
    expect(refusalOf(disputed().when('DesignateJurisdiction', designate, 'supervisor', { rules: 3 })).code).toBe('not-consulted');
    expect(refusalOf(evidenced().when('DesignateJurisdiction', designate, 'supervisor')).code).toBe('no-dispute');
  });

  it("is nobody else's, and names an enforcement unit", () => {
    expect(refusalOf(failed().when('DesignateJurisdiction', designate, 'bureauhead')).code).toBe('role-required');
    expect(refusalOf(failed().when('DesignateJurisdiction', { ...designate, unitId: 'county' }, 'supervisor')).code).toBe(
      'not-an-enforcement-unit',
    );
    expect(refusalOf(failed().when('DesignateJurisdiction', { ...designate, unitId: 'nowhere' }, 'supervisor')).code).toBe('unknown-unit');
    const superior = failed().having((file) => ({ jurisdiction: file.jurisdiction && { ...file.jurisdiction, with: units.county } }));
    expect(refusalOf(superior.when('DesignateJurisdiction', designate, 'supervisor')).code).toBe('not-the-superior');
  });

  it('stands as dispatched anew while the case is still being looked into', () => {
    const scene = failed(disputed(accepted())).did('DesignateJurisdiction', designate, 'supervisor');
    expect(scene.file.dispatch).toMatchObject({ unit: units.liulin, acceptedAt: null });
    expect(eventsOf(scene.when('AcceptDispatch', { handlerIds: ['handler4', 'handler5'] }, 'handler4'))).toEqual(['DispatchAccepted']);
  });

  it("is the bureau's case where a bureau is designated, and graded anew where a town is", () => {
    const up = failed().did('DesignateJurisdiction', { ...designate, unitId: 'bureau' }, 'supervisor');
    expect(up.file).toMatchObject({ tier: 'bureau-closes', tierWhy: { rule: 'at-bureau' }, unit: units.bureau });
    const handlerIds = ['bureauhandler1', 'bureauhandler2'];
    const down = up
      .did('ReassignHandler', { handlerIds, reason: '接案' }, 'bureauhead')
      .did('RaiseJurisdictionDispute', { unitId: 'liulin', reason: '现场在柳林镇' }, 'bureauhead')
      .did('RecordConsultation', { agreed: true, unitId: 'liulin', result: '由柳林镇管辖' }, 'liulinhead');
    expect(down.file).toMatchObject({ tier: 'bureau-reviews', tierWhy: { rule: 'ordinary-procedure' }, unit: units.liulin });
  });

  it('may leave the case where it is, and another dispute may follow', () => {
    const scene = failed(disputed(verified())).did('DesignateJurisdiction', { ...designate, unitId: 'qingshi' }, 'supervisor');
    expect(scene.file).toMatchObject({ unit: units.qingshi });
    expect(scene.file.handlers).toHaveLength(2);
    expect(eventsOf(scene.when('RaiseJurisdictionDispute', { unitId: 'bureau', reason: '新情况' }, 'townhead'))).toEqual([
      'JurisdictionDisputeRaised',
    ]);
  });
});
