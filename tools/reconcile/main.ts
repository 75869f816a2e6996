/**
 * `npm run reconcile [-- --repair] [--restart] [--item ID]`: compares the workflow of every item, whatever its kind, with the
 * record and the read model, and only tells. `--repair` writes what the record lacks from the workflows; `--restart` starts
 * workflows anew from
 * verified records; `--adopt` and `--accept-evidence` are people's decisions about whole stores (docs/operations.md). Ends
 * with 1 where differences remain, with 2 where it could not compare.
 */
import { parseArgs } from 'node:util';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { faultWords, foreignText, judge } from '../../domain/installation.ts';
import { kindNamed, kinds } from '../../domain/kinds.ts';
import { adopt, level } from '../../installation/bind.ts';
import { readCopies, type Stores } from '../../installation/stores.ts';
import { createDatabase, type Database } from '../../prisma/database.ts';
import { legalDateOf } from '../../domain/terms/instant.ts';
import { patternsOfEnvironment, readCountyHistory, registersOn } from '../../record/county.ts';
import type { Registers } from '../../record/numbering.ts';
import { queryOn } from '../../record/query.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { temporalSettingsOr } from '../../temporal/settings.ts';
import { TASK_QUEUE } from '../../workflows/messages.ts';
import { operated } from '../audit/operated.ts';
import { compare, type Difference, hasWorkers, type Item, workflowIdAt } from './compare.ts';
import { mend } from './mend.ts';
import { findPlace } from './place.ts';
import { allMarks, raiseRegisters } from './registers.ts';
import { remember } from './remember.ts';
import { tableOf } from './table.ts';

const log = (line: string): void => console.error(line);

const HELP = `用法：npm run reconcile [-- 选项]

不带选项：逐件比对案件、管辖争议、吹哨等各类事项的流程、记录和视图，只看不改。
以 0 结束是全部一致，以 1 结束是有差异，以 2 结束是不能比对。

  --item 编号      只看一件（事项编号，案件也可以写案号）；--case 是它从前的名称
  --repair         由流程补写记录所缺的事件和视图
  --restart        由核验过的记录重建流程（被终止、丢失、反复失败、落后于记录的）
  --adopt          数据库恢复自没有安装编号的旧备份：采用办案引擎和证据库的编号
  --accept-evidence  认可证据库的缺失
  --accept-loss    认可余下的差异无从修复，恢复办理；它们仍逐件告警
  --help           这一页

何时用哪一个：docs/operations.md。`;

const WORKERS_WITHIN_MS = 60_000;

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      repair: { type: 'boolean', default: false },
      restart: { type: 'boolean', default: false },
      item: { type: 'string' },
      case: { type: 'string' },
      adopt: { type: 'boolean', default: false },
      'accept-evidence': { type: 'boolean', default: false },
      'accept-loss': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  });
  const asked = values.item ?? values.case;
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

    const named = asked === undefined ? undefined : await itemNamed(client, database, asked);
    const { compared, differences, unknown } = await compare(client, database, { log, ...(named === undefined ? {} : { only: named }) });
    const mending = { repair: values.repair, restart: values.restart, named: named !== undefined };
    const { left: unmended, outcomes } =
      values.repair || values.restart
        ? await mend({ client, database, registers: await registers(database) }, copies, differences, mending)
        : { left: differences, outcomes: new Map<string, string>() };
    const before = new Set((await database.acceptedLoss.findMany({ select: { caseId: true } })).map(({ caseId }) => caseId));
    const accepted = unmended.filter(({ item }) => before.has(item.id));
    for (const {
      item: { id },
      text,
    } of accepted)
      outcomes.set(id, `已认可无从修复：${outcomes.get(id) ?? text}`);
    const left = unmended.filter(({ item }) => !before.has(item.id));
    if (values.repair || values.restart || values.adopt || values['accept-evidence'] || values['accept-loss']) {
      const options = Object.entries(values).flatMap(([name, value]) => (value === true ? [name] : []));
      await operated(place.databaseUrl, 'reconcile', { options, item: asked ?? null, differences: differences.length, left: left.length });
    }
    if (values.restart && named !== undefined && differences.length === 0) {
      console.log('没有重建：流程与记录一致，不需要重建');
      return 1;
    }
    // One item alone says nothing of the county.
    if (named === undefined) {
      await remember(database, {
        compared,
        differences: differences.length,
        remaining: left.length,
        repaired: values.repair || values.restart,
      });
    }
    if (differences.length > 0) console.log(tableOf(differences, outcomes));
    console.log(
      `比对${compared}件事项：${differences.length === 0 ? '全部一致' : `${differences.length}件有差异，余${left.length}件`}${accepted.length > 0 ? `，另有${accepted.length}件已认可无从修复` : ''}`,
    );
    for (const { kind, count } of unknown) console.log(`另有${count}件“${kind}”没有比对：本程序不认识这一种类，请用写下它们的版本比对`);
    if (left.length > 0 && !values.repair && !values.restart) {
      console.log('以上只是比对，没有改动。补写记录：npm run reconcile -- --repair；重建流程：npm run reconcile -- --restart');
    }
    if (named !== undefined) return left.length > 0 ? 1 : 0;
    if (left.length > 0 && !(await lossAccepted(database, values, left))) return 1;
    if (unknown.length > 0) return 1;
    if (faults.length === 0) {
      if (values['accept-evidence']) console.log('--accept-evidence 没有用上：证据库并不较旧，也没有丢失');
      return 0;
    }
    // Believed as they are from here on, whether or not an item had to be mended: no number of any of them is given again.
    await raiseRegisters(database, allMarks(copies));
    return (await levelled(
      stores,
      faults.some(({ store }) => store === 'evidence'),
      values['accept-evidence'],
    ))
      ? 0
      : 1;
  } finally {
    await Promise.allSettled([database.$disconnect(), connection.close()]);
    await place.stop();
    // It keeps the process alive otherwise.
    await Runtime.instance().shutdown();
  }
}

/**
 * A newer database that is gone for good, or histories past their retention, leave items that nothing can mend. Who has
 * tried both mendings may say so; what nobody answered for is unknown, and not a loss.
 */
async function lossAccepted(
  database: Database,
  { repair, restart, 'accept-loss': accepted }: { repair?: boolean; restart?: boolean; 'accept-loss'?: boolean },
  left: readonly Difference[],
): Promise<boolean> {
  const tried = repair && restart;
  if (!accepted) {
    if (tried) console.log(`余下${left.length}件无从修复的，核对表里的说明后加 --accept-loss 认可，恢复办理`);
    return false;
  }
  if (!tried) {
    console.log('没有认可：--accept-loss 须与 --repair --restart 一起用，先修复能修复的');
    return false;
  }
  if (left.some(({ kind }) => kind === 'no-answer')) {
    console.log('没有认可：有事项的流程没有应答，还不知道缺了什么；请先让办案进程恢复');
    return false;
  }
  await database.acceptedLoss.createMany({
    data: left.map(({ item, text }) => ({ workKind: item.kind, caseId: item.id, text })),
    skipDuplicates: true,
  });
  console.log(`已认可${left.length}件无从修复，它们仍逐件告警`);
  return true;
}

/**
 * The stores are of one age again, as far as they can be: each item agrees, or its loss is accepted. An evidence store that
 * lacks files is not believed without a person.
 */
async function levelled(stores: Stores, evidence: boolean, accepted: boolean): Promise<boolean> {
  if (evidence && !accepted) {
    console.log('证据库仍较旧或者不在：接回原来的目录或者恢复备份；确认只能如此时加 --accept-evidence');
    return false;
  }
  await level(stores);
  console.log('数据库、办案引擎和证据库已重新对时，半分钟内恢复办理');
  return true;
}

async function registers(database: Database): Promise<Registers> {
  const history = await readCountyHistory(queryOn(database.$pool));
  return registersOn(history, patternsOfEnvironment(process.env), legalDateOf(Date.now()));
}

/**
 * The item of that id, or the case of that number. Throws where neither record nor Temporal knows one: nothing can be said of
 * it.
 */
async function itemNamed(client: Client, database: Database, name: string): Promise<Item> {
  const [row] = await database.$queryRaw<Item[]>`
    select kind, id from work_view where id = ${name} or id = (select id from case_detail where number = ${name})
    union select kind, work_id from work_event where work_id = ${name} limit 1`;
  if (row && !kindNamed(row.kind)) throw new Error(`本程序不认识“${row.kind}”这一种类，是更新的程序写的：请用写下它的版本比对`);
  if (row) return row;
  for (const { name: kind } of kinds) {
    const item = { kind, id: name };
    try {
      await client.workflow.getHandle(workflowIdAt(item)).describe();
      return item;
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
  }
  throw new Error(`没有编号或者案号为“${name}”的事项`);
}

/** Workers may be just starting; without any, no workflow answers and nothing can be said of the items. */
async function waitForWorkers(client: Client, namespace: string): Promise<void> {
  for (const until = Date.now() + WORKERS_WITHIN_MS; !(await hasWorkers(client, namespace));) {
    if (Date.now() > until) throw new Error('没有办案进程在运行，流程不能应答，无法比对：请先启动 worker');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  const isUsage = (error as { code?: unknown }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
  if (/relation "\w+" does not exist/.test(error instanceof Error ? error.message : ''))
    console.error('数据库还没有表结构，或者是更早版本的：先停下接口和工作进程，执行 npm run migrate');
  console.error(
    isUsage ? `不认识这样的选项：${process.argv.slice(2).join(' ')}\n\n${HELP}` : error instanceof Error ? error.message : error,
  );
  process.exitCode = 2;
}
