/**
 * The messages of a case's workflow: what the API sends and what it gets. Names and shapes are released; they are
 * never renamed, only added to (docs/adr).
 */
import type { AllottedNumbers } from '../domain/case/decision/decision-number.ts';
import type { Lookups } from '../domain/case/context.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { Person } from '../domain/people.ts';
import type { CasePolicy } from '../domain/case/policy.ts';
import type { IsoInstant, TermPolicy } from '../domain/terms/model.ts';
import type { Light, Tier } from '../domain/vocabulary.ts';
import type { WorkLookups } from '../domain/work/context.ts';
import type { Told } from '../domain/work/execute.ts';
import type { WorkFile } from '../domain/work/file.ts';
import type { ImportCheck } from '../domain/work/import.ts';
import type { RecordedEvent } from '../domain/work/record.ts';

export const CASE_WORKFLOW = 'caseWorkflow';
export const COMMAND_UPDATE = 'command';
export const IMPORT_UPDATE = 'importCase';
export const HEAD_QUERY = 'head';
export const STATE_QUERY = 'state';
export const TAIL_QUERY = 'tail';
/** Another work item's workflow tells this one something: a command given in its name. */
export const TOLD_SIGNAL = 'told';

export const TASK_QUEUE = 'caselight-cases';

export const workflowIdOf = (caseId: string): string => `case-${caseId}`;

/** One command as it reaches the workflow: parsed, signed for, with the list rows it stands on. */
export interface CommandEnvelope<Registers extends WorkLookups = Lookups> {
  name: string;
  payload: unknown;
  actor: Person;
  lookups: Registers;
  /** If-Match: refused with `stale-version` when the case has moved on. */
  expectedVersion?: number;
  /** SHA-256 of what the client asked for. The receipt gives it back: a key used again for something else is found out. */
  fingerprint?: string;
  /**
   * When it was given, by the sender's clock: the instant of its events, so that a command done again after a reset is the
   * same event with the same hash. Absent only in histories from before, where the workflow's own time was taken.
   */
  at?: IsoInstant;
  /** What PostgreSQL held when it was sent. A case that contradicts it does nothing more (`record-contradicts`). */
  holds?: RecordHead;
  /** Other update ids that the same request may have had before (temporal/update-id.ts). */
  former?: readonly string[];
}

/** Last event of a record and its hash. */
export interface RecordHead {
  version: number;
  head: string;
}

/** A running paper case: its past steps with their paper dates, oldest first, run through the same rules. */
export interface ImportEnvelope<Registers extends WorkLookups = Lookups> {
  reference: string;
  reason: string;
  actor: Person;
  steps: (CommandEnvelope<Registers> & { at: IsoInstant; pages?: number[] })[];
  /** Two people brought it in, from a scan. Absent in histories from before. */
  check?: ImportCheck;
  /** What the registers reserved for a filing and a decision that bring no number of their paper's. */
  numbers?: AllottedNumbers;
  fingerprint?: string;
  /** When it was entered, as in a command's envelope. */
  at?: IsoInstant;
}

/** What an acknowledged command answers. Instants in ISO 8601. */
export interface Receipt<Event extends RecordedEvent = CaseEvent> {
  /** The item's id, whatever its kind. */
  caseId: string;
  version: number;
  stage: string;
  /** Cases only. */
  tier?: Tier;
  light: Light;
  events: { seq: number; type: string }[];
  /** Hash of the last event: PostgreSQL must hold the same. */
  head: string;
  /** The envelope's own, as it was when the command was first accepted under this update id. */
  fingerprint?: string;
  /** When it was accepted. Absent in receipts from before. */
  at?: IsoInstant;
  /** What is not known to be in PostgreSQL: whoever gets the answer writes it there before he passes it on. */
  sealed?: Tail<Event>;
}

/** Events that Temporal holds and PostgreSQL may not, oldest first. */
export interface Tail<Event extends RecordedEvent = CaseEvent> {
  /** Hash of the event before the first of them. */
  previous: string;
  events: Event[];
  /** Policy of the item after the last of all its events. */
  policyHash: string;
  /** Version of the rules that the item runs under; absent in what was kept before it was said. */
  rules?: number;
  /** The policy itself, where the county does not publish it and these events bring it. */
  policy?: TermPolicy;
  /** What earlier updates were answered for events among these, by update id: written with them, their repetition is known. */
  receipts?: [string, Omit<Receipt, 'sealed'>][];
  /** There are more than fit into one answer; the workflow sees to it that all are written. */
  more?: boolean;
}

/**
 * 2: answers carry their events and PostgreSQL is written after Temporal (docs/adr/0026). A run without it wrote within the
 * workflow task; it goes on in a run of this shape with its next task.
 */
export const RUN_SHAPE = 2;

/** What an item's run is started with, whatever its kind; `caseId` is its id. */
export interface WorkInput<
  File extends WorkFile = WorkFile,
  Event extends RecordedEvent = RecordedEvent,
  Policy extends TermPolicy = TermPolicy,
> {
  caseId: string;
  policy: Policy;
  /** RUN_SHAPE of whoever started the run; absent in runs from before. */
  shape?: number;
  /** The namespace knows Caselight's search attributes. */
  searchable?: boolean;
  /** Version of the rules the case was started under (domain/case/context.ts). */
  rules: number;
  /**
   * Set when the run takes a case over: from the run before it, which continued as new, or from the record of an archived
   * case that is reopened.
   */
  carried?: CarriedItem<File, Event>;
  /** What opens it, where another item's workflow started it, and what it was told since. */
  opening?: Told;
  heard?: readonly Told[];
}

export type CaseInput = WorkInput<CaseFile, CaseEvent, CasePolicy>;
export type CarriedCase = CarriedItem<CaseFile, CaseEvent>;

/**
 * What a run cannot derive again. To reopen an archived case the API gives `state` and `hash` as folded and checked from
 * the record and the archived run's id in `unfiledRuns`, and leaves out the rest.
 */
export interface CarriedItem<File extends WorkFile = WorkFile, Event extends RecordedEvent = RecordedEvent> {
  state: File;
  /** Version of the state's shape; absent: 1. */
  stateVersion?: number;
  /** Hash of the last event. */
  hash: string;
  /** Receipts of recent updates by update id, so that a repeated command answers the same in a later run. */
  receipts?: [string, Omit<Receipt, 'sealed'>][];
  /** Last event that a person has to know of before acting: an If-Match from there on is not stale. */
  changedSeq?: number;
  /** Accepted but not yet written to PostgreSQL, oldest first, and the hash before them. */
  pending?: { previous: string; events: Event[] };
  /** Earlier runs whose Temporal history is not stored yet, in order. */
  unfiledRuns?: string[];
  /** What its companion (a case's dispute over jurisdiction) was told last: `id/phase`. */
  dispute?: string;
  /** Instant of the last event: none may come before it. */
  lastAt?: IsoInstant;
  /** Ids of what other items told, so that none is heard twice. */
  heard?: string[];
}

/** How a run ends. `never-opened`: it was started, and no command opened the case within a minute. */
export interface WorkResult {
  ended: 'archived' | 'never-opened';
  version: number;
  head: string;
}

/** The case's own end of the record, for whoever makes up for a writer that died. */
export interface TailAnswer<Event extends RecordedEvent = CaseEvent> extends RecordHead {
  /** Null where everything is known to be written. */
  tail: Tail<Event> | null;
}

export interface HeadAnswer {
  version: number;
  hash: string;
  stage: string;
  /** Accepted but not yet written to PostgreSQL. */
  pending: number;
  /** What the case will do by itself, and when; null where nothing is due without an event. */
  nextWakeUp: { at: IsoInstant; why: string } | null;
}

// ---------------------------------------------------------------- a calendar's walk over all open cases

export const CALENDAR_REVISION_WORKFLOW = 'calendarRevisionWorkflow';
export const REVISION_PROGRESS_QUERY = 'progress';

export const revisionWorkflowId = (revisionId: string): string => `calendar-revision-${revisionId}`;

export interface CalendarRevisionInput {
  /** Row of `calendar_revision`: which calendar, in whose name, why. */
  revisionId: string;
  /** Set when the run goes on from the one before it. */
  progress?: RevisionProgress;
}

export interface RevisionProgress {
  /** From 1; a later sweep looks for cases that were opened meanwhile. */
  sweep: number;
  /** Last case of the last page done; null at the beginning of a sweep. */
  after: string | null;
  /** Cases told by this walk; those told twice count twice. The rows in PostgreSQL say how many there are. */
  told: number;
  failed: number;
  /** `superseded`: a newer calendar was published, whose own walk tells the rest. */
  ended: 'finished' | 'superseded' | null;
}
