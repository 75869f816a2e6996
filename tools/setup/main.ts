/**
 * `npm run setup -- --name 清河县 --units 单位.csv --keepers 管理员.csv`: makes an empty installation somebody's county. Against
 * DATABASE_URL where it is set, otherwise in the database that `npm start` keeps in the data folder. Prints a code for each
 * keeper, by which he chooses his password; nothing is half done where something is refused.
 */
import { parseArgs } from 'node:util';
import { legalDateOf, toShanghaiText } from '../../domain/terms/instant.ts';
import { operated } from '../audit/operated.ts';
import { dataFolder } from '../paths.mjs';
import { choosePorts, readOptions } from '../start/options.ts';
import { startStack } from '../stack/stack.ts';
import { readCounty, SetupError } from './read-county.ts';
import { setUp } from './set-up.ts';

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
  await withDatabase(async (url) => {
    const codes = await setUp(url, county, now);
    await operated(url, 'setup', {
      county: county.name,
      units: county.units.length,
      keepers: county.keepers.map(({ username }) => username),
    });
    console.log(`${county.name}已经初始化：${county.units.length}个单位，${county.keepers.length}名管理员。激活码只显示这一次：`);
    for (const { keeper, code, expiresAt } of codes) {
      console.log(`  ${keeper.name}（${keeper.username}）  ${code}  ${toShanghaiText(expiresAt.getTime())}前有效`);
    }
    console.log('接着运行 CASELIGHT_DEMO=0 npm start，在登录页选“用激活码设定密码”。');
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
