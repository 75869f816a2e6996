import { kindOf } from '../domain/kinds.ts';
import { workflowOf } from './work.ts';

/** 吹哨 */
export const whistleWorkflow = workflowOf(kindOf('whistle'));
