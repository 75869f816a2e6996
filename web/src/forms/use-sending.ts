import { useCallback, useEffect, useRef, useState } from 'react';
import { newKey } from '../api/idempotency.ts';
import { dropDraft, keepDraft, readDraft } from './drafts.ts';
import type { Values } from './form-values.ts';

/** The same content sent again bears the same key, and is done once; changed content is another command. */
export function useKeys(): (payload: Values) => string {
  const keys = useRef(new Map<string, string>());
  return useCallback((payload: Values) => {
    const content = JSON.stringify(payload);
    const key = keys.current.get(content) ?? newKey();
    keys.current.set(content, key);
    return key;
  }, []);
}

/** What was typed before, and keeping what is typed now, half a second after the last keystroke. */
export function useDraft(key: string) {
  const [found] = useState(() => readDraft(key));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef<Values | null>(null);
  const write = useCallback(() => {
    clearTimeout(timer.current);
    if (latest.current) keepDraft(key, latest.current);
    latest.current = null;
  }, [key]);
  useEffect(() => write, [write]);
  const keep = useCallback(
    (values: Values) => {
      latest.current = values;
      clearTimeout(timer.current);
      timer.current = setTimeout(write, 500);
    },
    [write],
  );
  const done = useCallback(() => {
    latest.current = null;
    clearTimeout(timer.current);
    dropDraft(key);
  }, [key]);
  return { found, keep, done };
}
