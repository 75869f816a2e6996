/** When a case must next act by itself: its one timer. */
import { nextWorkingInstant } from './calendar.ts';
import { RUNG_LABELS, rungsAhead } from './ladder.ts';
import type { CasePolicy, Instant, LedgerEntry } from './model.ts';
import { allInstants } from './instants.ts';

export interface WakeUp {
  /** UTC milliseconds; not before `now`. */
  at: Instant;
  /** What for, for the operator: a rung of a term, or a breach to record. */
  why: string;
}

/** FNV-1a: the same on every machine, spread evenly enough for ids. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A case's own share of the window, in milliseconds: cases due at one instant do not all wake in the same second. */
export function spreadOf(caseId: string, windowMs: number): number {
  return windowMs <= 0 ? 0 : hash32(caseId) % windowMs;
}

/**
 * The earliest next action: a rung's delivery, or a breach to record. Null when nothing is left to do without an event.
 * With `spread` the instant is put off by the case's share of the window; lights do not wait for it, they are derived.
 */
export function nextWakeUp(
  policy: Pick<CasePolicy, 'terms' | 'ladders' | 'calendar'>, ledger: readonly LedgerEntry[], now: Instant,
  spread?: { caseId: string; windowMs: number },
): WakeUp | null {
  let next: WakeUp | null = null;
  const offer = (at: Instant, why: string) => {
    if (next === null || at < next.at) next = { at, why };
  };
  const terms = allInstants(policy, ledger);
  for (const rung of rungsAhead(policy, terms, now)) {
    // One that is overdue at night waits for the morning.
    const waits = rung.deliverAt <= now && !rung.anyHour;
    const at = waits ? nextWorkingInstant(policy.calendar, now) : rung.deliverAt;
    offer(at, `${rung.label}：${RUNG_LABELS[rung.action]}`);
  }
  for (const { record, definition, redAt } of terms) {
    if (record.end !== null || definition.window || record.breachedAt !== null || redAt === null) continue;
    offer(redAt, `${definition.label}：超期登记`);
  }
  const found = next as WakeUp | null;
  if (found === null) return null;
  const late = found.at <= now ? 0 : spread ? spreadOf(spread.caseId, spread.windowMs) : 0;
  return { at: Math.max(found.at, now) + late, why: found.why };
}
