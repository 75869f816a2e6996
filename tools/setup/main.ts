/**
 * `npm run setup -- --name 清河县 --units 单位.csv --keepers 管理员.csv`: makes an empty installation somebody's county. Against
 * DATABASE_URL where it is set, otherwise in the database that `npm start` keeps in the data folder. Prints a code for each
 * keeper, by which he chooses his password; nothing is half done where something is refused.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { queriesOn } from '../../api/database/database.ts';
import { issueCode } from '../../api/session/password/activation-code.ts';
import { projectStaff, readStaff } from '../../api/staffing/staff-store.ts';
import { legalDateOf, toShanghaiText } from '../../domain/terms/instant.ts';
import { firstChanges, insertFirst, policyFor } from '../../prisma/seed/county.ts';
import { seedLists } from '../../prisma/seed/lists.ts';
import { seedPolicy, seedVersion } from '../../prisma/seed/main.ts';
import { dataFolder } from '../paths.mjs';
import { choosePorts, readOptions } from '../start/options.ts';
import { startStack } from '../stack/stack.ts';
import { readCounty, SetupError } from './read-county.ts';

const HELP = `用法：npm run setup -- --name <县名> --units <单位表> --keepers <管理员表> [--title <页头名称>] [--go-live <启用日期>]
  单位表（XLSX 或者 CSV）：编号、名称、类别、上级单位、综合行政执法局（其中一个填“是”）
  管理员表：姓名、用户名、单位、岗位（系统管理岗、安全管理岗、审计管理岗，至少各一人，不能兼任）
  设有 DATABASE_URL 时写入该数据库，否则写入 CASELIGHT_DATA 数据目录里的内置数据库。`;

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    title: { type: 'string' },
    units: { type: 'string' },
    keepers: { type: 'string' },
    'go-live': { type: 'string' },
    help: { type: 'boolean' },
  },
});

async function run(): Promise<void> {
  if (values.help || !values.name || !values.units || !values.keepers) throw new SetupError(HELP);
  const now = Date.now();
  const { name, title, units, keepers } = values;
  const county = await readCounty({ name, title, goLive: values['go-live'], units, keepers }, legalDateOf(now));
  const changes = firstChanges(county);
  await withDatabase(async (url) => {
    const client = new pg.Client({ connectionString: url, application_name: 'caselight-setup' });
    await client.connect();
    try {
      await client.query('begin');
      const there = await client.query<{ people: string }>('select count(*)::text as people from person');
      if (there.rows[0]?.people !== '0') throw new SetupError('这个数据库已经有人员，不是空的系统，没有改动任何内容');
      await client.query('insert into county (name, title, go_live_on) values ($1, $2, $3)', [county.name, county.title, county.goLiveOn]);
      await insertFirst(client, changes);
      for (const list of seedLists()) await seedVersion(client, list);
      await seedPolicy(client, policyFor(county));
      const queries = queriesOn(client as unknown as Pick<pg.Pool, 'query'>);
      await projectStaff(queries, await readStaff(queries, county.goLiveOn), legalDateOf(now));
      const codes: string[] = [];
      for (const keeper of county.keepers) {
        const { code, expiresAt } = await issueCode(queries, { personId: keeper.id, issuedBy: 'caselight' }, now);
        codes.push(`  ${keeper.name}（${keeper.username}）  ${code}  ${toShanghaiText(expiresAt.getTime())}前有效`);
      }
      await client.query('commit');
      console.log(`${county.name}已经初始化：${county.units.length}个单位，${county.keepers.length}名管理员。激活码只显示这一次：`);
      for (const line of codes) console.log(line);
      console.log('接着运行 CASELIGHT_DEMO=0 npm start，在登录页选“用激活码设定密码”。');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      await client.end();
    }
  });
}

/** The given database, or the one that `npm start` keeps, brought up for this alone. */
async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const log = (line: string): void => console.error(line);
  const options = readOptions([], process.env);
  if (!options) return;
  const stack = await startStack({
    dataDir: dataFolder(),
    ports: () => choosePorts(options, log),
    parts: ['postgres'],
    external: options.external,
    env: { CASELIGHT_DEMO: '0' },
    log,
    onCrash: () => undefined,
  });
  try {
    await work(stack.databaseUrl);
  } finally {
    await stack.stop();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
