import { useQuery } from '@tanstack/react-query';
import type { Benchmark, FactorDefinitions } from '../../../domain/lists/benchmarks.ts';
import type { Matter } from '../../../domain/lists/matters.ts';
import type { Person, UnitRef } from '../../../domain/people.ts';
import type { Page } from '../../../contract/page.ts';
import { request } from './client.ts';
import { query } from './query.ts';

export type ListedPerson = Pick<Person, 'id' | 'name' | 'unit' | 'roles' | 'certificate'>;

/** One page of a versioned list, with the version it was read from. */
export interface ListPage<Row> extends Page<Row> {
  version: string;
  effectiveFrom: string;
  effectiveUntil: string | null;
  total: number;
}

const FIVE_MINUTES = 300_000;

export const usePeople = () =>
  useQuery({
    queryKey: ['lists', 'people'],
    queryFn: () => request<Page<ListedPerson>>('/lists/people?limit=500'),
    staleTime: FIVE_MINUTES,
  });

export const useUnits = () =>
  useQuery({ queryKey: ['lists', 'units'], queryFn: () => request<Page<UnitRef>>('/lists/units?limit=500'), staleTime: FIVE_MINUTES });

export const isTown = (unit: UnitRef): boolean => unit.kind === 'town' || unit.kind === 'street';

export const useMatters = () =>
  useQuery({
    queryKey: ['lists', 'matters'],
    queryFn: () => request<ListPage<Matter>>('/lists/matters?limit=500'),
    staleTime: FIVE_MINUTES,
  });

/** The matter as it stood on the day of the conduct; nothing is asked without a code. */
export const useMatter = (code: string | null, on: string | null) =>
  useQuery({
    queryKey: ['lists', 'matter', code, on],
    queryFn: async () => (await request<ListPage<Matter>>(`/lists/matters${query({ code, on })}`)).items[0] ?? null,
    enabled: code !== null,
    staleTime: FIVE_MINUTES,
  });

export interface BenchmarkAnswer {
  benchmark: Benchmark | null;
  factors: FactorDefinitions;
}

/** The matter's benchmark as it stood on the day of the conduct, with the dictionary of its factors. */
export const useBenchmark = (code: string | null, on: string | null) =>
  useQuery({
    queryKey: ['lists', 'benchmark', code, on],
    queryFn: async (): Promise<BenchmarkAnswer> => {
      const page = await request<ListPage<Benchmark> & { factors?: FactorDefinitions }>(`/lists/benchmarks${query({ code, on })}`);
      return { benchmark: page.items[0] ?? null, factors: page.factors ?? {} };
    },
    enabled: code !== null,
    staleTime: FIVE_MINUTES,
  });
