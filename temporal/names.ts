/** Names that Temporal knows us by. Released: never renamed. Workflows import them too, so nothing of Node is here. */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** Work that may take long and may wait: a calendar's walk, filing histories, anchoring. Cases never wait behind it. */
export const SLOW_TASK_QUEUE = 'caselight-slow';

/** What a case is found by in Temporal's own pages and lists. `DueAt`: when its light changes next or is overdue. */
export const caseAttributes = {
  number: defineSearchAttributeKey('CaselightNumber', SearchAttributeType.KEYWORD),
  decision: defineSearchAttributeKey('CaselightDecision', SearchAttributeType.KEYWORD),
  kind: defineSearchAttributeKey('CaselightKind', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('CaselightStage', SearchAttributeType.KEYWORD),
  unit: defineSearchAttributeKey('CaselightUnit', SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey('CaselightDueAt', SearchAttributeType.DATETIME),
} as const;
