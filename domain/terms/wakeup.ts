/** When a case must next act by itself: its one timer. */
import { nextWorkingInstant } from './calendar.ts';
import { RUNG_LABELS, rungsAhead } from './ladder.ts';
import type { TermPolicy, Instant, LedgerEntry, TermDefinition, TermUnit } from './model.ts';
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

const shareOf = (hash: number, windowMs: number): number => (windowMs <= 0 ? 0 : hash % windowMs);

/** A case's own share of the window, in milliseconds: cases due at one instant do not all wake in the same second. */
export const spreadOf = (caseId: string, windowMs: number): number => shareOf(hash32(caseId), windowMs);

/** The longest that anything is put off. */
const LONGEST_MS = 10 * 60_000;
const UNIT_MS: Record<TermUnit, number> = {
  minute: 60_000,
  hour: 3_600_000,
  workHour: 3_600_000,
  workday: 86_400_000,
  naturalDay: 86_400_000,
  month: 30 * 86_400_000,
  year: 365 * 86_400_000,
};

/**
 * How long a term's own actions may be put off, in milliseconds, so that all that is due when the office opens does not
 * act in one second: a sixtieth of the term's length, ten minutes at most. Thirty minutes to arrive are put off by less
 * than thirty seconds.
 */
const windowOf = ({ length, unit }: Pick<TermDefinition, 'length' | 'unit'>): number =>
  Math.min(LONGEST_MS, Math.floor((length * UNIT_MS[unit]) / 60));

/**
 * The earliest next action: a rung's delivery, or a breach to record. Null when nothing is left to do without an event.
 * With `caseId` each is put off by that case's share of its term's window, though never out of working hours; lights do
 * not wait for it, they are derived.
 */
export function nextWakeUp(
  policy: Pick<TermPolicy, 'terms' | 'ladders' | 'calendar'>,
  ledger: readonly LedgerEntry[],
  now: Instant,
  caseId?: string,
): WakeUp | null {
  let next: WakeUp | null = null;
  const own = caseId === undefined ? null : hash32(caseId);
  const offer = (due: Instant, term: TermDefinition | undefined, anyHour: boolean, why: string) => {
    let at = Math.max(due, now);
    if (due > now && own !== null && term) {
      const put = due + shareOf(own, windowOf(term));
      if (anyHour || nextWorkingInstant(policy.calendar, put) === put) at = put;
    }
    if (next === null || at < next.at) next = { at, why };
  };
  const terms = allInstants(policy, ledger);
  for (const rung of rungsAhead(policy, terms, now)) {
    // One that is overdue at night waits for the morning.
    const waits = rung.deliverAt <= now && !rung.anyHour;
    const due = waits ? nextWorkingInstant(policy.calendar, now) : rung.deliverAt;
    const term = policy.terms.find(({ key }) => key === rung.key);
    offer(due, term, rung.anyHour, `${rung.label}：${RUNG_LABELS[rung.action]}`);
  }
  for (const { record, definition, redAt } of terms) {
    if (record.end !== null || definition.window || record.breachedAt !== null || redAt === null) continue;
    offer(redAt, definition, true, `${definition.label}：超期登记`);
  }
  return next;
}
