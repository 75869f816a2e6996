/**
 * The ledger's fold: what every armed term has been through. Nothing here is counted; `view.ts` derives deadline and
 * light from these records, the calendar and `now`.
 */
import type { Pause } from './count.ts';
import { parseInstant } from './instant.ts';
import type { Instant, LeadStep, LedgerEntry, PauseGround, Roll, TermUnit } from './model.ts';

/** A ground that stands for the whole case, as recorded. */
export interface GroundPause extends Pause {
  ground: PauseGround;
  ref: string | null;
  why: string;
}

export interface Extension {
  at: Instant;
  length: number;
  step: number;
  approver: string;
  basis: string;
  why: string;
}

/** One armed term (`key#n`) and everything recorded of it. */
export interface TermRecord {
  term: string;
  key: string;
  ref: string | null;
  armedAt: Instant;
  anchor: Instant;
  /** What runs out before it, and gives it its anchor. */
  lead: { from: Instant; steps: readonly LeadStep[] } | null;
  length: number;
  unit: TermUnit;
  roll: Roll;
  fixed: boolean;
  why: string;
  extensions: Extension[];
  /** Its own pauses and, until it is narrowed by the definition's grounds, those of the case. */
  pauses: GroundPause[];
  end: { how: 'met' | 'cancelled'; at: Instant; why: string } | null;
  breachedAt: Instant | null;
  rungs: { rung: number; epoch: number; nominal: Instant; delivered: Instant }[];
  /** Entries that may have improved the light, in order: where ladder epochs can begin. */
  turns: Turn[];
}

export interface Turn {
  at: Instant;
  op: 'extended' | 'reanchored' | 'redefined';
  why: string;
  before: TermShape;
  /** Whether the light got better, where the record says so; null: to be derived. */
  improved: boolean | null;
}

/** What a turn changes; kept so that the light before it can be derived again. */
export type TermShape = Pick<TermRecord, 'anchor' | 'length' | 'unit' | 'roll'> & { extended: number };

export interface Folded {
  records: TermRecord[];
  /** Grounds of the whole case, in the order they began. */
  pauses: GroundPause[];
}

export function extendedBy(record: Pick<TermRecord, 'extensions'>): number {
  let total = 0;
  for (const { length } of record.extensions) total += length;
  return total;
}

export function shapeOf(record: TermRecord): TermShape {
  const { anchor, length, unit, roll } = record;
  return { anchor, length, unit, roll, extended: extendedBy(record) };
}

function closePause(pauses: GroundPause[], ground: PauseGround, ref: string | null, at: Instant): void {
  for (let index = pauses.length - 1; index >= 0; index--) {
    const pause = pauses[index]!;
    if (pause.ground === ground && pause.ref === ref && pause.to === null) {
      pause.to = at;
      return;
    }
  }
}

/**
 * Folds a ledger. Entries were checked when they were appended; one that names an unknown term throws, because a record
 * that does not hold together must not be shown as if it did.
 */
export function foldLedger(entries: readonly LedgerEntry[]): Folded {
  const records: TermRecord[] = [];
  const byTerm = new Map<string, TermRecord>();
  const pauses: GroundPause[] = [];
  const find = (term: string): TermRecord => {
    const record = byTerm.get(term);
    if (!record) throw new Error(`the ledger speaks of ${term}, which was never armed`);
    return record;
  };
  for (const entry of entries) {
    switch (entry.op) {
      case 'armed': {
        const record: TermRecord = {
          term: entry.term,
          key: entry.key,
          ref: entry.ref ?? null,
          armedAt: parseInstant(entry.at),
          anchor: parseInstant(entry.anchor),
          lead: entry.lead ? { from: parseInstant(entry.lead.from), steps: entry.lead.steps } : null,
          length: entry.length,
          unit: entry.unit,
          roll: entry.roll,
          fixed: entry.fixed ?? false,
          why: entry.why,
          extensions: [],
          pauses: [],
          end: null,
          breachedAt: null,
          rungs: [],
          turns: [],
        };
        records.push(record);
        byTerm.set(entry.term, record);
        break;
      }
      case 'paused': {
        const list = entry.term === '*' ? pauses : find(entry.term).pauses;
        const { ground, why } = entry;
        list.push({ ground, ref: entry.ref ?? null, why, from: parseInstant(entry.at), to: null });
        break;
      }
      case 'resumed': {
        const list = entry.term === '*' ? pauses : find(entry.term).pauses;
        closePause(list, entry.ground, entry.ref ?? null, parseInstant(entry.at));
        break;
      }
      case 'extended': {
        const record = find(entry.term);
        const { length, step, approver, basis, why } = entry;
        const at = parseInstant(entry.at);
        record.turns.push({ at, op: 'extended', why, before: shapeOf(record), improved: null });
        record.extensions.push({ at, length, step, approver, basis, why });
        break;
      }
      case 'reanchored': {
        const record = find(entry.term);
        const { at, why } = entry;
        record.turns.push({ at: parseInstant(at), op: 'reanchored', why, before: shapeOf(record), improved: null });
        record.anchor = parseInstant(entry.anchor);
        record.lead = null;
        record.breachedAt = null;
        break;
      }
      case 'redefined': {
        const record = find(entry.term);
        const { at, why, improved } = entry;
        record.turns.push({ at: parseInstant(at), op: 'redefined', why, before: shapeOf(record), improved });
        record.length = entry.length;
        record.unit = entry.unit;
        record.roll = entry.roll;
        record.breachedAt = null;
        break;
      }
      case 'met':
      case 'cancelled': {
        const record = find(entry.term);
        record.end ??= { how: entry.op, at: parseInstant(entry.at), why: entry.why };
        break;
      }
      case 'breached': {
        const record = find(entry.term);
        record.breachedAt ??= parseInstant(entry.at);
        break;
      }
      case 'rung': {
        const { rung, epoch } = entry;
        const nominal = parseInstant(entry.nominal);
        find(entry.term).rungs.push({ rung, epoch, nominal, delivered: parseInstant(entry.delivered) });
        break;
      }
    }
  }
  return { records, pauses };
}

/** The case's standing pause on a ground at the ledger's end, if there is one. */
export function openGround(entries: readonly LedgerEntry[], ground: PauseGround, ref: string | null): GroundPause | null {
  return foldLedger(entries).pauses.find((p) => p.ground === ground && p.ref === ref && p.to === null) ?? null;
}
