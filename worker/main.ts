/** The worker process: runs the cases' workflows and activities until it is told to stop. */
import { join } from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import pino from 'pino';
import { folderStore } from '../activities/file-store.ts';
import { createRegisters, patternsOfEnvironment } from '../record/county.ts';
import { queryOn } from '../record/query.ts';
import { createDatabase } from '../prisma/database.ts';
import { faultWords, foreignText } from '../domain/installation.ts';
import { keepPrivate } from '../installation/private-folder.ts';
import { checkInstallation } from '../installation/bind.ts';
import { readRow } from '../installation/stores.ts';
import { clientOn, connectionOptions } from '../temporal/connection.ts';
import { keyRing } from '../temporal/key-ring.ts';
import { ensureSearchAttributes } from '../temporal/search-attributes.ts';
import { isTraced } from '../temporal/settings.ts';
import { TASK_QUEUE } from '../workflows/messages.ts';
import { findWorkflowBundle } from './bundle.ts';
import { runCases } from './case-runner.ts';
import { readWorkerConfig, slowTuningOf, tuningOf, type WorkerConfig } from './config.ts';
import { createCaseWorker, createSlowWorker } from './create-worker.ts';
import { serveHealth } from './health.ts';
import { boundWorkflowHeap, stuckActivation } from './lean-worker.ts';
import { ownStore } from './own-store.ts';
import { watchTemporal } from './temporal-watch.ts';
import { memoryPlan } from './tuning.ts';

let config: WorkerConfig;
try {
  config = readWorkerConfig(process.env);
  // Without it no case could be read; said here and not with the first one.
  keyRing();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
const log = pino({ name: 'caselight-worker', level: config.CASELIGHT_LOG_LEVEL });

/** Temporal may come up after us. */
async function connect(): Promise<NativeConnection> {
  const until = Date.now() + config.CASELIGHT_TEMPORAL_PATIENCE_S * 1000;
  for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return await NativeConnection.connect(connectionOptions(config.temporal));
    } catch (error) {
      if (Date.now() > until) throw new Error(`连不上 Temporal（${config.temporal.address}）：${String(error)}`, { cause: error });
      log.warn({ err: error, address: config.temporal.address }, 'waiting for Temporal');
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

Runtime.install({
  logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
    const { error, sdkComponent, ...rest } = meta ?? {};
    const write = { TRACE: log.debug, DEBUG: log.debug, INFO: log.debug, WARN: log.warn, ERROR: log.error }[level];
    write.call(log, { ...(error ? { err: error } : {}), ...(sdkComponent ? { sdk: String(sdkComponent) } : {}), ...rest }, message);
  }),
  telemetryOptions: {
    logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    ...(config.CASELIGHT_WORKER_METRICS ? { metrics: { prometheus: { bindAddress: config.CASELIGHT_WORKER_METRICS } } } : {}),
  },
  shutdownSignals: [],
});

keepPrivate(join(config.CASELIGHT_DATA, 'evidence'));
const database = createDatabase(config.DATABASE_URL, {
  connections: config.CASELIGHT_WORKER_CONNECTIONS,
  connectWithinMs: 1_500,
  statementWithinMs: 8_000,
});

/** Not before the stores are known to be this installation's; the database and Temporal may come up after us. */
async function ownStores(connection: NativeConnection): Promise<{ installationId: string }> {
  const stores = {
    pool: database.$pool,
    client: clientOn(connection, config.temporal.namespace),
    taskQueue: TASK_QUEUE,
    folder: join(config.CASELIGHT_DATA, 'evidence'),
  };
  const until = Date.now() + config.CASELIGHT_TEMPORAL_PATIENCE_S * 1000;
  for (let wait = 200; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      const verdict = await checkInstallation(stores);
      const foreign = foreignText(verdict);
      if (foreign !== null) throw new ForeignStores(foreign);
      // Workflows must run to be compared and mended; commands are refused by the API.
      for (const { text, todo } of faultWords(verdict)) log.error({ todo }, text);
      return await readRow(stores.pool);
    } catch (error) {
      if (error instanceof ForeignStores) throw error;
      if (Date.now() > until) throw new Error(`核对不了安装编号：${String(error)}`, { cause: error });
      const unmigrated = (error as { code?: unknown }).code === '42P01';
      log.warn(
        { err: error },
        unmigrated ? '数据库没有表结构，或者是更早版本的：执行 npm run migrate' : 'waiting to check the installation',
      );
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

class ForeignStores extends Error {}

async function run(): Promise<void> {
  const plan = memoryPlan(config.CASELIGHT_WORKER_MEMORY_MB);
  boundWorkflowHeap(plan.heapMegabytes);
  const queues = config.CASELIGHT_WORKER_QUEUES;
  const tracing = isTraced(process.env) ? (await import('../temporal/tracing.ts')).startTracing('caselight-worker') : null;
  const [bundle, connection] = await Promise.all([
    queues.includes('cases') ? findWorkflowBundle(config.CASELIGHT_WORKFLOW_BUNDLE) : null,
    connect(),
  ]);
  const { installationId } = await ownStores(connection);
  const evidence = join(config.CASELIGHT_DATA, 'evidence');
  // A case that bears an attribute the namespace does not know fails every task of its own.
  const registered = await ensureSearchAttributes(connection, config.temporal.namespace);
  if (registered.length > 0) log.info({ registered }, 'search attributes registered');
  const { CASELIGHT_DEPLOYMENT: deploymentName, CASELIGHT_BUILD_ID: buildId } = config;
  const parts = {
    connection,
    namespace: config.temporal.namespace,
    database,
    registers: createRegisters(queryOn(database.$pool), patternsOfEnvironment(process.env), Date.now),
    store: ownStore(folderStore(evidence), evidence, installationId),
    ...(deploymentName !== undefined && buildId !== undefined ? { version: { deploymentName, buildId } } : {}),
    ...(tracing ? { traced: (await import('./tracing.ts')).tracedWorker() } : {}),
  };
  const cases =
    bundle &&
    runCases({
      create: (cachedCases) =>
        createCaseWorker({ ...parts, bundlePath: bundle.path, cachedCases, tuning: tuningOf(config), lean: config.CASELIGHT_WORKER_LEAN }),
      cachedCases: config.CASELIGHT_WORKER_CACHE ?? plan.cachedCases,
      megabytes: config.CASELIGHT_WORKER_MEMORY_MB,
      tell: (details, words) => log.warn(details, words),
    });
  const slow = queues.includes('slow') ? await createSlowWorker(parts, slowTuningOf(config)) : null;

  let stopping: string | null = null;
  const stop = (why: string): void => {
    if (stopping !== null) return;
    stopping = why;
    log.info({ why }, 'stopping');
    cases?.stop();
    if (slow?.getState() === 'RUNNING') slow.shutdown();
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  const gaveUp: { reason: Error | null } = { reason: null };
  const watch = watchTemporal(connection, config.temporal.namespace, config.CASELIGHT_TEMPORAL_PATIENCE_S * 1000, {
    away: (error) => log.warn({ err: error }, 'Temporal is away'),
    back: (seconds) => log.info({ seconds }, 'Temporal is back'),
    giveUp: (seconds, error) => {
      gaveUp.reason = new Error(`Temporal 已有 ${seconds} 秒没有应答`, { cause: error });
      stop('temporal away');
    },
  });
  // A thread that does not come back cannot be helped from here: whoever watches over the process starts it again.
  const stuckWatch = setInterval(() => {
    const stuck = stuckActivation(config.CASELIGHT_WORKER_STUCK_S * 1000);
    if (!stuck) return;
    log.fatal({ ...stuck }, `案件 ${stuck.workflowId} 的一步已运行 ${Math.round(stuck.milliseconds / 1000)} 秒不结束，进程将退出`);
    process.exit(1);
  }, 1_000);
  const isRunning = (): boolean => (cases?.isRunning() ?? true) && (slow === null || slow.getState() === 'RUNNING');
  const port = config.CASELIGHT_WORKER_PORT;
  const server =
    port === 0
      ? null
      : await serveHealth(port, () => ({
          ok: isRunning() && watch.awaySince() === null,
          queues,
          cachedCases: cases?.cachedCases() ?? 0,
          temporalAwaySince: watch.awaySince(),
          residentBytes: process.memoryUsage().rss,
        }));

  // One that fails takes the others with it.
  const together = (work: Promise<void>): Promise<void> =>
    work.catch((error: unknown) => {
      stop(error instanceof Error ? error.message : String(error));
      throw error;
    });
  const ready = (): void =>
    log.info(
      {
        queues,
        cachedCases: cases?.cachedCases() ?? 0,
        heapMegabytes: plan.heapMegabytes,
        traced: tracing !== null,
        ...(bundle ? { bundle: bundle.path, bundleFrom: bundle.from } : {}),
        ...(parts.version ?? {}),
      },
      'ready',
    );
  const running = [...(cases ? [together(cases.run(ready))] : []), ...(slow ? [together(slow.run())] : [])];
  if (!cases) ready();
  // Told to stop before it ran: a worker has to run to be ended. `stopping` is set by signals, which nothing here shows.
  if ((stopping as string | null) !== null && slow?.getState() === 'RUNNING') slow.shutdown();
  try {
    await Promise.all(running);
    if (gaveUp.reason) throw gaveUp.reason;
  } finally {
    watch.stop();
    clearInterval(stuckWatch);
    server?.close();
    await tracing?.end();
    await database.$disconnect();
    await connection.close().catch(() => undefined);
  }
}

try {
  await run();
  log.info('stopped');
} catch (error) {
  log.fatal({ err: error }, error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
  // A connection or a stuck activity must not keep a dead worker alive.
  setTimeout(() => process.exit(1), 2_000).unref();
}
