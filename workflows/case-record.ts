import { workflowInfo } from '@temporalio/workflow';
import type { Projected, ProjectionBatch } from '../activities/projection.ts';
import type { CaseEvent } from '../domain/case/events.ts';
import { type Head, type Outcome, unopenedHead } from '../domain/case/execute.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { CasePolicy } from '../domain/terms/model.ts';
import type { WakeUp } from '../domain/terms/wakeup.ts';
import { type Standing, standing, wakeUpAnswer } from './clock.ts';
import type { CarriedCase, CaseInput, Receipt } from './messages.ts';
import { pooled } from './policy-pool.ts';
import { sha256 } from './sha256.ts';

/** Events that change nothing a person must have seen before acting: an If-Match from before them is not stale. */
const UNREMARKABLE = new Set<string>(['CaseNumberAllotted', 'DecisionNumberAllotted', 'Reminded', 'SupervisorNotified']);

/** The case as this run holds it: its head, and what of it is not written to PostgreSQL yet. Never waits. */
export class CaseRecord {
  readonly caseId: string;
  policy: CasePolicy;
  private head: Head;
  /** Accepted, not known to be in PostgreSQL; `previous` is the hash before them. */
  private previous: string;
  private unwritten: CaseEvent[];
  private writtenParties: CaseFile['parties'] | null = null;
  /** Last event that a person has to know of before acting. */
  private changedSeq: number;
  /** The workflow task that made the last event, by the length of history it saw, and the last event made before it. */
  private task = { historyLength: 0, before: 0 };
  private stood: { state: Head['state']; now: number; standing: Standing } | null = null;

  constructor({ caseId, policy, carried }: CaseInput) {
    this.caseId = caseId;
    this.policy = pooled(policy);
    this.head = carried ? { state: carried.state, hash: carried.hash } : unopenedHead(caseId, sha256);
    this.previous = carried?.pending?.previous ?? this.head.hash;
    this.unwritten = [...(carried?.pending?.events ?? [])];
    this.changedSeq = carried?.changedSeq ?? this.head.state.version;
  }

  get current(): Head {
    return this.head;
  }

  get version(): number {
    return this.head.state.version;
  }

  /** Null before the case is opened. */
  get file(): CaseFile | null {
    const { state } = this.head;
    return state.stage === 'unopened' ? null : state;
  }

  get pending(): number {
    return this.unwritten.length;
  }

  /** The one place where the case changes. */
  accept({ events, head }: Outcome & { ok: true }): void {
    if (events.length === 0) return;
    const { historyLength } = workflowInfo();
    if (historyLength !== this.task.historyLength) this.task = { historyLength, before: this.version };
    this.head = head;
    this.unwritten.push(...events);
    this.changedSeq = events.findLast(({ type }) => !UNREMARKABLE.has(type))?.seq ?? this.changedSeq;
  }

  /** Whether somebody who saw the case at that version knows enough of it to act. */
  isCurrent(version: number): boolean {
    return version >= this.changedSeq && version <= this.version;
  }

  /** Terms, light and next action at the workflow's time. */
  standing(): Standing {
    const now = Date.now();
    const { state } = this.head;
    if (this.stood?.state !== state || this.stood.now !== now) {
      this.stood = { state, now, standing: standing(this.caseId, state, this.policy, now) };
    }
    return this.stood.standing;
  }

  /** The case's next own action. What was found for this very state holds until its instant has come. */
  next(): WakeUp | null {
    const { stood } = this;
    if (stood?.state !== this.head.state) return this.standing().next;
    const { next } = stood.standing;
    return next === null || next.at > Date.now() ? next : this.standing().next;
  }

  receipt(events: readonly CaseEvent[]): Receipt {
    const { version, stage, tier } = this.opened();
    return {
      caseId: this.caseId, version, stage, tier, light: this.standing().light,
      events: events.map(({ seq, type }) => ({ seq, type })), head: this.head.hash,
    };
  }

  /** Everything unwritten. `durable`: it will be sent by a command of this very workflow task's completion. */
  batch(durable: boolean): ProjectionBatch {
    const state = this.opened();
    const { terms, index, next, waiting } = this.standing();
    const settled = this.settledSeq();
    const first = this.unwritten[0]?.seq ?? this.version;
    return {
      caseId: this.caseId,
      previous: this.previous,
      events: [...this.unwritten],
      after: {
        state, policyHash: this.policy.hash, terms: terms.filter((term) => term.open), light: index,
        nextWakeUp: wakeUpAnswer(next), waiting,
        partiesChanged: state.parties !== this.writtenParties,
      },
      settledSeq: Math.min(settled, first - 1),
      durable: durable || settled === this.version,
    };
  }

  /**
   * What PostgreSQL holds after a batch. On replay this compares what it was told then with what the code decides now
   * (docs/adr/0005). A plain Error fails the workflow task, loudly and again, until code runs that agrees with the record.
   */
  written({ events, after }: ProjectionBatch, { version, head }: Projected): void {
    const last = events.at(-1);
    if (!last || version !== last.seq || head !== last.hash) {
      throw new Error(
        `case ${this.caseId}: the record holds ${head} at event ${version}, the workflow ${last?.hash} at ${last?.seq}`,
      );
    }
    this.previous = last.hash;
    this.unwritten.splice(0, events.length);
    this.writtenParties = after?.state.parties ?? this.writtenParties;
  }

  /** For the next run; what is unwritten becomes durable with that step. */
  carryOver(): Pick<CarriedCase, 'state' | 'hash' | 'changedSeq' | 'pending'> {
    return {
      state: this.opened(), hash: this.head.hash, changedSeq: this.changedSeq,
      ...(this.unwritten.length > 0 ? { pending: { previous: this.previous, events: this.unwritten } } : {}),
    };
  }

  /** Last event known durable in Temporal: made in a workflow task that is not the present one. */
  private settledSeq(): number {
    return workflowInfo().historyLength === this.task.historyLength ? this.task.before : this.version;
  }

  private opened(): CaseFile {
    if (!this.file) throw new Error(`case ${this.caseId} is not open`);
    return this.file;
  }
}
