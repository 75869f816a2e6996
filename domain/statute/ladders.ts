/** 督办阶梯: what follows when a light turns, step by step. Each ends: in a transfer, or in somebody who has been told. */
import { LADDER_RULES } from '../county/names.ts';
import type { Ladder, Rung } from '../terms/model.ts';

const rung = (action: Rung['action'], at: Rung['at'], length: number, unit: Rung['after']['unit'], more: Partial<Rung> = {}): Rung => ({
  action,
  at,
  after: { length, unit },
  basis: LADDER_RULES,
  ...more,
});

/** What a statute or a sector's rule sets is pressed alike; the words of each say which it was. */
const BY_LAW: Rung[] = [
  rung('remind', 'yellow', 0, 'workHour'),
  rung('notify-supervisor', 'red', -1, 'workday'),
  rung('urge', 'red', 0, 'workHour', { answerWithin: { length: 4, unit: 'workHour' } }),
  rung('supervise', 'red', 1, 'workday', { answerWithin: { length: 1, unit: 'workday' } }),
  rung('transfer', 'red', 3, 'workday'),
];

const LADDERS_OF_CASES: Omit<Ladder, 'saysClass'>[] = [
  {
    key: 'stage',
    label: '阶段时限督办',
    rungs: [
      rung('remind', 'yellow', 0, 'workHour'),
      rung('notify-supervisor', 'red', 0, 'workHour'),
      rung('urge', 'red', 1, 'workday', { answerWithin: { length: 1, unit: 'workday' } }),
      rung('supervise', 'red', 3, 'workday', { answerWithin: { length: 2, unit: 'workday' } }),
      rung('transfer', 'red', 5, 'workday'),
    ],
  },
  { key: 'statutory', label: '法定期限督办', rungs: BY_LAW },
  { key: 'rule', label: '规定期限督办', rungs: BY_LAW },
  {
    key: 'dispatch',
    label: '派单接单督办',
    rungs: [
      rung('remind', 'yellow', 0, 'workHour'),
      rung('notify-supervisor', 'red', 0, 'workHour'),
      rung('urge', 'red', 2, 'workHour', { answerWithin: { length: 2, unit: 'workHour' } }),
      rung('supervise', 'red', 1, 'workday', { answerWithin: { length: 4, unit: 'workHour' } }),
    ],
  },
  {
    key: 'emergency',
    label: '紧急到场督办',
    rungs: [rung('remind', 'yellow', 0, 'workHour', { anyHour: true }), rung('notify-supervisor', 'red', 0, 'workHour', { anyHour: true })],
  },
  {
    // Terms of hours that run through the night: nobody waits for the morning to be told.
    key: 'urgent',
    label: '小时期限督办',
    rungs: [
      rung('remind', 'yellow', 0, 'workHour', { anyHour: true }),
      rung('notify-supervisor', 'red', 0, 'workHour', { anyHour: true }),
      rung('urge', 'red', 1, 'workHour', { answerWithin: { length: 2, unit: 'workHour' } }),
    ],
  },
  {
    key: 'urge-answer',
    label: '催办未答复',
    rungs: [
      rung('notify-supervisor', 'red', 0, 'workHour'),
      rung('supervise', 'red', 4, 'workHour', { answerWithin: { length: 1, unit: 'workday' } }),
    ],
  },
  {
    key: 'supervision-answer',
    label: '督办未答复',
    rungs: [rung('notify-supervisor', 'red', 0, 'workHour'), rung('transfer', 'red', 1, 'workday')],
  },
  {
    key: 'transfer-answer',
    label: '提级移送未答复',
    rungs: [
      rung('remind', 'yellow', 0, 'workHour'),
      rung('notify-supervisor', 'red', 0, 'workHour'),
      // Unanswered, it climbs to the tier above the one asked; at the highest it ends with the supervisor.
      rung('transfer', 'red', 1, 'workday'),
    ],
  },
  { key: 'inform', label: '到期提示', rungs: [rung('remind', 'red', 0, 'workHour')] },
  { key: 'window', label: '期满告知', rungs: [rung('remind', 'red', 0, 'workHour')] },
];

export const LADDERS: Ladder[] = LADDERS_OF_CASES.map((ladder) => ({ ...ladder, saysClass: true }));
