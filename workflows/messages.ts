/**
 * The messages of a case's workflow: what the API sends and what it gets. Names and shapes are released; they are
 * never renamed, only added to (docs/adr).
 */
import type { Lookups } from '../domain/case/context.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { Person } from '../domain/people.ts';
import type { CasePolicy, IsoInstant } from '../domain/terms/model.ts';
import type { Light, Stage, Tier } from '../domain/vocabulary.ts';

export const CASE_WORKFLOW = 'caseWorkflow';
export const COMMAND_UPDATE = 'command';
export const IMPORT_UPDATE = 'importCase';
export const HEAD_QUERY = 'head';
export const STATE_QUERY = 'state';

export const TASK_QUEUE = 'caselight-cases';

export const workflowIdOf = (caseId: string): string => `case-${caseId}`;

/** One command as it reaches the workflow: parsed, signed for, with the list rows it stands on. */
export interface CommandEnvelope {
  name: string;
  payload: unknown;
  actor: Person;
  lookups: Lookups;
  /** If-Match: refused with `stale-version` when the case has moved on. */
  expectedVersion?: number;
  /** SHA-256 of what the client asked for. The receipt gives it back: a key used again for something else is found out. */
  fingerprint?: string;
}

/** A running paper case: its past steps with their paper dates, oldest first, run through the same rules. */
export interface ImportEnvelope {
  reference: string;
  reason: string;
  actor: Person;
  steps: (CommandEnvelope & { at: IsoInstant })[];
  fingerprint?: string;
}

/** What an acknowledged command answers. Instants in ISO 8601. */
export interface Receipt {
  caseId: string;
  version: number;
  stage: Stage;
  tier: Tier;
  light: Light;
  events: { seq: number; type: string }[];
  /** Hash of the last event: PostgreSQL must hold the same. */
  head: string;
  /** The envelope's own, as it was when the command was first accepted under this update id. */
  fingerprint?: string;
}

export interface CaseInput {
  caseId: string;
  policy: CasePolicy;
  /** Version of the rules the case was started under (domain/case/context.ts). */
  rules: number;
  /** Set when the run continues an earlier one: what the workflow cannot derive again. */
  carried?: {
    state: CaseFile;
    hash: string;
    /** Last event known to be durable in both copies. */
    settledSeq: number;
    /** Receipts of recent updates by update id, so that a repeated command answers the same after continue-as-new. */
    receipts: [string, Receipt][];
  };
}

export interface HeadAnswer {
  version: number;
  hash: string;
  stage: string;
  /** Why nothing is due, or what the workflow will do next and when. */
  nextWakeUp: { at: IsoInstant; why: string } | null;
}
