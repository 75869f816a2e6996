/** Where a work item is found: its pages and its workflow. What nobody has a record of was to be a case. */
import { kindOf, workflowIdOfItem } from '../../../domain/kinds.ts';

export interface Place {
  kind: string;
  id: string;
}

export const isCase = ({ kind }: Place): boolean => kind === 'case';

export const caseAt = (id: string): Place => ({ kind: 'case', id });

/** Below /api/v1. */
export const pathOf = ({ kind, id }: Place): string => `/${kindOf(kind).plural}/${encodeURIComponent(id)}`;

export const workflowIdAt = ({ kind, id }: Place): string => workflowIdOfItem(kindOf(kind), id);

export const isFinal = ({ kind }: Place, stage: string): boolean => kindOf(kind).final.includes(stage);
