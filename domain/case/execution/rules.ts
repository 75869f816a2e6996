import type { z } from 'zod';
import type { executionCommands } from './commands.ts';
import { checkInstalments } from '../../discretion/instalments.ts';
import { refuse, type Refusal } from '../../result.ts';
import { addDays } from '../../terms/instant.ts';
import type { Calendar, LegalDate } from '../../terms/model.ts';
import { courtWindow } from './court-window.ts';
import { dayBetween, today, workdaysAfter } from '../../work/days.ts';
import type { ExecutionEvents } from './events.ts';
import { headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { publishedNow } from '../closing/publication.ts';
import { ordered, servedDecision } from './ordered.ts';
import { courtTakesIt } from '../coercion/standing.ts';
import { outstanding, outstandingSurcharge, owedOnDecision, unperformed } from './owed.ts';
import { serviceEffect } from '../service.ts';
import type { CaseFile } from '../state.ts';
import { overdueSince, payableUntil } from './surcharge.ts';
import { type Deciders, isRefusal, type Readiness } from '../types.ts';

const cents = (yuan: number): number => Math.round(yuan * 100);

/** 行政强制法 54: ten workdays after the demand was served. */
const DEMAND_WORKDAYS = 10;
const ART_54 = ['《行政强制法》第五十四条'];

type Application = Pick<z.infer<(typeof executionCommands)['ApplyCourtEnforcement']['schema']>, 'appliedOn' | 'lateReason'>;

type Decision = NonNullable<CaseFile['decision']>;

function penaltyDecided({ decision }: CaseFile): Decision | Refusal {
  if (!decision || decision.kind !== 'penalty') return refuse('no-penalty-to-execute', '本案没有需要执行的处罚决定', ['先作出处罚决定']);
  return decision.revokedOn !== null
    ? refuse('decision-revoked', `处罚决定已于${decision.revokedOn}被撤销，不再执行`, ['按撤销后的处理结果结案或者重新办理'])
    : decision;
}

// 行政处罚法 61, 67: the party's terms run from the service of the decision.
function decisionServed(file: CaseFile, on: LegalDate): { effectiveOn: LegalDate } | Refusal {
  const paper = servedDecision(file);
  if (!paper) return refuse('decision-not-served', '决定书尚未送达', ['先送达决定书'], ['《行政处罚法》第六十一条']);
  const { effectiveOn } = paper;
  return effectiveOn <= on
    ? { effectiveOn }
    : refuse(
        'service-not-in-effect',
        `决定书公告送达尚未期满（${effectiveOn}视为送达）`,
        [`${effectiveOn}后再办`],
        ['《民事诉讼法》第九十五条'],
      );
}

/** A penalty that binds the party on that day, and since when. */
function inForce(file: CaseFile, on: LegalDate): { decision: Decision; effectiveOn: LegalDate } | Refusal {
  const decision = penaltyDecided(file);
  if (isRefusal(decision)) return decision;
  const served = decisionServed(file, on);
  return isRefusal(served) ? served : { decision, ...served };
}

/** The day that nothing done under a decision comes before. */
const decidedOn = (decision: Decision): { date: LegalDate; what: string } => ({ date: decision.decidedOn, what: '决定日期' });

// 行政复议法 42, 行政诉讼法 56: a review or suit stops execution only where it was so decided.
function executionNotStopped(file: CaseFile, act: string): Refusal | null {
  const stop = file.litigation.find((one) => one.endedOn === null && one.stopsExecution);
  return stop
    ? refuse(
        'execution-stopped',
        `${stop.kind === 'review' ? '复议' : '诉讼'}期间决定停止执行，不能${act}`,
        ['等待复议、诉讼终结'],
        ['《行政复议法》第四十二条', '《行政诉讼法》第五十六条'],
      )
    : null;
}

const somethingOwed = (file: CaseFile, on: LegalDate): Refusal | null =>
  owedOnDecision(file, on).some(({ key }) => key !== 'service' && key !== 'report')
    ? null
    : refuse('nothing-owed', '处罚决定确定的义务已经履行完毕', ['办理结案']);

// 行政处罚法 68, 69: cash only up to 100 yuan on the spot, where it could not be enforced later, or in remote places at the
// party's request; everything else goes to the bank.
function cashAllowed({ onTheSpot, money }: Decision, ground: string | null): Refusal | null {
  const basis = ['《行政处罚法》第六十七条', '《行政处罚法》第六十八条', '《行政处罚法》第六十九条'];
  const no = (code: string, message: string) => refuse(code, message, ['由当事人到银行或者通过电子支付系统缴纳'], basis);
  if (ground === null) return no('cash-needs-ground', '当场收缴罚款应当符合法定情形');
  if (ground === 'remote') return null;
  if (!onTheSpot) return no('cash-not-on-the-spot', '只有当场作出的处罚决定可以因此当场收缴');
  if (ground === 'small' && money.fine > 100) return no('cash-over-100', '罚款超过一百元，不能以此当场收缴');
  return null;
}

// 行政处罚法 72(1), 73(3): 3 % a day of what is overdue, never above the fine, standing still in review and suit.
function withinSurcharge(file: CaseFile, amount: number, on: LegalDate): Refusal | null {
  const due = outstandingSurcharge(file, on);
  const basis = ['《行政处罚法》第七十二条第一款第一项', '《行政处罚法》第七十三条第三款'];
  if (due === 0) return refuse('no-surcharge-due', `截至${on}没有应缴的加处罚款`, ['核对缴款日期，或者登记为缴纳罚款'], basis);
  return cents(amount) > cents(due)
    ? refuse('surcharge-overpaid', `截至${on}应缴加处罚款${due}元，不能登记${amount}元`, [`登记不超过${due}元`], basis)
    : null;
}

function withinOrdered(file: CaseFile, amount: number): Refusal | null {
  const due = outstanding(file);
  if (due === 0) return refuse('already-paid', '罚没款已经缴清', ['缴纳加处罚款的，登记为加处罚款']);
  return cents(amount) > cents(due)
    ? refuse('overpaid', `尚欠罚没款${due}元，不能登记${amount}元`, [`登记不超过${due}元`, '多缴的退还当事人'])
    : null;
}

// 行政强制法 35, 54: a demand is for what is overdue.
function overdue(file: CaseFile, due: LegalDate, on: LegalDate): Refusal | null {
  if (outstanding(file) === 0 || overdueSince(file, on) !== null) return null;
  return refuse('not-overdue', `缴款期限到${due}，尚未逾期`, [`${addDays(due, 1)}起可以催告`], ['《行政处罚法》第六十七条']);
}

type Demand = CaseFile['execution']['demands'][number];

// 行政强制法 54: before the court is asked the party is.
const lastDemand = (file: CaseFile): Demand | Refusal =>
  file.execution.demands.at(-1) ?? refuse('not-demanded', '申请强制执行前应当催告当事人履行义务', ['先催告履行'], ART_54);

// 行政强制法 54: the demand was served ten workdays ago and the obligation is still not performed.
function demandRun(demand: Demand, on: LegalDate, calendar: Calendar): Refusal | null {
  const until = workdaysAfter(calendar, demand.servedOn, DEMAND_WORKDAYS);
  return on > until ? null : refuse('demand-not-run', `催告书送达未满十个工作日（至${until}）`, [`${until}以后再申请`], ART_54);
}

// 行政强制法 53: only when nobody can sue any more, and within three months from then.
function inCourtWindow(
  file: CaseFile,
  effectiveOn: LegalDate,
  { appliedOn: on, lateReason }: Application,
  calendar: Calendar,
): Refusal | null {
  const basis = ['《行政强制法》第五十三条', '《行政处罚法》第七十二条第二款'];
  const running = file.litigation.find((one) => one.endedOn === null);
  if (running) {
    return refuse(
      'litigation-running',
      `${running.kind === 'review' ? '行政复议' : '行政诉讼'}尚未终结，不能申请强制执行`,
      ['等待复议、诉讼终结'],
      basis,
    );
  }
  const window = courtWindow(file, effectiveOn, calendar);
  if (on <= window.opensAfter) {
    return refuse(
      'remedies-open',
      `复议、诉讼期限到${window.opensAfter}，届满前不能申请强制执行`,
      [`${addDays(window.opensAfter, 1)}起可以申请`],
      basis,
    );
  }
  return on > window.until && lateReason === null
    ? refuse('court-application-late', `申请期限到${window.until}，已经超过三个月`, ['写明逾期申请的正当理由'], basis)
    : null;
}

export const readyExecution = {
  RecordPayment: (file, { now }) => {
    const on = today({ now });
    const found = inForce(file, on);
    if (isRefusal(found)) return found;
    return outstanding(file) === 0 && outstandingSurcharge(file, on) === 0
      ? refuse('already-paid', ordered(file) === 0 ? '本案没有需要缴纳的罚没款' : '罚没款已经缴清', ['办理结案'])
      : found;
  },

  GrantInstalments: (file, { now, actor }) => {
    const decision = penaltyDecided(file);
    if (isRefusal(decision)) return decision;
    const refusal = firstRefusal(
      headOfCase(file, actor, '批准延期分期'),
      notHandledBy(file, actor, '批准'),
      decisionServed(file, today({ now })),
    );
    if (refusal) return refusal;
    if (file.execution.court) return refuse('at-the-court', '已向人民法院申请强制执行，不能再批准延期分期', ['在法院执行程序中处理']);
    return outstanding(file) === 0 ? refuse('already-paid', '罚没款已经缴清', ['办理结案']) : decision;
  },

  DemandPerformance: (file, { now }) => {
    const on = today({ now });
    const found = inForce(file, on);
    if (isRefusal(found)) return found;
    const due = payableUntil(file, found.effectiveOn);
    return firstRefusal(executionNotStopped(file, '催告'), somethingOwed(file, on), overdue(file, due, on)) ?? { due };
  },

  ApplyCourtEnforcement: (file, { now, actor, policy }) => {
    const on = today({ now });
    const owesMoney = outstanding(file) > 0 || outstandingSurcharge(file, on) > 0;
    const refusal = firstRefusal(
      courtTakesIt(file, owesMoney),
      penaltyDecided(file),
      headOfCase(file, actor, '申请强制执行'),
      notHandledBy(file, actor, '批准申请'),
    );
    if (refusal) return refusal;
    const served = decisionServed(file, on);
    if (isRefusal(served)) return served;
    const early = firstRefusal(executionNotStopped(file, '申请强制执行'), somethingOwed(file, on));
    if (early) return early;
    const demand = lastDemand(file);
    if (isRefusal(demand)) return demand;
    const running = demandRun(demand, on, policy.calendar);
    if (running) return running;
    return file.execution.court && file.execution.court.accepted !== false
      ? refuse('at-the-court', '已经向人民法院申请强制执行', ['登记法院的答复'])
      : { ...served, demand };
  },

  RecordCourtAnswer: ({ execution: { court } }) => {
    if (!court) return refuse('not-at-the-court', '尚未申请人民法院强制执行', ['先申请法院强制执行']);
    return court.ended ? refuse('court-ended', '法院执行程序已经结束', ['办理结案']) : court;
  },

  RecordPerformance: (file) => penaltyDecided(file),

  RecordLitigation: ({ decision }) => decision ?? refuse('no-decision', '本案尚未作出决定', ['先作出决定']),
} satisfies Readiness<typeof executionCommands>;

export const decideExecution: Deciders<typeof executionCommands, ExecutionEvents, typeof readyExecution> = {
  RecordPayment: (file, payload, context, { decision }) => {
    const { amount, paidOn, receipt, forSurcharge, channel, cashGround } = payload;
    const refusal = firstRefusal(
      amount > 0 ? null : refuse('amount-zero', '缴款金额应当大于零', ['填写缴款金额']),
      dayBetween(paidOn, '缴款日期', context, decidedOn(decision)),
      channel === 'cash' ? cashAllowed(decision, cashGround) : null,
      file.execution.paid.some((one) => one.receipt === receipt)
        ? refuse('receipt-twice', `票据${receipt}已经登记`, ['核对票据号码'], ['《行政处罚法》第七十条'])
        : null,
      forSurcharge ? withinSurcharge(file, amount, paidOn) : withinOrdered(file, amount),
    );
    if (refusal) return refusal;
    const paid = { at: '', paidOn, amount, receipt, forSurcharge };
    const after: CaseFile = { ...file, execution: { ...file.execution, paid: [...file.execution.paid, paid] } };
    const finePaid = outstanding(after) === 0;
    const settled = finePaid && outstandingSurcharge(after, paidOn) === 0;
    return [
      {
        type: 'PaymentRecorded',
        data: { amount, paidOn, channel, receipt, forSurcharge, cashGround: channel === 'cash' ? cashGround : null, finePaid, settled },
      },
    ];
  },

  GrantInstalments: (file, payload, context, decision) => {
    const refusal = dayBetween(payload.appliedOn, '申请日期', context, decidedOn(decision));
    if (refusal) return refusal;
    // 行政处罚法 66(2): what is granted is a plan for what is still owed.
    const granted = checkInstalments({
      fine: outstanding(file),
      appliedOn: payload.appliedOn,
      reason: payload.reason,
      grantedOn: today(context),
      plan: payload.plan,
    });
    if (!granted.ok) return granted;
    return [{ type: 'InstalmentsGranted', data: { ...payload, until: granted.until, approvedBy: context.actor.id } }];
  },

  DemandPerformance: (file, payload, context, { due }) => {
    const late = dayBetween(payload.deliveredOn, '送达日期', context, { date: due, what: '缴款期限' });
    if (late) return late;
    const effect = serviceEffect(file, payload);
    if (!effect.ok) return effect;
    const amount = outstanding(file) + outstandingSurcharge(file, payload.deliveredOn);
    return [
      {
        type: 'PerformanceDemanded',
        data: {
          servedOn: effect.effectiveOn,
          method: payload.method,
          recipient: payload.recipient,
          receipt: payload.receipt,
          text: payload.text,
          serviceReason: payload.serviceReason,
          amount: cents(amount) / 100,
        },
      },
    ];
  },

  ApplyCourtEnforcement: (file, payload, context, { effectiveOn, demand }) => {
    const { calendar } = context.policy;
    const refusal = firstRefusal(
      dayBetween(payload.appliedOn, '申请日期', context),
      demandRun(demand, payload.appliedOn, calendar),
      inCourtWindow(file, effectiveOn, payload, calendar),
    );
    return refusal ?? [{ type: 'CourtEnforcementApplied', data: { ...payload, approvedBy: context.actor.id } }];
  },

  RecordCourtAnswer: (_file, payload, context, { appliedOn }) => {
    const refusal = dayBetween(payload.on, '答复日期', context, { date: appliedOn, what: '申请日期' });
    return refusal ?? [{ type: 'CourtAnswered', data: payload }];
  },

  RecordPerformance: (file, payload, context, decision) => {
    const refusal = dayBetween(payload.on, '履行日期', context, decidedOn(decision));
    if (refusal) return refusal;
    const open = unperformed(file);
    if (!open.includes(payload.what) && !file.corrections.some(({ requirement }) => requirement === payload.what)) {
      return refuse(
        'not-ordered',
        `“${payload.what}”不是决定确定的、尚未履行的事项`,
        open.length > 0 ? open.map((what) => `选择“${what}”`) : ['没有待登记的其他处罚，罚没款在登记缴款中登记'],
      );
    }
    return [{ type: 'PerformanceRecorded', data: payload }];
  },

  RecordLitigation: (file, payload, context, decision) => {
    const running = file.litigation.find((one) => one.kind === payload.kind && one.endedOn === null);
    const name = payload.kind === 'review' ? '行政复议' : '行政诉讼';
    if (payload.step === 'started') {
      if (running) return refuse('litigation-running', `${name}已经登记受理，尚未终结`, [`先登记${name}的终结`]);
      const refusal = dayBetween(payload.on, '受理日期', context, decidedOn(decision));
      if (refusal) return refusal;
      const { kind, on, reference, stopsExecution } = payload;
      return [{ type: 'LitigationStarted', data: { kind, startedOn: on, reference, stopsExecution } }];
    }
    if (!running) return refuse('no-litigation', `没有正在进行的${name}`, [`先登记${name}的受理`]);
    if (!payload.result) return refuse('result-missing', `${name}终结的，应当登记结果`, ['选择结果']);
    const refusal = dayBetween(payload.on, '终结日期', context, { date: running.startedOn, what: '受理日期' });
    if (refusal) return refusal;
    if (payload.fine !== null && payload.result !== 'changed') {
      return refuse('fine-without-change', '只有决定被变更的，才登记变更后的罚款', ['不填变更后的罚款，或者结果选“变更”']);
    }
    // 行政诉讼法 77, 行政复议法 63: neither may make it heavier for the one who complained.
    if (payload.fine !== null && payload.fine > decision.money.fine) {
      return refuse(
        'changed-heavier',
        '变更后的罚款不能高于原决定',
        ['核对变更后的罚款'],
        ['《行政诉讼法》第七十七条', '《行政复议法》第六十三条'],
      );
    }
    return [
      {
        type: 'LitigationEnded',
        data: {
          kind: payload.kind,
          endedOn: payload.on,
          result: payload.result,
          text: payload.text ?? payload.reference,
          fine: payload.fine,
          published: publishedNow(file) !== null && (payload.result === 'changed' || payload.result === 'revoked'),
        },
      },
    ];
  },
};
