import { CHAIR_IS_OFFICER, DEVIATION } from '../internal-rules.ts';
import type { z } from 'zod';
import type { decisionCommands } from './commands.ts';
import { type Person, personRef } from '../../people.ts';
import { refuse, type Refusal, unreachable } from '../../result.ts';
import { isOfficer } from '../../roles.ts';
import { legalDateOf, parseInstant } from '../../terms/instant.ts';
import type { LegalDate } from '../../terms/model.ts';
import { reviewsHere } from '../authority.ts';
import { competent } from '../competence.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween, today, workdaysAfter, workdaysBefore } from '../../work/days.ts';
import type { DecisionEvents } from './events.ts';
import { collectively, headOfResponsibleUnit, noRecusalPending, notHandledBy, notRecused } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { hearingRight } from './hearing-right.ts';
import { nextId } from '../../work/file.ts';
import { ordered } from '../execution/ordered.ts';
import { remediesOf } from '../execution/remedies.ts';
import {
  concludedFirst,
  type Conclusion,
  correctionOrdered,
  discussedTogether,
  evidenceStands,
  gainsTaken,
  notHeavierThanNotified,
  nothingImposed,
  oneFineForOneAct,
  reviewedFirst,
  rightTier,
  somethingImposed,
  withinRange,
} from './guards.ts';
import {
  STATEMENT_TERM,
  currentNotice,
  hearingDone,
  hearingReviewed,
  hearingUntil,
  noticeServed,
  openStatement,
  statementsHeard,
  statementsRechecked,
  statementsSinceNotice,
  statementUntil,
} from './notice.ts';
import { mayOrder } from './order.ts';
import { finesForSameAct } from '../earlier.ts';
import { proofOfService, serviceEffect } from '../service.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile, Derivation, ServedDocument } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import { type Deciders, type Decision, isRefusal, type Readiness } from '../types.ts';

/** 行政处罚法 64(1): five workdays; the statement term is taken the same (市场监督管理行政处罚程序规定 57). */
const HEARING_REQUEST_WORKDAYS = 5;
const STATEMENT_WORKDAYS = 5;
/** 行政处罚法 64(2). */
const HEARING_NOTICE_WORKDAYS = 7;

const ART_64 = ['《行政处罚法》第六十四条'];

type DecidePayload = z.infer<(typeof decisionCommands)['Decide']['schema']>;

// A figure outside the benchmark (行政处罚法 34) is approved above before anybody is told of it.
function deviationApproved({ proposed: { deviation } }: Conclusion): Refusal | null {
  return deviation && deviation.approvedBy === null
    ? refuse('deviation-not-approved', '拟处罚偏离裁量基准，尚未经上级批准', ['由执法局负责人批准偏离'], DEVIATION)
    : null;
}

type Hearing = NonNullable<CaseFile['hearing']>;

/** The hearing that was asked for and is still to be held. */
function openHearing({ hearing }: CaseFile): { requestedOn: LegalDate; scheduled: Hearing['scheduled'] } | Refusal {
  if (!hearing?.requestedOn || hearing.waived) return refuse('hearing-not-requested', '当事人没有要求听证', ['登记听证申请'], ART_64);
  const { requestedOn, scheduled, record } = hearing;
  return record ? refuse('hearing-held', '听证已经举行', ['作听证后审核'], ART_64) : { requestedOn, scheduled };
}

/** The day that what follows on a conclusion cannot come before. */
const concludedOn = ({ at }: Conclusion): { date: LegalDate; what: string } => ({
  date: legalDateOf(parseInstant(at)),
  what: '调查终结日期',
});

/** The last workday of a hearing's notice term, or why the date is too near. */
function noticedInTime(
  requestedOn: LegalDate,
  { heldAt, noticeOn }: { heldAt: string; noticeOn: LegalDate },
  context: CommandContext,
): Refusal | null {
  const heldOn = legalDateOf(parseInstant(heldAt));
  const refusal = dayBetween(noticeOn, '通知送达日期', context, { date: requestedOn, what: '申请日期' });
  if (refusal) return refusal;
  const last = workdaysBefore(context.policy.calendar, heldOn, HEARING_NOTICE_WORKDAYS);
  return noticeOn <= last
    ? null
    : refuse(
        'hearing-notice-too-short',
        `听证应当提前七个工作日通知当事人，${heldOn}举行的最迟${last}通知`,
        [`${workdaysAfter(context.policy.calendar, noticeOn, HEARING_NOTICE_WORKDAYS)}或者以后举行`],
        ['《行政处罚法》第六十四条第二项', '《行政处罚法》第八十五条'],
      );
}

// 行政处罚法 64(4): the body that holds the hearing names its chair: the unit in charge, or the one that reviews.
const chairOfBody = (file: CaseFile, { name, unit }: Person, { rules, policy }: CommandContext): Refusal | null =>
  rules < 4 || unit.id === file.unit.id || reviewsHere(file, unit, policy)
    ? null
    : refuse(
        'chair-of-another-unit',
        `${name}是${unit.name}的人员，听证主持人由${file.unit.name}或者审核单位指定本单位的人员担任`,
        ['选择承办单位或者审核单位的人员'],
        ['《行政处罚法》第六十四条第四项'],
      );

const toServe = (file: CaseFile, document: ServedDocument): { what: string; since: string | null } | null => {
  switch (document) {
    case 'decision':
      return { what: '决定', since: file.decision?.decidedOn ?? null };
    case 'correction-order': {
      const first = file.corrections[0];
      return { what: '责令改正', since: first ? legalDateOf(parseInstant(first.at)) : null };
    }
    case 'hearing-notice':
      return { what: '听证安排', since: file.hearing?.scheduled ? file.hearing.requestedOn : null };
    case 'instalment-decision':
      return { what: '延期分期的批准', since: file.execution.instalments ? (file.decision?.decidedOn ?? null) : null };
    case 'transfer-letter':
      return { what: '移送决定', since: file.agencyTransfer ? legalDateOf(parseInstant(file.agencyTransfer.at)) : null };
    case 'coercion-decision': {
      const days = [file.coercion?.decision, ...(file.coercion?.substitutions ?? [])].flatMap((one) => (one ? [one.decidedOn] : []));
      return { what: '强制执行（代履行）决定', since: days.at(0) ?? null };
    }
    case 'on-the-spot-decision':
      return { what: '当场处罚决定', since: file.decision?.onTheSpot ? file.decision.decidedOn : null };
    case 'other':
      return null;
    default:
      return unreachable(document);
  }
};

export const readyDecision = {
  NotifyProposedDecision: (file) => {
    const conclusion = concludedFirst(file);
    if (isRefusal(conclusion)) return conclusion;
    const refusal = firstRefusal(reviewedFirst(file), deviationApproved(conclusion), freeToDispose(file, '告知'));
    if (refusal) return refusal;
    if (conclusion.proposed.kind !== 'penalty' && conclusion.proposed.kind !== 'order') {
      return refuse('notice-not-needed', '没有拟给予处罚，不需要事先告知', ['由负责人作出决定'], ['《行政处罚法》第四十四条']);
    }
    return currentNotice(file) && (file.hearing || statementsSinceNotice(file).length > 0)
      ? refuse('already-notified', '已经告知并进入听取意见程序', ['改变处罚建议的，退回补充调查后重新告知'], ['《行政处罚法》第四十四条'])
      : conclusion;
  },

  RecordStatement: (file, context) => noticeServed(file, today(context)),

  RecheckStatement: (file) =>
    openStatement(file)
      ? null
      : refuse('no-statement-open', '没有尚未复核的陈述申辩', ['先记录当事人的陈述申辩'], ['《行政处罚法》第四十五条第一款']),

  RequestHearing: (file, context) => {
    const notice = noticeServed(file, today(context));
    if (isRefusal(notice)) return notice;
    const { servedOn, hearingWhy } = notice;
    const until = hearingUntil(file, notice, countedBy(context));
    // A notice that tells of the right tells until when.
    if (!notice.hearingRight || until === null) {
      return refuse(
        'no-hearing-right',
        `拟处罚不属于应当告知听证权的情形：${hearingWhy}`,
        ['按陈述、申辩处理'],
        ['《行政处罚法》第六十三条'],
      );
    }
    return file.hearing?.requestedOn && !file.hearing.waived
      ? refuse('hearing-requested-already', '听证申请已经登记', ['安排听证'], ART_64)
      : { servedOn, until };
  },

  ScheduleHearing: (file) => openHearing(file),

  RecordHearing: (file, { actor }) => {
    const hearing = openHearing(file);
    if (isRefusal(hearing)) return hearing;
    const { scheduled } = hearing;
    if (!scheduled) return refuse('hearing-not-scheduled', '听证尚未安排', ['先安排听证'], ART_64);
    return scheduled.chair.id === actor.id
      ? scheduled
      : refuse('not-the-chair', `听证由${scheduled.chair.name}主持，由主持人记录`, [`由${scheduled.chair.name}记录`], ART_64);
  },

  RecordCollectiveDiscussion: (file, { actor }) => {
    const conclusion = concludedFirst(file);
    const act = '主持集体讨论';
    return firstRefusal(conclusion, headOfResponsibleUnit(file, actor, act), notHandledBy(file, actor, act)) ?? conclusion;
  },

  // What holds for every kind of decision; what a penalty asks beside it is asked with the payload.
  Decide: (file, { actor }) => {
    const conclusion = concludedFirst(file);
    const act = '作出决定';
    return (
      firstRefusal(
        conclusion,
        reviewedFirst(file),
        headOfResponsibleUnit(file, actor, act),
        notHandledBy(file, actor, act),
        noRecusalPending(file, act),
        freeToDispose(file, act),
      ) ?? conclusion
    );
  },
} satisfies Readiness<typeof decisionCommands>;

export const decideDecision: Deciders<typeof decisionCommands, DecisionEvents, typeof readyDecision> = {
  NotifyProposedDecision: (file, payload, context, conclusion) => {
    const refusal = dayBetween(payload.deliveredOn, '送达日期', context, concludedOn(conclusion));
    if (refusal) return refusal;
    const effect = serviceEffect(file, payload, context);
    if (!effect.ok) return effect;
    const right = hearingRight(file, conclusion.proposed, context.policy);
    if (!right.ok) return right;
    const { calendar } = context.policy;
    return [
      {
        type: 'ProposedDecisionNotified',
        data: {
          proposed: conclusion.proposed,
          facts: payload.facts,
          reasons: payload.reasons,
          legalBasis: payload.legalBasis,
          rights: ['陈述权', '申辩权', ...(right.required ? ['要求听证的权利'] : [])],
          servedOn: effect.effectiveOn,
          method: payload.method,
          recipient: payload.recipient,
          receipt: payload.receipt,
          serviceReason: payload.serviceReason,
          ...proofOfService(payload, context),
          ...(payload.method === 'public-notice' && context.rules >= 3
            ? { announced: { on: payload.deliveredOn, until: effect.effectiveOn } }
            : {}),
          statementUntil: workdaysAfter(calendar, effect.effectiveOn, STATEMENT_WORKDAYS),
          hearingRight: right.required,
          hearingWhy: right.lines.map(({ text }) => text).join('；'),
          hearingUntil: right.required ? workdaysAfter(calendar, effect.effectiveOn, HEARING_REQUEST_WORKDAYS) : null,
        },
      },
    ];
  },

  RecordStatement: (file, payload, context, notice) => {
    const basis = ['《行政处罚法》第四十五条'];
    const early = dayBetween(payload.receivedOn, '提出日期', context, { date: notice.servedOn, what: '告知书送达日期' });
    if (early) return early;
    const spoke = payload.kind === 'statement' || payload.kind === 'defence';
    // 行政处罚法 45(1): what the party brings forward is looked into, each point, and adopted where it is sound.
    if (context.rules < 4 && spoke && payload.points.length === 0) {
      return refuse('points-missing', '当事人提出的意见应当逐条复核并答复', ['填写当事人的每条意见、是否采纳和理由'], basis);
    }
    if (!spoke && payload.points.length > 0) {
      return refuse(
        'points-without-statement',
        '放弃或者逾期未提出的，没有意见需要复核',
        ['情形改为陈述或者申辩', '或者删去逐条复核'],
        basis,
      );
    }
    if (payload.kind === 'no-answer') {
      if (statementsSinceNotice(file).length > 0) {
        return refuse('statement-exists', '当事人已经提出意见或者放弃，不是逾期未提出', ['核对已有记录'], basis);
      }
      const until = statementUntil(file, notice, countedBy(context));
      if (today(context) <= until) {
        return refuse(
          'statement-term-running',
          `当事人陈述、申辩的期限到${until}，期满前不能认定逾期未提出`,
          [`等到${until}期满`],
          STATEMENT_TERM,
        );
      }
    }
    if (payload.waivesHearing && !notice.hearingRight) {
      return refuse('no-hearing-right', '本案没有告知听证权，不需要放弃听证', ['不选放弃听证'], ['《行政处罚法》第六十三条']);
    }
    if (payload.waivesHearing && payload.kind === 'no-answer') {
      return refuse('waiver-not-explicit', '放弃听证应当由当事人明确表示', ['不选放弃听证'], ART_64);
    }
    if (payload.waivesHearing && file.hearing?.record) return refuse('hearing-held', '听证已经举行', ['不选放弃听证'], ART_64);
    const { kind, receivedOn, text, points, waivesHearing } = payload;
    const withdrawn = waivesHearing && file.hearing?.requestedOn && !file.hearing.waived;
    return [
      { type: 'StatementRecorded', data: { kind, receivedOn, text, points, waivesHearing } },
      ...(withdrawn ? [{ type: 'HearingWaived' as const, data: { waivedOn: receivedOn, text } }] : []),
    ];
  },

  RecheckStatement: (_file, { points }) => [{ type: 'StatementRechecked', data: { points } }],

  // 行政处罚法 64(1): within five workdays after the notice; what was posted in time is in time.
  RequestHearing: (_file, payload, context, { servedOn, until }) => {
    const refusal = dayBetween(payload.requestedOn, '申请日期', context, { date: servedOn, what: '告知书送达日期' });
    if (refusal) return refusal;
    if (payload.requestedOn > until) {
      return refuse(
        'hearing-request-late',
        `申请听证的期限到${until}，${payload.requestedOn}提出已经逾期`,
        ['按陈述、申辩听取意见'],
        ['《行政处罚法》第六十四条第一项', '《行政处罚法》第八十五条'],
      );
    }
    return [{ type: 'HearingRequested', data: payload }];
  },

  ScheduleHearing: (file, payload, context, { requestedOn }) => {
    const chair = context.lookups.people[payload.chairId];
    if (!chair) return refuse('unknown-person', '所选主持人不存在', ['重新选择主持人']);
    const basis = ['《行政处罚法》第六十四条第四项'];
    const refusal = firstRefusal(
      // 行政处罚法 64(4): the chair is not one of the investigators; the county asks for an officer.
      file.everHandled.includes(chair.id)
        ? refuse('chair-investigated', `${chair.name}调查过本案，不能主持听证`, ['由非本案调查人员主持'], basis)
        : null,
      isOfficer(chair)
        ? null
        : refuse(
            'chair-not-an-officer',
            `${chair.name}不是行政执法人员，不能主持听证`,
            ['由非本案调查人员的执法人员主持'],
            CHAIR_IS_OFFICER,
          ),
      notRecused(file, chair),
      chairOfBody(file, chair, context),
      // 行政处罚法 64(3): in public, but for secrets and privacy.
      !payload.public && payload.closedReason === null
        ? refuse(
            'closed-hearing-needs-reason',
            '不公开举行听证的，应当写明理由',
            ['写明涉及的国家秘密、商业秘密或者个人隐私'],
            ['《行政处罚法》第六十四条第三项'],
          )
        : null,
      noticedInTime(requestedOn, payload, context),
    );
    if (refusal) return refusal;
    return [
      {
        type: 'HearingScheduled',
        data: {
          heldAt: payload.heldAt,
          heldOn: legalDateOf(parseInstant(payload.heldAt)),
          noticeOn: payload.noticeOn,
          receipt: payload.receipt,
          place: payload.place,
          chair: personRef(chair),
          public: payload.public,
          closedReason: payload.public ? null : payload.closedReason,
        },
      },
    ];
  },

  RecordHearing: (_file, payload, context, scheduled) => {
    const planned = legalDateOf(parseInstant(scheduled.heldAt));
    const refusal = dayBetween(payload.heldOn, '举行日期', context, { date: planned, what: '通知的听证日期' });
    if (refusal) return refusal;
    // 行政处罚法 64(8): the record is checked and signed; a refusal to sign is noted by the chair.
    if (!payload.signed && payload.signatureNote === null) {
      return refuse(
        'signature-missing',
        '听证笔录应当由当事人核对签字；未签字的应当注明',
        ['填写未签字的说明'],
        ['《行政处罚法》第六十四条第八项'],
      );
    }
    return [{ type: 'HearingRecorded', data: { ...payload, chair: personRef(context.actor) } }];
  },

  RecordCollectiveDiscussion: (file, payload, context, concluded) => {
    const early = dayBetween(payload.heldOn, '讨论日期', context, concludedOn(concluded));
    if (early) return early;
    const basis = ['《行政处罚法》第五十七条第二款'];
    const together = collectively(file, payload.memberIds, payload.minutes, context, basis);
    if (isRefusal(together)) return together;
    const { members, minutes } = together;
    // Whoever handled the case reports on it and does not take part in deciding it.
    const handled = firstRefusal(...members.map((member) => notHandledBy(file, member, '参加集体讨论决定')));
    if (handled) return handled;
    const { heldOn, conclusion } = payload;
    return [{ type: 'CollectiveDiscussionRecorded', data: { heldOn, members, minutes, conclusion } }];
  },

  Decide: (file, payload, context, conclusion): Decision<DecisionEvents> => {
    const verdict = { money: { fine: payload.fine, confiscation: payload.confiscation }, others: payload.others };
    const refusal =
      payload.kind === 'penalty'
        ? mayPenalise(file, conclusion, payload, context)
        : firstRefusal(nothingImposed(verdict), otherwiseDecided(file, payload, conclusion, context));
    if (refusal) return refusal;
    // A payload from before there was this field has none.
    if (typeof payload.paperNumber === 'string' && !context.paper) {
      return refuse('number-not-allowed', '决定书文号由系统连续编排，不能自行填写', ['删去原决定书文号']);
    }
    let derivation: Derivation | null = null;
    const leftOut = payload.leftOut ?? [];
    if (payload.kind === 'penalty') {
      const range = withinRange(file, conclusion, verdict, leftOut, context, payload.lawNote ?? null);
      if (!range.ok) return range;
      derivation = range.derivation;
    }
    const earlier = payload.kind === 'penalty' && payload.otherActReason !== null ? finesForSameAct(file, context.lookups.history) : [];
    return [
      {
        type: 'Decided',
        data: {
          kind: payload.kind,
          decidedOn: today(context),
          ...verdict,
          by: personRef(context.actor),
          reasons: payload.reasons,
          orderToCorrect: payload.correction && { id: nextId(file, 'correction'), ...payload.correction },
          education: payload.education,
          agency: payload.agency,
          derivation,
          sameAct: earlier.length > 0 ? { caseIds: earlier.map(({ caseId }) => caseId), reason: payload.otherActReason ?? '' } : null,
          gainsReason: payload.gainsReason,
          ...(context.rules >= 4 && leftOut.length > 0 ? { leftOut } : {}),
          onTheSpot: false,
          payment: payload.kind === 'penalty' && payload.fine + payload.confiscation > 0 ? 'bank' : 'none',
          paperNumber: payload.paperNumber,
          ...(context.rules >= 4 && typeof payload.lawNote === 'string' ? { lawNote: payload.lawNote } : {}),
        },
      },
    ];
  },

  ServeDocument: (file, payload, context) => {
    const { document, deliveredOn } = payload;
    const paper = toServe(file, document);
    if (paper && paper.since === null) {
      return refuse('nothing-to-serve', `本案还没有${paper.what}，没有文书可以送达`, [`先完成${paper.what}`]);
    }
    const refusal = dayBetween(deliveredOn, '送达日期', context, paper?.since ? { date: paper.since, what: `${paper.what}日期` } : null);
    if (refusal) return refusal;
    if (file.served.some((one) => one.document === document && one.receipt === payload.receipt)) {
      return refuse('receipt-twice', `送达凭证“${payload.receipt}”已经登记`, ['核对送达凭证']);
    }
    const effect = serviceEffect(file, payload, context, document === 'transfer-letter' ? 'agency' : 'party');
    if (!effect.ok) return effect;
    const { method, recipient, receipt, witness, recordingHash, serviceReason } = payload;
    const decision = document === 'decision';
    return [
      {
        type: 'DocumentServed',
        data: {
          id: nextId(file, 'served'),
          document,
          method,
          deliveredOn,
          effectiveOn: effect.effectiveOn,
          recipient,
          receipt,
          witness,
          fileHash: recordingHash,
          reason: serviceReason,
          fine: decision ? ordered(file) : 0,
          payment: decision ? (file.decision?.payment ?? 'none') : 'none',
          ...(decision && context.rules >= 4 ? remediesOf(file, effect.effectiveOn, context.policy.calendar) : {}),
        },
      },
    ];
  },
};

/** Everything a penalty asks for beside its amount. */
function mayPenalise(file: CaseFile, conclusion: Conclusion, payload: DecidePayload, context: CommandContext): Refusal | null {
  const on = today(context);
  const verdict = { money: { fine: payload.fine, confiscation: payload.confiscation }, others: payload.others };
  return firstRefusal(
    competent(context),
    noSuspectedCrime(file, '作出处罚决定'),
    somethingImposed(verdict),
    noticeServed(file, on),
    statementsHeard(file, on, countedBy(context)),
    statementsRechecked(file),
    hearingDone(file, on, countedBy(context)),
    hearingReviewed(file),
    evidenceStands(file, conclusion),
    notHeavierThanNotified(file, verdict),
    discussedTogether(file, verdict, context),
    correctionOrdered(file, payload.correction !== null),
    payload.correction && payload.correction.dueOn < on
      ? refuse('due-in-the-past', '改正期限不能早于今天', ['更正改正期限'], ['《行政处罚法》第二十八条第一款'])
      : null,
    gainsTaken(conclusion, verdict.money, payload.gainsReason),
    oneFineForOneAct(file, verdict, payload.otherActReason, context),
    rightTier(file, verdict, context),
  );
}

/** What the other kinds of decision ask for. */
function otherwiseDecided(file: CaseFile, payload: DecidePayload, conclusion: Conclusion, context: CommandContext): Refusal | null {
  switch (payload.kind) {
    case 'order':
      return mayOrder(file, conclusion, payload, context);
    case 'no-penalty':
      // 行政处罚法 33(3): who is not penalised is educated; 27: and a suspected crime is not let off this way.
      return firstRefusal(
        noSuspectedCrime(file, '作出不予处罚决定'),
        payload.education === null
          ? refuse('education-missing', '不予行政处罚的，应当对当事人进行教育', ['填写教育情况'], ['《行政处罚法》第三十三条第三款'])
          : null,
      );
    case 'not-established':
      return noSuspectedCrime(file, '以违法事实不能成立结束');
    case 'transfer':
      // 行政处罚法 22, 25.
      return payload.agency === null
        ? refuse(
            'agency-missing',
            '移送其他行政机关的，应当写明移送机关',
            ['填写移送机关'],
            ['《行政处罚法》第二十二条', '《行政处罚法》第二十五条'],
          )
        : null;
    case 'police':
      return file.decision?.kind === 'police' && file.criminalSuspected
        ? refuse('already-decided', '已经决定移送司法机关', ['办理移送公安'], ['《行政处罚法》第五十七条第一款第四项'])
        : null;
    case 'penalty':
      return null;
    default:
      return unreachable(payload.kind);
  }
}
