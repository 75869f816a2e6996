import { describe, expect, it } from 'vitest';
import type { EarlierViolation } from '../../../domain/case/context.ts';
import { dataOf, eventsOf, fileOf, refusalOf, type PayloadOf, type Scene } from './kit.ts';
import { accepted, citizen, company, verification, verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
/** 沿街店外经营: order first, listed for the first violation. */
const SHOP = 'CG-0102';
/** 露天焚烧秸秆: fined at once, listed for the first violation. */
const BURNING = 'ST-0104';

const order = (patch: Partial<PayloadOf<'OrderCorrection'>> = {}): PayloadOf<'OrderCorrection'> => ({
  requirement: '清理占道物品',
  dueOn: '2026-03-04',
  documentNumber: '青责改字〔2026〕1号',
  officerIds,
  ...patch,
});
const check = (scene: Scene, patch: Partial<PayloadOf<'RecordCorrectionCheck'>> = {}): PayloadOf<'RecordCorrectionCheck'> => ({
  correctionId: scene.file.corrections.at(-1)?.id ?? '',
  corrected: false,
  findings: '现场查看',
  officerIds,
  ...patch,
});

const ordered = (patch: Parameters<typeof verified>[0] = {}): Scene => verified(patch).did('OrderCorrection', order(), 'handler1');
const corrected = (patch: Parameters<typeof verified>[0] = {}): Scene => {
  const scene = ordered(patch).at('2026-03-04T16:00:00+08:00');
  return scene.did('RecordCorrectionCheck', check(scene, { corrected: true }), 'handler1');
};

const earlier: EarlierViolation = {
  caseId: 'case-0',
  number: '云溪综执立〔2025〕第00012号',
  matterCode: SHOP,
  matterName: '店外经营',
  town: '城关街道',
  decidedOn: '2025-06-01',
  outcome: 'penalty',
  fine: 200,
  conductOn: '2025-05-20',
  place: '城关街道',
};

describe('RecordStopAction', () => {
  const payload = { action: '劝阻并当场清理', result: '当事人已搬离', corrected: true, officerIds };

  it('records who stopped it and what came of it', () => {
    expect(fileOf(verified().when('RecordStopAction', payload, 'handler1')).stopActions).toMatchObject([
      { corrected: true, action: '劝阻并当场清理' },
    ]);
  });

  it('is an act of two certified officers of the case', () => {
    expect(refusalOf(verified().when('RecordStopAction', { ...payload, officerIds: ['handler1'] }, 'handler1')).code).toBe('two-officers');
    expect(refusalOf(verified().when('RecordStopAction', payload, 'handler4')).code).toBe('not-your-case');
  });

  it('is no act of an assistant (浙江省综合行政执法条例 30)', () => {
    expect(refusalOf(verified().when('RecordStopAction', payload, 'assistant')).code).toBe('role-required');
  });
});

describe('OrderCorrection (Art. 28)', () => {
  it('keeps requirement, due date and document, and runs a term', () => {
    const { file } = ordered();
    expect(file.corrections).toMatchObject([
      { requirement: '清理占道物品', dueOn: '2026-03-04', documentNumber: '青责改字〔2026〕1号', checks: [] },
    ]);
    expect(file.ledger.some((entry) => entry.op === 'armed' && entry.key === 'correction')).toBe(true);
  });

  it('may be due today but not yesterday', () => {
    expect(eventsOf(verified().when('OrderCorrection', order({ dueOn: '2026-03-02' }), 'handler1'))).toEqual(['CorrectionOrdered']);
    expect(refusalOf(verified().when('OrderCorrection', order({ dueOn: '2026-03-01' }), 'handler1')).code).toBe('due-in-the-past');
  });

  it('takes no certificate that has run out', () => {
    expect(refusalOf(verified().when('OrderCorrection', order({ officerIds: ['handler1', 'expired'] }), 'handler1')).code).toBe(
      'not-certified',
    );
  });
});

describe('RecordCorrectionCheck', () => {
  const at = (iso: string, patch: Partial<PayloadOf<'RecordCorrectionCheck'>>) => {
    const scene = ordered().at(iso);
    return scene.when('RecordCorrectionCheck', check(scene, patch), 'handler1');
  };

  it('is met when put right by the due date, also when looked at later', () => {
    expect(dataOf(at('2026-03-04T16:00:00+08:00', { corrected: true }), 'CorrectionChecked')).toMatchObject({
      result: 'met',
      correctedOn: '2026-03-04',
    });
    const later = at('2026-03-06T09:00:00+08:00', { corrected: true, correctedOn: '2026-03-04' });
    expect(dataOf(later, 'CorrectionChecked').result).toBe('met');
  });

  it('is unmet when refused or still not done after the due date, and late when done after it', () => {
    expect(dataOf(at('2026-03-03T09:00:00+08:00', { refused: true }), 'CorrectionChecked').result).toBe('unmet');
    expect(dataOf(at('2026-03-05T09:00:00+08:00', {}), 'CorrectionChecked').result).toBe('unmet');
    expect(dataOf(at('2026-03-06T09:00:00+08:00', { corrected: true, correctedOn: '2026-03-05' }), 'CorrectionChecked').result).toBe(
      'late',
    );
  });

  it('on the last day is only a look: the day still runs', () => {
    expect(dataOf(at('2026-03-04T16:00:00+08:00', {}), 'CorrectionChecked')).toMatchObject({ result: 'pending', refusals: 0 });
  });

  it('counts repeated refusals', () => {
    const once = ordered().at('2026-03-03T09:00:00+08:00');
    const first = once.did('RecordCorrectionCheck', check(once, { refused: true }), 'handler1');
    const again = first.did('OrderCorrection', order({ dueOn: '2026-03-05' }), 'handler1').at('2026-03-06T09:00:00+08:00');
    const outcome = again.when('RecordCorrectionCheck', check(again), 'handler1');
    expect(dataOf(outcome, 'CorrectionChecked').refusals).toBe(2);
  });

  it('refuses what contradicts itself or the record', () => {
    expect(refusalOf(at('2026-03-04T16:00:00+08:00', { corrected: true, refused: true })).code).toBe('contradiction');
    expect(refusalOf(at('2026-03-04T16:00:00+08:00', { correctedOn: '2026-03-03' })).code).toBe('contradiction');
    expect(refusalOf(at('2026-03-04T16:00:00+08:00', { corrected: true, correctedOn: '2026-03-01' })).code).toBe('before-its-cause');
    expect(refusalOf(at('2026-03-04T16:00:00+08:00', { corrected: true, correctedOn: '2026-03-05' })).code).toBe('in-the-future');
    expect(refusalOf(at('2026-03-04T16:00:00+08:00', { correctionId: 'correction-99' })).code).toBe('unknown-correction');
    expect(
      refusalOf(verified().when('RecordCorrectionCheck', { correctionId: 'x', corrected: true, findings: '看', officerIds }, 'handler1'))
        .code,
    ).toBe('no-correction-ordered');
  });
});

describe('CloseCorrected', () => {
  const payload = { reason: '当事人在期限内改正完毕' };

  it('closes a correct-first matter that was put right in time, without a penalty', () => {
    const file = fileOf(corrected().when('CloseCorrected', payload, 'townhead'));
    expect(file).toMatchObject({ stage: 'closed', ending: { outcome: 'corrected' } });
  });

  it('is refused while not put right, for a matter fined at once, and to a head who handled it', () => {
    expect(refusalOf(ordered().when('CloseCorrected', payload, 'townhead')).code).toBe('not-corrected');
    const direct = corrected({ matterCode: BURNING });
    expect(refusalOf(direct.when('CloseCorrected', payload, 'townhead')).code).toBe('not-correct-first');
    expect(refusalOf(verified().when('CloseCorrected', payload, 'townhead')).code).toBe('no-correction-ordered');
    const own = corrected().having((file) => ({ everHandled: [...file.everHandled, 'townhead'] }));
    expect(refusalOf(own.when('CloseCorrected', payload, 'townhead')).code).toBe('handled-by-self');
    expect(refusalOf(corrected().when('CloseCorrected', payload, 'liulinhead')).code).toBe('head-required');
  });

  it('is refused after a date was missed, even if it was put right later', () => {
    const late = ordered().at('2026-03-06T09:00:00+08:00');
    const scene = late.did('RecordCorrectionCheck', check(late, { corrected: true, correctedOn: '2026-03-05' }), 'handler1');
    expect(refusalOf(scene.when('CloseCorrected', payload, 'townhead')).code).toBe('not-corrected');
  });
});

describe('ExemptFirstViolation (Art. 33)', () => {
  const payload = (patch: Partial<PayloadOf<'ExemptFirstViolation'>> = {}): PayloadOf<'ExemptFirstViolation'> => ({
    finding: '占道1平方米，当场清理，危害后果轻微',
    condition: '首次被发现，及时改正',
    education: '讲解市容条例，签承诺书',
    educatedOn: '2026-03-04',
    ...patch,
  });

  it('excuses a listed matter, first in the county, put right in time, with the education on record', () => {
    const outcome = corrected({ matterCode: SHOP }).when('ExemptFirstViolation', payload(), 'townhead');
    expect(fileOf(outcome)).toMatchObject({ stage: 'closed', ending: { outcome: 'exempted', approvedBy: 'townhead' } });
    expect(dataOf(outcome, 'FirstViolationExempted')).toMatchObject({ education: '讲解市容条例，签承诺书', correctedOn: '2026-03-04' });
  });

  it('also where the wrong was put right at once, without an order', () => {
    const scene = verified({ matterCode: BURNING }).did(
      'RecordStopAction',
      { action: '当场扑灭', result: '已灭', corrected: true, officerIds },
      'handler1',
    );
    expect(eventsOf(scene.when('ExemptFirstViolation', payload({ educatedOn: '2026-03-02' }), 'townhead'))).toEqual([
      'FirstViolationExempted',
    ]);
  });

  it('needs no list: what 33(1) says is first, slight and put right in time', () => {
    // CG-0101 is on no list; its condition is what the head writes.
    const data = dataOf(corrected().when('ExemptFirstViolation', payload(), 'townhead'), 'FirstViolationExempted');
    expect(data).toMatchObject({ condition: '首次被发现，及时改正', earlier: 0 });
  });

  it('a case from before goes on asking the list, and any violation ever', () => {
    const before = { rules: 3 };
    expect(refusalOf(corrected().when('ExemptFirstViolation', payload(), 'townhead', before)).code).toBe('not-exemptible');
    const known = corrected({ matterCode: SHOP }).knowing([{ ...earlier, matterCode: 'CG-0101', conductOn: '2019-05-01' }]);
    expect(refusalOf(known.when('ExemptFirstViolation', payload(), 'townhead', before)).code).toBe('not-first-violation');
  });

  it('looks at the same kind of conduct within two years before it, as the county set', () => {
    const with_ = (patch: Partial<typeof earlier>) =>
      corrected({ matterCode: SHOP })
        .knowing([{ ...earlier, matterCode: SHOP, ...patch }])
        .when('ExemptFirstViolation', payload(), 'townhead');
    const { conduct } = corrected({ matterCode: SHOP }).file;
    const back = (years: number) => `${Number(conduct!.on.slice(0, 4)) - years}${conduct!.on.slice(4)}`;
    expect(refusalOf(with_({ conductOn: back(1) })).basis).toEqual(
      expect.arrayContaining([expect.stringContaining('第三十三条'), expect.stringContaining('本县暂定二年')]),
    );
    // To the day two years ago is outside, of another kind too.
    expect(eventsOf(with_({ conductOn: back(2) }))).toEqual(['FirstViolationExempted']);
    expect(eventsOf(with_({ conductOn: back(1), matterCode: 'CG-0101' }))).toEqual(['FirstViolationExempted']);
  });

  it("asks the county's record and the correction", () => {
    const known = corrected({ matterCode: SHOP }).knowing([{ ...earlier, matterCode: SHOP }]);
    const refusal = refusalOf(known.when('ExemptFirstViolation', payload(), 'townhead'));
    expect(refusal.code).toBe('not-first-violation');
    expect(refusal.message).toContain('云溪综执立〔2025〕第00012号');
    expect(refusalOf(ordered({ matterCode: SHOP }).when('ExemptFirstViolation', payload(), 'townhead')).code).toBe('not-corrected');
  });

  it('does not hold a lead against the party that was found unfounded', () => {
    const scene = corrected({ matterCode: SHOP }).knowing([{ ...earlier, outcome: 'unfounded', fine: null }]);
    expect(eventsOf(scene.when('ExemptFirstViolation', payload(), 'townhead'))).toEqual(['FirstViolationExempted']);
  });

  it("is the head's, and education lies neither ahead nor before the case", () => {
    expect(refusalOf(corrected({ matterCode: SHOP }).when('ExemptFirstViolation', payload(), 'handler1')).code).toBe('role-required');
    expect(
      refusalOf(corrected({ matterCode: SHOP }).when('ExemptFirstViolation', payload({ educatedOn: '2026-03-05' }), 'townhead')).code,
    ).toBe('in-the-future');
    expect(
      refusalOf(corrected({ matterCode: SHOP }).when('ExemptFirstViolation', payload({ educatedOn: '2026-02-27' }), 'townhead')).code,
    ).toBe('before-its-cause');
  });

  it('does not excuse a suspected crime', () => {
    const scene = corrected({ matterCode: SHOP }).having(() => ({ criminalSuspected: true }));
    expect(refusalOf(scene.when('ExemptFirstViolation', payload(), 'townhead')).code).toBe('criminal-suspected');
  });
});

describe('ExemptMinorViolation (Art. 33(1))', () => {
  const payload = { finding: '堆放不足1平方米，时间短', noHarm: true, education: '当场教育', educatedOn: '2026-03-04' };

  it('excuses a minor violation without harm, earlier ones or not', () => {
    const outcome = corrected().knowing([earlier]).when('ExemptMinorViolation', payload, 'townhead');
    expect(fileOf(outcome).ending).toMatchObject({ outcome: 'exempted' });
    expect(eventsOf(outcome)).toEqual(['MinorViolationExempted']);
  });

  it('is refused with harm done or not put right', () => {
    expect(refusalOf(corrected().when('ExemptMinorViolation', { ...payload, noHarm: false }, 'townhead')).code).toBe('harm-done');
    expect(refusalOf(ordered().when('ExemptMinorViolation', payload, 'townhead')).code).toBe('not-corrected');
  });

  it('needs the parties, and waits for an open transfer', () => {
    const nobody = accepted()
      .did('RecordVerification', verification({ parties: [] }), 'handler1')
      .did('RecordStopAction', { action: '清理', result: '已清', corrected: true, officerIds }, 'handler1');
    expect(refusalOf(nobody.when('ExemptMinorViolation', payload, 'townhead')).code).toBe('party-missing');
    const open = corrected({ circumstances: ['mass-event'], parties: [citizen, company] });
    expect(refusalOf(open.when('ExemptMinorViolation', payload, 'townhead')).code).toBe('transfer-open');
  });
});
