/** Lists, rules and calendars between draft and publication. */
import { useQuery } from '@tanstack/react-query';
import type { ListComparison } from '../../../../domain/lists/compare.ts';
import { LIST_LABELS, type ListName } from '../../../../domain/lists/list-names.ts';
import type { ListDraft } from '../../../../contract/lists.ts';
import type { PolicyRow } from '../../../../contract/policies.ts';
import { request } from '../../api/client.ts';

export type Comparison = Pick<ListComparison, 'added' | 'removed' | 'changed'>;

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

export const useDrafts = () =>
  useQuery({
    queryKey: ['lists', 'waiting'],
    queryFn: async (): Promise<Waiting[]> => {
      const [lists, policies, calendars] = await Promise.all([
        request<{ items: ListDraft[] }>('/lists/drafts'),
        request<{ items: PolicyRow[] }>('/policies'),
        request<{ items: { version: string; status: string; note: string | null; createdBy: string }[] }>('/lists/calendar/versions'),
      ]);
      return [
        ...lists.items.map((one): Waiting => ({
          id: `${one.list}@${one.version}`,
          kind: LIST_LABELS[one.list],
          title: one.version,
          status: one.status === 'checked' ? 'checked' : 'draft',
          effective: `${one.effectiveFrom} 起`,
          note: one.note,
          createdBy: one.createdBy,
        })),
        ...policies.items
          .filter(({ status }) => status === 'draft' || status === 'checked')
          .map((one): Waiting => ({
            id: `policy@${one.hash}`,
            kind: '期限和督办规则',
            title: `第 ${one.version} 版`,
            status: one.status === 'checked' ? 'checked' : 'draft',
            effective: '发布后的新案件',
            note: one.note,
            createdBy: one.createdBy,
          })),
        ...calendars.items
          .filter(({ status }) => status === 'draft')
          .map((one): Waiting => ({
            id: `calendar@${one.version}`,
            kind: '工作日历',
            title: one.version,
            status: 'checked',
            effective: '公布即适用，在办案件重新推算',
            note: one.note,
            createdBy: one.createdBy,
          })),
      ];
    },
  });

export const useComparison = (list: ListName, from: string | null, to: string) =>
  useQuery({
    queryKey: ['lists', list, 'compare', from, to],
    queryFn: () => request<Comparison & { unchanged: number }>(`/lists/${list}/compare?from=${from ?? ''}&to=${to}`),
    enabled: from !== null,
    staleTime: 60_000,
  });
