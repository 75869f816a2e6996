/** All events of a case: past tense, the record's own words; each specified in its slice. */
import { anyStageEvents } from './any-stage/events.ts';
import { clockEvents } from './clock/events.ts';
import { closingEvents } from './closing/events.ts';
import { decisionEvents } from './decision/events.ts';
import { discoveryEvents } from './discovery/events.ts';
import { evidenceEvents } from './evidence/events.ts';
import { executionEvents } from './execution/events.ts';
import { openingEvents } from './opening/events.ts';
import { referralEvents } from './referral/events.ts';
import { reviewEvents } from './review/events.ts';
import { stoppingEvents } from './stopping/events.ts';
import { supervisionEvents } from './supervision/events.ts';
import { transferEvents } from './transfer/events.ts';
import type { AnyEventSpec, DataOf, NewEvent, SealedEvent } from '../work/event.ts';
import type { CaseFile, CaseState } from './state.ts';

export const caseEvents = {
  ...openingEvents,
  ...discoveryEvents,
  ...stoppingEvents,
  ...evidenceEvents,
  ...reviewEvents,
  ...decisionEvents,
  ...executionEvents,
  ...closingEvents,
  ...anyStageEvents,
  ...clockEvents,
  ...supervisionEvents,
  ...transferEvents,
  ...referralEvents,
} satisfies Record<string, AnyEventSpec>;

/** Data by event, as the specifications have it. */
export type EventMap = { [Type in keyof typeof caseEvents]: DataOf<(typeof caseEvents)[Type]> };

export type EventType = keyof EventMap;

export type CaseEvent = SealedEvent<EventMap>;

/** An event before it is sealed. */
export type NewCaseEvent = NewEvent<EventMap>;

export const eventTypes = Object.keys(caseEvents) as EventType[];

export const isEventType = (type: string): type is EventType => Object.hasOwn(caseEvents, type);

/** For those who treat all events alike; an event of newer code has none. */
export const eventSpecOf = (type: string): AnyEventSpec | null => (isEventType(type) ? caseEvents[type] : null);

/** The reader's word; for an event of newer code its type. */
export const eventLabel = (type: string): string => eventSpecOf(type)?.label ?? type;

/** Writes one event down. Version, ledger and the instant the stage was entered are the caller's (`execute.ts`). */
export function evolve(state: CaseState, event: CaseEvent): CaseFile {
  const { evolve: write } = caseEvents[event.type] as { evolve: (state: CaseState, event: CaseEvent) => CaseFile };
  return write(state, event);
}
