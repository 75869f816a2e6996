/** All events of a case: past tense, the record's own words. */
import type { ActEvents } from '../work/acts/acts.ts';
import type { AnyStageEvents } from './any-stage/events.ts';
import type { ClockEvents } from './clock/events.ts';
import type { ClosingEvents } from './closing/events.ts';
import type { DecisionEvents } from './decision/events.ts';
import type { DiscoveryEvents } from './discovery/events.ts';
import type { EvidenceEvents } from './evidence/events.ts';
import type { ExecutionEvents } from './execution/events.ts';
import type { OpeningEvents } from './opening/events.ts';
import type { ReferralEvents } from './referral/events.ts';
import type { ReviewEvents } from './review/events.ts';
import type { StoppingEvents } from './stopping/events.ts';
import type { TransferEvents } from './transfer/events.ts';
import type { RecordedEvent } from '../work/record.ts';

export type EventMap = OpeningEvents &
  DiscoveryEvents &
  StoppingEvents &
  EvidenceEvents &
  ReviewEvents &
  DecisionEvents &
  ExecutionEvents &
  ClosingEvents &
  ActEvents<'Case'> &
  AnyStageEvents &
  ClockEvents &
  TransferEvents &
  ReferralEvents;

export type EventType = keyof EventMap & string;

export type CaseEvent = { [Type in EventType]: RecordedEvent<Type, EventMap[Type]> }[EventType];

/** An event before it is sealed. */
export type NewCaseEvent = { [Type in EventType]: { type: Type; data: EventMap[Type]; basis?: string[] } }[EventType];
