import type { PersonRef } from '../../people.ts';
import { STAGE_LABELS } from '../../vocabulary.ts';
import { byName } from '../../work/tell.ts';
import type { CaseEvents } from '../types.ts';
import type { reviewCommands } from './commands.ts';

export interface ReviewEvents {
  SubmittedForReview: { reviewerUnit: 'town' | 'bureau'; mandatory: string[]; statement: string };
  ReturnedForSupplement: { from: 'review' | 'decision'; opinions: { id: string; text: string }[] };
  OpinionsAnswered: { answers: { id: string; answer: string }[] };
  ReviewPassed: { by: PersonRef; opinion: string };
  /** 行政处罚法 58(1)(二): a case that was heard is reviewed again before the decision. */
  HearingReviewed: { by: PersonRef; opinion: string };
}

export const reviewEvents: CaseEvents<ReviewEvents, typeof reviewCommands> = {
  SubmittedForReview: {
    label: '送法制审核',
    source: 'SubmitForReview',
    titles: { reviewerUnit: { title: '审核单位', words: { town: '镇街法制审核', bureau: '执法局法制审核' } }, mandatory: '应当审核的理由' },
    evolve: (file, { at, actor, data }) => ({
      ...file,
      stage: 'review',
      review: { submittedAt: at, submittedBy: actor.id, ...data, returns: file.review?.returns ?? [], passed: null, afterHearing: null },
    }),
  },
  ReturnedForSupplement: {
    label: '退回补充',
    source: 'ReturnForSupplement',
    titles: { from: { title: '退回前的阶段', words: STAGE_LABELS }, opinions: { title: '退回意见', titles: { id: null, text: '意见' } } },
    evolve: (file, { at, actor, data }) => ({
      ...file,
      stage: 'evidence',
      // A decision to go to the police that came to nothing is decided anew with the rest.
      decision: file.decision?.kind === 'police' ? null : file.decision,
      review: file.review && {
        ...file.review,
        passed: null,
        afterHearing: null,
        returns: [
          ...file.review.returns,
          { at, by: actor.id, from: data.from, opinions: data.opinions.map((opinion) => ({ ...opinion, answer: null })) },
        ],
      },
    }),
  },
  OpinionsAnswered: {
    label: '答复审核意见',
    source: 'AnswerOpinions',
    titles: { answers: { title: '逐条答复', titles: { id: { title: '意见', names: 'thing' }, answer: '答复' } } },
    evolve: (file, { data }) => {
      const answers = new Map(data.answers.map(({ id, answer }) => [id, answer]));
      return {
        ...file,
        review: file.review && {
          ...file.review,
          returns: file.review.returns.map((returned) => ({
            ...returned,
            opinions: returned.opinions.map((opinion) => ({ ...opinion, answer: answers.get(opinion.id) ?? opinion.answer })),
          })),
        },
      };
    },
  },
  ReviewPassed: {
    label: '审核通过',
    source: 'PassReview',
    titles: { by: byName('审核人') },
    evolve: (file, { at, data }) => ({ ...file, stage: 'decision', review: file.review && { ...file.review, passed: { at, ...data } } }),
  },
  HearingReviewed: {
    label: '听证后审核',
    source: 'ReviewAfterHearing',
    titles: { by: byName('审核人') },
    evolve: (file, { at, data }) => ({ ...file, review: file.review && { ...file.review, afterHearing: { at, ...data } } }),
  },
};
