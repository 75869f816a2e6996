import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ChannelRow, ReportRow, ReportStatus } from '../../../contract/channels.ts';
import type { KeyRow, KeyStanding, Scope } from '../../../contract/keys.ts';
import type { Page } from '../../../contract/page.ts';
import { request } from '../api/client.ts';
import { query } from '../api/query.ts';

export const REPORT_STATUS_LABELS: Record<ReportStatus, string> = { waiting: '等待送达', delivered: '已送达', dead: '未能送达' };

/** The API's scopes, in words that say what a machine can do with them. */
export const SCOPE_WORDS: Record<Scope, string> = {
  'leads:write': '报送线索',
  'leads:read': '查看本渠道线索',
  'cases:read': '查看案件办理情况',
  'lists:read': '查看清单',
  derive: '使用计算器',
};

export const KEY_STANDING_WORDS: Record<KeyStanding, string> = {
  proposed: '待批准',
  approved: '在用',
  refused: '未批准',
  ended: '已到期',
  revoked: '已停用',
};

export const useChannels = () =>
  useQuery({ queryKey: ['channels', 'list'], queryFn: () => request<{ items: ChannelRow[] }>('/channels'), refetchInterval: 15_000 });

export const useReports = (filters: { status: string; channel: string }) =>
  useInfiniteQuery({
    queryKey: ['channels', 'reports', filters],
    queryFn: ({ pageParam }) => request<Page<ReportRow>>(`/channel-reports${query({ ...filters, cursor: pageParam, limit: 50 })}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
  });

export const useKeys = () => useQuery({ queryKey: ['channels', 'keys'], queryFn: () => request<{ items: KeyRow[] }>('/api-keys') });

/** Something that changes channels or keys; what is shown is read anew. */
export function useChange<Answer, Given>(send: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }) });
}
