/** Mounts routes: sign-in, who may, body, fields, handler, answer, in this order and for all alike. */
import { type NextFunction, type Request, type RequestHandler, type Response, Router } from 'express';
import { z } from 'zod';
import { masked } from '../../domain/parties/masked.ts';
import type { Instant } from '../../domain/terms/model.ts';
import { type AuditWatch, createAuditWatch, type Entered } from '../audit/watch.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { authenticate, requireAccess, requireCsrfToken, requireSecondFactor } from '../session/authenticate.ts';
import type { Keys } from '../keys/key-store.ts';
import { actorIdOf, type Caller } from '../session/caller.ts';
import type { CookieConfig } from '../session/cookie.ts';
import type { Sessions } from '../session/session-store.ts';
import { jsonBody } from './json-body.ts';
import { parse } from './parse.ts';
import { expectedVersionOf, idempotencyKeyOf } from './preconditions.ts';
import { notFound, Problem } from './problem.ts';
import { knowCaller } from './request-context.ts';
import { type Call, type Route, SENT } from './route.ts';
import { refuseUnstorable } from './text-check.ts';

export interface MountServices {
  config: CookieConfig;
  sessions: Sessions;
  keys: Keys;
  clock: () => Instant;
  installation: { admit(method: string, id: string): void };
  audit: Pick<AuditTrail, 'write' | 'note'>;
}

export const DEFAULT_BODY_LIMIT = 512 * 1024;

const noQuery = z.strictObject({});
const expressPath = (path: string) => path.replaceAll(/\{(\w+)\}/g, ':$1');

/** What the pipeline learns on its way; kept beside the request, not on it. */
interface Known {
  caller: Caller | null;
  now: Instant;
}

/** One router for all routes; a known path with another method is a 405 that names the ones there are. */
export function mount(routes: readonly Route[], services: MountServices): Router {
  const router = Router({ caseSensitive: true });
  const watch = createAuditWatch(services.audit, services.clock);
  const entered = new WeakMap<Request, Entered>();
  for (const route of routes) router[route.method](expressPath(route.path), ...pipeline(route, services, watch, entered));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method);
    const allowed = [...new Set(methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()])))].join(', ');
    router.all(expressPath(path), (request, response) => {
      if (request.method === 'OPTIONS') {
        response.set('Allow', allowed).status(204).end();
        return;
      }
      throw new Problem(405, 'method-not-allowed', `这里不支持 ${request.method}，可以用 ${allowed}`, { headers: { Allow: allowed } });
    });
  }
  router.use((request) => {
    throw notFound(`没有这个接口：${request.method} ${request.originalUrl.split('?')[0]?.slice(0, 200) ?? ''}`, 'unknown-route');
  });
  router.use((error: unknown, request: Request, _response: Response, next: NextFunction) => {
    const known = entered.get(request);
    if (known) watch.refused(known, request, error);
    next(error);
  });
  return router;
}

function pipeline(route: Route, services: MountServices, watch: AuditWatch, entered: WeakMap<Request, Entered>): RequestHandler[] {
  const known = new WeakMap<Request, Known>();
  const enter = async (request: Request, _response: Response, next: NextFunction) => {
    const now = services.clock();
    const place: Entered = { route, params: request.params, caller: null };
    entered.set(request, place);
    if (route.access === 'anyone') {
      known.set(request, { caller: null, now });
      return next();
    }
    const caller = await authenticate(request, services, now);
    place.caller = caller;
    knowCaller(caller);
    (request as Request & { actorId?: string }).actorId = actorIdOf(caller);
    if (!route.withoutCsrfToken) requireCsrfToken(request, caller);
    requireSecondFactor(caller, route.id);
    requireAccess(route.access, caller, request.method);
    services.installation.admit(route.method, route.id);
    known.set(request, { caller, now });
    next();
  };
  const reads = route.method !== 'get' && !route.streams ? [jsonBody(route.bodyLimit ?? DEFAULT_BODY_LIMIT)] : [];
  const guards = route.guard ? [route.guard] : [];
  return [
    enter,
    ...reads,
    ...guards,
    (request, response) => run(route, watch, request, response, known.get(request)!, entered.get(request)!),
  ];
}

async function run(route: Route, watch: AuditWatch, request: Request, response: Response, known: Known, place: Entered): Promise<void> {
  refuseUnstorable(request.params, 'path');
  refuseUnstorable(request.query, 'query');
  const params: unknown = route.params ? parse(route.params, request.params, 'path') : {};
  const seen = await route.see?.(params as never, known.caller as never);
  const call: Call<unknown, unknown, unknown, Caller | null, unknown> = {
    params,
    seen,
    query: parse(route.query ?? noQuery, request.query, 'query'),
    body: route.body ? parse(route.body, request.body ?? {}) : undefined,
    caller: known.caller,
    now: known.now,
    idempotencyKey: idempotencyKeyOf(one(request.headers['idempotency-key'])),
    expectedVersion: expectedVersionOf(request.headers['if-match']),
    request,
    response,
  };
  await watch.beginning(route, call);
  place.begun = true;
  const answer = await route.handle(call as Call<never, never, never, never, never>);
  await watch.done(route, call, answer === SENT ? undefined : answer.body);
  if (answer === SENT) return;
  response.status(answer.status ?? (answer.body === undefined ? 204 : 200));
  response.set(answer.headers ?? {});
  if (answer.body === undefined) response.end();
  else response.json(route.reveals ? answer.body : masked(answer.body));
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header);
