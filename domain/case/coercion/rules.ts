import type { coercionCommands } from './commands.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { addDays, instantOf, legalDateOf } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { dayBetween, notTooFar, today, workdaysBefore } from '../../work/days.ts';
import { nextId } from '../../work/file.ts';
import { firstRefusal, refsOf } from '../../work/guards.ts';
import { competenceWhy, competent } from '../competence.ts';
import type { CommandContext } from '../context.ts';
import { actingOfficers, headOfResponsibleUnit, noRecusalPending, notHandledBy, notRecused } from '../guards.ts';
import { notTwice } from '../repeated.ts';
import { serviceEffect } from '../service.ts';
import { freeToDispose } from '../standing.ts';
import type { CaseFile, Coercion } from '../state.ts';
import { type Deciders, isRefusal, type Readiness, type ReadyContext } from '../types.ts';
import type { CoercionEvents } from './events.ts';
import { decisionBinds, forced, ordersRemoval, overdueOrder, ownWay, remediesPassed } from './standing.ts';
import { rightTime } from './times.ts';

const law = (...articles: string[]): string[] => articles.map((article) => `《行政强制法》${article}`);

/** 行政强制法 51(1)(2), 69: three workdays before. */
const SUBSTITUTE_DEMAND_WORKDAYS = 3;

type Demand = Coercion['demands'][number];
type ForcedDecision = NonNullable<Coercion['decision']>;

const notForcedYet = (file: CaseFile): Refusal | null => (forced(file) ? refuse('already-forced', '已经强制执行完毕', ['办理结案']) : null);

const headDecides = (file: CaseFile, { actor }: ReadyContext, act: string): Refusal | null =>
  firstRefusal(
    headOfResponsibleUnit(file, actor, act),
    notHandledBy(file, actor, act),
    noRecusalPending(file, act),
    freeToDispose(file, act),
    notForcedYet(file),
  );

// 行政强制法 37, 44: one announcement and one decision at a time; a second would move the days that the first has set.
function notAnnounced({ coercion, decision }: CaseFile, { now, rules }: ReadyContext): Refusal | null {
  const announcement = coercion?.announcement;
  if (rules < 5 || !announcement || announcement.at < (decision?.at ?? '') || today({ now }) > announcement.removeBy) return null;
  const { announcedOn, removeBy } = announcement;
  return refuse(
    'already-announced',
    `已于${announcedOn}公告，自行拆除期限到${removeBy}`,
    [`${addDays(removeBy, 1)}起再办`],
    law('第四十四条'),
  );
}

function notDecidedYet({ coercion, decision }: CaseFile, { rules }: ReadyContext): Refusal | null {
  const forcedBy = coercion?.decision;
  if (rules < 5 || !forcedBy || forcedBy.at < (decision?.at ?? '')) return null;
  const { decidedOn, documentNumber } = forcedBy;
  return refuse('decided-already', `已于${decidedOn}作出强制执行决定（${documentNumber}）`, ['送达并实施该决定'], law('第三十七条'));
}

// 行政强制法 50: one order is performed by one third party.
function notSubstitutedTwice({ coercion }: CaseFile, correctionId: string | null, { rules }: ReadyContext): Refusal | null {
  const waits = coercion?.substitutions.find((one) => correctionId !== null && one.correctionId === correctionId && !one.performed);
  if (rules < 5 || !waits) return null;
  const { decidedOn, documentNumber, performOn } = waits;
  return refuse(
    'decided-already',
    `对这项责令已于${decidedOn}决定代履行（${documentNumber}，定于${performOn}），尚未实施`,
    ['实施该决定', '或者选择另一项责令改正'],
    law('第五十条'),
  );
}

const removalOrdered = (file: CaseFile): Refusal | null =>
  ordersRemoval(file)
    ? null
    : refuse('no-removal-ordered', '没有责令限期拆除、恢复原状的决定，不能强制执行', ['先作出责令的决定并送达'], law('第三十四条'));

// 行政强制法 35, 36, 37: demanded, the time of the demand run out, and what the party said of it answered.
function demanded(file: CaseFile, correctionId: string, on: LegalDate, article: string): Demand | Refusal {
  const demand = file.coercion?.demands.findLast((one) => one.correctionId === correctionId);
  if (!demand) return refuse('not-demanded', '尚未催告当事人履行义务', ['先催告'], law(article));
  if (on <= demand.dueOn) {
    return refuse('demand-not-run', `催告的履行期限到${demand.dueOn}，届满前不能决定`, [`${addDays(demand.dueOn, 1)}起再办`], law(article));
  }
  const adopted = file.coercion?.answers.find((one) => one.adopted && one.at >= demand.at);
  return adopted
    ? refuse('objection-adopted', '当事人对催告的意见已经采纳，不能强制执行', ['按复核结果处理'], law('第三十六条', '第三十七条'))
    : demand;
}

// 行政强制法 44: announced, with a time in which the party may still take it down.
function announced(file: CaseFile, on: LegalDate): Refusal | null {
  const announcement = file.coercion?.announcement;
  if (!announcement || announcement.at < (file.decision?.at ?? ''))
    return refuse('not-announced', '尚未公告限期自行拆除', ['先公告'], law('第四十四条'));
  return on > announcement.removeBy
    ? null
    : refuse(
        'announcement-running',
        `公告的自行拆除期限到${announcement.removeBy}`,
        [`${addDays(announcement.removeBy, 1)}起再办`],
        law('第四十四条'),
      );
}

// 行政强制法 38, 51: what is carried out has been served before.
function servedFirst(file: CaseFile, decision: { at: string }, on: LegalDate, article: string): Refusal | null {
  const paper = file.served.find(
    ({ document, at, effectiveOn }) => document === 'coercion-decision' && at >= decision.at && effectiveOn <= on,
  );
  return paper ? null : refuse('coercion-decision-not-served', '决定书尚未送达当事人', ['先送达强制执行（代履行）决定书'], law(article));
}

interface OnSite {
  utilitiesKept: boolean;
  partyPresent: boolean;
  witness: string | null;
  signed: boolean;
  recordingHash: string | null;
  recordingNote: string | null;
}

function onSite(act: OnSite, context: CommandContext): Refusal | null {
  // 行政强制法 43(2).
  if (!act.utilitiesKept) {
    return refuse('utilities-cut', '不得对居民生活停止供水、供电、供热、供燃气迫使当事人履行', ['恢复供应'], law('第四十三条第二款'));
  }
  if (!act.partyPresent && act.witness === null) {
    return refuse(
      'witness-missing',
      '当事人不到场的，应当有公证机构公证或者无利害关系的第三方见证',
      ['填写见证人'],
      ['《浙江省违法建筑处置规定》第十九条（其他强制执行参照）'],
    );
  }
  if (!act.signed && act.witness === null) {
    return refuse(
      'signature-missing',
      '执行文书应当由当事人或者见证人签名',
      ['由当事人签名，或者邀请见证人签名'],
      law('第五十一条第一款第四项'),
    );
  }
  // 国办发〔2018〕118号.
  if (act.recordingHash === null && act.recordingNote === null) {
    return refuse('recording-missing', '强制执行应当全程音像记录', ['上传音像记录', '或者写明没有音像记录的原因'], ['国办发〔2018〕118号']);
  }
  return act.recordingHash !== null && !context.lookups.files[act.recordingHash]
    ? refuse('unknown-file', '音像记录尚未上传', ['重新上传'])
    : null;
}

export const readyCoercion = {
  DemandCompliance: (file) =>
    file.corrections.length > 0
      ? notForcedYet(file)
      : refuse('no-correction-ordered', '没有责令改正的记录，不能催告', ['先责令改正'], law('第三十四条')),

  RecordDemandAnswer: (file) =>
    file.coercion?.demands.at(-1) ?? refuse('not-demanded', '尚未催告当事人履行义务', ['先催告'], law('第三十六条')),

  AnnounceDemolition: (file, context) =>
    firstRefusal(removalOrdered(file), decisionBinds(file, today(context)), notForcedYet(file), notAnnounced(file, context)),

  DecideForcedExecution: (file, context) =>
    firstRefusal(
      removalOrdered(file),
      decisionBinds(file, today(context)),
      headDecides(file, context, '作出强制执行决定'),
      notDecidedYet(file, context),
      // Told before the form is filled in; the decision asks it once more, of the matter as the list has it then.
      ownWay(file)?.way === 'demolition' ? remediesPassed(file, context) : null,
    ),

  RecordForcedExecution: (file, context): ForcedDecision | Refusal => {
    const decision = file.coercion?.decision;
    if (!decision) return refuse('no-forced-decision', '尚未作出强制执行决定', ['先作出强制执行决定'], law('第三十七条'));
    const refusal = firstRefusal(
      removalOrdered(file),
      notForcedYet(file),
      decision.way === 'demolition' ? remediesPassed(file, context) : null,
    );
    return refusal ?? decision;
  },

  DecideSubstitutePerformance: (file, context) => headDecides(file, context, '决定代履行'),

  RecordSubstitutePerformance: (file) =>
    file.coercion?.substitutions.some(({ performed }) => performed === null)
      ? null
      : refuse('no-substitution', '没有待实施的代履行决定', ['先作出代履行决定'], law('第五十条')),
} satisfies Readiness<typeof coercionCommands>;

export const decideCoercion: Deciders<typeof coercionCommands, CoercionEvents, typeof readyCoercion> = {
  DemandCompliance: (file, payload, context) => {
    const order = overdueOrder(file, payload.correctionId, today(context));
    if (isRefusal(order)) return order;
    const early = dayBetween(payload.deliveredOn, '送达日期', context, { date: order.dueOn, what: '责令的期限' });
    if (early) return early;
    const effect = serviceEffect(file, payload, context);
    if (!effect.ok) return effect;
    // 行政强制法 35(1): a time to perform in.
    if (payload.dueOn <= effect.effectiveOn) {
      return refuse('no-time-to-perform', '催告书应当给予履行义务的期限', [`履行期限定在${effect.effectiveOn}以后`], law('第三十五条'));
    }
    const { deliveredOn: _deliveredOn, ...demand } = payload;
    const { correctionId, dueOn } = payload;
    const refusal = firstRefusal(
      notTooFar(dueOn, '履行期限', context, 1),
      notTwice(file.coercion?.demands ?? [], { correctionId, dueOn, servedOn: effect.effectiveOn }, '催告', context),
    );
    if (refusal) return refusal;
    return [{ type: 'ComplianceDemanded', data: { ...demand, servedOn: effect.effectiveOn } }];
  },

  RecordDemandAnswer: (file, payload, context, demand) => {
    const { receivedOn, text } = payload;
    const refusal = firstRefusal(
      dayBetween(receivedOn, '提出日期', context, { date: demand.servedOn, what: '催告书送达日期' }),
      notTwice(file.coercion?.answers ?? [], { receivedOn, text }, '意见', context),
    );
    return refusal ?? [{ type: 'DemandAnswered', data: payload }];
  },

  AnnounceDemolition: (file, payload, context) => {
    const refusal = firstRefusal(
      dayBetween(payload.announcedOn, '公告日期', context, { date: file.decision?.decidedOn ?? '', what: '决定日期' }),
      payload.removeBy <= payload.announcedOn
        ? refuse('no-time-to-remove', '公告应当给予自行拆除的期限', ['自行拆除期限定在公告日期以后'], law('第四十四条'))
        : null,
      notTooFar(payload.removeBy, '自行拆除期限', context, 1),
    );
    return refusal ?? [{ type: 'DemolitionAnnounced', data: payload }];
  },

  // 行政强制法 13, 34–37, 44.
  DecideForcedExecution: (file, payload, context) => {
    const on = today(context);
    const found = context.lookups.matter;
    const own = (found?.later?.row ?? found?.row)?.enforcement?.find(({ way }) => way !== 'substitute');
    if (!own) {
      return refuse(
        'no-power-of-its-own',
        '法律没有规定由行政机关强制执行',
        ['催告后申请人民法院强制执行'],
        law('第十三条第二款', '第五十三条'),
      );
    }
    const refusal = firstRefusal(
      competent(context),
      // 城乡规划法 68: the county government charges a department with it.
      own.by === 'county-government' && payload.commission === null
        ? refuse(
            'not-commissioned',
            '须由县级以上地方人民政府责成有关部门强制拆除',
            ['填写责成的文号'],
            ['《中华人民共和国城乡规划法》第六十八条'],
          )
        : null,
      overdueOrder(file, payload.correctionId, on),
      demanded(file, payload.correctionId, on, '第三十五条'),
      own.way === 'demolition' ? announced(file, on) : null,
      own.way === 'demolition' ? remediesPassed(file, context) : null,
      payload.plannedOn < on ? refuse('in-the-past', '执行日期不能早于今天', ['更正执行日期']) : null,
      notTooFar(payload.plannedOn, '执行日期', context, 1),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'ForcedExecutionDecided',
        data: {
          ...payload,
          way: own.way,
          decidedOn: on,
          by: personRef(context.actor),
          clause: own.clause,
          competence: competenceWhy(context),
        },
      },
    ];
  },

  RecordForcedExecution: (file, payload, context, decision) => {
    const on = legalDateOf(instantOf(payload.startedAt));
    const { officerIds, ...act } = payload;
    const refusal = firstRefusal(
      rightTime(payload, context.policy.calendar, context.now),
      servedFirst(file, decision, on, '第三十八条'),
      on < decision.plannedOn
        ? refuse('before-planned', `决定书写明的执行时间是${decision.plannedOn}，不能提前`, ['更正开始时间'], law('第三十七条第二款第三项'))
        : null,
      actingOfficers(file, officerIds, instantOf(payload.startedAt), context),
      dayBetween(payload.partyNotifiedOn, '书面通知当事人到场日期', context, { date: decision.decidedOn, what: '强制执行决定日期' }),
      onSite(payload, context),
    );
    return refusal ?? [{ type: 'ForcedExecutionDone', data: { ...act, officers: refsOf(officerIds, context) } }];
  },

  DecideSubstitutePerformance: (file, payload, context) => {
    const on = today(context);
    const { interested, ...data } = payload;
    const refusal = firstRefusal(
      competent(context),
      interested ? refuse('performer-interested', '代履行应当由没有利害关系的第三人进行', ['另选代履行人'], law('第五十条')) : null,
      payload.performOn < on ? refuse('in-the-past', '代履行日期不能早于今天', ['更正代履行日期']) : null,
      notTooFar(payload.performOn, '代履行日期', context, 1),
      notSubstitutedTwice(file, payload.correctionId, context),
      payload.atOnce ? atOnce(payload.place !== null && payload.partyUnable) : inTurn(file, payload, on, context),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'SubstitutePerformanceDecided',
        data: { ...data, id: nextId(file, 'substitution'), decidedOn: on, by: personRef(context.actor) },
      },
    ];
  },

  RecordSubstitutePerformance: (file, payload, context) => {
    const found = file.coercion?.substitutions.find(({ id }) => id === payload.substitutionId);
    if (!found || found.performed)
      return refuse('unknown-substitution', '没有这项待实施的代履行决定', ['选择本案的代履行决定'], law('第五十条'));
    const on = legalDateOf(instantOf(payload.startedAt));
    const { supervisorIds, peaceful, ...act } = payload;
    const supervisors = refsOf(supervisorIds, context);
    const refusal = firstRefusal(
      rightTime(
        { ...payload, urgentReason: payload.urgentReason ?? (found.atOnce ? found.reasons : null) },
        context.policy.calendar,
        context.now,
      ),
      supervisors.length === 0 ? refuse('unknown-person', '所选监督人员不存在', ['重新选择'], law('第五十一条第一款第三项')) : null,
      ...supervisors.map((person) => notRecused(file, person)),
      on < found.performOn
        ? refuse('before-planned', `决定书写明的代履行时间是${found.performOn}，不能提前`, ['更正开始时间'], law('第五十一条第一款第一项'))
        : null,
      found.atOnce ? null : (servedFirst(file, found, on, '第五十一条第一款第一项') ?? demandedAgain(file, found, on, context)),
      peaceful ? null : refuse('not-peaceful', '代履行不得采用暴力、胁迫以及其他非法方式', ['停止违法方式'], law('第五十一条第三款')),
      onSite(payload, context),
      // 行政强制法 52: told at once afterwards.
      found.atOnce && !payload.partyPresent && payload.partyToldOn === null
        ? refuse('party-not-told', '立即代履行时当事人不在场的，应当在事后立即通知当事人', ['填写事后通知当事人日期'], law('第五十二条'))
        : null,
      payload.partyToldOn === null
        ? null
        : dayBetween(payload.partyToldOn, '事后通知当事人日期', context, { date: on, what: '代履行日期' }),
    );
    return refusal ?? [{ type: 'SubstitutePerformed', data: { ...act, supervisors } }];
  },
};

// 行政强制法 52.
const atOnce = (holds: boolean): Refusal | null =>
  holds
    ? null
    : refuse(
        'not-at-once',
        '只有须立即清除道路、河道、航道或者公共场所的遗洒物、障碍物、污染物，当事人又不能清除的，才能立即代履行',
        ['选择须立即清除的地点，并确认当事人不能清除', '或者催告后代履行'],
        law('第五十二条'),
      );

// 行政强制法 50, 51(1)(2): due, demanded in vain, harmful, and with three workdays left for the last demand.
function inTurn(
  file: CaseFile,
  { correctionId, harm, performOn }: { correctionId: string | null; harm: string | null; performOn: LegalDate },
  on: LegalDate,
  { policy }: CommandContext,
): Refusal | null {
  if (correctionId === null) return refuse('order-missing', '代履行应当有责令排除妨碍、恢复原状的决定', ['选择责令改正'], law('第五十条'));
  const refusal = firstRefusal(overdueOrder(file, correctionId, on), demanded(file, correctionId, on, '第五十条'));
  if (refusal) return refusal;
  if (harm === null) {
    return refuse('harm-missing', '后果危害交通安全、造成环境污染或者破坏自然资源的，才能代履行', ['选择后果'], law('第五十条'));
  }
  const last = workdaysBefore(policy.calendar, performOn, SUBSTITUTE_DEMAND_WORKDAYS);
  return last >= on
    ? null
    : refuse(
        'too-soon',
        `代履行三日前应当催告，${performOn}代履行的最迟${last}催告`,
        ['推迟代履行日期'],
        law('第五十一条第一款第二项', '第六十九条'),
      );
}

// 行政强制法 51(1)(2): demanded once more, three workdays before; who performs then is not performed for.
function demandedAgain(
  file: CaseFile,
  { at, correctionId }: { at: string; correctionId: string | null },
  on: LegalDate,
  { policy }: CommandContext,
): Refusal | null {
  const basis = law('第五十一条第一款第二项', '第六十九条');
  const done = file.corrections.find(({ id }) => id === correctionId)?.checks.at(-1)?.corrected;
  if (done) return refuse('already-performed', '当事人已经履行，停止代履行', ['办理结案'], basis);
  const last = workdaysBefore(policy.calendar, on, SUBSTITUTE_DEMAND_WORKDAYS);
  return file.coercion?.demands.some((demand) => demand.at >= at && demand.servedOn <= last)
    ? null
    : refuse('demand-too-late', `代履行三日前应当催告，${on}代履行的最迟${last}送达催告书`, ['催告满三个工作日后再代履行'], basis);
}
