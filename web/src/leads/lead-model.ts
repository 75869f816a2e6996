import type { MatterCandidate } from '../../../domain/routing/dispatch/matters.ts';
import type { DepartmentProposal } from '../../../domain/routing/dispatch/triage.ts';
import type { LeadRow } from '../../../contract/leads.ts';

/** What triage proposes, for a person to decide. */
export interface DispatchProposal {
  departments: DepartmentProposal[];
  confidence: number;
  toPerson: boolean;
  why: string[];
  matters?: MatterCandidate[];
}

/** `GET /leads/{id}`. */
export interface LeadAnswer extends LeadRow {
  /** A person, or a machine's key (`key:`); null for leads from before that was kept. */
  takenBy: { id: string; name: string } | null;
  dispatch: DispatchProposal;
  /** Whether the one who asks may accept, merge or reject it. */
  mayDecide: boolean;
  duplicates: { leadId: string; score: number; why: string[]; text?: string }[];
}

export const STATUS_LABELS: Record<LeadRow['status'], string> = {
  new: '待处理',
  accepted: '已受理',
  merged: '已合并',
  rejected: '不予受理',
};

export const KIND_COLOURS: Record<LeadRow['kind'], string> = {
  enforcement: 'geekblue',
  'out-of-scope': 'default',
  criminal: 'magenta',
  emergency: 'red',
};
