/** The permanent record of a case, read back exactly as it was sealed. */
import type { CaseEvent } from '../../domain/case/events.ts';
import type { RecordedEvent } from '../../domain/work/record.ts';
import type { Database } from '../database/database.ts';

interface Row {
  seq: number;
  type: string;
  at: Date;
  actor: RecordedEvent['actor'];
  data: unknown;
  terms: RecordedEvent['terms'];
  basis: string[];
  entered: RecordedEvent['entered'] | null;
  hash: string;
}

const COLUMNS = 'seq, type, at, actor, data, terms, basis, entered, hash';

// Key order follows the hash's own, and `at` is the very text that was sealed: UTC with milliseconds.
const eventOf = ({ seq, type, at, actor, data, terms, basis, entered, hash }: Row): RecordedEvent => ({
  seq,
  type,
  at: at.toISOString(),
  actor,
  data,
  terms,
  basis,
  ...(entered ? { entered } : {}),
  hash,
});

/** Events after `after` (0: from the first), oldest first. */
export async function readEvents(database: Database, caseId: string, after = 0, limit = 100_000): Promise<RecordedEvent[]> {
  const rows = await database.rows<Row>(
    `select ${COLUMNS} from work_event where work_id = $1 and seq > $2 order by seq limit $3`,
    [caseId, after, limit],
    'events',
  );
  return rows.map(eventOf);
}

/** As the domain folds them: what was recorded was decided by it. */
export const asCaseEvents = (events: readonly RecordedEvent[]): readonly CaseEvent[] => events as unknown as readonly CaseEvent[];
