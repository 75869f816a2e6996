/** The county's chain of anchors as a whole: every row sealed to the one before, and the same as its copy outside. */
import { type Anchor, anchorGenesis, anchorHash } from '../../domain/case/anchor.ts';
import type { Database } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';
import { keptBeyond, witnessed } from './witness.ts';

interface Row extends Omit<Anchor, 'at'> {
  at: Date;
}

const COLUMNS = 'n, case_id as "caseId", head, length, at, previous, hash';
const PAGE = 2_000;

const anchorOf = (row: Row): Anchor => ({ ...row, at: row.at.toISOString() });

export interface ChainFault {
  n: number;
  caseId: string | null;
  reason: string;
}

export interface ChainCheck {
  ok: boolean;
  length: number;
  head: string;
  /** The first faults, oldest first. */
  faults: ChainFault[];
}

const MOST_FAULTS = 50;

/** A case's own anchors, oldest first; one for each time it was archived. */
export async function anchorsOf(database: Database, caseId: string): Promise<Anchor[]> {
  return (await database.rows<Row>(`select ${COLUMNS} from record_anchor where case_id = $1 order by n`, [caseId])).map(anchorOf);
}

/** Newest first, below `before`; `number`: the case's in the register, null where it was never filed. */
export async function latestAnchors(
  database: Database, before: number | null, limit: number,
): Promise<(Anchor & { number: string | null })[]> {
  const rows = await database.rows<Row & { number: string | null }>(
    `select ${COLUMNS}, (select number from case_view where id = case_id) as number
     from record_anchor where $1::int is null or n < $1 order by n desc limit $2`, [before, limit],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Walks the chain from `from` (with its own link to the one before) to the end, page by page. */
export async function checkCountyChain(database: Database, folder: string, now: number, from = 1): Promise<ChainCheck> {
  const faults: ChainFault[] = [];
  const fault = (n: number, caseId: string | null, reason: string): void => {
    if (faults.length < MOST_FAULTS) faults.push({ n, caseId, reason });
  };
  let length = from - 1;
  let previous = anchorGenesis(sha256);
  if (from > 1) {
    previous = (await database.first<{ hash: string }>('select hash from record_anchor where n = $1', [length]))?.hash ?? '';
  }
  for (;;) {
    const rows = await database.rows<Row>(
      `select ${COLUMNS} from record_anchor where n > $1 order by n limit ${PAGE}`, [length],
    );
    for (const anchor of rows.map(anchorOf)) {
      for (let missing = length + 1; missing < anchor.n && faults.length < MOST_FAULTS; missing += 1) {
        fault(missing, null, `第${missing}号锚定缺失`);
      }
      if (anchor.previous !== previous || anchorHash(anchor, sha256) !== anchor.hash) {
        fault(anchor.n, anchor.caseId, `第${anchor.n}号锚定与前一号不相接，或者内容与其哈希不符`);
      }
      const copy = await witnessed(folder, anchor, now);
      if (copy === 'other') fault(anchor.n, anchor.caseId, `第${anchor.n}号锚定与库外留存的不一致：数据库中的被改动过`);
      if (copy === 'missing') fault(anchor.n, anchor.caseId, `第${anchor.n}号锚定没有库外留存`);
      previous = anchor.hash;
      length = anchor.n;
    }
    if (rows.length < PAGE) break;
  }
  if (await keptBeyond(folder, length)) fault(length + 1, null, `库外留存有第${length + 1}号锚定，数据库中没有：已被删去`);
  return { ok: faults.length === 0, length, head: previous, faults };
}
