/**
 * The party's time for review and suit. It is the party's: it goes on after our file is closed and put away, and ends only
 * with its use, its own end, or the decision.
 */
import type { TermDefinition, TriggerCondition } from '../terms/model.ts';
import { window } from './drafts.ts';
import { DECISION_REVOKED, decisionReceived, on } from './term-events.ts';

const SUED = on('LitigationStarted', { anchor: 'data.startedOn', when: { path: 'data.kind', in: ['suit'] } });

/** The party may go on to the court against what the review decided; a mediation binds without it (行政复议法 73). */
const REVIEWED: TriggerCondition[] = [
  { path: 'data.kind', in: ['review'] },
  { path: 'data.result', notIn: ['withdrawn', 'mediated'] },
];

/** Served, with six months to sue: no special term, and no review that comes first. */
const SIX_MONTHS: TriggerCondition[] = [
  { path: 'data.remedies.suitDays', exists: false },
  { path: 'data.remedies.reviewFirst', notIn: [true] },
];

export const REMEDY_TERMS: TermDefinition[] = [
  window({
    key: 'review-application',
    label: '申请行政复议',
    length: 60,
    unit: 'naturalDay',
    roll: 'next',
    rearm: 'restart',
    armedBy: decisionReceived(),
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn', when: { path: 'data.kind', in: ['review'] } })],
    cancelledBy: DECISION_REVOKED,
    ladder: undefined,
    basis: '《行政复议法》第二十条（六十日）、第八十八条（期间的计算依照民事诉讼法）',
  }),
  window({
    key: 'litigation',
    label: '提起行政诉讼',
    length: 6,
    unit: 'month',
    roll: 'next',
    rearm: 'restart',
    // A penalty given on the spot is reviewed first (行政复议法 23): no suit runs from it.
    armedBy: decisionReceived({ when: SIX_MONTHS }).filter(({ event }) => event === 'DocumentServed'),
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn' })],
    cancelledBy: DECISION_REVOKED,
    ladder: undefined,
    basis: '《行政诉讼法》第四十六条（六个月）、第一百零一条（期间适用民事诉讼法）',
  }),
  window({
    key: 'litigation-special',
    label: '提起行政诉讼（法律另有规定）',
    length: 15,
    unit: 'naturalDay',
    roll: 'next',
    rearm: 'restart',
    armedBy: [
      on('DocumentServed', {
        anchor: 'data.effectiveOn',
        length: 'data.remedies.suitDays',
        when: [
          { path: 'data.document', in: ['decision'] },
          { path: 'data.remedies.suitDays', exists: true },
        ],
      }),
    ],
    metBy: [on('LitigationStarted', { anchor: 'data.startedOn' })],
    cancelledBy: DECISION_REVOKED,
    ladder: undefined,
    basis: '《行政诉讼法》第四十六条“法律另有规定的除外”；《土地管理法》第八十三条（接到责令限期拆除决定之日起十五日内）',
  }),
  window({
    key: 'litigation-after-review',
    label: '复议后提起行政诉讼',
    length: 15,
    unit: 'naturalDay',
    roll: 'next',
    rearm: 'restart',
    armedBy: [
      on('LitigationEnded', { anchor: 'data.servedOn', when: [...REVIEWED, { path: 'data.servedOn', exists: true }] }),
      on('LitigationEnded', { anchor: 'data.endedOn', when: REVIEWED }),
    ],
    metBy: [SUED],
    cancelledBy: DECISION_REVOKED,
    ladder: undefined,
    basis: '《行政诉讼法》第四十五条：收到复议决定书之日起十五日内',
  }),
];
