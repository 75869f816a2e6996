/** Prometheus metrics: how long each route takes, how commands end, and the process itself. */
import { performance } from 'node:perf_hooks';
import type { Express, RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ALARM_KINDS } from '../../domain/alarms.ts';
import { STORES } from '../../domain/installation.ts';
import { countAlarms } from '../alarms/alarms.ts';
import type { Database } from '../database/database.ts';
import type { InstallationWatch } from '../installation/watch.ts';

export interface Metrics {
  registry: Registry;
  /** Measures every request under its route's own path, so that ids do not become labels. */
  measure: RequestHandler;
}

export function createMetrics(database: Database, installation: Pick<InstallationWatch, 'state' | 'faults' | 'closed'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'caselight_api_' });
  const seconds = new Histogram({
    name: 'caselight_http_request_seconds',
    help: 'Duration of HTTP requests by route and status',
    registers: [registry],
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  });
  new Gauge({
    name: 'caselight_database_connections',
    help: 'Connections of the pool by state',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, database.pool.totalCount);
      this.set({ state: 'idle' }, database.pool.idleCount);
      this.set({ state: 'waiting' }, database.pool.waitingCount);
    },
  });
  new Gauge({
    name: 'caselight_store_older',
    help: 'Whether a store is lost or older than the others (1), by store',
    labelNames: ['store'],
    registers: [registry],
    collect() {
      const older = new Set(installation.faults().map(({ store }) => store));
      for (const store of STORES) this.set({ store }, older.has(store) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'caselight_installation_ok',
    help: 'Whether database, Temporal and evidence store belong to one installation and agree (1); 0 also before that is known',
    registers: [registry],
    collect() {
      this.set(installation.state().kind !== 'unchecked' && installation.closed() === null && installation.faults().length === 0 ? 1 : 0);
    },
  });
  new Gauge({
    name: 'caselight_case_alarms',
    help: 'Cases that nothing will move on without an operator, by what is wrong',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      // Without the database there is no figure: none is better than the last one.
      this.reset();
      const counts = await countAlarms(database).catch(() => null);
      if (counts) for (const kind of ALARM_KINDS) this.set({ kind }, counts[kind] ?? 0);
    },
  });
  return {
    registry,
    measure: (request, response, next) => {
      const from = performance.now();
      response.once('close', () => {
        const route = request.route as { path?: unknown } | undefined;
        const path = typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : '(none)';
        seconds.observe({ method: request.method, route: path, status: String(response.statusCode) }, (performance.now() - from) / 1000);
      });
      next();
    },
  };
}

export function mountMetrics(app: Express, { registry }: Metrics): void {
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
