/**
 * `npm run audit -- check` walks the audit trail; `npm run audit -- archive --before DAY --out FOLDER` writes what is older than
 * six months into a file, notes its hash and the chain's, and only then lets the entries go. Ends with 1 where the chain is
 * broken.
 */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkTrail, entriesAfter, segmentsOf } from '../../api/audit/chain.ts';
import { createDatabase, type Database } from '../../api/database/database.ts';
import { auditStart } from '../../domain/audit/entry.ts';
import { operated } from './operated.ts';

const HELP = `用法：npm run audit -- check
      npm run audit -- archive --before 2026-05-01 --out 目录

check     从头到尾核验审计日志；以 0 结束是完整，以 1 结束是有改动或者缺失
archive   把早于某日（至少六个月以前）的日志写入文件；数据库只留其首尾哈希，链由此接续`;

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

async function check(database: Database): Promise<number> {
  const { ok, length, head, faults } = await checkTrail(database);
  console.log(ok ? `${length}条前后相接，末条哈希 ${head}` : `发现${faults.length}处不符：`);
  for (const { reason } of faults) console.log(`  ${reason}`);
  return ok ? 0 : 1;
}

async function archive(database: Database, before: string, folder: string): Promise<number> {
  if (!(await checkTrail(database)).ok) throw new Error('审计日志有改动或者缺失，先查明再归档：npm run audit -- check');
  const row = await database.first<{ until: number | null }>(
    `select max(n)::float8 as until from audit_entry where at < $1::date and at < now() - interval '6 months'`,
    [before],
  );
  const last = (await segmentsOf(database)).at(-1);
  const follows = last ? { n: last.until, hash: last.head } : auditStart(sha256);
  if (row?.until == null || row.until <= follows.n) throw new Error('没有可以归档的日志：须早于所给的日期，并且已满六个月');
  const fileName = `audit-${follows.n + 1}-${row.until}.ndjson`;
  mkdirSync(folder, { recursive: true });
  const file = openSync(join(folder, fileName), 'wx', 0o600);
  const digest = createHash('sha256');
  let head = follows.hash;
  for await (const entries of entriesAfter(database, follows.n, row.until)) {
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
      [follows.n + 1, row.until, follows.hash, head, fileName, digest.digest('hex'), userInfo().username],
    );
    await queries.run('delete from audit_entry where n between $1 and $2', [follows.n + 1, row.until]);
  });
  console.log(`第${follows.n + 1}条至第${row.until}条已写入 ${join(folder, fileName)}，请与备份一起妥善保存`);
  return 0;
}

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { before: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
  });
  const [command] = positionals;
  const { before, out } = values;
  const archives = command === 'archive' && before !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(before) && out !== undefined;
  if (values.help || (command !== 'check' && !archives)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL 没有设置：写明要核验的数据库');
  const database = createDatabase(url, { connections: 2, onError: () => undefined });
  try {
    const status = archives ? await archive(database, before, resolve(out)) : await check(database);
    await operated(url, archives ? 'auditArchive' : 'auditCheck', { ok: status === 0 });
    return status;
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
