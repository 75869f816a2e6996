/** The API process: reads its environment, makes the services, serves until it is told to stop. */
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startWatching } from './alarms/watcher.ts';
import { createApp } from './app.ts';
import { startReporting } from './channels/reporter.ts';
import { readConfig } from './config.ts';
import { keepPrivate } from '../installation/private-folder.ts';
import { keepHouse } from './housekeeping.ts';
import { speakChinese } from './http/words.ts';
import { listen } from './live/listener.ts';
import { keyRing } from '../temporal/key-ring.ts';
import { createLog } from './log.ts';
import { isTraced } from '../temporal/settings.ts';
import { createServices } from './services.ts';
import { guardDemo } from './session/demo-guard.ts';

const STOP_WITHIN_MS = 8_000;

speakChinese();
const config = readConfig(process.env);
keepPrivate(join(config.dataFolder, 'evidence'));
// Without it nothing could be read or sent; said here and not with the first case.
keyRing();
const log = createLog(config.logLevel);
// Before the first client of Temporal is made.
const tracing = isTraced(process.env) ? await import('../temporal/tracing.ts') : null;
const traced = tracing?.startTracing('caselight-api');
const services = createServices(config, log);
const listener = listen(
  config.databaseUrl,
  {
    notified: (channel, payload) => (channel === 'caselight_lists' ? services.lists.refresh() : services.hub.notified(channel, payload)),
    resumed: () => {
      services.lists.refresh();
      services.hub.resumed();
    },
  },
  log,
);
// Before anything is served beside people of a production system: their accounts are not the demo county's.
const stopGuarding = config.demo
  ? guardDemo(services.database, (reason) => {
      log.fatal({ reason }, 'demo mode refuses this database');
      process.exit(1);
    })
  : () => undefined;
const stopHousekeeping = keepHouse(services);
services.triage.warm().catch((error: unknown) => log.debug({ err: error }, 'triage will be built with the first lead'));
services.sweeper.start();
const stopReporting = startReporting(services.database, services.clock, log, services.installation.rests);
const stopWatching = startWatching({ ...services, namespace: config.temporal.namespace });
mkdirSync(services.evidence.folder, { recursive: true });
services.installation.start();
const webFolder = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'web');
const server = createServer(createApp(services, { webFolder, ...(tracing && traced ? { before: tracing.tracedRequests(traced) } : {}) }));
server.requestTimeout = 10 * 60_000;
server.headersTimeout = 20_000;
server.keepAliveTimeout = 65_000;

server.listen(config.port, config.host, () => {
  const address = server.address();
  log.info({ port: typeof address === 'object' ? address?.port : config.port }, 'ready');
});
server.once('error', (error) => {
  log.fatal({ reason: error.message }, 'cannot listen');
  process.exit(1);
});

let stopping = false;
function stop(signal: string): void {
  if (stopping) return;
  stopping = true;
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  stopHousekeeping();
  stopGuarding();
  services.installation.stop();
  stopWatching();
  stopReporting();
  services.sweeper.stop();
  services.hub.close();
  server.close(() => {
    // Temporal's connection ends with the process: closing it would throw at retries of its own that are under way.
    void Promise.allSettled([traced?.end(), listener.close(), services.turns.close(), services.audit.settled()])
      .then(() => services.database.close())
      .finally(() => process.exit(0));
  });
  server.closeIdleConnections();
}
process.on('SIGTERM', () => stop('SIGTERM'));
process.on('SIGINT', () => stop('SIGINT'));
