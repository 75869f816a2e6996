import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Queries that show cases; a change of any case may move them. */
const TOUCHED = ['cases', 'board', 'work', 'leads'];

/**
 * Listens to server-sent events and refreshes what is shown. EventSource reconnects by itself; when it comes back
 * everything shown is read again, because events may have been missed. Answers whether the line is up.
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [up, setUp] = useState(true);
  useEffect(() => {
    const source = new EventSource('/api/v1/live');
    let broken = false;
    let pending: ReturnType<typeof setTimeout> | undefined;
    const refreshAll = () => {
      for (const key of TOUCHED) void client.invalidateQueries({ queryKey: [key] });
    };
    // Many cases may change at once: one refresh a second is enough for a person.
    const soon = () => {
      pending ??= setTimeout(() => {
        pending = undefined;
        refreshAll();
      }, 800);
    };
    source.onopen = () => {
      setUp(true);
      if (broken) refreshAll();
      broken = false;
    };
    source.onerror = () => {
      broken = true;
      setUp(false);
    };
    source.addEventListener('case', (event: MessageEvent<string>) => {
      const { caseId } = JSON.parse(event.data) as { caseId: string };
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      soon();
    });
    source.addEventListener('lead', soon);
    return () => {
      clearTimeout(pending);
      source.close();
    };
  }, [client]);
  return up;
}
