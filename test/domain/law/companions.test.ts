/** From the proposal to the decision: what a clause gives beside the fine, and what may stand alone in its place. */
import { describe, expect, it } from 'vitest';
import { dataOf, eventsOf, refusalOf, type PayloadOf, type Scene } from '../case/kit.ts';
import { conclusion, decision, evidenced, notice } from '../case/late-scenes.ts';
import { verified } from '../case/scenes.ts';

const officerIds = ['handler1', 'handler2'];

/** 浙江市容条例 33(4): 逾期不改正的，没收饲养的家畜家禽，可以处五十元以上五百元以下罚款. */
const toDecide = (patch: Partial<PayloadOf<'ConcludeInvestigation'>>): Scene => {
  const scene = evidenced({ matterCode: 'CG-0111' });
  return scene
    .did('ConcludeInvestigation', conclusion(scene, { fine: 100, factors: {}, ...patch }), 'handler1')
    .did('SubmitForReview', { statement: '请审核' }, 'handler1')
    .did('PassReview', { opinion: '同意' }, 'bureaureview')
    .at('2026-03-06T10:00:00+08:00')
    .did('NotifyProposedDecision', notice(), 'handler1')
    .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃' }, 'handler1');
};

describe('the decision (行政处罚法 57)', () => {
  const proposed = toDecide({ others: ['没收非法财物'] });
  const leftOut = [{ kind: '没收非法财物', reason: '已自行迁出建成区' }];

  it('keeps what was proposed and owed', () => {
    expect(eventsOf(proposed.when('Decide', decision({ fine: 100, others: ['没收非法财物'] }), 'townhead'))).toContain('Decided');
    const refusal = refusalOf(proposed.when('Decide', decision({ fine: 100 }), 'townhead'));
    expect(refusal).toMatchObject({ code: 'companion-missing', basis: ['《浙江省城市市容和环境卫生管理条例》第三十三条第四款'] });
  });

  it('may drop it with a reason, which the record keeps', () => {
    expect(dataOf(proposed.when('Decide', decision({ fine: 100, leftOut }), 'townhead'), 'Decided').leftOut).toEqual(leftOut);
    const both = decision({ fine: 100, others: ['没收非法财物'], leftOut });
    expect(refusalOf(proposed.when('Decide', both, 'townhead')).code).toBe('imposed-and-left-out');
  });

  it('needs no second reason for what the proposal left out with one', () => {
    expect(eventsOf(toDecide({ leftOut }).when('Decide', decision({ fine: 100 }), 'townhead'))).toContain('Decided');
  });

  it('a case from before drops it without a word', () => {
    expect(eventsOf(proposed.when('Decide', decision({ fine: 100 }), 'townhead', { rules: 3 }))).toContain('Decided');
  });
});

describe('on the spot (行政处罚法 51)', () => {
  const act = (matterCode: string, patch: Partial<PayloadOf<'DecideOnTheSpot'>>) =>
    verified({ matterCode }).when(
      'DecideOnTheSpot',
      {
        facts: '事实确凿',
        factors: {},
        officerIds,
        certificateShown: true,
        rightsTold: true,
        formNumber: '青当罚〔2026〕009',
        handedOver: true,
        signed: true,
        correctedOnSpot: true,
        ...patch,
      },
      'handler1',
    );

  it('警告或者罚款: a warning alone is inside the benchmark, both are one too many (消防法 60(2))', () => {
    const factors = { blockedWidthPercent: 25, crowdedVenue: false };
    expect(eventsOf(act('XF-0102', { factors, warning: true }))).toContain('PenaltyDecidedOnTheSpot');
    expect(eventsOf(act('XF-0102', { factors, fine: 100 }))).toContain('PenaltyDecidedOnTheSpot');
    expect(refusalOf(act('XF-0102', { factors, fine: 100, warning: true })).code).toBe('either-or');
    expect(refusalOf(act('XF-0102', { factors, fine: 0 })).code).toBe('nothing-imposed');
  });

  it('what has to be confiscated asks for the ordinary procedure', () => {
    // 无证无照经营查处办法 14: 没收违法所得，可以处5000元以下的罚款.
    const refusal = refusalOf(act('SP-0110', { fine: 100, factors: {} }));
    expect(refusal).toMatchObject({ code: 'companion-missing', needs: ['应当一并给予警告的，同时给予警告', '其他处罚改用普通程序'] });
    // Without gains there is nothing to take.
    expect(eventsOf(act('SP-0110', { fine: 100, factors: { illegalGainsYuan: 0 } }))).toContain('PenaltyDecidedOnTheSpot');
  });
});
