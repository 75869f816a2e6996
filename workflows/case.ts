import { caseKind } from '../domain/case/kind.ts';
import { workflowOf } from './work.ts';

/** 案件: one workflow a case. */
export const caseWorkflow = workflowOf(caseKind as unknown as Parameters<typeof workflowOf>[0]);
