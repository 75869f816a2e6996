/** The audit trail's chain in PostgreSQL: its end, its entries in order, and what does not fit. */
import { type AuditEntry, auditFault, type AuditHead, auditStart, sealEntries, type SealedEntry } from '../../domain/audit/entry.ts';
import type { AuditCheck, AuditFault, AuditSegment } from '../../contract/audit.ts';
import { type Database, iso, type Queries } from '../database/database.ts';
import { sha256 } from '../session/tokens.ts';

const PAGE = 5_000;
const MOST_FAULTS = 50;

export const ENTRY_COLUMNS = `n::float8 as n, at, what, outcome, actor_id as "actorId", key_id as "keyId", session_id as "sessionId",
  request_id as "requestId", address, subject, detail, hash`;

export type EntryRow = Omit<SealedEntry, 'at'> & { at: Date };

export const entryOf = <Row extends EntryRow>(row: Row): Omit<Row, 'at'> & { at: string } => ({ ...row, at: row.at.toISOString() });

/** Appends in one transaction; one writer at a time in the whole installation, or two entries would follow the same one. */
export function append(database: Database, entries: readonly Omit<AuditEntry, 'n'>[]): Promise<void> {
  return database.transaction(async (queries) => {
    await queries.run(`select pg_advisory_xact_lock(hashtext('caselight:audit'))`);
    const sealed = sealEntries(await headOf(queries), entries, sha256);
    await queries.run(
      `insert into audit_entry (n, at, what, outcome, actor_id, key_id, session_id, request_id, address, subject, detail, hash)
       select n, at, what, outcome, "actorId", "keyId", "sessionId", "requestId", address, subject, detail, hash
       from jsonb_to_recordset($1::jsonb) as x (n bigint, at timestamptz, what text, outcome text, "actorId" text, "keyId" text,
         "sessionId" text, "requestId" text, address text, subject text, detail jsonb, hash text) order by n`,
      [JSON.stringify(sealed)],
    );
  });
}

/** The last entry, or what the archive ended with. */
export async function headOf(queries: Queries): Promise<AuditHead> {
  const row = await queries.first<AuditHead>(
    `(select n::float8 as n, hash from audit_entry order by audit_entry.n desc limit 1)
     union all (select until_n::float8, head from audit_segment order by until_n desc limit 1) order by n desc limit 1`,
  );
  return row ?? auditStart(sha256);
}

type SegmentRow = Omit<AuditSegment, 'archivedAt'> & { archivedAt: Date };

export async function segmentsOf(queries: Queries): Promise<AuditSegment[]> {
  const rows = await queries.rows<SegmentRow>(
    `select from_n::float8 as "from", until_n::float8 as "until", follows, head, file_name as "fileName", file_hash as "fileHash",
       archived_at as "archivedAt", archived_by as "archivedBy" from audit_segment order by from_n`,
  );
  return rows.map((row) => ({ ...row, archivedAt: iso(row.archivedAt) }));
}

/** Entries in their order, page by page, after number `after`. */
export async function* entriesAfter(queries: Queries, after: number, until: number | null = null): AsyncGenerator<SealedEntry[]> {
  for (let last = after; ;) {
    const rows = await queries.rows<EntryRow>(
      `select ${ENTRY_COLUMNS} from audit_entry where audit_entry.n > $1 and ($2::bigint is null or audit_entry.n <= $2)
       order by audit_entry.n limit ${PAGE}`,
      [last, until],
    );
    const end = rows.at(-1);
    if (end) yield rows.map(entryOf);
    if (!end || rows.length < PAGE) return;
    last = end.n;
  }
}

/**
 * Walks the whole chain: the archived segments follow each other, and the entries that are here follow the last of them. `kept`:
 * heads that were kept outside the database (./kept-heads.ts); what they saw must be there still.
 */
export async function checkTrail(queries: Queries, kept: readonly AuditHead[] = []): Promise<AuditCheck> {
  const faults: AuditFault[] = [];
  const fault = (n: number, reason: string | null): void => {
    if (reason !== null && faults.length < MOST_FAULTS) faults.push({ n, reason });
  };
  const seen = new Map(kept.map(({ n, hash }) => [n, hash]));
  const compare = ({ n, hash }: AuditHead): void => {
    if ((seen.get(n) ?? hash) !== hash) fault(n, `第${n}条与库外留存的哈希不符：数据库中的被改动过`);
  };
  const segments = await segmentsOf(queries);
  let head = auditStart(sha256);
  for (const segment of segments) {
    if (segment.from !== head.n + 1 || segment.follows !== head.hash)
      fault(segment.from, `归档的第${segment.from}条起的一段与前一段接不上`);
    head = { n: segment.until, hash: segment.head };
    compare(head);
  }
  // What an archive holds may still be here: it is walked from where it begins, against the same hashes.
  const first = await queries.first<{ n: number }>('select min(n)::float8 as n from audit_entry');
  const left = segments.find(({ until }) => first?.n != null && first.n <= until);
  const archived = head;
  if (left) head = { n: left.from - 1, hash: left.follows };
  for await (const entries of entriesAfter(queries, head.n)) {
    for (const entry of entries) {
      fault(entry.n, auditFault(head, entry, sha256));
      if (entry.n === archived.n && entry.hash !== archived.hash) fault(entry.n, `第${entry.n}条与归档时记下的哈希不符`);
      compare(entry);
      head = entry;
    }
  }
  if (head.n < archived.n) head = archived;
  const cut = kept.find(({ n }) => n > head.n);
  if (cut) fault(cut.n, `库外留存有第${cut.n}条的哈希，数据库却只到第${head.n}条：末尾被截去`);
  return {
    ok: faults.length === 0,
    length: head.n,
    head: head.hash,
    here: (first?.n ?? null) === null ? null : first!.n,
    segments,
    faults,
  };
}
