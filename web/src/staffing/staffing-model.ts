import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChangeOutcome, OpenItem, StaffingChangeRow, StaffPerson, StaffUnit } from '../../../contract/staffing.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

export type PersonDetail = StaffPerson & { changes: StaffingChangeRow[]; open: OpenItem[] };
export type UnitDetail = StaffUnit & { changes: StaffingChangeRow[] };

export const useStaff = (filters: { certificate?: boolean; left?: boolean }) =>
  useQuery({
    queryKey: ['staffing', 'people', filters],
    queryFn: () =>
      request<{ items: StaffPerson[] }>(
        `/people${query({ certificate: filters.certificate ? 'true' : null, left: filters.left ? 'true' : null })}`,
      ),
  });
export const usePersonDetail = (id: string) =>
  useQuery({ queryKey: ['staffing', 'person', id], queryFn: () => request<PersonDetail>(`/people/${id}`) });
export const useStaffUnits = () => useQuery({ queryKey: ['staffing', 'units'], queryFn: () => request<{ items: StaffUnit[] }>('/units') });
export const useUnitDetail = (id: string) =>
  useQuery({ queryKey: ['staffing', 'unit', id], queryFn: () => request<UnitDetail>(`/units/${id}`) });
export const useStaffingChanges = (status: string) =>
  useQuery({
    queryKey: ['staffing', 'changes', status],
    queryFn: () => request<{ items: StaffingChangeRow[] }>(`/staffing-changes${query({ status })}`),
    refetchInterval: 30_000,
  });

/** Something that changes units or people; all that is shown of them is read anew, also where people are chosen. */
export function useStaffing<Answer, Given>(send: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['staffing'] }), client.invalidateQueries({ queryKey: ['lists'] })]),
  });
}

/** What was done, in one sentence for the top of the page. */
export const outcomeWords = ({ grants, label, effectiveOn, subjectName }: ChangeOutcome): string =>
  grants ? `${subjectName}${label}已提出，等安全管理员批准` : `${subjectName}${label}已登记，${effectiveOn}起生效`;
