/** 集体讨论与决定: what a penalty asks for, and what the other decisions do (行政处罚法 57). */
import type { z } from 'zod';
import type { decisionCommands } from './commands.ts';
import { personRef } from '../../people.ts';
import { refuse, type Refusal, unreachable } from '../../result.ts';
import { competent } from '../competence.ts';
import type { CommandContext } from '../context.ts';
import { dayBetween, today } from '../../work/days.ts';
import type { DecisionEvents } from './events.ts';
import { collectively, headOfResponsibleUnit, noRecusalPending, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { nextId } from '../../work/file.ts';
import {
  concludedFirst,
  concludedOn,
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
import { hearingDone, hearingReviewed, noticeServed, statementsHeard, statementsRechecked } from './notice.ts';
import { mayOrder } from './order.ts';
import { finesForSameAct } from '../earlier.ts';
import { freeToDispose, noSuspectedCrime } from '../standing.ts';
import type { CaseFile, Derivation } from '../state.ts';
import { countedBy } from '../terms-of.ts';
import { type Deciders, type Decision, isRefusal, type Readiness } from '../types.ts';

type DecidePayload = z.infer<(typeof decisionCommands)['Decide']['schema']>;

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

type Commands = Pick<typeof decisionCommands, 'RecordCollectiveDiscussion' | 'Decide'>;

export const readyVerdict = {
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
} satisfies Readiness<Commands>;

export const decideVerdict: Deciders<Commands, DecisionEvents, typeof readyVerdict> = {
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
};
