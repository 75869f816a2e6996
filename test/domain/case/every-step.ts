/** Accepted commands: of every life there is, and of cases set by hand where no short life leads to them. */
import type { EarlierViolation } from '../../../domain/case/context.ts';
import type { Scene, Step, PayloadOf } from './kit.ts';
import { seedsOf } from './every-record.ts';
import {
  concluded,
  conclusion,
  decided,
  decision,
  evidenced,
  filed,
  notice,
  reviewed,
  served,
  service,
  uncorrected,
  waived,
} from './late-scenes.ts';
import { lives } from './lives.ts';
import { live } from './random-life.ts';
import { rareLives } from './rare-lives.ts';
import { startOf } from './random-starts.ts';
import { verified } from './scenes.ts';

const officerIds = ['handler1', 'handler2'];
const paper = { reference: '青综执卷〔2026〕3', reason: '系统上线前立案', enteredAt: '2026-03-20T01:00:00.000Z', enteredBy: 'townhead' };

const earlier: EarlierViolation = {
  caseId: 'case-0',
  number: '云溪综执立〔2026〕第0001号',
  matterCode: 'CG-0101',
  matterName: '占道堆放',
  town: '青石镇',
  decidedOn: '2026-03-02',
  outcome: 'penalty',
  fine: 200,
  conductOn: '2026-03-01',
  place: '青石镇中心街12号门前',
};

const withFactors = (scene: Scene, factors: Record<string, number>): Scene =>
  scene.having(({ conclusion }) => ({ conclusion: conclusion && { ...conclusion, proposed: { ...conclusion.proposed, factors } } }));

const gains = (): Scene =>
  concluded({ confiscation: 200, others: ['没收违法所得'] })
    .did('SubmitForReview', { statement: '请审核' }, 'handler1')
    .did('PassReview', { opinion: '同意' }, 'bureaureview')
    .at('2026-03-06T10:00:00+08:00')
    .did('NotifyProposedDecision', notice(), 'handler1')
    .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃' }, 'handler1')
    .did('Decide', decision({ confiscation: 200, others: ['没收违法所得'] }), 'townhead');

/** 没收饲养的家畜家禽，可以处罚款: proposed with the animals, decided without them. */
const animals = (): Scene => {
  const scene = evidenced({ matterCode: 'CG-0111' });
  return scene
    .did('ConcludeInvestigation', conclusion(scene, { fine: 100, factors: {}, others: ['没收非法财物'] }), 'handler1')
    .did('SubmitForReview', { statement: '请审核' }, 'handler1')
    .did('PassReview', { opinion: '同意' }, 'bureaureview')
    .at('2026-03-06T10:00:00+08:00')
    .did('NotifyProposedDecision', notice(), 'handler1')
    .did('RecordStatement', { kind: 'waiver', receivedOn: '2026-03-06', text: '书面放弃' }, 'handler1')
    .did('Decide', decision({ fine: 100, leftOut: [{ kind: '没收非法财物', reason: '已自行迁出建成区' }] }), 'townhead');
};

const animalsLeft = (): Scene => {
  const scene = evidenced({ matterCode: 'CG-0111' });
  const leftOut = [{ kind: '没收非法财物', reason: '已自行迁出建成区' }];
  return scene.did('ConcludeInvestigation', conclusion(scene, { fine: 100, factors: {}, leftOut }), 'handler1');
};

const leash = (patch: Partial<PayloadOf<'DecideOnTheSpot'>>): Scene =>
  verified({ matterCode: 'QD-0103' }).did(
    'DecideOnTheSpot',
    {
      facts: '遛狗不牵绳',
      fine: 50,
      factors: { dogHeightCm: 30, harm: 'none' },
      officerIds,
      certificateShown: true,
      rightsTold: true,
      formNumber: '青当罚〔2026〕002',
      handedOver: true,
      signed: true,
      correctedOnSpot: true,
      ...patch,
    },
    'handler1',
    { paper },
  );

const byHand: readonly (() => Scene)[] = [
  () => reviewed().did('Decide', { kind: 'transfer', reasons: '属水利部门', agency: '云溪县水利局' }, 'townhead'),
  () =>
    decided()
      .at('2026-03-09T10:00:00+08:00')
      .did('ServeDocument', service({ recordingHash: 'c'.repeat(64) }), 'handler1'),
  () =>
    decided()
      .at('2026-03-09T10:00:00+08:00')
      .did(
        'ServeDocument',
        service({ method: 'left', recipient: '张三家人', witness: '村干部李四', serviceReason: '拒绝签收' }),
        'handler1',
      ),
  () =>
    concluded()
      .having(() => ({ circumstances: ['social-impact'] }))
      .did('SubmitForReview', { statement: '请审核', publicInterest: true }, 'handler1'),
  () =>
    verified({ matterCode: 'SP-0102' })
      .having(({ openedAt }) => ({ stopActions: [{ at: openedAt, corrected: true } as never] }))
      .did(
        'DecideOnTheSpot',
        {
          facts: '餐具未消毒',
          fine: 0,
          warning: true,
          factors: {},
          officerIds,
          certificateShown: true,
          rightsTold: true,
          statement: '初次',
          statementAnswer: '已从轻',
          formNumber: '青当罚〔2026〕004',
          handedOver: true,
          signed: true,
          correctedOnSpot: true,
        },
        'handler1',
      ),
  () =>
    waived()
      .having(() => ({ corrections: [], stopActions: [] }))
      .did('Decide', decision({ correction: { requirement: '三日内清理', dueOn: '2026-03-10' } }), 'townhead'),
  () =>
    withFactors(waived().knowing([earlier]), { areaSqm: 3, timesWithinYear: 2 }).did(
      'Decide',
      decision({ otherActReason: '前案为另一地点' }),
      'townhead',
    ),
  () => withFactors(waived(), { areaSqm: 3, illegalGainsYuan: 800 }).did('Decide', decision({ gainsReason: '已退赔商户' }), 'townhead'),
  () => waived().did('Decide', decision({ lawNote: '行为时条文与现行条文相同' }), 'townhead'),
  () => waived().did('Decide', decision({ paperNumber: '青综执罚决〔2026〕7号' }), 'townhead', { paper }),
  gains,
  animals,
  animalsLeft,
  () => uncorrected().did('FileCase', { officerIds, reason: '拒不改正', paperNumber: '青综执立〔2026〕3号' }, 'townhead', { paper }),
  () =>
    served()
      .at('2026-03-16T10:00:00+08:00')
      .did('RecordPayment', { amount: 300, paidOn: '2026-03-16', channel: 'cash', cashGround: 'remote', receipt: '浙0001' }, 'handler1'),
  () =>
    served()
      .at('2026-03-17T10:00:00+08:00')
      .did(
        'RecordPayment',
        {
          ...{ amount: 300, paidOn: '2026-03-16', channel: 'cash', cashGround: 'remote', receipt: '浙0001' },
          ...{ onWater: true, landedOn: '2026-03-17' },
        },
        'handler1',
      ),
  () =>
    leash({ cash: { ground: 'remote', requestedByParty: true, receipt: '浙0003', onWater: true } }).did(
      'RecordLanding',
      { receipt: '浙0003', landedOn: '2026-03-02' },
      'handler1',
    ),
  () =>
    leash({
      correctedOnSpot: false,
      correction: { requirement: '拴绳', dueOn: '2026-03-02' },
      statement: '初次',
      statementAnswer: '已从轻',
      signed: false,
      signatureNote: '拒绝签收',
    }),
  () => concluded({ circumstances: ['social-impact'] }),
  // Ordered before, so that nothing is said of it on the spot.
  () =>
    verified({ matterCode: 'QD-0103' })
      .did('OrderCorrection', { requirement: '拴绳', dueOn: '2026-03-02', officerIds }, 'handler1')
      .did(
        'DecideOnTheSpot',
        {
          facts: '遛狗不牵绳',
          fine: 50,
          factors: { dogHeightCm: 30, harm: 'none' },
          officerIds,
          certificateShown: true,
          rightsTold: true,
          formNumber: '青当罚〔2026〕005',
          handedOver: true,
          signed: true,
        },
        'handler1',
      ),
  () => leash({ cash: { ground: 'remote', requestedByParty: true, receipt: '浙0002' } }),
  () =>
    verified({ matterCode: 'SP-0102' }).did(
      'DecideOnTheSpot',
      {
        facts: '餐具未消毒',
        fine: 0,
        warning: true,
        factors: {},
        officerIds,
        certificateShown: true,
        rightsTold: true,
        formNumber: '青当罚〔2026〕003',
        handedOver: true,
        signed: true,
        correctedOnSpot: true,
      },
      'handler1',
    ),
  () =>
    decided()
      .at('2026-03-09T10:00:00+08:00')
      .did('ServeDocument', service({ method: 'left', witness: '村委会王五', serviceReason: '当事人拒收' }), 'handler1'),
  () =>
    uncorrected()
      .did('FileCase', { officerIds, reason: '拒不改正', circumstances: ['complex'] }, 'townhead')
      .did('RefuseTransfer', { reasons: '案情并不复杂' }, 'bureauhead'),
  // The county's ladder gives no day of its own for the answer to a transfer; a county may.
  () =>
    filed().system({
      type: 'TransferProposed',
      data: {
        from: 'town-closes',
        to: 'bureau-closes',
        toUnit: null,
        by: 'ladder',
        reasons: '逾期',
        rule: null,
        lines: [],
        answerDueAt: '2026-03-10T09:00:00+08:00',
        rung: null,
      },
    }),
];

/** Cases set by hand, with what was done on them. */
export const scenesByHand = (): Scene[] => byHand.map((make) => make());

const RANDOM_LIVES = 15;

export function everyStep(): Step[] {
  const scenes = Object.values({ ...lives, ...rareLives }).map((make) => make());
  const begun = Array.from({ length: 15 }, (_, seed) => startOf(seed).scene?.steps ?? []).flat();
  const random = Array.from({ length: RANDOM_LIVES }, (_, index) => live(seedsOf(index)).steps).flat();
  // Those set by hand stand first: who looks at a few of each command sees them.
  return [...[...scenesByHand(), ...scenes].flatMap(({ steps }) => steps), ...begun, ...random];
}
