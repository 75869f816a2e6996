import { caseActs } from './acts.ts';
import { anyStageEvents } from './any-stage/events.ts';
import { clockEvents } from './clock/events.ts';
import { evolveClosing } from './closing/events.ts';
import { evolveDecision } from './decision/events.ts';
import { evolveDiscovery } from './discovery/events.ts';
import { evolveEvidence } from './evidence/events.ts';
import { evolveExecution } from './execution/events.ts';
import { evolveOpening } from './opening/events.ts';
import { evolveReferral } from './referral/events.ts';
import { reviewEvents } from './review/events.ts';
import { evolveStopping } from './stopping/events.ts';
import { evolveTransfer } from './transfer/events.ts';
import type { EventType } from './events.ts';

type Evolutions<Specs extends Record<string, { evolve: unknown }>> = { [Type in keyof Specs]: Specs[Type]['evolve'] };

const evolutions = <Specs extends Record<string, { evolve: unknown }>>(specs: Specs): Evolutions<Specs> =>
  Object.fromEntries(Object.entries(specs).map(([type, { evolve }]) => [type, evolve])) as Evolutions<Specs>;

/** One evolution an event; an event without one does not compile. */
export const evolvers = {
  ...evolveOpening,
  ...evolveDiscovery,
  ...evolveStopping,
  ...evolveEvidence,
  ...evolutions(reviewEvents),
  ...evolveDecision,
  ...evolveExecution,
  ...evolveClosing,
  ...evolutions(caseActs.events),
  ...evolutions(anyStageEvents),
  ...evolutions(clockEvents),
  ...evolveTransfer,
  ...evolveReferral,
} satisfies Record<EventType, unknown>;

