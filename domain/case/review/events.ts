import type { PersonRef } from '../../people.ts';
import type { Evolvers } from '../types.ts';

export interface ReviewEvents {
  SubmittedForReview: { reviewerUnit: 'town' | 'bureau'; mandatory: string[]; statement: string };
  ReturnedForSupplement: { from: 'review' | 'decision'; opinions: { id: string; text: string }[] };
  OpinionsAnswered: { answers: { id: string; answer: string }[] };
  ReviewPassed: { by: PersonRef; opinion: string };
  /** 行政处罚法 58(1)(二): a case that was heard is reviewed again before the decision. */
  HearingReviewed: { by: PersonRef; opinion: string };
}

export const evolveReview: Evolvers<ReviewEvents> = {
  SubmittedForReview: (file, { at, actor, data }) => ({
    ...file,
    stage: 'review',
    review: {
      submittedAt: at, submittedBy: actor.id, reviewerUnit: data.reviewerUnit, mandatory: data.mandatory,
      returns: file.review?.returns ?? [], passed: null, afterHearing: null,
    },
  }),
  ReturnedForSupplement: (file, { at, actor, data }) => ({
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
        { at, by: actor.id, opinions: data.opinions.map(({ id, text }) => ({ id, text, answer: null })) },
      ],
    },
  }),
  OpinionsAnswered: (file, { data }) => {
    const answers = new Map(data.answers.map(({ id, answer }) => [id, answer]));
    return {
      ...file,
      review: file.review && {
        ...file.review,
        returns: file.review.returns.map((returned) => ({
          ...returned,
          opinions: returned.opinions.map(
            (opinion) => ({ ...opinion, answer: answers.get(opinion.id) ?? opinion.answer }),
          ),
        })),
      },
    };
  },
  ReviewPassed: (file, { at, data }) => ({
    ...file,
    stage: 'decision',
    review: file.review && { ...file.review, passed: { at, by: data.by, opinion: data.opinion } },
  }),
  HearingReviewed: (file, { at, data }) => ({
    ...file,
    review: file.review && { ...file.review, afterHearing: { at, by: data.by, opinion: data.opinion } },
  }),
};
