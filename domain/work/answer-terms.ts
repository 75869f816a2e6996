/** Terms of the answers to what any kind's ladder or supervisor asks, and what follows where none comes. */
import { WORK_RULES } from '../county/names.ts';
import { BARE_TERM, rungsBy } from '../terms/define.ts';
import type { Ladder, TermDefinition } from '../terms/model.ts';

const answer = (key: string, label: string, rest: Partial<TermDefinition>): TermDefinition => ({
  ...BARE_TERM,
  key,
  label,
  length: 1,
  unit: 'workday',
  effect: 'internal',
  yellow: { share: 0.5, remaining: 0 },
  ladder: 'unanswered',
  duty: 'handler',
  basis: WORK_RULES,
  ...rest,
});

export const ANSWER_TERMS: TermDefinition[] = [
  answer('urge-answer', '答复催办', {
    instance: 'data.urgeId',
    armedBy: [{ event: 'Urged', due: 'data.answerDueAt' }],
    metBy: [{ event: 'UrgeAnswered' }],
  }),
  answer('supervision-answer', '答复督办', {
    instance: 'data.supervisionId',
    duty: 'head',
    armedBy: [{ event: 'SupervisionIssued', due: 'data.answerDueAt' }],
    metBy: [{ event: 'SupervisionAnswered' }],
  }),
];

export const ANSWER_LADDERS: Ladder[] = [
  { key: 'unanswered', label: '催办、督办未答复', rungs: [rungsBy(WORK_RULES, 'workHour')('notify-supervisor', 'red', 0)] },
];
