/**
 * What the office itself owes others in time: its reply in a review, its defence in court, the cash it collected, its
 * answer to what the party says. They outlive the closing of the case: nobody else ends them.
 */
import type { TermDefinition, TermTrigger, TriggerCondition } from '../terms/model.ts';
import { statutory, window } from './drafts.ts';
import { CASE_ENDS, EXECUTION_ENDED, on } from './term-events.ts';

const begun = (kind: string, simplified?: boolean): TermTrigger =>
  on('LitigationStarted', {
    anchor: 'data.copyReceivedOn',
    when: [
      { path: 'data.copyReceivedOn', exists: true },
      { path: 'data.kind', in: [kind] },
      ...(simplified === undefined ? [] : [{ path: 'data.simplified', in: [simplified] }]),
    ],
  });
const answered = (kind: string): TermTrigger =>
  on('LitigationAnswered', { anchor: 'data.submittedOn', when: { path: 'data.kind', in: [kind] } });
const over = (kind: string): TermTrigger => on('LitigationEnded', { anchor: 'data.endedOn', when: { path: 'data.kind', in: [kind] } });

const CASH: TriggerCondition = { path: 'data.channel', in: ['cash'] };

export const OWN_ANSWERS: TermDefinition[] = [
  statutory({
    key: 'review-reply',
    label: '行政复议答复',
    length: 10,
    unit: 'workday',
    armedBy: [begun('review', false)],
    metBy: [answered('review')],
    cancelledBy: [over('review')],
    yellow: { share: 0.7, remaining: 3 },
    basis: '《行政复议法》第四十八条：自收到行政复议申请书副本之日起十日内提出书面答复并提交证据；第八十八条（十日为工作日）',
  }),
  statutory({
    key: 'review-reply-simplified',
    label: '行政复议答复（简易程序）',
    length: 5,
    unit: 'workday',
    armedBy: [begun('review', true)],
    metBy: [answered('review')],
    cancelledBy: [over('review')],
    yellow: { share: 0.6, remaining: 2 },
    basis: '《行政复议法》第五十四条：自收到行政复议申请书副本之日起五日内提出书面答复并提交证据；第八十八条（五日为工作日）',
  }),
  statutory({
    key: 'court-defence',
    label: '行政诉讼答辩和举证',
    length: 15,
    unit: 'naturalDay',
    armedBy: [begun('suit')],
    metBy: [answered('suit')],
    cancelledBy: [over('suit')],
    yellow: { share: 0.7, remaining: 4 },
    basis: '《行政诉讼法》第六十七条：在收到起诉状副本之日起十五日内提交作出行政行为的证据和所依据的规范性文件，并提出答辩状',
  }),
  statutory({
    key: 'cash-to-agency',
    label: '当场收缴的罚款交至机关',
    length: 2,
    unit: 'workday',
    instance: 'data.receipt',
    // On the water it begins with the landing, and not before that is known.
    armedBy: [
      on('PaymentRecorded', { anchor: 'data.landedOn', when: [CASH, { path: 'data.landedOn', exists: true }] }),
      on('PaymentRecorded', { anchor: 'data.paidOn', when: [CASH, { path: 'data.onWater', notIn: [true] }] }),
      on('PenaltyDecidedOnTheSpot', {
        anchor: 'data.decidedOn',
        when: [
          { path: 'data.payment', in: ['cash'] },
          { path: 'data.cash.onWater', notIn: [true] },
        ],
      }),
      on('CashLanded', { anchor: 'data.landedOn' }),
    ],
    metBy: [on('CashHandedOver', { anchor: 'data.on', when: { path: 'data.step', in: ['to-agency'] } })],
    cancelledBy: [],
    yellow: { share: 0.5, remaining: 1 },
    basis: '《行政处罚法》第七十一条：执法人员应当自收缴罚款之日起二日内交至行政机关（水上的自抵岸之日起）；第八十五条（二日为工作日）',
  }),
  statutory({
    key: 'cash-to-bank',
    label: '当场收缴的罚款缴付银行',
    length: 2,
    unit: 'workday',
    instance: 'data.receipt',
    armedBy: [on('CashHandedOver', { anchor: 'data.on', when: { path: 'data.step', in: ['to-agency'] } })],
    metBy: [on('CashHandedOver', { anchor: 'data.on', when: { path: 'data.step', in: ['to-bank'] } })],
    cancelledBy: [],
    yellow: { share: 0.5, remaining: 1 },
    basis: '《行政处罚法》第七十一条：行政机关应当在二日内将罚款缴付指定的银行；第八十五条（二日为工作日）',
  }),
  statutory({
    key: 'statement-recheck',
    label: '复核陈述申辩',
    effect: 'internal',
    length: 3,
    unit: 'workday',
    rearm: 'restart',
    ladder: 'stage',
    armedBy: [
      on('StatementRecorded', {
        anchor: 'data.receivedOn',
        when: [
          { path: 'data.kind', in: ['statement', 'defence'] },
          { path: 'data.points.0', exists: false },
        ],
      }),
    ],
    metBy: [on('StatementRechecked')],
    cancelledBy: [...CASE_ENDS, on('Decided'), on('ReturnedForSupplement')],
    basis: '《行政处罚法》第四十五条第一款（应当进行复核；成立的应当采纳）',
    local: '法律未规定天数，本县暂定三个工作日',
  }),
  statutory({
    key: 'demand-comment-answer',
    label: '复核对催告的意见',
    effect: 'internal',
    length: 3,
    unit: 'workday',
    instance: 'data.id',
    ladder: 'stage',
    armedBy: [on('DemandCommentRecorded', { anchor: 'data.receivedOn' })],
    metBy: [on('DemandCommentAnswered')],
    cancelledBy: [...CASE_ENDS, EXECUTION_ENDED],
    basis: '《行政强制法》第三十六条（应当进行记录、复核）',
    local: '法律未规定天数，本县暂定三个工作日',
  }),
  window({
    key: 'execution-suspended',
    label: '中止执行满三年',
    length: 3,
    unit: 'year',
    duty: 'handler',
    armedBy: [on('ExecutionSuspended', { anchor: 'data.suspendedOn', when: { path: 'data.ground', in: ['no-ability'] } })],
    metBy: [on('ExecutionResumed')],
    cancelledBy: [...CASE_ENDS, EXECUTION_ENDED],
    basis: '《行政强制法》第三十九条第二款：没有明显社会危害，当事人确无能力履行，中止执行满三年未恢复执行的，行政机关不再执行',
  }),
];
