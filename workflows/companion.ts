import {
  getExternalWorkflowHandle,
  log,
  ParentClosePolicy,
  patched,
  startChild,
  TemporalFailure,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { kindOf, workflowIdOfItem } from '../domain/kinds.ts';
import { SYSTEM_ACTOR } from '../domain/people.ts';
import type { TermPolicy } from '../domain/terms/model.ts';
import type { WorkFile } from '../domain/work/file.ts';
import type { Accompanied, AnyKind } from '../domain/work/kind.ts';
import { policyOfKind } from '../domain/work/policy.ts';
import { RUN_SHAPE, TOLD_SIGNAL, type WorkInput } from './messages.ts';
import { sha256 } from './sha256.ts';

/**
 * Keeps the item that goes along with this one going (a case's dispute over jurisdiction): starts its workflow, and tells
 * it where this one stands. Never waits.
 */
export class Companion {
  /** `id/phase` as last told; carried into the next run. */
  private told: string | null;
  private under: Promise<unknown> = Promise.resolve();
  /** Messages that have not arrived yet. */
  private open = 0;

  constructor(told: string | null) {
    this.told = told;
  }

  get isQuiet(): boolean {
    return this.open === 0;
  }

  carryOver(): { dispute?: string } {
    return this.told === null ? {} : { dispute: this.told };
  }

  follow(kind: AnyKind, id: string, file: WorkFile, policy: TermPolicy, at: string): void {
    const one = kind.accompanied(file);
    if (!one) return;
    const now = `${one.id}/${one.phase}`;
    if (now === this.told) return;
    const known = this.told?.startsWith(`${one.id}/`) ?? false;
    if (!known && one.over) return;
    if (!patched('dispute-workflow')) return;
    this.told = now;
    const message = known ? one.telling : one.opening;
    if (!message) return;
    this.open += 1;
    const { command, payload } = message;
    const told = { from: { kind: kind.name, id, title: file.title }, command, payload, actor: SYSTEM_ACTOR, at };
    this.under = this.under
      .then(() => (known ? tell(one, told) : begin(one, { ...this.inputOf(one, policy), opening: told })))
      .catch((error: unknown) => {
        // Already started by an earlier run, or already ended: both are as they should be.
        if (!(error instanceof TemporalFailure)) throw error;
        log.info('the item that goes along is not there to be told', { id: one.id, reason: error.message });
      })
      .then(() => {
        this.open -= 1;
      });
  }

  private inputOf({ kind: name, id }: Accompanied, under: TermPolicy): WorkInput {
    const kind = kindOf(name);
    return { caseId: id, policy: policyOfKind(kind, under, sha256), rules: kind.currentRules, shape: RUN_SHAPE, searchable: true };
  }
}

const tell = ({ kind, id }: Accompanied, told: unknown): Promise<void> =>
  getExternalWorkflowHandle(workflowIdOfItem(kindOf(kind), id)).signal(TOLD_SIGNAL, told);

async function begin({ kind: name, id }: Accompanied, input: WorkInput): Promise<void> {
  const kind = kindOf(name);
  await startChild(kind.workflow.type, {
    workflowId: workflowIdOfItem(kind, id),
    args: [input],
    // It outlives this run, which may continue as new.
    parentClosePolicy: ParentClosePolicy.ABANDON,
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
  });
}
