/** What a batch asks of the county's registers of numbers: one for its filing, one for its decision. */
import type { CaseEvent } from '../domain/case/events.ts';
import type { DecisionSeries, Registers } from './numbering.ts';

/** `n`: a paper file's own number, entered; null asks for the next. */
export interface FilingRequest {
  year: number;
  n: number | null;
}

export interface DecisionRequest extends FilingRequest {
  /** The event that decided. */
  seq: number;
  series: DecisionSeries;
}

const yearOf = (legalDate: string): number => Number(legalDate.slice(0, 4));

/**
 * Where the batch files the case; a paper number of another form is none of the register's. A number that was reserved
 * before the command comes with the batch.
 */
export function filingOf(events: readonly CaseEvent[], { cases }: Registers): FilingRequest | null {
  const filed = events.findLast((event) => event.type === 'CaseFiled');
  if (!filed) return null;
  const { filedOn, paperNumber } = filed.data;
  if (paperNumber !== null) return cases.parse(paperNumber);
  const reserved = events.find((event) => event.seq > filed.seq && event.type === 'CaseNumberAllotted');
  const number = reserved?.type === 'CaseNumberAllotted' ? cases.parse(reserved.data.number) : null;
  return number ?? { year: yearOf(filedOn), n: null };
}

// A transfer and a referral to the police go out as letters, an order under a number of its own: none is a decision on a
// penalty (行政处罚法 57).
const SERIES = {
  penalty: 'penalty',
  order: null,
  'no-penalty': 'no-penalty',
  'not-established': 'no-penalty',
  transfer: null,
  police: null,
} as const;

/** Where the batch decides the case, in the ordinary way or on the spot. */
export function decisionOf(events: readonly CaseEvent[], { decisions }: Registers): DecisionRequest | null {
  const decided = events.findLast((event) => event.type === 'Decided' || event.type === 'PenaltyDecidedOnTheSpot');
  if (!decided) return null;
  const series = decided.type === 'Decided' ? SERIES[decided.data.kind] : 'penalty';
  if (series === null) return null;
  const { decidedOn, paperNumber = null } = decided.data;
  if (paperNumber === null) {
    const reserved = events.find((event) => event.seq > decided.seq && event.type === 'DecisionNumberAllotted');
    const number = reserved?.type === 'DecisionNumberAllotted' ? decisions[series].parse(reserved.data.number) : null;
    return { seq: decided.seq, series, ...(number ?? { year: yearOf(decidedOn), n: null }) };
  }
  const own = decisions[series].parse(paperNumber);
  return own && { seq: decided.seq, series, ...own };
}
