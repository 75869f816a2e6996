/**
 * The archive of the audit trail: what is older than six months goes into a file that is named by its numbers, its hash and the
 * chain's are noted in the database, and only then the entries go. A file is proved by itself and by what was noted of it.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditSegment } from '../../contract/audit.ts';
import { checkTrail, entriesAfter, segmentsOf } from '../../api/audit/chain.ts';
import type { Database, Queries } from '../../api/database/database.ts';
import { auditFault, auditStart, type SealedEntry } from '../../domain/audit/entry.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export interface Archived {
  from: number;
  until: number;
  path: string;
}

/** Takes out what is before that day and six months old. Throws, in words for the operator, where there is nothing to take. */
export async function archiveTrail(database: Database, before: string, folder: string, by: string): Promise<Archived> {
  if (!(await checkTrail(database)).ok) throw new Error('审计日志有改动或者缺失，先查明再归档：npm run audit -- check');
  const last = (await segmentsOf(database)).at(-1);
  const follows = last ? { n: last.until, hash: last.head } : auditStart(sha256);
  const until = await lastOfAge(database, before);
  if (until === null || until <= follows.n) throw new Error('没有可以归档的日志：须早于所给的日期，并且已满六个月');
  const from = follows.n + 1;
  const fileName = `audit-${from}-${until}.ndjson`;
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, fileName), 'wx', 0o600);
  const digest = createHash('sha256');
  let head = follows.hash;
  for await (const entries of entriesAfter(database, follows.n, until)) {
    const text = entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    writeSync(file, text);
    digest.update(text, 'utf8');
    head = entries.at(-1)!.hash;
  }
  fsyncSync(file);
  closeSync(file);
  await database.transaction(async (queries) => {
    await queries.run(
      `insert into audit_segment (from_n, until_n, follows, head, file_name, file_hash, archived_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [from, until, follows.hash, head, fileName, digest.digest('hex'), by],
    );
    await queries.run('delete from audit_entry where n between $1 and $2', [from, until]);
  });
  return { from, until, path: join(folder, fileName) };
}

/** The last number before the first entry that stays: times are each process's own, and need not follow the numbers. */
async function lastOfAge(queries: Queries, before: string): Promise<number | null> {
  const row = await queries.first<{ until: number | null }>(
    `select coalesce(
       (select min(n) - 1 from audit_entry where at >= $1::date or at >= now() - interval '6 months'),
       (select max(n) from audit_entry))::float8 as until`,
    [before],
  );
  return row?.until ?? null;
}

/** Every archived segment against its file in this folder; a sentence for each that does not fit, none where all do. */
export async function checkArchive(queries: Queries, folder: string): Promise<{ segments: number; faults: string[] }> {
  const segments = await segmentsOf(queries);
  return { segments: segments.length, faults: segments.flatMap((segment) => faultOf(segment, folder) ?? []) };
}

function faultOf({ from, until, follows, head, fileName, fileHash }: AuditSegment, folder: string): string | null {
  let text: string;
  try {
    text = readFileSync(join(folder, fileName), 'utf8');
  } catch {
    return `没有归档文件${fileName}`;
  }
  if (sha256(text) !== fileHash) return `${fileName}与归档时记下的哈希不符`;
  let last = { n: from - 1, hash: follows };
  for (const line of text.trimEnd().split('\n')) {
    const entry = JSON.parse(line) as SealedEntry;
    const fault = auditFault(last, entry, sha256);
    if (fault) return `${fileName}：${fault}`;
    last = entry;
  }
  return last.n === until && last.hash === head ? null : `${fileName}的末条与链上记下的不符`;
}
