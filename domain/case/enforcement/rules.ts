import { refuse, type Refusal } from '../../result.ts';
import { dayBetween, notTooFar, today } from '../../work/days.ts';
import { firstRefusal } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import { headOfCase, notHandledBy } from '../guards.ts';
import { inForce } from '../execution/in-force.ts';
import { outstanding, outstandingSurcharge } from '../execution/owed.ts';
import { agreementKept } from '../execution/surcharge.ts';
import { notTwice } from '../repeated.ts';
import type { CaseFile } from '../state.ts';
import { countedBy, lastDayOf } from '../terms-of.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';
import type { enforcementCommands } from './commands.ts';
import { atSea } from './cash.ts';
import { CASH_STEP_LABELS, EXECUTION_ENDING_LABELS } from './commands.ts';
import type { EnforcementEvents } from './events.ts';

const ART_36 = ['《行政强制法》第三十六条'];
const ART_39 = ['《行政强制法》第三十九条'];
const ART_40 = ['《行政强制法》第四十条'];
const ART_42 = ['《行政强制法》第四十二条'];
/** Agreed in stages: as long as the longest plan of instalments, a month each. */
const LONGEST_AGREEMENT_YEARS = 3;

const ART_71 = ['《行政处罚法》第七十一条'];

/** What was paid under that receipt; null also where it went to the bank. Payments from before it was kept may be cash. */
const collected = (file: CaseFile, receipt: string): CaseFile['execution']['paid'][number] | null =>
  file.execution.paid.find((one) => one.receipt === receipt && (one.channel === null || one.channel === 'cash')) ?? null;

/** A head's decision on how a penalty in force is executed, while its execution has not ended. */
function headDecides(file: CaseFile, context: ReadyContext, act: string): Refusal | null {
  const found = inForce(file, today(context));
  if (isRefusal(found)) return found;
  return firstRefusal(
    headOfCase(file, context.actor, act),
    notHandledBy(file, context.actor, act),
    file.execution.ended ? refuse('execution-ended', `已于${file.execution.ended.endedOn}终结执行`, ['办理结案'], ART_40) : null,
  );
}

/** 行政强制法 40: what the record itself can tell of the ground. */
function endingHolds(file: CaseFile, ground: EnforcementEvents['ExecutionEnded']['ground'], context: ReadyContext): Refusal | null {
  const label = EXECUTION_ENDING_LABELS[ground];
  const citizens = file.parties.filter(({ kind }) => kind === 'citizen').length;
  if (ground === 'died' && citizens === 0)
    return refuse('no-citizen', `当事人不是公民，不能以“${label}”终结执行`, ['选择其他情形'], ART_40);
  if (ground === 'dissolved' && citizens === file.parties.length) {
    return refuse('no-organisation', `当事人不是法人或者其他组织，不能以“${label}”终结执行`, ['选择其他情形'], ART_40);
  }
  if (ground !== 'three-years') return null;
  // 行政强制法 39(2).
  const basis = ['《行政强制法》第三十九条第二款'];
  const { suspension } = file.execution;
  if (suspension?.ground !== 'no-ability') {
    return refuse('not-suspended', '没有因当事人无履行能力中止执行，不能以中止满三年终结执行', ['先中止执行'], basis);
  }
  const until = lastDayOf(file, countedBy(context), 'execution-suspended');
  return until !== null && today(context) > until
    ? null
    : refuse('three-years-running', `中止执行满三年在${until ?? '恢复计时后'}，届满前不能以此终结执行`, ['届满后再办'], basis);
}

export const readyEnforcement = {
  HandOverCash: (file) => {
    if (!file.decision) return refuse('no-decision', '本案尚未作出决定，没有当场收缴的罚款', ['先作出决定'], ART_71);
    const collectedAny = file.execution.paid.some(({ channel }) => channel === null || channel === 'cash');
    return collectedAny ? null : refuse('no-cash', '本案没有当场收缴的罚款', ['当场收缴的先登记缴款'], ART_71);
  },

  RecordLanding: ({ execution: { paid } }) =>
    paid.some(atSea) ? null : refuse('nothing-at-sea', '没有在水上当场收缴、尚未登记抵岸的罚款', ['在水上收缴的，登记缴款时写明'], ART_71),

  RecordDemandComment: ({ execution: { demands } }) =>
    demands.at(-1) ?? refuse('not-demanded', '尚未催告，没有对催告的意见', ['先催告履行'], ART_36),

  AnswerDemandComment: ({ execution: { comments } }) =>
    comments.some(({ answer }) => answer === null) ? null : refuse('no-comment-open', '没有待复核的意见', ['先登记当事人的意见'], ART_36),

  WaiveSurcharge: (file, context) =>
    headDecides(file, context, '决定不加处罚款') ??
    (file.execution.surchargeWaiver ? refuse('waived-already', '已经决定不加处罚款') : null),

  AgreeExecution: (file, context) =>
    headDecides(file, context, '达成执行协议') ??
    (agreementKept(file, today(context)) ? refuse('agreed-already', '执行协议尚在履行', ['到期没有履行的，恢复强制执行'], ART_42) : null),

  SuspendExecution: (file, context) =>
    headDecides(file, context, '中止执行') ??
    (file.execution.suspension ? refuse('execution-suspended', '已经中止执行', ['情形消失后恢复执行'], ART_39) : null),

  ResumeExecution: (file, context) =>
    firstRefusal(
      headOfCase(file, context.actor, '恢复执行'),
      file.execution.suspension ? null : refuse('not-suspended', '没有中止执行', ['继续执行'], ART_39),
    ),

  EndExecution: (file, context) =>
    file.decision?.revokedOn
      ? firstRefusal(headOfCase(file, context.actor, '终结执行'), notHandledBy(file, context.actor, '终结执行'))
      : headDecides(file, context, '终结执行'),
} satisfies Readiness<typeof enforcementCommands>;

export const decideEnforcement: Deciders<typeof enforcementCommands, EnforcementEvents, typeof readyEnforcement> = {
  // 行政处罚法 71: two workdays to the agency, two more to the bank.
  HandOverCash: (file, payload, context) => {
    const found = collected(file, payload.receipt);
    if (!found) return refuse('unknown-receipt', `没有以现金收缴的票据${payload.receipt}`, ['核对票据号码'], ART_71);
    const steps = file.execution.cash.filter(({ receipt }) => receipt === payload.receipt);
    if (steps.some(({ step }) => step === payload.step)) {
      return refuse('handed-over-already', `票据${payload.receipt}的“${CASH_STEP_LABELS[payload.step]}”已经登记`, ['登记下一环节'], ART_71);
    }
    const first = steps.find(({ step }) => step === 'to-agency');
    if (payload.step === 'to-bank' && !first) {
      return refuse('not-with-agency', '执法人员尚未将罚款交至行政机关', ['先登记交至行政机关'], ART_71);
    }
    if (atSea(found)) {
      return refuse('not-landed', `票据${payload.receipt}的罚款在水上收缴，尚未登记抵岸日期`, ['先登记抵岸'], ART_71);
    }
    const since = first
      ? { date: first.on, what: '交至行政机关的日期' }
      : { date: found.water?.landedOn ?? found.paidOn, what: found.water ? '抵岸日期' : '收缴日期' };
    return dayBetween(payload.on, '交付日期', context, since) ?? [{ type: 'CashHandedOver', data: payload }];
  },

  // 行政处罚法 71: on the water the two days begin with the landing.
  RecordLanding: (file, payload, context) => {
    const found = collected(file, payload.receipt);
    if (!found || !atSea(found)) {
      return refuse('not-at-sea', `票据${payload.receipt}不是在水上当场收缴、尚未登记抵岸的罚款`, ['核对票据号码'], ART_71);
    }
    const early = dayBetween(payload.landedOn, '抵岸日期', context, { date: found.paidOn, what: '收缴日期' });
    return early ?? [{ type: 'CashLanded', data: payload }];
  },

  RecordDemandComment: (file, payload, context, demand) => {
    const refusal = firstRefusal(
      dayBetween(payload.receivedOn, '提出日期', context, { date: demand.servedOn, what: '催告书送达日期' }),
      notTwice(file.execution.comments, payload, '意见', context),
    );
    return refusal ?? [{ type: 'DemandCommentRecorded', data: { id: nextId(file, 'comment'), ...payload } }];
  },

  AnswerDemandComment: (file, payload) => {
    const found = file.execution.comments.find(({ id }) => id === payload.id);
    if (!found) return refuse('unknown-comment', '所选意见不存在', ['重新选择'], ART_36);
    return found.answer
      ? refuse('answered-already', '该意见已经复核', ['核对记录'], ART_36)
      : [{ type: 'DemandCommentAnswered', data: payload }];
  },

  WaiveSurcharge: (_file, { reason }, context) => [
    { type: 'SurchargeWaived', data: { decidedOn: today(context), reason, approvedBy: context.actor.id } },
  ],

  // 行政强制法 42(1): only what was put right is a reason to take less.
  AgreeExecution: (file, payload, context) => {
    const on = today(context);
    const due = outstandingSurcharge(file, on, countedBy(context));
    if (payload.performBy <= on) return refuse('due-in-the-past', '履行期限应当晚于今天', ['更正履行期限'], ART_42);
    if (outstanding(file) === 0 && due === 0) return refuse('nothing-owed', '罚没款和加处罚款已经缴清', ['办理结案'], ART_42);
    if (payload.surcharge < due && payload.remedy === null) {
      return refuse('remedy-missing', '当事人采取补救措施的，才可以减免加处的罚款', ['写明补救措施', '或者按应缴数额约定'], ART_42);
    }
    const far = notTooFar(payload.performBy, '履行期限', context, LONGEST_AGREEMENT_YEARS);
    if (far) return far;
    return [{ type: 'ExecutionAgreed', data: { agreedOn: on, ...payload, approvedBy: context.actor.id } }];
  },

  SuspendExecution: (_file, payload, context) => [
    { type: 'ExecutionSuspended', data: { suspendedOn: today(context), ...payload, approvedBy: context.actor.id } },
  ],

  ResumeExecution: (_file, payload) => [{ type: 'ExecutionResumed', data: payload }],

  EndExecution: (file, payload, context) => {
    const revoked = file.decision?.revokedOn ?? null;
    if ((payload.ground === 'revoked') !== (revoked !== null)) {
      return revoked === null
        ? refuse('not-revoked', '决定没有被撤销，不能以此终结执行', ['选择其他情形'], ART_40)
        : refuse('decision-revoked', `决定已于${revoked}被撤销`, ['终结执行的情形选“行政决定被撤销”'], ART_40);
    }
    return (
      endingHolds(file, payload.ground, context) ?? [
        { type: 'ExecutionEnded', data: { endedOn: today(context), ...payload, approvedBy: context.actor.id } },
      ]
    );
  },
};

// 行政强制法 39, 40: what is suspended or ended is not enforced.
export function executionGoesOn({ execution: { suspension, ended } }: CaseFile, act: string): Refusal | null {
  if (ended) return refuse('execution-ended', `已于${ended.endedOn}终结执行，不能${act}`, ['办理结案'], ART_40);
  return suspension
    ? refuse('execution-suspended', `已于${suspension.suspendedOn}中止执行，恢复执行前不能${act}`, ['情形消失后恢复执行'], ART_39)
    : null;
}

// 行政强制法 36: what the party said to the demand is looked into first.
export function commentsAnswered({ execution: { comments } }: CaseFile): Refusal | null {
  const open = comments.find(({ answer }) => answer === null);
  return open ? refuse('comment-open', `当事人${open.receivedOn}对催告提出的意见尚未复核`, ['复核意见并登记结果'], ART_36) : null;
}
