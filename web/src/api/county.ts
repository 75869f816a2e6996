import { useQuery } from '@tanstack/react-query';
import type { County } from '../../../contract/county.ts';
import { type Channel, CHANNEL_LABELS } from '../../../domain/vocabulary.ts';
import { request } from './client.ts';

/** What this installation is called. */
export const useCounty = () =>
  useQuery({ queryKey: ['county'], queryFn: () => request<County>('/county'), staleTime: Infinity, retry: false });

/** Channels as this county calls them. */
export function useChannelNames(): Record<Channel, string> {
  const { data } = useCounty();
  return { ...CHANNEL_LABELS, ...data?.channels };
}
