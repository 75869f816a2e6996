import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { CappedCount, Page } from '../../../contract/page.ts';

/** What narrows a list stands in the address, so that a view can be sent on. */
export function useAddressFilters() {
  const [parameters, setParameters] = useSearchParams();
  return {
    /** As the address has it. */
    search: parameters.toString(),
    read: (name: string): string | undefined => parameters.get(name) ?? undefined,
    set: (name: string, value: string | null | undefined): void =>
      setParameters(
        (before) => {
          const next = new URLSearchParams(before);
          if (value) next.set(name, value);
          else next.delete(name);
          return next;
        },
        { replace: true },
      ),
    clear: (): void => setParameters({}, { replace: true }),
  };
}

/** A list that is read page by page; while other filters are read, what was shown stays. */
export const usePages = <Answer extends Page<unknown>>(queryKey: readonly unknown[], read: (cursor: string | null) => Promise<Answer>) =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });

/** 共 3 件; counting ends at a thousand. */
export const countWords = ({ count, capped }: CappedCount): string => `共 ${count}${capped ? ' 件以上' : ' 件'}`;
