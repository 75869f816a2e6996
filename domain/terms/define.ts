/** What definitions of terms and ladders have in common, so that each says only what is its own. */
import type { PauseTrigger, Rung, TermDefinition } from './model.ts';

/** No roll, no pauses, no extensions; nothing arms, meets or cancels it yet. */
export const BARE_TERM = {
  roll: 'none',
  pausedBy: [],
  extensions: [],
  armedBy: [],
  metBy: [],
  cancelledBy: [],
} satisfies Partial<TermDefinition>;

/** Rungs that stand on one rule, their offsets in one unit. */
export const rungsBy =
  (basis: string, unit: Rung['after']['unit']) =>
  (action: Rung['action'], at: Rung['at'], length: number, more: Partial<Rung> = {}): Rung => ({
    action,
    at,
    after: { length, unit },
    basis,
    ...more,
  });

/** Nothing runs from the one event until the other: what a suspended item has in common whatever it is. */
export const whileSuspended = (started: string, ended: string, basis: string): PauseTrigger => ({
  ground: 'suspension',
  ref: 'suspended',
  startedBy: [{ event: started }],
  endedBy: [{ event: ended }],
  basis,
});
