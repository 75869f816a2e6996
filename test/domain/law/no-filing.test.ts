/** No filing, a request sent back (行政处罚法 54(2), 市场监督管理行政处罚程序规定 19, 20), designation at once (25(2)). */
import { describe, expect, it } from 'vitest';
import { fileList } from '../../../domain/case/closing/file-list.ts';
import { accompaniedByDispute } from '../../../domain/case/referral/dispute.ts';
import { deriveTerms } from '../../../domain/terms/view.ts';
import { dataOf, eventsOf, fileOf, type PayloadOf, refusalOf, type Scene } from '../case/kit.ts';
import { evidenced, uncorrected } from '../case/late-scenes.ts';
import { conduct, verified } from '../case/scenes.ts';

const officerIds = ['handler1', 'handler2'];
const requested = (): Scene => uncorrected().did('RequestFiling', { officerIds, reason: '拒不改正' }, 'handler1');
const decline = (patch: Partial<PayloadOf<'DeclineFiling'>> = {}): PayloadOf<'DeclineFiling'> => ({
  ground: 'no-evidence',
  reason: '现场照片不能证明砂石为当事人所堆',
  ...patch,
});

describe('a request to file', () => {
  it('sent back is asked for anew, and both stand in the file', () => {
    const scene = requested().did('ReturnFilingRequest', { reasons: '补充现场照片' }, 'townhead');
    expect(scene.file).toMatchObject({
      stage: 'stopping',
      filingRequest: null,
      filingReturns: [{ reasons: '补充现场照片', by: { id: 'townhead' } }],
    });
    expect(eventsOf(scene.when('RequestFiling', { officerIds, reason: '照片已补' }, 'handler1'))).toEqual(['FilingRequested']);
  });

  it('is sent back where there is one, by the head of the unit', () => {
    expect(refusalOf(uncorrected().when('ReturnFilingRequest', { reasons: '补充' }, 'townhead'))).toMatchObject({
      code: 'no-filing-request',
      basis: ['《行政处罚法》第五十四条第二款'],
    });
    for (const by of ['liulinhead', 'bureauhead'] as const) {
      expect(refusalOf(requested().when('ReturnFilingRequest', { reasons: '补充' }, by)).code).toBe('head-required');
    }
  });
});

describe('no filing', () => {
  it('ends the case with its ground; nothing of the office runs on', () => {
    const scene = requested().did('DeclineFiling', decline(), 'townhead');
    expect(scene.file).toMatchObject({
      stage: 'closed',
      noFiling: { ground: 'no-evidence' },
      ending: { outcome: 'not-filed', approvedBy: 'townhead' },
    });
    const open = deriveTerms(scene.policy, scene.file.ledger, scene.now).filter((term) => term.open && !term.window);
    expect(open.map(({ key }) => key)).toEqual(['stage-closed']);
    expect(fileList(scene.file).map(({ title }) => title)).toContain('不予立案审批表');
  });

  it.each([
    ['not-punishable', null, 'education-missing'],
    ['not-punishable', '责令监护人管教', null],
    ['no-fault', null, 'education-missing'],
    ['no-fault', '当场宣讲', null],
    ['no-evidence', null, null],
    ['other', null, null],
  ] as const)('as %s with education %s: %s', (ground, education, code) => {
    const outcome = requested().when('DeclineFiling', decline({ ground, education }), 'townhead');
    if (code === null) expect(dataOf(outcome, 'FilingDeclined')).toMatchObject({ ground, education });
    else expect(refusalOf(outcome)).toMatchObject({ code, basis: ['《行政处罚法》第三十三条第三款'] });
  });

  /** Found on 2026-03-02: two years back is 2024-03-02, five years 2021-03-02 (36). */
  it.each([
    [{ on: '2024-03-01' }, true, 'two years ended on 2026-03-01'],
    [{ on: '2024-03-02' }, false, 'found on the last day'],
    [{ on: '2021-03-01', graveHarm: true }, true, 'five years ended on 2026-03-01'],
    [{ on: '2021-03-02', graveHarm: true }, false, 'found on the last day'],
    [{ on: '2019-05-01', continuing: true }, false, 'it goes on: the time has not begun'],
    [{ on: '2019-05-01', endedOn: '2024-03-01', continuing: true }, true, 'ended more than two years ago'],
  ])('out of time for %j: %s (%s)', (patch, late, _why) => {
    const scene = verified({ conduct: { ...conduct, ...patch } });
    const outcome = scene.when('DeclineFiling', decline({ ground: 'limitation', reason: '超过追责时效' }), 'townhead');
    if (late) expect(fileOf(outcome).stage).toBe('closed');
    else expect(refusalOf(outcome)).toMatchObject({ code: 'not-out-of-time', basis: ['《行政处罚法》第三十六条'] });
  });

  it('is no way round a crime, nor over goods that are held', () => {
    const suspected = requested().did('MarkCriminalSuspicion', { suspected: true, grounds: '数量巨大' }, 'handler1');
    expect(refusalOf(suspected.when('DeclineFiling', decline(), 'townhead')).code).toBe('criminal-suspected');
    const held = requested().did(
      'PreserveEvidence',
      { items: [{ name: '砂石', quantity: '1车', place: '院内' }], officerIds, partyPresent: true },
      'townhead',
    );
    expect(refusalOf(held.when('DeclineFiling', decline(), 'townhead')).code).toBe('preservation-open');
  });
});

describe('designation without consultation (25(2))', () => {
  const disputed = () => evidenced().did('RaiseJurisdictionDispute', { unitId: 'liulin', reason: '跨镇界' }, 'townhead');
  it('by the common superior ends the dispute and its terms', () => {
    const scene = disputed().did('DesignateJurisdiction', { unitId: 'liulin', document: '云政函〔2026〕5号' }, 'supervisor');
    expect(scene.file).toMatchObject({
      unit: { id: 'liulin' },
      jurisdiction: { consulted: null, designated: { document: '云政函〔2026〕5号' } },
    });
    expect(accompaniedByDispute(scene.file)).toMatchObject({ phase: 'over', telling: { command: 'SettleDispute' } });
    const terms = deriveTerms(scene.policy, scene.file.ledger, scene.now).filter(({ key }) => key.startsWith('jurisdiction'));
    expect(terms.map(({ key, status }) => [key, status])).toEqual([['jurisdiction-consultation', 'met']]);
  });

  it('is nobody else’s, and there has to be a dispute', () => {
    const designate = { unitId: 'liulin', document: '云政函〔2026〕5号' };
    expect(refusalOf(disputed().when('DesignateJurisdiction', designate, 'townhead')).code).toBe('role-required');
    expect(refusalOf(evidenced().when('DesignateJurisdiction', designate, 'supervisor')).code).toBe('no-dispute');
  });
});
