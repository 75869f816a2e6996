import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is of that kind; right at the first paint, so that nothing jumps. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** A desk: the menu stands beside the page. */
export const useDesk = (): boolean => useMedia('(min-width: 992px)');

/** Wide enough for a table. */
export const useTableWidth = (): boolean => useMedia('(min-width: 768px)');

/** Worked by fingers. */
export const useTouch = (): boolean => useMedia('(pointer: coarse)');
