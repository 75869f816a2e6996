/** Refusals for the audit trail: the first of a kind each, a flood of them as a number. */
import type { Instant } from '../../domain/terms/model.ts';
import type { AuditNote } from './port.ts';

const WINDOW_MS = 60_000;
const EACH = 30;
const MOST_KINDS = 10_000;

interface Window {
  until: Instant;
  count: number;
  left: number;
}

export type NoteRefusal = (note: AuditNote) => void;

/** `write` is called at once for the first of a minute, and once at its end for the rest. */
export function createRefusals(write: NoteRefusal, clock: () => Instant): NoteRefusal {
  const windows = new Map<string, Window>();
  return (note) => {
    const now = clock();
    const key = JSON.stringify([note.actorId ?? note.address, note.what, note.detail.code]);
    let window = windows.get(key);
    if (!window || window.until <= now) {
      if (windows.size >= MOST_KINDS) for (const [old, { until }] of windows) if (until <= now) windows.delete(old);
      window = { until: now + WINDOW_MS, count: 0, left: 0 };
      windows.set(key, window);
    }
    window.count += 1;
    if (window.count <= EACH) return write(note);
    if (window.left === 0) {
      const told = window;
      const timer = setTimeout(() => {
        write({ ...note, detail: { ...note.detail, repeated: told.left } });
        told.left = 0;
      }, window.until - now);
      timer.unref();
    }
    window.left += 1;
  };
}
