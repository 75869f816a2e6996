import { useQuery } from '@tanstack/react-query';
import type { Person, UnitRef } from '../../../domain/people.ts';
import { request } from './client.ts';

/** A page of a list; `nextCursor` is null on the last one. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

export type ListedPerson = Pick<Person, 'id' | 'name' | 'unit' | 'roles' | 'certificate'>;

export interface ListedMatter {
  code: string;
  name: string;
  domain: string;
  penaltyClause?: { law: string; article: string };
}

const FIVE_MINUTES = 300_000;

export const usePeople = () =>
  useQuery({ queryKey: ['lists', 'people'], queryFn: () => request<Page<ListedPerson>>('/lists/people?limit=500'), staleTime: FIVE_MINUTES });

export const useUnits = () =>
  useQuery({ queryKey: ['lists', 'units'], queryFn: () => request<Page<UnitRef>>('/lists/units?limit=500'), staleTime: FIVE_MINUTES });

export const useMatters = () =>
  useQuery({ queryKey: ['lists', 'matters'], queryFn: () => request<Page<ListedMatter>>('/lists/matters?limit=500'), staleTime: FIVE_MINUTES });
