import type { z } from 'zod';
import type { executionCommands } from './commands.ts';
import { checkInstalments } from '../../discretion/instalments.ts';
import { refuse, type Refusal } from '../../result.ts';
import { addDays, dateOfDay, dayAt } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import type { CommandContext } from '../context.ts';
import { courtPath, courtWindow, type CourtWindow, courtWindowBefore, endOfPath } from './court-window.ts';
import { dayBetween, today, workdaysAfter } from '../../work/days.ts';
import type { ExecutionEvents } from './events.ts';
import { headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { decisionServed, inForce, penaltyDecided } from './in-force.ts';
import { ordered, servedDecision } from './ordered.ts';
import { courtTakesIt } from '../coercion/standing.ts';
import { outstanding, outstandingSurcharge, owedOnDecision, unperformed } from './owed.ts';
import { proofOfService, serviceEffect } from '../service.ts';
import { commentsAnswered, executionGoesOn } from '../enforcement/rules.ts';
import type { CaseFile } from '../state.ts';
import { nextInstalment, overdueSince, payableUntil } from './surcharge.ts';
import { type CountedBy, countedBy, lastDayOf } from '../terms-of.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';

const cents = (yuan: number): number => Math.round(yuan * 100);

/** 行政强制法 54: ten workdays after the demand was served. */
const DEMAND_WORKDAYS = 10;
const ART_54 = ['《行政强制法》第五十四条'];
const ART_JUDGMENT = ['《行政诉讼法》第九十五条', '法释〔2018〕1号第一百五十三条'];

type Application = Pick<z.infer<(typeof executionCommands)['ApplyCourtEnforcement']['schema']>, 'appliedOn' | 'lateReason'>;

type Decision = NonNullable<CaseFile['decision']>;
type Collected = Pick<z.infer<(typeof executionCommands)['RecordPayment']['schema']>, 'channel' | 'onWater' | 'landedOn' | 'paidOn'>;

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

const somethingOwed = (file: CaseFile, on: LegalDate, by: CountedBy): Refusal | null =>
  owedOnDecision(file, on, by).some(({ key }) => key !== 'service' && key !== 'report')
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

// 行政处罚法 71: only cash is carried ashore, and not before it was collected.
function collectedOnWater({ channel, onWater, landedOn, paidOn }: Collected, context: CommandContext): Refusal | null {
  const basis = ['《行政处罚法》第七十一条'];
  if (onWater && channel !== 'cash') {
    return refuse('water-without-cash', '只有当场收缴的罚款才登记在水上收缴', ['缴款方式选当场收缴', '或者不选在水上收缴'], basis);
  }
  // Commands from before the question was asked carry no answer.
  if (!landedOn) return null;
  return onWater
    ? dayBetween(landedOn, '抵岸日期', context, { date: paidOn, what: '收缴日期' })
    : refuse('landed-without-water', '填写了抵岸日期，没有选在水上收缴', ['选在水上收缴', '或者删去抵岸日期'], basis);
}

// 行政处罚法 72(1), 73(3): 3 % a day of what is overdue, never above the fine, standing still in review and suit.
function withinSurcharge(file: CaseFile, amount: number, on: LegalDate, by: CountedBy): Refusal | null {
  const due = outstandingSurcharge(file, on, by);
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
function overdue(file: CaseFile, due: LegalDate, on: LegalDate, by: CountedBy): Refusal | null {
  if (outstanding(file) === 0 || overdueSince(file, on, by) !== null) return null;
  return refuse('not-overdue', `缴款期限到${due}，尚未逾期`, [`${addDays(due, 1)}起可以催告`], ['《行政处罚法》第六十七条']);
}

type Demand = CaseFile['execution']['demands'][number];

// 行政强制法 54: before the court is asked the party is.
const lastDemand = (file: CaseFile): Demand | Refusal =>
  file.execution.demands.at(-1) ?? refuse('not-demanded', '申请强制执行前应当催告当事人履行义务', ['先催告履行'], ART_54);

// 行政强制法 54: the demand was served ten workdays ago and the obligation is still not performed.
function demandRun(file: CaseFile, demand: Demand, on: LegalDate, { policy, rules }: ReadyContext): Refusal | null {
  const until =
    lastDayOf(file, countedBy({ policy, rules }), 'demand-before-court') ??
    workdaysAfter(policy.calendar, demand.servedOn, DEMAND_WORKDAYS);
  return on > until ? null : refuse('demand-not-run', `催告书送达未满十个工作日（至${until}）`, [`${until}以后再申请`], ART_54);
}

const ART_53 = ['《行政强制法》第五十三条', '《行政处罚法》第七十二条第二款'];

/** The court's window as the term has it; counted from the facts where the policy has no such term. Null: nothing to ask for. */
function windowOf(file: CaseFile, effectiveOn: LegalDate, { policy, rules }: ReadyContext): (CourtWindow & { judgment: boolean }) | null {
  const { calendar } = policy;
  if (rules < 4) return { ...courtWindowBefore(file, effectiveOn, calendar), judgment: false };
  const path = courtPath(file, effectiveOn, calendar);
  if (path === null) return null;
  const judgment = path.of === 'judgment';
  const window = courtWindow(path, calendar);
  const starts = endOfPath(path, calendar);
  const until = lastDayOf(
    file,
    policy,
    judgment ? 'judgment-enforcement' : 'court-application',
    ({ record }) => dateOfDay(dayAt(record.anchor)) === starts,
  );
  return { ...window, until: until ?? window.until, judgment };
}

// 行政强制法 53: only when nobody can sue any more, and within three months from then; a judgment within two years.
function inCourtWindow(file: CaseFile, effectiveOn: LegalDate, application: Application, context: ReadyContext): Refusal | null {
  const { appliedOn: on, lateReason } = application;
  const running = file.litigation.find((one) => one.endedOn === null);
  if (running) {
    return refuse(
      'litigation-running',
      `${running.kind === 'review' ? '行政复议' : '行政诉讼'}尚未终结，不能申请强制执行`,
      ['等待复议、诉讼终结'],
      ART_53,
    );
  }
  const window = windowOf(file, effectiveOn, context);
  // A revoked decision never comes this far.
  if (window === null) {
    return refuse(
      'review-body-enforces',
      '决定经行政复议变更或者调解，由行政复议机关强制执行或者申请人民法院强制执行',
      ['告知行政复议机关'],
      ['《行政复议法》第七十八条'],
    );
  }
  if (on <= window.opensAfter) {
    return window.judgment
      ? refuse('judgment-not-served', `判决${addDays(window.opensAfter, 1)}送达，此前不能申请执行`, ['核对申请日期'], ART_JUDGMENT)
      : refuse(
          'remedies-open',
          `复议、诉讼期限到${window.opensAfter}，届满前不能申请强制执行`,
          [`${addDays(window.opensAfter, 1)}起可以申请`],
          ART_53,
        );
  }
  if (on <= window.until || lateReason !== null) return null;
  return window.judgment
    ? refuse('court-application-late', `申请执行的期限到${window.until}，已经超过二年`, ['写明逾期申请的正当理由'], ART_JUDGMENT)
    : refuse('court-application-late', `申请期限到${window.until}，已经超过三个月`, ['写明逾期申请的正当理由'], ART_53);
}

/** Whether it is a judgment that is enforced: nothing has to be demanded first (行政诉讼法 95 is no 行政强制法 54). */
const ofJudgment = (file: CaseFile, effectiveOn: LegalDate, context: ReadyContext): boolean =>
  windowOf(file, effectiveOn, context)?.judgment ?? false;

/** Whether what was just done leaves nothing of the decision to do: then its terms have no reason left. */
const fulfilled = (after: CaseFile, on: LegalDate, context: CommandContext): { fulfilled?: boolean } =>
  context.rules < 4 ? {} : { fulfilled: somethingOwed(after, on, countedBy(context)) !== null };

/** What a missed instalment brings about, and where the court's three months begin now (行政处罚法 72(2)). */
function defaulting(
  file: CaseFile,
  instalments: ExecutionEvents['InstalmentsGranted'],
  { rules, policy }: CommandContext,
): Pick<ExecutionEvents['InstalmentsGranted'], 'restFallsDue' | 'court'> {
  const served = servedDecision(file);
  if (rules < 4 || !served) return {};
  const granted = { ...file, execution: { ...file.execution, instalments } };
  return { restFallsDue: true, court: courtPath(granted, served.effectiveOn, policy.calendar) };
}

export const readyExecution = {
  RecordPayment: (file, context) => {
    const on = today(context);
    const found = inForce(file, on);
    if (isRefusal(found)) return found;
    return outstanding(file) === 0 && outstandingSurcharge(file, on, countedBy(context)) === 0
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

  DemandPerformance: (file, context) => {
    const on = today(context);
    const by = countedBy(context);
    const found = inForce(file, on);
    if (isRefusal(found)) return found;
    const due = payableUntil(file, found.effectiveOn, by);
    return (
      firstRefusal(
        executionNotStopped(file, '催告'),
        executionGoesOn(file, '催告'),
        somethingOwed(file, on, by),
        overdue(file, due, on, by),
      ) ?? { due: overdueSince(file, on, by) ?? due }
    );
  },

  ApplyCourtEnforcement: (file, context) => {
    const on = today(context);
    const by = countedBy(context);
    const { actor } = context;
    const owesMoney = outstanding(file) > 0 || outstandingSurcharge(file, on, by) > 0;
    const refusal = firstRefusal(
      courtTakesIt(file, owesMoney),
      penaltyDecided(file),
      headOfCase(file, actor, '申请强制执行'),
      notHandledBy(file, actor, '批准申请'),
    );
    if (refusal) return refusal;
    const served = decisionServed(file, on);
    if (isRefusal(served)) return served;
    const early = firstRefusal(
      executionNotStopped(file, '申请强制执行'),
      executionGoesOn(file, '申请强制执行'),
      somethingOwed(file, on, countedBy(context)),
    );
    if (early) return early;
    const demand = ofJudgment(file, served.effectiveOn, context) ? null : lastDemand(file);
    if (isRefusal(demand)) return demand;
    const running = demand && firstRefusal(demandRun(file, demand, on, context), commentsAnswered(file));
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
} satisfies Readiness<typeof executionCommands>;

export const decideExecution: Deciders<typeof executionCommands, ExecutionEvents, typeof readyExecution> = {
  RecordPayment: (file, payload, context, { decision }) => {
    const { amount, paidOn, receipt, forSurcharge, channel, cashGround, onWater, landedOn } = payload;
    const by = countedBy(context);
    const refusal = firstRefusal(
      amount > 0 ? null : refuse('amount-zero', '缴款金额应当大于零', ['填写缴款金额']),
      dayBetween(paidOn, '缴款日期', context, decidedOn(decision)),
      channel === 'cash' ? cashAllowed(decision, cashGround) : null,
      collectedOnWater(payload, context),
      file.execution.paid.some((one) => one.receipt === receipt)
        ? refuse('receipt-twice', `票据${receipt}已经登记`, ['核对票据号码'], ['《行政处罚法》第七十条'])
        : null,
      forSurcharge ? withinSurcharge(file, amount, paidOn, by) : withinOrdered(file, amount),
    );
    if (refusal) return refusal;
    const paid = { at: '', paidOn, amount, receipt, forSurcharge, channel, water: null };
    const after: CaseFile = { ...file, execution: { ...file.execution, paid: [...file.execution.paid, paid] } };
    const finePaid = outstanding(after) === 0;
    const settled = finePaid && outstandingSurcharge(after, paidOn, by) === 0;
    // The next instalment is the party's next last day; what the same payment leaves as it was is not told again.
    const next = nextInstalment(after, paidOn, by);
    const nextDueOn = next !== null && next !== nextInstalment(file, paidOn, by) ? { nextDueOn: next } : {};
    return [
      {
        type: 'PaymentRecorded',
        data: {
          amount,
          paidOn,
          channel,
          receipt,
          forSurcharge,
          cashGround: channel === 'cash' ? cashGround : null,
          ...(onWater ? { onWater } : {}),
          ...(landedOn ? { landedOn } : {}),
          finePaid,
          settled,
          ...nextDueOn,
          ...fulfilled(after, paidOn, context),
        },
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
    const instalments = { ...payload, until: granted.until, approvedBy: context.actor.id };
    return [{ type: 'InstalmentsGranted', data: { ...instalments, ...defaulting(file, instalments, context) } }];
  },

  DemandPerformance: (file, payload, context, { due }) => {
    const late = dayBetween(payload.deliveredOn, '送达日期', context, { date: due, what: '缴款期限' });
    if (late) return late;
    const effect = serviceEffect(file, payload, context);
    if (!effect.ok) return effect;
    const amount = outstanding(file) + outstandingSurcharge(file, payload.deliveredOn, countedBy(context));
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
          ...proofOfService(payload, context),
          amount: cents(amount) / 100,
        },
      },
    ];
  },

  ApplyCourtEnforcement: (file, payload, context, { effectiveOn, demand }) => {
    const refusal = firstRefusal(
      dayBetween(payload.appliedOn, '申请日期', context),
      demand && demandRun(file, demand, payload.appliedOn, context),
      inCourtWindow(file, effectiveOn, payload, context),
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
    const done: CaseFile = { ...file, execution: { ...file.execution, performed: [...file.execution.performed, { at: '', ...payload }] } };
    return [{ type: 'PerformanceRecorded', data: { ...payload, ...fulfilled(done, payload.on, context) } }];
  },
};
