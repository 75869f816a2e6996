/** The HTTP application, in the order a request passes through it. */
import express, { type Express, type RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import { codecCors } from './codec/cors.ts';
import { createMetrics, mountMetrics } from './health/metrics.ts';
import { pathForLog } from './log.ts';
import { mountHealth } from './health/routes.ts';
import { compressed } from './http/compressed.ts';
import { closedTo } from './installation/closed.ts';
import { errorHandler } from './http/error-handler.ts';
import { mount } from './http/mount.ts';
import { notFound } from './http/problem.ts';
import { inContext } from './http/request-context.ts';
import { requestIdOf } from './http/request-id.ts';
import { securityHeaders } from './http/security-headers.ts';
import { mountWeb } from './http/static-web.ts';
import { apiRoutes } from './routes.ts';
import type { Services } from './services.ts';

export interface AppOptions {
  /** Folder of the built browser app. */
  webFolder: string;
  /** What a request passes through first. */
  before?: RequestHandler;
}

export function createApp(services: Services, options: AppOptions): Express {
  const { config, log, database, gateway } = services;
  const metrics = createMetrics(database, services.installation);
  const routes = apiRoutes(services);
  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');

  if (options.before) app.use(options.before);
  app.use(
    pinoHttp({
      logger: log,
      genReqId: requestIdOf,
      // Paths and ids, never headers or bodies: cookies, keys and people's data stay out of the log.
      serializers: {
        req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, path: pathForLog(url) }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      customProps: (request) => {
        const { id, actorId } = request as typeof request & { actorId?: string };
        return { requestId: id, actorId };
      },
      // What goes wrong is logged with its cause by the error handler.
      customLogLevel: (request) => (request.method === 'GET' || request.method === 'HEAD' ? 'debug' : 'info'),
      quietReqLogger: true,
    }),
  );
  app.use(inContext);
  app.use(securityHeaders(config.publicUrl?.startsWith('https:') ?? false));
  app.use(metrics.measure);
  app.use(compressed());
  mountHealth(app, { database, gateway, evidenceFolder: services.evidence.folder, installation: services.installation });
  mountMetrics(app, metrics);
  app.use(closedTo(services.installation));
  app.use('/api/v1', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use('/api/v1', (_request, _response, next) => {
    // A restored copy is looked at as it is; nothing of it moves on.
    if (services.installation.rests()) next();
    else services.staffing.turn(services.clock()).then(() => next(), next);
  });
  app.use('/api/v1/codec', codecCors(config.temporalUiOrigin));
  app.use('/api/v1', mount(routes, services));
  app.use('/api', (request) => {
    throw notFound(`没有这个接口：${request.originalUrl.split('?')[0]?.slice(0, 200) ?? ''}`, 'unknown-route');
  });
  mountWeb(app, options.webFolder);
  app.use(errorHandler(log));
  return app;
}
