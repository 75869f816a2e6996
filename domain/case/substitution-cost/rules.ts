import { refuse, type Refusal } from '../../result.ts';
import { personRef } from '../../people.ts';
import { addDays } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { dayBetween, today, workdaysAfter } from '../../work/days.ts';
import { nextId } from '../../work/file.ts';
import { firstRefusal } from '../../work/guards.ts';
import { yuanWords } from '../../work/tell.ts';
import type { CommandContext } from '../context.ts';
import { courtWindow } from '../execution/court-window.ts';
import { headOfCase, notHandledBy } from '../guards.ts';
import { LITIGATION_KIND_LABELS } from '../litigation/commands.ts';
import { notTwice } from '../repeated.ts';
import { serviceEffect } from '../service.ts';
import type { CaseFile, SubstitutionCost } from '../state.ts';
import { countedBy, lastDayOf } from '../terms-of.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';
import type { substitutionCostCommands } from './commands.ts';
import type { SubstitutionCostEvents } from './events.ts';
import { cents, costDueOn, costLeft, costLines, costOpen, costPath, costRevoked, costUndecided, total } from './owed.ts';

const law = (...articles: string[]): string[] => articles.map((article) => `《行政强制法》${article}`);
const ART_51 = law('第五十一条第二款');
const ART_53 = law('第五十三条');
const ART_54 = law('第五十四条');

/** 行政强制法 54, 69. */
const DEMAND_WORKDAYS = 10;

function headActs(file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null {
  return firstRefusal(headOfCase(file, actor, act), notHandledBy(file, actor, act));
}

/** Some debt of which that can be done at all: told before the form is filled in. */
const some = (file: CaseFile, fits: (cost: SubstitutionCost) => boolean, no: Refusal): Refusal | null =>
  file.substitutionCosts.some(fits) ? null : no;

const noneOpen = (): Refusal => refuse('no-cost-open', '没有当事人尚未缴清的代履行费用', ['先决定代履行费用'], ART_51);
const noneServed = (): Refusal => refuse('cost-not-served', '没有已经送达、尚未缴清的代履行费用决定', ['先送达代履行费用决定'], ART_51);
const isServed = (cost: SubstitutionCost): boolean => costOpen(cost) && cost.served !== null;

/** The debt that the form names, still to be paid; and since when it binds. */
function openCost(file: CaseFile, id: string): SubstitutionCost | Refusal {
  const found = file.substitutionCosts.find(({ costId }) => costId === id);
  if (!found) return refuse('unknown-cost', '没有这项代履行费用决定', ['选择本案的代履行费用决定'], ART_51);
  return costOpen(found) ? found : refuse('cost-settled', '这项代履行费用已经缴清或者不再追缴', ['选择尚未缴清的费用决定'], ART_51);
}

type Served = SubstitutionCost & { served: NonNullable<SubstitutionCost['served']> };

function servedCost(file: CaseFile, id: string, on: LegalDate): Served | Refusal {
  const found = openCost(file, id);
  if (isRefusal(found)) return found;
  const { served } = found;
  if (served === null) return refuse('cost-not-served', '代履行费用决定尚未送达', ['先送达代履行费用决定'], ART_51);
  return served.servedOn <= on
    ? { ...found, served }
    : refuse(
        'service-not-in-effect',
        `公告送达尚未期满（${served.servedOn}视为送达）`,
        [`${served.servedOn}后再办`],
        ['《民事诉讼法》第九十五条'],
      );
}

// 行政强制法 51(2): by cost, and reasonably: what was really spent, and a budget that was passed is explained.
function byCost({ budget, performed }: ReturnType<typeof costUndecided>[number], sum: number, overBudget: string | null): Refusal | null {
  if (sum === 0) return refuse('amount-zero', '费用应当大于零', ['填写成本金额'], ART_51);
  if (cents(sum) > cents(performed.cost)) {
    return refuse(
      'cost-over-actual',
      `费用按照成本确定，实际发生${yuanWords(performed.cost)}，不能决定${yuanWords(sum)}`,
      [`合计不超过${yuanWords(performed.cost)}`],
      ART_51,
    );
  }
  return cents(sum) > cents(budget) && overBudget === null
    ? refuse(
        'over-budget-unexplained',
        `合计${yuanWords(sum)}超出代履行决定书写明的费用预算${yuanWords(budget)}`,
        ['写明超出费用预算的理由'],
        law('第五十一条第一款第一项', '第五十一条第二款'),
      )
    : null;
}

const running = (cost: SubstitutionCost) => cost.remedies.find(({ endedOn }) => endedOn === null) ?? null;

// 行政强制法 53: only when nobody can go to review or court any more; three months, a judgment two years.
function inWindow(
  file: CaseFile,
  cost: Served,
  { appliedOn, lateReason }: { appliedOn: LegalDate; lateReason: string | null },
  context: CommandContext,
) {
  const open = running(cost);
  if (open) {
    const name = LITIGATION_KIND_LABELS[open.kind];
    return refuse('litigation-running', `${name}尚未终结，不能申请强制执行`, [`等待${name}终结`], ART_53);
  }
  const { calendar } = context.policy;
  const path = costPath(cost.served.servedOn, cost.remedies, calendar);
  if (path === null) {
    return refuse(
      'review-body-enforces',
      '费用决定经行政复议变更或者调解，由行政复议机关强制执行或者申请人民法院强制执行',
      ['告知行政复议机关'],
      ['《行政复议法》第七十八条'],
    );
  }
  const window = courtWindow(path, calendar);
  if (appliedOn <= window.opensAfter) {
    return refuse(
      'remedies-open',
      `复议、诉讼期限到${window.opensAfter}，届满前不能申请强制执行`,
      [`${addDays(window.opensAfter, 1)}起可以申请`],
      ART_53,
    );
  }
  const key = path.of === 'judgment' ? 'substitution-cost-judgment' : 'substitution-cost-court';
  const until = lastDayOf(file, countedBy(context), key, ({ record }) => record.ref === cost.costId) ?? window.until;
  return appliedOn <= until || lateReason !== null
    ? null
    : refuse('court-application-late', `申请期限到${until}，已经超过`, ['写明逾期申请的正当理由'], ART_53);
}

// 行政强制法 36, 54: demanded ten workdays ago in vain, and what the party said of it was not found right.
function demandedInVain(file: CaseFile, cost: Served, on: LegalDate, context: CommandContext): Refusal | null {
  const judged = costPath(cost.served.servedOn, cost.remedies, context.policy.calendar)?.of === 'judgment';
  if (judged) return null;
  const demand = cost.demands.at(-1);
  if (!demand) return refuse('not-demanded', '申请强制执行前应当催告当事人缴纳', ['先催告缴纳代履行费用'], ART_54);
  const until =
    lastDayOf(file, countedBy(context), 'substitution-cost-demand', ({ record }) => record.ref === cost.costId) ??
    workdaysAfter(context.policy.calendar, demand.servedOn, DEMAND_WORKDAYS);
  if (on <= until) return refuse('demand-not-run', `催告书送达未满十个工作日（至${until}）`, [`${until}以后再申请`], ART_54);
  return cost.comments.some(({ adopted, at }) => adopted && at >= demand.at)
    ? refuse('objection-adopted', '当事人对催告的意见已经采纳，不能申请强制执行', ['终结追缴，或者撤销后重新决定'], law('第三十六条'))
    : null;
}

export const readySubstitutionCost = {
  DecideSubstitutionCost: (file, context) =>
    headActs(file, context, '决定代履行费用') ??
    (costUndecided(file).length > 0
      ? null
      : refuse('no-cost-to-decide', '没有已经实施、发生费用而尚未决定的代履行', ['代履行实施后登记实际费用'], ART_51)),
  ServeSubstitutionCost: (file) =>
    some(
      file,
      (cost) => costOpen(cost) && cost.served === null,
      refuse('nothing-to-serve', '没有待送达的代履行费用决定', ['先决定代履行费用'], ART_51),
    ),
  RecordSubstitutionCostPayment: (file) => some(file, isServed, noneServed()),
  DemandSubstitutionCost: (file) => some(file, isServed, noneServed()),
  AnswerSubstitutionCostComment: (file) =>
    some(
      file,
      (cost) => cost.demands.length > 0,
      refuse('not-demanded', '尚未催告缴纳代履行费用', ['先催告缴纳代履行费用'], law('第三十六条')),
    ),
  RecordSubstitutionCostRemedy: (file) => some(file, ({ served }) => served !== null, noneServed()),
  ApplyCourtForSubstitutionCost: (file, context) => headActs(file, context, '申请强制执行') ?? some(file, isServed, noneServed()),
  RecordSubstitutionCostCourtAnswer: (file) =>
    some(
      file,
      (cost) => cost.court !== null && costOpen(cost),
      refuse('not-at-the-court', '没有向人民法院申请执行的代履行费用', ['先申请执行代履行费用'], ART_53),
    ),
  EndSubstitutionCost: (file, context) => headActs(file, context, '终结追缴') ?? some(file, costOpen, noneOpen()),
} satisfies Readiness<typeof substitutionCostCommands>;

export const decideSubstitutionCost: Deciders<typeof substitutionCostCommands, SubstitutionCostEvents, typeof readySubstitutionCost> = {
  DecideSubstitutionCost: (file, payload, context) => {
    const found = costUndecided(file).find(({ id }) => id === payload.substitutionId);
    if (!found) return refuse('unknown-substitution', '没有这项已经实施、费用待决定的代履行', ['选择本案的代履行决定'], ART_51);
    const amount = total(payload.items);
    const refusal = byCost(found, amount, payload.overBudget);
    if (refusal) return refusal;
    return [
      {
        type: 'SubstitutionCostDecided',
        data: {
          costId: nextId(file, 'cost'),
          ...payload,
          decidedOn: today(context),
          by: personRef(context.actor),
          amount,
          lines: costLines(found, payload),
        },
      },
    ];
  },

  ServeSubstitutionCost: (file, payload, context) => {
    const cost = openCost(file, payload.costId);
    if (isRefusal(cost)) return cost;
    if (cost.served) return refuse('served-already', `费用决定已于${cost.served.servedOn}送达`, ['核对送达记录'], ART_51);
    const refusal = dayBetween(payload.deliveredOn, '送达日期', context, { date: cost.decidedOn, what: '决定日期' });
    if (refusal) return refusal;
    const effect = serviceEffect(file, payload, context);
    if (!effect.ok) return effect;
    const { deliveredOn: _deliveredOn, ...service } = payload;
    const court = costPath(effect.effectiveOn, [], context.policy.calendar);
    if (court === null) throw new Error('a cost that nobody went to review against has a way to the court');
    return [{ type: 'SubstitutionCostServed', data: { ...service, servedOn: effect.effectiveOn, payDays: cost.payDays, court } }];
  },

  RecordSubstitutionCostPayment: (file, payload, context) => {
    const cost = servedCost(file, payload.costId, today(context));
    if (isRefusal(cost)) return cost;
    const left = costLeft(cost);
    const refusal = firstRefusal(
      payload.amount > 0 ? null : refuse('amount-zero', '缴款金额应当大于零', ['填写缴款金额']),
      dayBetween(payload.paidOn, '缴纳日期', context, { date: cost.decidedOn, what: '决定日期' }),
      file.substitutionCosts.some(({ paid }) => paid.some(({ receipt }) => receipt === payload.receipt))
        ? refuse('receipt-twice', `票据${payload.receipt}已经登记`, ['核对票据号码'])
        : null,
      cents(payload.amount) > cents(left)
        ? refuse(
            'overpaid',
            `尚欠代履行费用${yuanWords(left)}，不能登记${yuanWords(payload.amount)}`,
            [`登记不超过${yuanWords(left)}`],
            ART_51,
          )
        : null,
    );
    return refusal ?? [{ type: 'SubstitutionCostPaid', data: { ...payload, settled: cents(payload.amount) === cents(left) } }];
  },

  DemandSubstitutionCost: (file, payload, context) => {
    const cost = servedCost(file, payload.costId, today(context));
    if (isRefusal(cost)) return cost;
    const due = costDueOn(file, cost, countedBy(context), context.policy.calendar) ?? '';
    if (payload.deliveredOn <= due) {
      return refuse('not-overdue', `缴纳期限到${due}，尚未逾期`, [`${addDays(due, 1)}起可以催告`], law('第三十五条', '第五十四条'));
    }
    const refusal = dayBetween(payload.deliveredOn, '送达日期', context);
    if (refusal) return refusal;
    const effect = serviceEffect(file, payload, context);
    if (!effect.ok) return effect;
    const { deliveredOn: _deliveredOn, ...demand } = payload;
    const again = notTwice(cost.demands, { servedOn: effect.effectiveOn, receipt: payload.receipt }, '催告', context);
    if (again) return again;
    return [{ type: 'SubstitutionCostDemanded', data: { ...demand, servedOn: effect.effectiveOn, amount: costLeft(cost) } }];
  },

  AnswerSubstitutionCostComment: (file, payload, context) => {
    const cost = servedCost(file, payload.costId, today(context));
    if (isRefusal(cost)) return cost;
    const demand = cost.demands.at(-1);
    if (!demand) return refuse('not-demanded', '尚未催告缴纳代履行费用', ['先催告缴纳代履行费用'], law('第三十六条'));
    const { receivedOn, text } = payload;
    const refusal = firstRefusal(
      dayBetween(receivedOn, '提出日期', context, { date: demand.servedOn, what: '催告书送达日期' }),
      notTwice(cost.comments, { receivedOn, text }, '意见', context),
    );
    return refusal ?? [{ type: 'SubstitutionCostCommented', data: payload }];
  },

  RecordSubstitutionCostRemedy: (file, payload, context) => {
    const { costId, kind, step, on, reference, result, amount } = payload;
    const cost = file.substitutionCosts.find((one) => one.costId === costId);
    if (!cost?.served) return refuse('unknown-cost', '没有这项已经送达的代履行费用决定', ['选择本案的代履行费用决定'], ART_51);
    const name = LITIGATION_KIND_LABELS[kind];
    const open = running(cost);
    if (step === 'started') {
      const copyReceivedOn = payload.copyReceivedOn ?? on;
      const since = { date: cost.served.servedOn, what: '费用决定送达日期' };
      const refusal = firstRefusal(
        open
          ? refuse('litigation-running', `${LITIGATION_KIND_LABELS[open.kind]}尚未终结`, ['先登记其终结'], ['《行政诉讼法》第四十四条'])
          : null,
        costRevoked(cost) ? refuse('cost-settled', '费用决定已经被撤销', ['核对记录']) : null,
        dayBetween(on, '受理日期', context, since),
        dayBetween(copyReceivedOn, '收到副本的日期', context, since),
      );
      return refusal ?? [{ type: 'SubstitutionCostRemedyStarted', data: { costId, kind, startedOn: on, reference, copyReceivedOn } }];
    }
    if (open?.kind !== kind) return refuse('no-litigation', `没有正在进行的${name}`, [`先登记${name}的受理`]);
    const since = { date: open.startedOn, what: '受理日期' };
    if (step === 'answered') {
      const refusal = firstRefusal(
        open.answeredOn ? refuse('answered-already', `已于${open.answeredOn}答复、答辩`, ['核对记录']) : null,
        dayBetween(on, '提交日期', context, { date: open.copyReceivedOn, what: '收到副本的日期' }),
      );
      return refusal ?? [{ type: 'SubstitutionCostRemedyAnswered', data: { costId, kind, submittedOn: on, reference } }];
    }
    if (!result) return refuse('result-missing', `${name}终结的，应当登记结果`, ['选择结果']);
    const servedOn = payload.servedOn ?? on;
    const refusal = firstRefusal(
      dayBetween(on, '终结日期', context, since),
      dayBetween(servedOn, '送达当事人的日期', context, since),
      (result === 'changed') !== (amount !== null)
        ? refuse('amount-and-result', '结果为变更的登记变更后的费用，其他结果不登记', ['核对结果和变更后的费用'])
        : null,
      // 行政复议法 63(2), 行政诉讼法 77(2).
      amount !== null && cents(amount) > cents(cost.amount)
        ? refuse(
            'changed-heavier',
            '变更后的费用不能高于原决定',
            ['核对变更后的费用'],
            ['《行政诉讼法》第七十七条', '《行政复议法》第六十三条'],
          )
        : null,
    );
    if (refusal) return refusal;
    const remedies = cost.remedies.map((one) => (one === open ? { ...one, endedOn: on, result, servedOn } : one));
    const court = costPath(cost.served.servedOn, remedies, context.policy.calendar);
    return [{ type: 'SubstitutionCostRemedyEnded', data: { costId, kind, endedOn: on, reference, result, amount, servedOn, court } }];
  },

  ApplyCourtForSubstitutionCost: (file, payload, context) => {
    const cost = servedCost(file, payload.costId, today(context));
    if (isRefusal(cost)) return cost;
    const refused = cost.court?.answers.some(({ answer }) => answer === 'refused') ?? true;
    const refusal = firstRefusal(
      refused ? null : refuse('at-the-court', '已经向人民法院申请强制执行', ['登记法院的答复'], ART_53),
      dayBetween(payload.appliedOn, '申请日期', context),
      demandedInVain(file, cost, payload.appliedOn, context),
      inWindow(file, cost, payload, context),
    );
    if (refusal) return refusal;
    return [{ type: 'SubstitutionCostCourtApplied', data: { ...payload, amount: costLeft(cost), approvedBy: context.actor.id } }];
  },

  RecordSubstitutionCostCourtAnswer: (file, payload, context) => {
    const cost = openCost(file, payload.costId);
    if (isRefusal(cost)) return cost;
    if (!cost.court) return refuse('not-at-the-court', '尚未申请人民法院强制执行', ['先申请执行代履行费用'], ART_53);
    const refusal = dayBetween(payload.on, '答复日期', context, { date: cost.court.appliedOn, what: '申请日期' });
    return refusal ?? [{ type: 'SubstitutionCostCourtAnswered', data: payload }];
  },

  // 行政强制法 40; what was decided wrong is taken back by who decided it.
  EndSubstitutionCost: (file, payload, context) => {
    const cost = openCost(file, payload.costId);
    if (isRefusal(cost)) return cost;
    const citizens = file.parties.filter(({ kind }) => kind === 'citizen').length;
    const refusal = firstRefusal(
      payload.ground === 'died' && citizens === 0
        ? refuse('no-citizen', '当事人不是公民，不能以公民死亡终结', ['选择其他情形'], law('第四十条'))
        : null,
      payload.ground === 'dissolved' && citizens === file.parties.length
        ? refuse('no-organisation', '当事人不是法人或者其他组织，不能以终止终结', ['选择其他情形'], law('第四十条'))
        : null,
    );
    return refusal ?? [{ type: 'SubstitutionCostEnded', data: { ...payload, endedOn: today(context), approvedBy: context.actor.id } }];
  },
};

// 行政强制法 51(2): a file is put away when what was spent in the party's stead is decided, and paid or given up.
export function costsSettled(file: CaseFile, { rules }: ReadyContext): Refusal | null {
  const open = file.substitutionCosts.find(costOpen);
  if (open) {
    return refuse(
      'cost-open',
      `代履行费用尚欠${yuanWords(costLeft(open))}（${open.documentNumber}），不能归档`,
      ['登记缴纳，或者催告后申请法院强制执行', '或者终结追缴'],
      ART_51,
    );
  }
  const [undecided] = costUndecided(file);
  return rules >= 6 && undecided
    ? refuse('cost-undecided', `代履行（${undecided.documentNumber}）发生的费用尚未作出决定，不能归档`, ['决定代履行费用'], ART_51)
    : null;
}
