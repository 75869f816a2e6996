/** All events of a case: past tense, the record's own words. */
import type { AnyStageEvents } from './evolve/any-stage.ts';
import type { ClockEvents } from './evolve/clock.ts';
import type { ClosingEvents } from './evolve/closing.ts';
import type { DecisionEvents } from './evolve/decision.ts';
import type { DiscoveryEvents } from './evolve/discovery.ts';
import type { EvidenceEvents } from './evolve/evidence.ts';
import type { ExecutionEvents } from './evolve/execution.ts';
import type { OpeningEvents } from './evolve/opening.ts';
import type { ReferralEvents } from './evolve/referral.ts';
import type { ReviewEvents } from './evolve/review.ts';
import type { StoppingEvents } from './evolve/stopping.ts';
import type { SupervisionEvents } from './evolve/supervision.ts';
import type { TransferEvents } from './evolve/transfer.ts';
import type { RecordedEvent } from './record.ts';

export type EventMap = OpeningEvents &
  DiscoveryEvents &
  StoppingEvents &
  EvidenceEvents &
  ReviewEvents &
  DecisionEvents &
  ExecutionEvents &
  ClosingEvents &
  AnyStageEvents &
  ClockEvents &
  SupervisionEvents &
  TransferEvents &
  ReferralEvents;

export type EventType = keyof EventMap & string;

export type CaseEvent = { [Type in EventType]: RecordedEvent<Type, EventMap[Type]> }[EventType];

/** An event before it is sealed. */
export type NewCaseEvent = { [Type in EventType]: { type: Type; data: EventMap[Type]; basis?: string[] } }[EventType];
