/** The county's chain of anchors: every row sealed to the one before, and the same as its copy outside the database. */
import { type Anchor, anchorFault, anchorStart } from '../../domain/case/closing/anchor.ts';
import type { AnchorRow, ChainCheck, ChainFault } from '../../contract/record.ts';
import type { Database } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';
import { keptBeyond, type Witnessed, witnessed } from './witness.ts';

type Row = Omit<Anchor, 'at'> & { at: Date };

const COLUMNS = 'n, case_id as "caseId", head, length, at, previous, hash';
const PAGE = 2_000;
const MOST_FAULTS = 50;

const anchorOf = <Found extends Row>(row: Found): Omit<Found, 'at'> & { at: string } => ({ ...row, at: row.at.toISOString() });

/** A case's own anchors, oldest first; one for each time it was archived. */
export async function anchorsOf(database: Database, caseId: string): Promise<Anchor[]> {
  return (await database.rows<Row>(`select ${COLUMNS} from record_anchor where case_id = $1 order by n`, [caseId])).map(anchorOf);
}

export async function lengthOfChain(database: Database): Promise<number> {
  return (await database.first<{ n: number }>('select coalesce(max(n), 0)::int as n from record_anchor'))?.n ?? 0;
}

type Listed = Row & Pick<AnchorRow, 'kind' | 'number'>;

const LISTED = `select ${COLUMNS}, (select number from case_detail where id = case_id) as number,
  (select kind from work_view where id = case_id) as kind from record_anchor`;

/** Newest first, below `before`. */
export async function latestAnchors(database: Database, before: number | null, limit: number): Promise<AnchorRow[]> {
  const rows = await database.rows<Listed>(`${LISTED} where $1::int is null or n < $1 order by n desc limit $2`, [before, limit]);
  return rows.map(anchorOf);
}

export async function anchorNumbered(database: Database, n: number): Promise<AnchorRow | null> {
  const row = await database.first<Listed>(`${LISTED} where n = $1`, [n]);
  return row ? anchorOf(row) : null;
}

const COPY_FAULTS: Partial<Record<Witnessed, (n: number) => string>> = {
  other: (n) => `第${n}号锚定与库外留存的不一致：数据库中的被改动过`,
  missing: (n) => `第${n}号锚定没有库外留存`,
};

/** A stretch of the chain, both ends included; to the end of the chain where `to` is null. */
export interface Stretch {
  from: number;
  to: number | null;
}

export const WHOLE: Stretch = { from: 1, to: null };

/** Walks a stretch, its first link to the one before included. `now`: epoch milliseconds. */
export async function walkChain(database: Database, folder: string, now: number, { from, to }: Stretch): Promise<ChainCheck> {
  const faults: ChainFault[] = [];
  const fault = (n: number, caseId: string | null, reason: string | undefined | null): void => {
    if (reason && faults.length < MOST_FAULTS) faults.push({ n, caseId, reason });
  };
  let previous = anchorStart(sha256);
  if (from > 1) {
    const before = await database.first<{ hash: string }>('select hash from record_anchor where n = $1', [from - 1]);
    previous = { n: from - 1, hash: before?.hash ?? '' };
  }
  for (;;) {
    const rows = await database.rows<Row>(
      `select ${COLUMNS} from record_anchor where n > $1 and ($2::int is null or n <= $2) order by n limit ${PAGE}`,
      [previous.n, to],
    );
    for (const anchor of rows.map(anchorOf)) {
      fault(anchor.n, anchor.caseId, anchorFault(previous, anchor, sha256));
      fault(anchor.n, anchor.caseId, COPY_FAULTS[await witnessed(folder, anchor, now)]?.(anchor.n));
      previous = anchor;
    }
    if (rows.length < PAGE) break;
  }
  const { n: length, hash: head } = previous;
  if (to === null && (await keptBeyond(folder, length))) fault(length + 1, null, `库外留存有第${length + 1}号锚定，数据库中没有：已被删去`);
  return { ok: faults.length === 0, length, head, faults };
}
