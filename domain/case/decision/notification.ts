/** 告知与听取意见: the party is told what is proposed, speaks, and is answered (行政处罚法 44, 45). */
import { DEVIATION } from '../internal-rules.ts';
import type { decisionCommands } from './commands.ts';
import { refuse, type Refusal } from '../../result.ts';
import { dayBetween, today, workdaysAfter } from '../../work/days.ts';
import type { DecisionEvents } from './events.ts';
import { firstRefusal } from '../../work/guards.ts';
import { hearingRight } from './hearing-right.ts';
import { concludedFirst, concludedOn, type Conclusion, reviewedFirst } from './guards.ts';
import { STATEMENT_TERM, currentNotice, noticeServed, openStatement, statementsSinceNotice, statementUntil } from './notice.ts';
import { proofOfService, serviceEffect } from '../service.ts';
import { freeToDispose } from '../standing.ts';
import { countedBy } from '../terms-of.ts';
import { type Deciders, isRefusal, type Readiness } from '../types.ts';

/** 行政处罚法 64(1): five workdays; the statement term is taken the same (市场监督管理行政处罚程序规定 57). */
const HEARING_REQUEST_WORKDAYS = 5;
const STATEMENT_WORKDAYS = 5;

const ART_64 = ['《行政处罚法》第六十四条'];

// A figure outside the benchmark (行政处罚法 34) is approved above before anybody is told of it.
function deviationApproved({ proposed: { deviation } }: Conclusion): Refusal | null {
  return deviation && deviation.approvedBy === null
    ? refuse('deviation-not-approved', '拟处罚偏离裁量基准，尚未经上级批准', ['由执法局负责人批准偏离'], DEVIATION)
    : null;
}

type Commands = Pick<typeof decisionCommands, 'NotifyProposedDecision' | 'RecordStatement' | 'RecheckStatement'>;

export const readyNotification = {
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
} satisfies Readiness<Commands>;

export const decideNotification: Deciders<Commands, DecisionEvents, typeof readyNotification> = {
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
};
