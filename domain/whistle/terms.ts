/** Terms of a whistle: the county's own rules, after what was tried elsewhere (half an hour to the spot, one hour to sign). */
import { WHISTLE_RULES } from '../county/names.ts';
import type { Ladder, TermDefinition, TermPolicy, TermTrigger } from '../terms/model.ts';
import { BARE_TERM, rungsBy, whileSuspended } from '../terms/define.ts';
import { ANSWER_LADDERS, ANSWER_TERMS } from '../work/answer-terms.ts';
import type { Urgency } from './file.ts';

const when = (event: string, ...urgencies: Urgency[]): TermTrigger => ({ event, when: { path: 'data.urgency', in: urgencies } });
const begun = (...urgencies: Urgency[]): TermTrigger[] => [when('WhistleBlown', ...urgencies), when('WhistleRedirected', ...urgencies)];
const REFUSED: TermTrigger = { event: 'WhistleRefused' };

const OF_WHISTLES = {
  ...BARE_TERM,
  effect: 'internal',
  pausedBy: ['suspension'],
  cancelledBy: [REFUSED],
  rearm: 'restart',
  yellow: { share: 0.5, remaining: 0 },
  ladder: 'whistle',
  duty: 'head',
  basis: WHISTLE_RULES,
  local: '本县规则，可以调整',
} satisfies Partial<TermDefinition>;

type Own = Partial<TermDefinition> & Pick<TermDefinition, 'armedBy' | 'metBy'>;
const term = (key: string, label: string, length: number, unit: TermDefinition['unit'], own: Own): TermDefinition => ({
  ...OF_WHISTLES,
  key,
  label,
  length,
  unit,
  ...own,
});
const byHandler = (armedBy: TermTrigger[], event: string): Own => ({ armedBy, metBy: [{ event }], duty: 'handler' });

const TERMS: TermDefinition[] = [
  term('sign', '签收吹哨', 1, 'workHour', { armedBy: begun('daily', 'hard'), metBy: [{ event: 'WhistleSigned' }] }),
  term('arrive-emergency', '应急到场', 30, 'minute', {
    armedBy: begun('emergency'),
    metBy: [{ event: 'ArrivedOnSite' }],
    ladder: 'emergency',
  }),
  term('arrive', '部门到场', 1, 'workday', byHandler(begun('daily', 'hard'), 'ArrivedOnSite')),
  term('finish', '办结日常哨、应急哨', 3, 'workday', byHandler(begun('daily', 'emergency'), 'WhistleFinished')),
  term('finish-hard', '办结攻坚哨', 5, 'workday', byHandler(begun('hard'), 'WhistleFinished')),
  term('redirect', '核定退哨', 4, 'workHour', {
    armedBy: [REFUSED],
    metBy: [{ event: 'WhistleRedirected' }],
    cancelledBy: [],
    duty: 'dispatcher',
  }),
  ...ANSWER_TERMS,
];

const rung = rungsBy(WHISTLE_RULES, 'workHour');

const anyHour = { anyHour: true } as const;
const LADDERS: Ladder[] = [
  {
    key: 'whistle',
    label: '吹哨督办',
    rungs: [rung('remind', 'yellow', 0), rung('notify-supervisor', 'red', 0), rung('transfer', 'red', 2)],
  },
  {
    key: 'emergency',
    label: '应急哨督办',
    rungs: [rung('remind', 'yellow', 0, anyHour), rung('notify-supervisor', 'red', 0, anyHour), rung('transfer', 'red', 0, anyHour)],
  },
  ...ANSWER_LADDERS,
];

export const WHISTLE_TERMS: Omit<TermPolicy, 'hash' | 'calendar'> = {
  id: 'whistle',
  version: 1,
  terms: TERMS,
  ladders: LADDERS,
  pauseTriggers: [whileSuspended('WhistleSuspended', 'WhistleResumed', WHISTLE_RULES)],
};
