/**
 * `npm run reconcile [-- --repair] [--case ID]`: compares every running case's workflow with the record and the read model.
 * Without `--repair` it only tells. Ends with 1 where differences remain, with 2 where it could not compare.
 */
import { parseArgs } from 'node:util';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { registersOf } from '../../record/numbering.ts';
import { createDatabase } from '../../prisma/database.ts';
import { clientOn, connectClient } from '../../temporal/connection.ts';
import { temporalSettingsOr } from '../../temporal/settings.ts';
import { dataFolder } from '../paths.mjs';
import { DataFolderInUse } from '../stack/holder.ts';
import { embeddedDatabaseUrl } from '../stack/postgres.ts';
import { startStack } from '../stack/stack.ts';
import { readOptions } from '../start/options.ts';
import { compare, differenceOf } from './compare.ts';
import { remember } from './remember.ts';
import { isRepairable, repair } from './repair.ts';
import { createReplayer } from './replay.ts';
import { tableOf } from './table.ts';

interface Place {
  databaseUrl: string;
  temporalAddress: string;
  stop: () => Promise<void>;
}

const log = (line: string): void => console.error(line);

/** What the environment names; else the Caselight that is running here; else one that is started for this purpose. */
async function findPlace(): Promise<Place> {
  const { external, given } = readOptions([], process.env)!;
  if (external.databaseUrl && external.temporal) {
    return { databaseUrl: external.databaseUrl, temporalAddress: external.temporal.address, stop: () => Promise.resolve() };
  }
  try {
    const stack = await startStack({ dataDir: dataFolder(), parts: ['postgres', 'temporal', 'worker'], external, log });
    return { databaseUrl: stack.databaseUrl, temporalAddress: stack.temporalAddress, stop: () => stack.stop() };
  } catch (error) {
    if (!(error instanceof DataFolderInUse)) throw error;
    return {
      databaseUrl: external.databaseUrl ?? embeddedDatabaseUrl(dataFolder(), given.postgres ?? 54_329),
      temporalAddress: external.temporal?.address ?? `127.0.0.1:${given.temporal ?? 7233}`,
      stop: () => Promise.resolve(),
    };
  }
}

async function run(): Promise<number> {
  const { values } = parseArgs({ options: { repair: { type: 'boolean', default: false }, case: { type: 'string' } } });
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [], telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } });
  const place = await findPlace();
  const settings = temporalSettingsOr(process.env, place.temporalAddress);
  const connection = await connectClient(settings, { connectTimeout: '5s' });
  const database = createDatabase(place.databaseUrl);
  try {
    const client = clientOn(connection, settings.namespace);
    const { compared, differences } = await compare(client, database, values.case);
    const outcomes = new Map<string, string>();
    let left = differences.length;
    if (values.repair && differences.some(isRepairable)) {
      const replayer = await createReplayer(client);
      const { CASELIGHT_CASE_NUMBER_PREFIX, CASELIGHT_DECISION_NUMBER_PREFIX, CASELIGHT_NO_PENALTY_NUMBER_PREFIX } = process.env;
      const registers = registersOf({
        CASELIGHT_CASE_NUMBER_PREFIX, CASELIGHT_DECISION_NUMBER_PREFIX, CASELIGHT_NO_PENALTY_NUMBER_PREFIX,
      });
      for (const difference of differences.filter(isRepairable)) {
        const outcome = await repair(database, replayer, registers, difference);
        const still = outcome.done ? await differenceOf(client, database, difference.caseId) : difference;
        if (!still) left -= 1;
        outcomes.set(difference.caseId, still && outcome.done ? `${outcome.text}，但仍有差异：${still.text}` : outcome.text);
      }
    }
    // One case alone says nothing of the county.
    if (values.case === undefined) await remember(database, { compared, differences: differences.length, remaining: left, repaired: values.repair });
    if (differences.length > 0) console.log(tableOf(differences, outcomes));
    console.log(`比对${compared}件在办案件：${differences.length === 0 ? '全部一致' : `${differences.length}件有差异，余${left}件`}`);
    if (left > 0 && !values.repair) console.log('以上只是比对，没有改动。补写缺失的内容：npm run reconcile -- --repair');
    return left > 0 ? 1 : 0;
  } finally {
    await Promise.allSettled([database.$disconnect(), connection.close()]);
    await place.stop();
    // It keeps the process alive otherwise.
    await Runtime.instance().shutdown();
  }
}

try {
  process.exitCode = await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
