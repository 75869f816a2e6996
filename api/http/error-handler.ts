/** The last stop of every failure: a problem for the client, the cause for the log, never a stack for both. */
import type { ErrorRequestHandler, NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { masked } from '../../domain/parties/masked.ts';
import { isDatabaseAway } from '../database/away.ts';
import { drain } from './drain.ts';
import { Problem, unavailable } from './problem.ts';

/** What Express and Node throw before a route is reached. */
function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return unavailable('database-away', '数据库暂时连不上，没有办理任何事项，请稍后重试');
  if (error instanceof URIError) return new Problem(400, 'malformed-address', '网址不合法');
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem(status, 'unreadable-request', '请求不可读');
  return null;
}

/** pino-http gives every request its id. */
const idOf = (request: Request) => (request as Request & { id?: unknown }).id;

export function sendProblem(problem: Problem, request: Request, response: Response): void {
  response.status(problem.status).set(problem.details.headers ?? {});
  const body = masked(problem.body(request.originalUrl.split('?')[0] ?? ''));
  response.type('application/problem+json').send(JSON.stringify({ ...body, requestId: idOf(request) }));
}

export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request: Request, response: Response, next: NextFunction) => {
    const problem = problemOf(error);
    if (!problem) log.error({ err: error, requestId: idOf(request), method: request.method, path: request.path }, 'request failed');
    else if (problem.status >= 500) log.warn({ err: error, requestId: idOf(request), code: problem.code }, 'request not served');
    if (response.headersSent) return next(error);
    const told = problem ?? new Problem(500, 'internal', '系统内部错误，已记录；请稍后重试，并把编号告诉运维人员', { needs: ['稍后重试'] });
    void drain(request).then(() => {
      // A body that was not read to its end would be taken for the next request.
      if (!request.complete) response.set('Connection', 'close');
      sendProblem(told, request, response);
    });
  };
}
