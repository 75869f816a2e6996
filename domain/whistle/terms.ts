/** Terms of a whistle: the county's own rules, after what was tried elsewhere (half an hour to the spot, one hour to sign). */
import { WHISTLE_RULES } from '../county/names.ts';
import type { Ladder, TermDefinition, TermPolicy, TermTrigger } from '../terms/model.ts';
import { BARE_TERM, rungsBy } from '../terms/define.ts';
import { ANSWER_LADDERS, ANSWER_TERMS } from '../work/answer-terms.ts';
import type { Urgency } from './file.ts';

const when = (event: string, ...urgencies: Urgency[]): TermTrigger => ({ event, when: { path: 'data.urgency', in: urgencies } });
const begun = (...urgencies: Urgency[]): TermTrigger[] => [when('WhistleBlown', ...urgencies), when('WhistleRedirected', ...urgencies)];
const REFUSED: TermTrigger = { event: 'WhistleRefused' };

const term = (key: string, label: string, length: number, unit: TermDefinition['unit'], rest: Partial<TermDefinition>): TermDefinition => ({
  ...BARE_TERM,
  key,
  label,
  length,
  unit,
  effect: 'internal',
  pausedBy: ['suspension'],
  cancelledBy: [REFUSED],
  rearm: 'restart',
  yellow: { share: 0.5, remaining: 0 },
  ladder: 'whistle',
  duty: 'head',
  basis: WHISTLE_RULES,
  local: '本县规则，可以调整',
  ...rest,
});

const TERMS: TermDefinition[] = [
  term('sign', '签收吹哨', 1, 'workHour', { armedBy: begun('daily', 'hard'), metBy: [{ event: 'WhistleSigned' }] }),
  term('arrive-emergency', '应急到场', 30, 'minute', {
    armedBy: begun('emergency'),
    metBy: [{ event: 'ArrivedOnSite' }],
    ladder: 'emergency',
  }),
  term('arrive', '部门到场', 1, 'workday', { armedBy: begun('daily', 'hard'), metBy: [{ event: 'ArrivedOnSite' }], duty: 'handler' }),
  term('finish', '办结日常哨、应急哨', 3, 'workday', {
    armedBy: begun('daily', 'emergency'),
    metBy: [{ event: 'WhistleFinished' }],
    duty: 'handler',
  }),
  term('finish-hard', '办结攻坚哨', 5, 'workday', { armedBy: begun('hard'), metBy: [{ event: 'WhistleFinished' }], duty: 'handler' }),
  term('redirect', '核定退哨', 4, 'workHour', {
    armedBy: [REFUSED],
    metBy: [{ event: 'WhistleRedirected' }],
    cancelledBy: [],
    duty: 'dispatcher',
  }),
  ...ANSWER_TERMS,
];

const rung = rungsBy(WHISTLE_RULES, 'workHour');

const LADDERS: Ladder[] = [
  {
    key: 'whistle',
    label: '吹哨督办',
    rungs: [rung('remind', 'yellow', 0), rung('notify-supervisor', 'red', 0), rung('transfer', 'red', 2)],
  },
  {
    key: 'emergency',
    label: '应急哨督办',
    rungs: [
      rung('remind', 'yellow', 0, { anyHour: true }),
      rung('notify-supervisor', 'red', 0, { anyHour: true }),
      rung('transfer', 'red', 0, { anyHour: true }),
    ],
  },
  ...ANSWER_LADDERS,
];

export const WHISTLE_TERMS: Omit<TermPolicy, 'hash' | 'calendar'> = {
  id: 'whistle',
  version: 1,
  terms: TERMS,
  ladders: LADDERS,
  pauseTriggers: [
    {
      ground: 'suspension',
      ref: 'suspended',
      startedBy: [{ event: 'WhistleSuspended' }],
      endedBy: [{ event: 'WhistleResumed' }],
      basis: WHISTLE_RULES,
    },
  ],
};
