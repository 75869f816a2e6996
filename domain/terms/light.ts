/** Lights 红黄绿灯, derived by comparing instants: nothing is stored, a board is right at the second. */
import type { Light } from '../vocabulary.ts';
import { amountOf, reachedAt, redFrom, remainderAmount, type Counting } from './count.ts';
import type { Calendar, Instant, TermDefinition } from './model.ts';

/** Order of urgency; grey is never the worse of two. */
const URGENCY: Record<Light, number> = { grey: 0, green: 1, yellow: 2, red: 3 };

export function isWorse(a: Light, than: Light): boolean {
  return URGENCY[a] > URGENCY[than];
}

/** The amount used up (days or milliseconds) at which a term turns yellow: the earlier of share and fixed remainder. */
export function yellowAmount(counting: Counting, yellow: TermDefinition['yellow']): number {
  const total = amountOf(counting);
  // 0.8 × 15 is 12.000000000000002 to a computer: without the margin the light would turn a day late.
  const byShare = Math.ceil(yellow.share * total - 1e-6);
  const byRemainder = total - remainderAmount(counting, yellow.remaining);
  return Math.max(0, Math.min(byShare, byRemainder));
}

/** When the term turns yellow: never later than red. Null while a standing pause comes first. */
export function yellowFrom(
  counting: Counting,
  yellow: TermDefinition['yellow'],
  calendar: Calendar,
  deadline: Instant | null,
): Instant | null {
  const at = reachedAt(counting, calendar, yellowAmount(counting, yellow));
  return at === null || deadline === null ? at : Math.min(at, redFrom(deadline));
}

/**
 * The light at `now`. Red stays red: a pause that begins after the deadline stops nothing. Otherwise grey while paused.
 */
export function lightAt(instants: { yellowAt: Instant | null; redAt: Instant | null; paused: boolean }, now: Instant): Light {
  if (instants.redAt !== null && now >= instants.redAt) return 'red';
  if (instants.paused) return 'grey';
  return instants.yellowAt !== null && now >= instants.yellowAt ? 'yellow' : 'green';
}
