import {
  getExternalWorkflowHandle, log, ParentClosePolicy, patched, startChild, TemporalFailure, WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import { disputeOf, disputeTerms, phaseOf } from '../domain/case/dispute.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { CasePolicy } from '../domain/case/policy.ts';
import { DISPUTE_SIGNAL, DISPUTE_WORKFLOW, disputeWorkflowIdOf } from './jurisdiction-messages.ts';
import type { jurisdictionWorkflow } from './jurisdiction.ts';

/** Keeps a dispute's own workflow going beside the case: starts it, and tells it when the dispute moves on. Never waits. */
export class DisputeLink {
  /** `disputeId/phase` as last told; carried into the next run. */
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

  follow(file: CaseFile, policy: CasePolicy): void {
    const dispute = disputeOf(file);
    if (!dispute) return;
    const phase = phaseOf(dispute);
    const now = `${dispute.disputeId}/${phase}`;
    if (now === this.told) return;
    const known = this.told?.startsWith(`${dispute.disputeId}/`) ?? false;
    // A dispute that was over before anybody followed it needs no workflow.
    if (!known && phase === 'over') return;
    if (!patched('dispute-workflow')) return;
    this.told = now;
    this.open += 1;
    const workflowId = disputeWorkflowIdOf(dispute.disputeId);
    this.under = this.under
      .then(async () => {
        if (known) return getExternalWorkflowHandle(workflowId).signal(DISPUTE_SIGNAL, dispute);
        await startChild<typeof jurisdictionWorkflow>(DISPUTE_WORKFLOW, {
          workflowId,
          args: [{ dispute, terms: disputeTerms(policy) }],
          // It outlives this run of the case, which may continue as new.
          parentClosePolicy: ParentClosePolicy.ABANDON,
          workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
        });
      })
      .catch((error: unknown) => {
        // Already started by an earlier run, or already ended: both are as they should be.
        if (!(error instanceof TemporalFailure)) throw error;
        log.info('the dispute’s workflow is not there to be told', { workflowId, reason: error.message });
      })
      .then(() => {
        this.open -= 1;
      });
  }
}
