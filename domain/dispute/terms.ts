/** Terms of a dispute over jurisdiction, and who is told when they run out. */
import { WORK_RULES } from '../county/names.ts';
import type { Ladder, TermDefinition, TermPolicy } from '../terms/model.ts';
import { BARE_TERM, rungsBy } from '../terms/define.ts';
import { ANSWER_LADDERS, ANSWER_TERMS } from '../work/answer-terms.ts';

const term = (key: string, label: string, rest: Partial<TermDefinition>): TermDefinition => ({
  ...BARE_TERM,
  key,
  label,
  length: 7,
  unit: 'workday',
  effect: 'rule',
  rule: { key: 'samr', name: '《市场监督管理行政处罚程序规定》' },
  yellow: { share: 0.75, remaining: 2 },
  ladder: 'dispute',
  duty: 'head',
  basis: '',
  local: '法律未规定天数，参照市场监管规章',
  ...rest,
});

// 市场监督管理行政处罚程序规定 13, 16: seven workdays each, as an example that local rules may replace.
const TERMS: TermDefinition[] = [
  term('consultation', '双方协商管辖', {
    armedBy: [{ event: 'DisputeRaised', anchor: 'data.raisedAt' }],
    metBy: [
      { event: 'ConsultationFailed', anchor: 'data.failedAt' },
      { event: 'DisputeSettled', anchor: 'data.at' },
    ],
    basis: '《行政处罚法》第二十五条；《市场监督管理行政处罚程序规定》第十三条（七个工作日）',
  }),
  term('designation', '共同的上一级机关指定管辖', {
    duty: 'dispatcher',
    armedBy: [{ event: 'ConsultationFailed', anchor: 'data.failedAt' }],
    metBy: [{ event: 'DisputeSettled', anchor: 'data.at' }],
    basis: '《行政处罚法》第二十五条；《市场监督管理行政处罚程序规定》第十六条（七个工作日）',
  }),
  ...ANSWER_TERMS,
];

const rung = rungsBy(WORK_RULES, 'workday');

/** At two workdays before the end, on the day after it, then again and again: nobody else takes a dispute over. */
const LADDERS: Ladder[] = [
  {
    key: 'dispute',
    label: '管辖争议督办',
    rungs: [
      rung('remind', 'yellow', 0),
      rung('notify-supervisor', 'red', 0),
      rung('remind', 'red', 1),
      rung('remind', 'red', 2),
      rung('remind', 'red', 3),
      rung('remind', 'red', 5),
      rung('remind', 'red', 10),
      rung('notify-supervisor', 'red', 15),
    ],
  },
  ...ANSWER_LADDERS,
];

export const DISPUTE_TERMS: Omit<TermPolicy, 'hash' | 'calendar'> = {
  id: 'dispute',
  version: 2,
  terms: TERMS,
  ladders: LADDERS,
  pauseTriggers: [],
};
