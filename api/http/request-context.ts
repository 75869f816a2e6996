/** The request that is being served, for whatever runs on its behalf: log lines and audit entries name it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { Caller } from '../session/caller.ts';

export interface RequestContext {
  requestId: string;
  address: string | null;
  /** The rest is known once the caller is. */
  personId?: string;
  keyId?: string;
  sessionId?: string;
}

const contexts = new AsyncLocalStorage<RequestContext>();

export const requestContext = (): RequestContext | undefined => contexts.getStore();

export const inContext: RequestHandler = (request, _response, next) => {
  const { id } = request as typeof request & { id?: unknown };
  contexts.run({ requestId: String(id), address: request.ip ?? null }, next);
};

export function knowCaller(caller: Caller): void {
  const context = contexts.getStore();
  if (!context) return;
  if (caller.via === 'key') context.keyId = caller.keyId;
  else {
    context.personId = caller.person.id;
    context.sessionId = caller.sessionId;
  }
}

/** What a log line says of the request; nothing of what is looked for or answered. */
export function contextForLog(): Record<string, unknown> {
  const context = contexts.getStore();
  if (!context) return {};
  const { requestId, personId, keyId } = context;
  return { requestId, ...(personId === undefined ? {} : { personId }), ...(keyId === undefined ? {} : { keyId }) };
}
