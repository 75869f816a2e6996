import { kindOf } from '../domain/kinds.ts';
import { workflowOf } from './work.ts';

/** 案件: one workflow a case. */
export const caseWorkflow = workflowOf(kindOf('case'));
