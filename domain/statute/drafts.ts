/** What most statutory terms share. */
import { BARE_TERM } from '../terms/define.ts';
import type { TermDefinition } from '../terms/model.ts';
import { CASE_ENDS } from './term-events.ts';

export type Draft = Omit<TermDefinition, 'effect' | 'pausedBy' | 'extensions' | 'roll' | 'cancelledBy' | 'duty' | 'yellow'> &
  Partial<TermDefinition>;

/** What most of them share: no roll, no pauses, no extension; the handler's duty; yellow with a fifth left. */
export const statutory = (draft: Draft): TermDefinition => ({
  ...BARE_TERM,
  effect: 'statutory',
  cancelledBy: CASE_ENDS,
  duty: 'handler',
  yellow: { share: 0.8, remaining: 1 },
  ladder: 'statutory',
  ...draft,
});

/** A party's time to act: it lapses, it is never late. */
export const window = (draft: Draft): TermDefinition => statutory({ duty: 'party', window: true, ladder: 'window', ...draft });
