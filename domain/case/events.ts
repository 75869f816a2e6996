/** All events of a case: past tense, the record's own words; each specified in its slice. */
import type { ActEvents } from '../work/acts/acts.ts';
import { caseActs } from './acts.ts';
import { type AnyStageEvents, anyStageEvents } from './any-stage/events.ts';
import { type ClockEvents, clockEvents } from './clock/events.ts';
import { type ClosingEvents, closingEvents } from './closing/events.ts';
import { type CoercionEvents, coercionEvents } from './coercion/events.ts';
import { type DecisionEvents, decisionEvents } from './decision/events.ts';
import { type DiscoveryEvents, discoveryEvents } from './discovery/events.ts';
import { type EnforcementEvents, enforcementEvents } from './enforcement/events.ts';
import { type EvidenceEvents, evidenceEvents } from './evidence/events.ts';
import { type ExecutionEvents, executionEvents } from './execution/events.ts';
import { type FilingEvents, filingEvents } from './filing/events.ts';
import { type LitigationEvents, litigationEvents } from './litigation/events.ts';
import { type OpeningEvents, openingEvents } from './opening/events.ts';
import { type PoliceReturnEvents, policeReturnEvents } from './police-return/events.ts';
import { type ReferralEvents, referralEvents } from './referral/events.ts';
import { type ReviewEvents, reviewEvents } from './review/events.ts';
import { type SeizureEvents, seizureEvents } from './seizure/events.ts';
import { type StoppingEvents, stoppingEvents } from './stopping/events.ts';
import { type SubstitutionCostEvents, substitutionCostEvents } from './substitution-cost/events.ts';
import { type TransferEvents, transferEvents } from './transfer/events.ts';
import type { AnyEventSpec, NewEvent, SealedEvent } from '../work/event.ts';

export const caseEvents = {
  ...openingEvents,
  ...discoveryEvents,
  ...stoppingEvents,
  ...filingEvents,
  ...evidenceEvents,
  ...seizureEvents,
  ...reviewEvents,
  ...decisionEvents,
  ...executionEvents,
  ...enforcementEvents,
  ...litigationEvents,
  ...coercionEvents,
  ...substitutionCostEvents,
  ...closingEvents,
  ...anyStageEvents,
  ...clockEvents,
  ...caseActs.events,
  ...transferEvents,
  ...referralEvents,
  ...policeReturnEvents,
} satisfies Record<keyof EventMap, AnyEventSpec>;

/** Data by event. */
export type EventMap = OpeningEvents &
  DiscoveryEvents &
  StoppingEvents &
  FilingEvents &
  EvidenceEvents &
  SeizureEvents &
  ReviewEvents &
  DecisionEvents &
  ExecutionEvents &
  EnforcementEvents &
  LitigationEvents &
  CoercionEvents &
  SubstitutionCostEvents &
  ClosingEvents &
  ActEvents<'Case'> &
  AnyStageEvents &
  ClockEvents &
  TransferEvents &
  ReferralEvents &
  PoliceReturnEvents;

export type EventType = keyof EventMap;

export type CaseEvent = SealedEvent<EventMap>;

/** An event before it is sealed. */
export type NewCaseEvent = NewEvent<EventMap>;

export const eventTypes = Object.keys(caseEvents) as EventType[];

export const isEventType = (type: string): type is EventType => Object.hasOwn(caseEvents, type);

/** For those who treat all events alike; an event of newer code has none. */
const specs: Readonly<Record<string, AnyEventSpec>> = caseEvents;

export const eventSpecOf = (type: string): AnyEventSpec | null => (isEventType(type) ? (specs[type] ?? null) : null);

/** The reader's word; for an event of newer code its type. */
export const eventLabel = (type: string): string => eventSpecOf(type)?.label ?? type;
