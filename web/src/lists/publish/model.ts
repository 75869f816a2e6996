/** What the API answers of lists, rules and calendars between draft and publication. */
import { useQuery } from '@tanstack/react-query';
import type { ListComparison } from '../../../../domain/lists/compare.ts';
import { LIST_LABELS, type ListName } from '../../../../domain/lists/list-names.ts';
import type { CasePolicy } from '../../../../domain/case/policy.ts';
import type { Calendar } from '../../../../domain/terms/model.ts';
import type { PolicyCheck } from '../../../../contract/policies.ts';
import { request } from '../../api/client.ts';

export interface Draft {
  list: ListName;
  version: string;
  status: 'draft' | 'checked' | 'published';
  effectiveFrom: string;
  effectiveUntil: string | null;
  contentHash: string;
  base: string | null;
  note: string | null;
  createdBy: string;
  createdAt: string;
  approvedBy: string | null;
  publishedAt: string | null;
  rows: number;
}

export type Comparison = Pick<ListComparison, 'added' | 'removed' | 'changed'>;

export interface PolicyRow {
  hash: string;
  policyId: string;
  version: number;
  calendarVersion: string;
  status: 'draft' | 'checked' | 'published' | 'derived';
  note: string | null;
  createdBy: string;
  approvedBy: string | null;
  createdAt: string;
  publishedAt: string | null;
  openCases: number;
}

export type PolicyVersion = PolicyRow & { body: CasePolicy; dryRun: PolicyCheck | null };

export interface CalendarVersion {
  version: string;
  status: 'draft' | 'published';
  note: string | null;
  base: string | null;
  createdBy: string;
  approvedBy: string | null;
  calendar: Calendar;
}

export interface Revision {
  id: string;
  calendarVersion: string;
  reason: string;
  status: 'waiting' | 'running' | 'finished' | 'superseded';
  total: number | null;
  done: number;
  moved: number;
  movedTerms: number;
  failed: number;
  createdAt: string;
  finishedAt: string | null;
}

/** Anything that waits for its publication, in one table. */
export interface Waiting {
  /** `duties@2026.2`, `policy@<hash>`, `calendar@2026.2`: what the address names. */
  id: string;
  kind: string;
  title: string;
  status: 'draft' | 'checked';
  effective: string;
  note: string | null;
  createdBy: string;
}

export const useDrafts = () => useQuery({
  queryKey: ['lists', 'waiting'],
  queryFn: async (): Promise<Waiting[]> => {
    const [lists, policies, calendars] = await Promise.all([
      request<{ items: Draft[] }>('/lists/drafts'), request<{ items: PolicyRow[] }>('/policies'),
      request<{ items: { version: string; status: string; note: string | null; createdBy: string }[] }>('/lists/calendar/versions'),
    ]);
    return [
      ...lists.items.map((one): Waiting => ({
        id: `${one.list}@${one.version}`, kind: LIST_LABELS[one.list], title: one.version, status: one.status === 'checked' ? 'checked' : 'draft',
        effective: `${one.effectiveFrom} 起`, note: one.note, createdBy: one.createdBy,
      })),
      ...policies.items.filter(({ status }) => status === 'draft' || status === 'checked').map((one): Waiting => ({
        id: `policy@${one.hash}`, kind: '期限和督办规则', title: `第 ${one.version} 版`, status: one.status === 'checked' ? 'checked' : 'draft',
        effective: '发布后的新案件', note: one.note, createdBy: one.createdBy,
      })),
      ...calendars.items.filter(({ status }) => status === 'draft').map((one): Waiting => ({
        id: `calendar@${one.version}`, kind: '工作日历', title: one.version, status: 'checked', effective: '公布即适用，在办案件重新推算', note: one.note, createdBy: one.createdBy,
      })),
    ];
  },
});

export const useComparison = (list: ListName, from: string | null, to: string) => useQuery({
  queryKey: ['lists', list, 'compare', from, to],
  queryFn: () => request<Comparison & { unchanged: number }>(`/lists/${list}/compare?from=${from ?? ''}&to=${to}`),
  enabled: from !== null,
  staleTime: 60_000,
});
