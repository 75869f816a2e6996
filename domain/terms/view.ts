/**
 * The one function that derives a term's deadline, consumption and light from ledger, calendar and `now`. Workflow,
 * API, tests, read model and explanation all use it.
 */
import type { Light } from '../vocabulary.ts';
import { amountOf, amountUsed, clockLength, countUnitOf, isDayUnit, isPausedAt, type Counting, type CountUnit } from './count.ts';
import { DAY, parseInstant, toShanghaiIso } from './instant.ts';
import { allInstants, instantsOf, type TermInstants } from './instants.ts';
import { extendedBy, foldLedger } from './ledger.ts';
import { isWorse, lightAt } from './light.ts';
import type { Calendar, TermPolicy, Instant, IsoInstant, LedgerEntry, PauseGround, TermDefinition } from './model.ts';

/** `lapsed`: a window whose time has passed. */
export type TermStatus = 'running' | 'paused' | 'lapsed' | 'met' | 'cancelled';

/** A term as it stands at `now`. Instants are ISO 8601 with +08:00. */
export interface TermView {
  term: string;
  key: string;
  label: string;
  effect: TermDefinition['effect'];
  /** The sector's or place's rule that its length is taken from; null for a statutory or internal term. */
  rule: string | null;
  duty: TermDefinition['duty'];
  unit: TermDefinition['unit'];
  status: TermStatus;
  /** Running or paused. */
  open: boolean;
  /** A time in which somebody may act: never late, and no part of the case's light. */
  window: boolean;
  anchor: IsoInstant;
  armedAt: IsoInstant;
  /** The last second in time; null while a pause without an end stands before it. */
  deadline: IsoInstant | null;
  yellowAt: IsoInstant | null;
  /** The second after the deadline. */
  redAt: IsoInstant | null;
  /** At `now`; of an ended term, as it was when it ended. */
  light: Light;
  /** In `countUnit` (months and years in natural days); clock units with two decimals. Never more than `total`. */
  consumed: number;
  remaining: number;
  total: number;
  /** Time past the deadline, in `countUnit`, a day begun counting as one; 0 when in time. */
  overdue: number;
  countUnit: CountUnit;
  /** The deadline reaches a year whose holidays are not published. */
  provisional: boolean;
  /** Ladder epoch, from 0: a new one begins when an entry improved the light. */
  epoch: number;
  /** Passed its deadline, whether or not it was met afterwards. */
  late: boolean;
  endedAt: IsoInstant | null;
  endedWhy: string | null;
  /** Grounds that hold it at `now`. */
  pausedBy: PauseGround[];
  extended: number;
  ref: string | null;
  ladder: string | null;
  basis: string;
  local: string | null;
}

/** The grounds that hold a term, each once. */
function standing(pauses: TermInstants['pauses'], at: Instant): PauseGround[] {
  const holding = pauses.filter((pause) => pause.to === null || isPausedAt([pause], at));
  return [...new Set(holding.map(({ ground }) => ground))];
}

const roundAmount = (counting: Counting, amount: number): number =>
  isDayUnit(counting.unit) ? amount : Math.round((amount / clockLength(counting.unit)) * 100) / 100;

export function viewOf(instants: TermInstants, calendar: Calendar, now: Instant): TermView {
  const { record, definition, counting, deadline, pauses } = instants;
  const asOf = record.end === null ? now : Math.min(now, record.end.at);
  // Without a deadline there is a pause without an end: it holds the term, also when it is dated ahead of `now`.
  const paused = deadline === null || isPausedAt(pauses, asOf);
  const yellowAt = instants.yellowAt;
  const redAt = instants.redAt;
  const passed = redAt !== null && asOf >= redAt;
  const light = definition.window ? (paused && !passed ? 'grey' : 'green') : lightAt({ yellowAt, redAt, paused }, asOf);
  let status: TermStatus = paused && !passed ? 'paused' : 'running';
  if (record.end !== null && now >= record.end.at) status = record.end.how;
  else if (definition.window && passed) status = 'lapsed';

  const total = amountOf(counting);
  const used = amountUsed(counting, calendar, asOf);
  const consumed = passed ? total : Math.min(used, total);
  // A day begun counts as one: a day term is measured to the end of the present day.
  const until = isDayUnit(counting.unit) ? asOf + DAY : asOf;
  const overdue = passed && !definition.window ? amountUsed({ ...counting, anchor: deadline!.at, pauses: [] }, calendar, until) : 0;
  const iso = (instant: Instant | null) => (instant === null ? null : toShanghaiIso(instant));
  return {
    term: record.term,
    key: record.key,
    label: definition.label,
    effect: definition.effect,
    rule: definition.rule?.name ?? null,
    duty: definition.duty,
    unit: record.unit,
    status,
    open: status === 'running' || status === 'paused',
    window: definition.window ?? false,
    anchor: toShanghaiIso(record.anchor),
    armedAt: toShanghaiIso(record.armedAt),
    deadline: iso(deadline?.at ?? null),
    yellowAt: iso(definition.window ? null : yellowAt),
    redAt: iso(definition.window ? null : redAt),
    light,
    consumed: roundAmount(counting, consumed),
    remaining: roundAmount(counting, total - consumed),
    total: roundAmount(counting, total),
    overdue: roundAmount(counting, overdue),
    countUnit: countUnitOf(counting.unit),
    provisional: deadline?.provisional ?? false,
    epoch: instants.epoch,
    late: !definition.window && (passed || record.breachedAt !== null),
    endedAt: iso(record.end?.at ?? null),
    endedWhy: record.end?.why ?? null,
    pausedBy: status === 'paused' ? standing(pauses, asOf) : [],
    extended: extendedBy(record),
    ref: record.ref,
    ladder: definition.ladder ?? null,
    basis: definition.basis,
    local: definition.local ?? null,
  };
}

/** All terms of a case as they stand at `now` (UTC milliseconds), in the order of arming. */
export function deriveTerms(policy: Pick<TermPolicy, 'terms' | 'calendar'>, ledger: readonly LedgerEntry[], now: Instant): TermView[] {
  return allInstants(policy, ledger).map((instants) => viewOf(instants, policy.calendar, now));
}

/**
 * One term as it stands at `now`: the last armed one of the definition's key in `entries`. `entries` may be the whole
 * ledger or the term's own part of it. Null when it was never armed.
 */
export function deriveTerm(definition: TermDefinition, entries: readonly LedgerEntry[], calendar: Calendar, now: Instant): TermView | null {
  const { records, pauses } = foldLedger(entries);
  const record = records.filter(({ key }) => key === definition.key).at(-1);
  return record ? viewOf(instantsOf(definition, record, pauses, calendar), calendar, now) : null;
}

export interface CaseLight {
  light: Light;
  /** The term that names it: of the worst, the one due first. Null when no term is open. */
  term: TermView | null;
}

/** A case's light is the worst of its open terms, windows apart. Green when none is open. */
export function caseLight(terms: readonly TermView[]): CaseLight {
  let worst: CaseLight = { light: 'green', term: null };
  for (const term of terms) {
    if (!term.open || term.window) continue;
    const earlier = worst.term === null || (term.redAt ?? '9999') < (worst.term.redAt ?? '9999');
    if (worst.term === null || isWorse(term.light, worst.light) || (term.light === worst.light && earlier)) {
      worst = { light: term.light, term };
    }
  }
  return worst;
}

/** What a read model keeps so that it can derive the case's light at any later instant by comparing. */
export interface LightIndex {
  yellowAt: IsoInstant | null;
  redAt: IsoInstant | null;
  /** Every open term is paused: grey unless `yellowAt` or `redAt` has come. */
  grey: boolean;
}

/** Good until the next ledger entry: pauses begin and end only by entries. */
export function lightIndex(terms: readonly TermView[]): LightIndex {
  const min = (a: IsoInstant | null, b: IsoInstant | null) => (a === null || (b !== null && b < a) ? b : a);
  const index: LightIndex = { yellowAt: null, redAt: null, grey: false };
  let running = 0;
  let paused = 0;
  for (const term of terms) {
    if (!term.open || term.window) continue;
    if (term.status === 'paused') {
      paused += 1;
      continue;
    }
    running += 1;
    index.yellowAt = min(index.yellowAt, term.yellowAt);
    index.redAt = min(index.redAt, term.redAt);
  }
  index.grey = paused > 0 && running === 0;
  return index;
}

/** The case's light at `now` from its index: the very comparison that the read model makes in SQL. */
export function lightFromIndex(index: LightIndex, now: Instant): Light {
  const at = (iso: IsoInstant | null) => (iso === null ? null : parseInstant(iso));
  return lightAt({ yellowAt: at(index.yellowAt), redAt: at(index.redAt), paused: index.grey }, now);
}
