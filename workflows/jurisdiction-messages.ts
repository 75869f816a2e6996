/** The messages of a dispute's workflow. Names and shapes are released; they are never renamed, only added to. */
import type { Dispute, DisputePhase, DisputeTerms } from '../domain/case/dispute.ts';
import type { IsoInstant, LegalDate } from '../domain/terms/model.ts';

export const DISPUTE_WORKFLOW = 'jurisdictionWorkflow';
export const DISPUTE_SIGNAL = 'disputeChanged';
export const DISPUTE_QUERY = 'dispute';

export const disputeWorkflowIdOf = (disputeId: string): string => `jurisdiction-${disputeId}`;

export interface DisputeInput {
  dispute: Dispute;
  terms: DisputeTerms;
}

export interface DisputeAnswer {
  dispute: Dispute;
  phase: DisputePhase;
  /** Last day of the present phase; null once it is over. */
  deadline: LegalDate | null;
  /** Notices sent in the present phase. */
  told: number;
  next: { at: IsoInstant; text: string } | null;
}
