import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** Queries that show many work items; a change of any may move them. */
const TOUCHED = ['items', 'board', 'work', 'leads'];

/** A line that was refused (a proxy's 502, a full hub) is tried again after this time. */
const RETRY_MS = 5_000;

/** Many items may change at once: one refresh a second is enough for a person. */
const CALM_MS = 800;

/**
 * Listens to server-sent events and refreshes what is shown. A broken line is taken up again, and then everything shown
 * is read anew, because events may have been missed. Answers whether the line is up.
 */
export function useLive(): boolean {
  const client = useQueryClient();
  const [up, setUp] = useState(true);
  useEffect(() => listen(client, setUp), [client]);
  return up;
}

function listen(client: QueryClient, tell: (up: boolean) => void): () => void {
  let source: EventSource | undefined;
  let pending: ReturnType<typeof setTimeout> | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let broken = false;
  const refresh = (...keys: string[]) => {
    for (const key of keys) void client.invalidateQueries({ queryKey: [key] });
  };
  // What is being read is waited for: a refresh would break it off, and with it the "more" that somebody has just asked for.
  const soon = () => {
    pending ??= setTimeout(() => {
      pending = undefined;
      if (TOUCHED.some((key) => client.isFetching({ queryKey: [key] }) > 0)) soon();
      else refresh(...TOUCHED);
    }, CALM_MS);
  };
  const open = () => {
    const line = new EventSource('/api/v1/live');
    source = line;
    line.onopen = () => {
      tell(true);
      if (broken) refresh('item', ...TOUCHED);
      broken = false;
    };
    line.onerror = () => {
      broken = true;
      tell(false);
      // The browser goes on by itself, but for a line that was answered with an error.
      if (line.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
    const changed = (id: string) => {
      void client.invalidateQueries({ queryKey: ['item', id] });
      soon();
    };
    line.addEventListener('case', (event: MessageEvent<string>) => changed((JSON.parse(event.data) as { caseId: string }).caseId));
    line.addEventListener('item', (event: MessageEvent<string>) => changed((JSON.parse(event.data) as { id: string }).id));
    line.addEventListener('lead', soon);
    line.addEventListener('notification', () => refresh('work'));
    line.addEventListener('reset', () => refresh('item', ...TOUCHED));
  };
  open();
  return () => {
    clearTimeout(pending);
    clearTimeout(retry);
    source?.close();
  };
}
