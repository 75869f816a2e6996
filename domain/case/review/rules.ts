import { ALL_QUALIFIED, GRADED, REVIEW_ANSWERED } from '../internal-rules.ts';
import type { reviewCommands } from './commands.ts';
import { type Person, personRef } from '../../people.ts';
import { refuse, type Refusal } from '../../result.ts';
import { hasRole, isReviewer } from '../../roles.ts';
import type { ReviewEvents } from './events.ts';
import { headOfCase, notHandledBy } from '../guards.ts';
import { firstRefusal } from '../../work/guards.ts';
import { mandatoryReview } from './review-grounds.ts';
import type { CaseFile } from '../state.ts';
import type { Deciders, Readiness } from '../types.ts';

// Graded handling: the town reviews what it closes itself, the bureau reviews everything else.
export function rightReviewer(file: CaseFile, person: Person): Refusal | null {
  if (file.tier === 'town-closes') {
    return hasRole(person, 'town-reviewer') && person.unit.id === file.unit.id
      ? null
      : refuse('wrong-reviewer', `本案由${file.unit.name}的法制审核员审核`, [`由${file.unit.name}法制审核员审核`], GRADED);
  }
  return hasRole(person, 'bureau-reviewer')
    ? null
    : refuse('wrong-reviewer', '本案由执法局法制审核员审核', ['由执法局法制审核员审核'], GRADED);
}

// 行政处罚法 58(2) asks the national legal qualification of first-time reviewers; the county of all.
export function legallyQualified(person: Person): Refusal | null {
  return person.legalQualification
    ? null
    : refuse('no-legal-qualification', `${person.name}没有法律职业资格，不能担任法制审核`, ['由取得法律职业资格的人员审核'], ALL_QUALIFIED);
}

const mayReview = (file: CaseFile, person: Person): Refusal | null =>
  firstRefusal(rightReviewer(file, person), legallyQualified(person), notHandledBy(file, person, '审核'));

/** Opinions of earlier returns that nobody has answered. */
export const openOpinions = (file: CaseFile): { id: string; text: string }[] =>
  (file.review?.returns ?? []).flatMap((returned) => returned.opinions.filter(({ answer }) => answer === null));

// 行政处罚法 57, 58: what goes to review is a concluded investigation.
function concluded(file: CaseFile): Refusal | null {
  return file.conclusion
    ? null
    : refuse('not-concluded', '没有有效的调查终结报告', ['承办人先完成调查终结报告，提出处理建议'], ['《行政处罚法》第五十七条']);
}

function opinionsAnswered(file: CaseFile): Refusal | null {
  const open = openOpinions(file);
  return open.length === 0
    ? null
    : refuse(
        'opinions-open',
        `还有${open.length}条退回意见没有答复`,
        open.map(({ text }) => `答复意见“${text.slice(0, 40)}”`),
        REVIEW_ANSWERED,
      );
}

// 行政处罚法 46(3): what was got unlawfully supports no conclusion; the officers conclude again.
export function reliesOnNothingExcluded(file: CaseFile): Refusal | null {
  const excluded = file.evidence.find(({ id, excluded: out }) => out !== null && file.conclusion?.evidenceIds.includes(id));
  return excluded
    ? refuse(
        'evidence-excluded',
        `认定事实所依据的证据“${excluded.title}”已被排除`,
        ['重新调查终结，不再依据该证据'],
        ['《行政处罚法》第四十六条第三款'],
      )
    : null;
}

export const readyReview = {
  SubmitForReview: (file) => firstRefusal(concluded(file), opinionsAnswered(file), reliesOnNothingExcluded(file)),

  ReturnForSupplement: (file, { actor, rules }) => {
    if (file.stage === 'review') return mayReview(file, actor);
    // 移送规定 5: what goes to the police is handed over first; it comes back when they refuse, or the suspicion is lifted.
    if (rules >= 3 && file.decision?.kind === 'police' && file.criminalSuspected) {
      return refuse(
        'already-decided',
        '已经决定移送司法机关，不能退回补充调查',
        ['办理移送公安', '经核实不涉嫌犯罪的，由正职负责人取消标记'],
        ['《行政处罚法》第二十七条', '《行政处罚法》第五十七条第一款第四项'],
      );
    }
    // After the review it is the head, or the reviewer after a hearing, who finds that facts are missing.
    if (isReviewer(actor) && file.hearing?.record) return mayReview(file, actor);
    return firstRefusal(headOfCase(file, actor, '退回'), notHandledBy(file, actor, '退回'));
  },

  AnswerOpinions: (file) => {
    const open = openOpinions(file);
    return open.length > 0 ? open : refuse('no-open-opinions', '没有待答复的退回意见');
  },

  PassReview: (file, { actor }) => firstRefusal(mayReview(file, actor), concluded(file), reliesOnNothingExcluded(file)),

  ReviewAfterHearing: (file, { actor }) => {
    if (!file.hearing?.record) {
      return refuse(
        'not-heard',
        '本案没有举行听证，不需要听证后审核',
        file.hearing?.requestedOn && !file.hearing.waived ? ['先举行听证并记录'] : [],
      );
    }
    if (file.review?.afterHearing) return refuse('already-reviewed', '听证后审核已经完成');
    return mayReview(file, actor);
  },
} satisfies Readiness<typeof reviewCommands>;

export const decideReview: Deciders<typeof reviewCommands, ReviewEvents, typeof readyReview> = {
  SubmitForReview: (file, payload, { policy }) => [
    {
      type: 'SubmittedForReview',
      data: {
        reviewerUnit: file.tier === 'town-closes' ? 'town' : 'bureau',
        mandatory: mandatoryReview(file, payload, policy),
        statement: payload.statement,
      },
    },
  ],

  ReturnForSupplement: (file, payload) => {
    const from = file.stage === 'decision' ? 'decision' : 'review';
    return [
      {
        type: 'ReturnedForSupplement',
        data: { from, opinions: payload.opinions.map((text, index) => ({ id: `opinion-${file.version + 1}-${index + 1}`, text })) },
      },
    ];
  },

  AnswerOpinions: (_file, payload, _context, open) => {
    if (payload.answers.some((answer) => !open.some(({ id }) => id === answer.id))) {
      return refuse(
        'unknown-opinion',
        '答复的意见不存在或者已经答复',
        open.map(({ text }) => `答复意见“${text.slice(0, 40)}”`),
      );
    }
    if (new Set(payload.answers.map(({ id }) => id)).size < payload.answers.length) {
      return refuse('answered-twice', '同一条意见只能答复一次', ['每条意见填写一个答复']);
    }
    return [{ type: 'OpinionsAnswered', data: payload }];
  },

  PassReview: (_file, payload, { actor }) => [{ type: 'ReviewPassed', data: { by: personRef(actor), opinion: payload.opinion } }],

  ReviewAfterHearing: (_file, payload, { actor }) => [
    { type: 'HearingReviewed', data: { by: personRef(actor), opinion: payload.opinion } },
  ],
};
