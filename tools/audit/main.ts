/**
 * `npm run audit -- check` walks the audit trail; `npm run audit -- archive --before DAY --out FOLDER` writes what is older than
 * six months into a file (./archive.ts); `npm run audit -- verify --out FOLDER` proves the files. Ends with 1 where something
 * does not fit.
 */
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkTrail } from '../../api/audit/chain.ts';
import { keptHeads } from '../../api/audit/kept-heads.ts';
import { createDatabase, type Database } from '../../api/database/database.ts';
import { dataFolder } from '../paths.mjs';
import { archiveTrail, checkArchive } from './archive.ts';
import { operated } from './operated.ts';

const HELP = `用法：npm run audit -- check
      npm run audit -- archive --before 2026-05-01 --out 目录
      npm run audit -- verify --out 目录

check     从头到尾核验审计日志；以 0 结束是完整，以 1 结束是有改动或者缺失
archive   把早于某日（至少六个月以前）的日志写入文件；数据库只留其首尾哈希，链由此接续
verify    逐条重算目录里的归档文件，与归档时记下的哈希和链比对；以 0 结束是相符`;

async function check(database: Database): Promise<number> {
  const { ok, length, head, faults } = await checkTrail(database, await keptHeads(join(dataFolder(), 'evidence')));
  console.log(ok ? `${length}条前后相接，末条哈希 ${head}` : `发现${faults.length}处不符：`);
  for (const { reason } of faults) console.log(`  ${reason}`);
  return ok ? 0 : 1;
}

async function verify(database: Database, folder: string): Promise<number> {
  const { segments, faults } = await checkArchive(database, folder);
  console.log(faults.length === 0 ? `${segments}个归档文件与链上记下的逐条相符` : `发现${faults.length}处不符：`);
  for (const fault of faults) console.log(`  ${fault}`);
  return faults.length === 0 ? 0 : 1;
}

async function archive(database: Database, before: string, folder: string): Promise<number> {
  const { from, until, path } = await archiveTrail(database, before, folder, userInfo().username);
  console.log(`第${from}条至第${until}条已写入 ${path}，请与备份一起妥善保存`);
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
  const verifies = command === 'verify' && out !== undefined;
  if (values.help || (command !== 'check' && !archives && !verifies)) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL 没有设置：写明要核验的数据库');
  const database = createDatabase(url, { connections: 2, onError: () => undefined });
  try {
    const status = archives
      ? await archive(database, before, resolve(out))
      : verifies
        ? await verify(database, resolve(out))
        : await check(database);
    await operated(url, archives ? 'auditArchive' : verifies ? 'auditVerify' : 'auditCheck', { ok: status === 0 });
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
