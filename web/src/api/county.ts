import { useQuery } from '@tanstack/react-query';
import type { County } from '../../../contract/county.ts';
import { request } from './client.ts';

/** What this installation is called. */
export const useCounty = () =>
  useQuery({ queryKey: ['county'], queryFn: () => request<County>('/county'), staleTime: Infinity, retry: false });
