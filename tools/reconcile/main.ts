/**
 * `npm run reconcile [-- --repair] [--restart] [--case ID]`: compares every case's workflow with the record and the read
 * model, and only tells. `--repair` writes what the record lacks from the workflows; `--restart` starts workflows anew from
 * verified records; `--adopt` and `--accept-evidence` are people's decisions about whole stores (docs/operations.md). Ends
 * with 1 where differences remain, with 2 where it could not compare.
 */
import { parseArgs } from 'node:util';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { faultWords, foreignText, judge } from '../../domain/installation.ts';
import { adopt, level } from '../../installation/bind.ts';
import { readCopies, type Stores } from '../../installation/stores.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { registersOf } from '../../record/numbering.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { temporalSettingsOr } from '../../temporal/settings.ts';
import { TASK_QUEUE, workflowIdOf } from '../../workflows/messages.ts';
import { compare, hasWorkers } from './compare.ts';
import { mend } from './mend.ts';
import { findPlace } from './place.ts';
import { remember } from './remember.ts';
import { tableOf } from './table.ts';

const log = (line: string): void => console.error(line);

const WORKERS_WITHIN_MS = 60_000;

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false }, restart: { type: 'boolean', default: false }, case: { type: 'string' },
      adopt: { type: 'boolean', default: false }, 'accept-evidence': { type: 'boolean', default: false },
    },
  });
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const place = await findPlace(log);
  log(`比对的是${place.told}`);
  const settings = temporalSettingsOr(process.env, place.temporalAddress);
  const { namespace } = settings;
  const connection = await connectClient(settings, { connectTimeout: '5s' });
  const database = createDatabase(place.databaseUrl);
  try {
    const client = clientOn(connection, namespace);
    const stores: Stores = { pool: database.$pool, client, taskQueue: TASK_QUEUE, folder: place.evidenceFolder };
    if (values.adopt) console.log(`数据库已采用办案引擎和证据库的安装编号 ${await adopt(stores)}`);
    const copies = await readCopies(stores);
    const verdict = judge(copies);
    const foreign = foreignText(verdict);
    if (foreign !== null) throw new Error(foreign);
    const faults = faultWords(verdict);
    for (const { text } of faults) console.log(text);
    await waitForWorkers(client, namespace);

    const named = values.case === undefined ? undefined : await caseNamed(client, database, values.case);
    const { compared, differences } = await compare(client, database, named);
    const mending = { repair: values.repair, restart: values.restart, named: values.case !== undefined };
    const { left, outcomes } = values.repair || values.restart
      ? await mend({ client, database, registers: registersOf(prefixes()) }, copies, differences, mending)
      : { left: differences.length, outcomes: new Map<string, string>() };
    if (values.restart && values.case !== undefined && differences.length === 0) {
      console.log('没有重建：流程与记录一致，不需要重建');
      return 1;
    }
    // One case alone says nothing of the county.
    if (values.case === undefined) {
      await remember(database, { compared, differences: differences.length, remaining: left, repaired: values.repair || values.restart });
    }
    if (differences.length > 0) console.log(tableOf(differences, outcomes));
    console.log(`比对${compared}件案件：${differences.length === 0 ? '全部一致' : `${differences.length}件有差异，余${left}件`}`);
    if (left > 0 && !values.repair && !values.restart) {
      console.log('以上只是比对，没有改动。补写记录：npm run reconcile -- --repair；重建流程：npm run reconcile -- --restart');
    }
    if (faults.length === 0 || values.case !== undefined) return left > 0 ? 1 : 0;
    if (left > 0) return 1;
    return (await levelled(stores, faults.some(({ store }) => store === 'evidence'), values['accept-evidence'])) ? 0 : 1;
  } finally {
    await Promise.allSettled([database.$disconnect(), connection.close()]);
    await place.stop();
    // It keeps the process alive otherwise.
    await Runtime.instance().shutdown();
  }
}

/** Every case agrees: the stores are of one age again. An evidence store that lacks files is not believed without a person. */
async function levelled(stores: Stores, evidence: boolean, accepted: boolean): Promise<boolean> {
  if (evidence && !accepted) {
    console.log('案件都一致，但证据库仍较旧或者不在：接回原来的目录或者恢复备份；确认只能如此时加 --accept-evidence');
    return false;
  }
  await level(stores);
  console.log('数据库、办案引擎和证据库已重新对时，一分钟内恢复办理');
  return true;
}

function prefixes(): Parameters<typeof registersOf>[0] {
  const { CASELIGHT_CASE_NUMBER_PREFIX, CASELIGHT_DECISION_NUMBER_PREFIX, CASELIGHT_NO_PENALTY_NUMBER_PREFIX } = process.env;
  return { CASELIGHT_CASE_NUMBER_PREFIX, CASELIGHT_DECISION_NUMBER_PREFIX, CASELIGHT_NO_PENALTY_NUMBER_PREFIX };
}

/** The case of that id or number. Throws where neither record nor Temporal knows one: nothing can be said of it. */
async function caseNamed(client: Client, database: Database, name: string): Promise<string> {
  const [row] = await database.$queryRaw<{ id: string }[]>`
    select id from case_view where id = ${name} or number = ${name}
    union select case_id from case_event where case_id = ${name} limit 1`;
  if (row) return row.id;
  try {
    await client.workflow.getHandle(workflowIdOf(name)).describe();
    return name;
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    throw new Error(`没有编号或者案号为“${name}”的案件`, { cause: error });
  }
}

/** Workers may be just starting; without any, no workflow answers and nothing can be said of the cases. */
async function waitForWorkers(client: Client, namespace: string): Promise<void> {
  for (const until = Date.now() + WORKERS_WITHIN_MS; !(await hasWorkers(client, namespace)); ) {
    if (Date.now() > until) throw new Error('没有办案进程在运行，流程不能应答，无法比对：请先启动 worker');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
