/** Rules of what the public is told of the decision: whether, for how long, and when no longer (行政处罚法 48). */
import { refuse, type Refusal } from '../../result.ts';
import { firstRefusal } from '../../work/guards.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { LegalDate } from '../../terms/model.ts';
import { owedOnDecision } from '../execution/owed.ts';
import { headOfCase } from '../guards.ts';
import { notTwice } from '../repeated.ts';
import type { CaseFile } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import { isRefusal, type Deciders, type Readiness, type ReadyContext } from '../types.ts';
import type { ClosingEvents } from './events.ts';
import { PUBLICITY_RULE, publicityOf, publishedNow } from './publication.ts';
import { KEPT_BACK_BASIS, type publishingCommands } from './publishing-commands.ts';

const IMPACT = ['《行政处罚法》第四十八条第一款'];
const WITHDRAWAL = ['《行政处罚法》第四十八条第二款'];

type Decision = NonNullable<CaseFile['decision']>;

const standingDecision = (file: CaseFile): Decision | Refusal => {
  const { decision } = file;
  return decision && decision.revokedOn === null ? decision : refuse('no-decision', '没有可以公示的决定', decision ? [] : ['先作出决定']);
};

/** What changed, revoked or annulled the decision that the public still reads. */
function overtaken({ decision, litigation }: CaseFile, publishedOn: LegalDate): boolean {
  if (!decision || decision.revokedOn !== null) return true;
  return litigation.some(({ result, endedOn }) => result === 'changed' && endedOn !== null && endedOn >= publishedOn);
}

// 行政处罚法 48: an archived file leaves nothing unpublished that is to be public, and nothing public that is to be withdrawn.
export function publicationSettled(file: CaseFile, context: ReadyContext): Refusal | null {
  const standing = publishedNow(file, today(context));
  if (standing && overtaken(file, standing.publishedOn)) {
    return refuse('publication-not-withdrawn', '决定已经变更或者撤销，公开的信息尚未撤回', ['撤回公示并公开说明理由'], WITHDRAWAL);
  }
  const owed = file.publicationFinding?.public === true && file.decision?.revokedOn === null && file.publication === null;
  return owed ? refuse('publication-owed', '本案的决定应当公开，尚未公开', ['公示决定', '或者重新认定是否公开，写明依据'], IMPACT) : null;
}

// 行政处罚法 48(2): what the public is told of a decision is what became of it; and what still runs has not expired.
function withdrawalGround(file: CaseFile, ground: string, until: LegalDate | null, { rules }: ReadyContext): Refusal | null {
  const stands = file.decision !== null && file.decision.revokedOn === null;
  if (rules >= 3 && ground === 'revoked' && stands) {
    return refuse(
      'not-revoked',
      '决定没有被撤销，不能以此撤回公示',
      ['登记复议、诉讼的撤销结果，或者重新办理并撤销决定', '或者选择其他撤回事由'],
      WITHDRAWAL,
    );
  }
  return rules >= 4 && ground === 'expired' && until !== null
    ? refuse(
        'publicity-runs',
        `公示期至${until}届满，届时自动停止，不能以期满撤回`,
        ['期满前停止的，由当事人申请提前停止公示', '或者选择其他撤回事由'],
        [PUBLICITY_RULE],
      )
    : null;
}

export const readyPublishing = {
  DecidePublication: (file, context) => {
    const refusal = headOfCase(file, context.actor, '认定是否公开');
    if (refusal) return refusal;
    return publishedNow(file, today(context)) ? refuse('already-published', '决定已经公示') : standingDecision(file);
  },

  PublishPenalty: (file, context) => {
    const refusal = headOfCase(file, context.actor, '批准公示');
    if (refusal) return refusal;
    const decision = standingDecision(file);
    if (isRefusal(decision)) return decision;
    if (publishedNow(file, today(context))) return refuse('already-published', '决定已经公示');
    return context.rules >= 4 && file.publicationFinding?.public === false
      ? refuse('not-to-be-published', '本案已经认定不公开', ['情况有变化的，重新认定是否公开'], IMPACT)
      : decision;
  },

  WithdrawPublication: (file, context) => {
    const refusal = headOfCase(file, context.actor, '撤回公示');
    return refusal ?? publishedNow(file, today(context)) ?? refuse('not-published', '没有正在公示的决定');
  },

  StopPublicityEarly: (file, context) => {
    const refusal = headOfCase(file, context.actor, '提前停止公示');
    if (refusal) return refusal;
    const standing = publishedNow(file, today(context));
    if (!standing) return refuse('not-published', '没有正在公示的决定');
    if (standing.stoppableFrom === null) {
      return refuse('no-publicity-term', '本案的公示没有记录公示期，不适用提前停止', ['公示内容有误的，撤回公示'], [PUBLICITY_RULE]);
    }
    return { ...standing, stoppableFrom: standing.stoppableFrom };
  },
} satisfies Readiness<typeof publishingCommands>;

export const decidePublishing: Deciders<typeof publishingCommands, ClosingEvents, typeof readyPublishing> = {
  DecidePublication: (file, { socialImpact, keptBack, reason }, context, { kind, decidedOn }) => {
    const found = file.publicationFinding ? [file.publicationFinding] : [];
    const again = notTwice(found, { socialImpact, keptBack, reason }, '认定', context);
    if (again) return again;
    // Without social impact the law asks for nothing that a ground could lift.
    if (!socialImpact && keptBack !== null) {
      return refuse(
        'no-ground-needed',
        '不具有一定社会影响的决定不必公开，无需另选依据',
        ['不选不公开的依据，或者认定具有社会影响'],
        IMPACT,
      );
    }
    return [
      {
        type: 'PublicationDecided',
        data: { socialImpact, keptBack, public: socialImpact && keptBack === null, reason, kind, decidedOn },
        ...(keptBack === null ? {} : { basis: [...IMPACT, ...KEPT_BACK_BASIS[keptBack]] }),
      },
    ];
  },

  PublishPenalty: (file, payload, context, decision) => {
    // 行政处罚法 50: secrets and privacy stay closed.
    if (!payload.redacted) {
      return refuse('not-redacted', '公开前应当隐去个人隐私和商业秘密', ['核对并隐去后再公开'], ['《行政处罚法》第五十条']);
    }
    const { decidedOn, kind } = decision;
    const refusal = dayBetween(payload.publishedOn, '公开日期', context, { date: decidedOn, what: '决定日期' });
    if (refusal) return refusal;
    const { publishedOn, where, socialImpact } = payload;
    if (context.rules < 4) return [{ type: 'PenaltyPublished', data: { publishedOn, where, socialImpact } }];
    const publicity = kind === 'penalty' ? publicityOf(decision, file, context.policy) : null;
    if (publicity && publishedOn > publicity.until) {
      return refuse(
        'publicity-over',
        `本案的公示期至${publicity.until}已经届满，不再公示`,
        ['公示期内已经公开的，填写当时的公开日期', '或者认定不公开并写明依据'],
        [PUBLICITY_RULE],
      );
    }
    return [
      // What is published has been found to be of social impact: here, where it was not before.
      ...(file.publicationFinding === null
        ? [
            {
              type: 'PublicationDecided' as const,
              data: { socialImpact: true, keptBack: null, public: true, reason: socialImpact, kind, decidedOn },
            },
          ]
        : []),
      { type: 'PenaltyPublished' as const, data: { publishedOn, where, socialImpact, ...publicity } },
    ];
  },

  WithdrawPublication: (file, payload, context, { publishedOn, until }) => {
    const refusal = firstRefusal(
      dayBetween(payload.withdrawnOn, '撤回日期', context, { date: publishedOn, what: '公开日期' }),
      withdrawalGround(file, payload.ground, until, context),
    );
    return refusal ?? [{ type: 'PublicationWithdrawn', data: payload }];
  },

  StopPublicityEarly: (file, payload, context, { publishedOn, stoppableFrom }) => {
    const basis = [PUBLICITY_RULE];
    const refusal = firstRefusal(
      dayBetween(payload.appliedOn, '申请日期', context, { date: publishedOn, what: '公开日期' }),
      dayBetween(payload.stoppedOn, '停止公示日期', context, { date: payload.appliedOn, what: '申请日期' }),
    );
    if (refusal) return refusal;
    if (payload.stoppedOn < stoppableFrom) {
      return refuse('publicity-too-short', `公示未满最短期限，${stoppableFrom}起才可以提前停止`, [`${stoppableFrom}起再办`], basis);
    }
    const owed = owedOnDecision(file, today(context), countedBy(context));
    if (owed.length > 0) {
      return refuse(
        'still-owed',
        '当事人尚未履行完决定，不能提前停止公示',
        owed.map(({ need }) => need),
        basis,
      );
    }
    if (!payload.pledged) return refuse('pledge-missing', '提前停止公示应当有当事人的信用承诺', ['取得当事人的信用承诺'], basis);
    return [{ type: 'PublicityStopped', data: payload }];
  },
};
