/** From where the court's terms are counted: what the event says has to run out first (domain/case/execution/court-window.ts). */
import type { TermTrigger, TriggerCondition } from '../terms/model.ts';
import { decisionReceived, on, WITH_FINE } from './term-events.ts';

const SAYING = ['DocumentServed', 'PenaltyDecidedOnTheSpot', 'InstalmentsGranted', 'LitigationEnded'];

const said = (of: string): TermTrigger[] =>
  SAYING.map((event) => on(event, { lead: 'data.court', when: { path: 'data.court.of', in: [of] } }));

/** Events from before they said it: null says that nothing is to be enforced, an absent field says nothing. */
const UNSAID: TriggerCondition[] = [
  { path: 'data.court', exists: false },
  { path: 'data.court', notIn: [null] },
];

export const TO_THE_COURT: TermTrigger[] = [
  ...said('decision'),
  ...decisionReceived({
    when: [...WITH_FINE, ...UNSAID],
    offset: { length: 6, unit: 'month', roll: 'next', what: '提起行政诉讼的期限', basis: '《行政诉讼法》第四十六条' },
  }),
  on('LitigationEnded', {
    anchor: 'data.endedOn',
    offset: { length: 15, unit: 'naturalDay', roll: 'next', what: '不服复议决定起诉的期限', basis: '《行政诉讼法》第四十五条' },
    when: [{ path: 'data.kind', in: ['review'] }, { path: 'data.result', in: ['upheld'] }, ...UNSAID],
  }),
];

export const JUDGMENT_SERVED: TermTrigger[] = said('judgment');
