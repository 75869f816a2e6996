/** What a kind writes beside what every kind has: read by its own writer in SQL (`write_<kind>`). */
import type { CaseEvent } from '../domain/case/events.ts';
import type { CaseFile } from '../domain/case/state.ts';
import type { WorkFile, WorkState } from '../domain/work/file.ts';
import type { RecordedEvent } from '../domain/work/record.ts';
import type { Registers } from './numbering.ts';
import { decisionOf, filingOf } from './register-requests.ts';
import { partyRows } from './view-row.ts';

interface Change {
  /** Null where nothing is known of it before. */
  before: WorkState | null;
  /** Null where the read model stands there already. */
  after: WorkFile | null;
  events: readonly RecordedEvent[];
  registers: Registers;
}

const PARTS: Record<string, (change: Change) => object> = {
  case: ({ before, after, events, registers }) => {
    const [was, is] = [before as CaseFile | null, after as CaseFile | null];
    const sealed = events as readonly CaseEvent[];
    return {
      parties: is && was?.parties !== is.parties ? partyRows(is) : null,
      filing: filingOf(sealed, registers),
      decision: decisionOf(sealed, registers),
    };
  },
};

export const partsOf = (kind: string, change: Change): object => PARTS[kind]?.(change) ?? {};
