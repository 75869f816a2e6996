import { kindOf } from '../domain/kinds.ts';
import { disputeBefore, type DisputeInput } from './jurisdiction-before.ts';
import type { WorkInput, WorkResult } from './messages.ts';
import { workflowOf } from './work.ts';

const disputeWorkflow = workflowOf(kindOf('dispute'));

/** 管辖争议: one workflow a dispute, under the name it had before it was a work item. */
export function jurisdictionWorkflow(input: WorkInput | DisputeInput): Promise<WorkResult | { how: string }> {
  return 'dispute' in input ? disputeBefore(input) : disputeWorkflow(input);
}
