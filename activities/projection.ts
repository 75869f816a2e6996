/** What a case's workflow hands over to be written down, and what it is told afterwards. */
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { IsoInstant } from '../domain/terms/model.ts';
import type { LightIndex, TermView } from '../domain/terms/view.ts';

export interface ProjectionBatch {
  caseId: string;
  /** Hash of the event before the first of `events`; the case's genesis before event 1. */
  previous: string;
  /** At least one, in order, without a gap. */
  events: CaseEvent[];
  /** The case after the last of `events`; null in all but the last part of a batch too large for one. */
  after: CaseAfter | null;
  /** Last event known durable in Temporal when the batch was made. */
  settledSeq: number;
  /** The events of this batch are durable in Temporal themselves. Only such a batch may replace rows. */
  durable: boolean;
}

export interface CaseAfter {
  state: CaseFile;
  policyHash: string;
  /** The open terms, as derived at the last event. */
  terms: TermView[];
  light: LightIndex;
  nextWakeUp: { at: IsoInstant; why: string } | null;
  /** Why nothing comes by itself; null where something does, and at the end. */
  waiting: string | null;
  /** Whether the parties may differ from what was written the last time. */
  partiesChanged: boolean;
}

export interface Projected {
  version: number;
  /** Hash of the last event as PostgreSQL holds it. */
  head: string;
  /** Rows of a lost workflow task were replaced. */
  replaced: boolean;
  /** The register's number, where the batch files the case. */
  caseNumber: string | null;
  /** The register's number, where the batch decides the case; absent in histories from before there was that register. */
  decisionNumber?: string | null;
}
